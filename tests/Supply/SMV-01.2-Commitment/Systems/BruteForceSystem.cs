using System.Collections.Immutable;
using Busbar.Numerics.LinearPrograms;
using Busbar.Supply.Handoffs.Commitment.Systems;

namespace Busbar.Supply.Commitment.Tests.Systems;

/// <summary>The best cost of a small case: every pattern of hours on that each unit may have, every combination of them, and a linear
/// programme
/// for the rest. Written from the meaning of the case, with no equation of the exports.</summary>
internal static class BruteForceSystem
{
    /// <summary>Cost of the best schedule, or infinity when there is none.</summary>
    public static double Best(CommitmentCase given)
    {
        var patterns = given.Thermal.Select(unit => Patterns(given, unit).OrderBy(pattern => pattern.FixedUsd).ToArray()).ToArray();
        if (patterns.Any(each => each.Length == 0)) return double.PositiveInfinity;
        var combinations = patterns.Aggregate(
            (IEnumerable<ImmutableArray<Pattern>>)[[]],
            (all, next) => all.SelectMany(chosen => next.Select(pattern => chosen.Add(pattern))));
        var best = double.PositiveInfinity;
        foreach (var (chosen, bound) in combinations.Select(each => (each, Bound(given, each))).OrderBy(each => each.Item2))
        {
            if (bound >= best) break;
            var modes = given.Storage.IsEmpty ? 1 : 1 << given.Hours;
            for (var mode = 0; mode < modes; mode++) best = Math.Min(best, Dispatch(given, chosen, mode));
        }
        return best;
    }

    /// <summary>Cost of a commitment dispatched, what is missing at a price; null when no dispatch keeps the units' own limits, and
    /// when a
    /// pattern breaks a minimum time.</summary>
    public static double? OfCommitment(CommitmentCase given, bool[][] on, double shortageUsd)
    {
        var chosen = on.Select((hours, i) => Walk(given, given.Thermal[i], hours)).ToArray();
        if (chosen.Contains(null)) return null;
        var usd = Dispatch(given, [.. chosen.Select(pattern => pattern!)], 0, shortageUsd);
        return double.IsFinite(usd) ? usd : null;
    }

    /// <summary>What a unit's hours at the minimum and its starts cost, and how many starts; null when they break its minimum
    /// times.</summary>
    public static (double Usd, int Starts)? HoursAndStartsUsd(CommitmentCase given, CaseThermal unit, bool[] on) =>
        Walk(given, unit with { MostStarts = null }, on) is { } pattern ? (pattern.FixedUsd, pattern.Starts) : null;

    /// <summary>No dispatch of these hours costs less: the energy above the minima at the cheapest slope there is; infinite where the
    /// units
    /// on cannot give the load or cannot come down to it.</summary>
    private static double Bound(CommitmentCase given, ImmutableArray<Pattern> chosen)
    {
        var usd = chosen.Sum(pattern => pattern.FixedUsd);
        var slope = given.Thermal.Where(unit => unit.Cost.Length > 1)
            .Select(unit => (unit.Cost[1].UsdPerHour - unit.Cost[0].UsdPerHour) / (unit.Cost[1].Mw - unit.Cost[0].Mw))
                .DefaultIfEmpty(0).Min();
        for (var t = 0; t < given.Hours; t++)
        {
            var (hour, rest) = (t, given.DemandMw[t]);
            var on = given.Thermal.Where((_, i) => chosen[i].On[hour]).ToArray();
            rest -= on.Sum(unit => unit.MinMw);
            var (least, most) = (given.Renewable.Sum(plant => plant.MinMw[hour]), given.Renewable.Sum(plant => plant.MaxMw[hour]));
            (least, most) = (least - given.Storage.Sum(store => store.ChargeMw), most + given.Storage.Sum(store => store.DischargeMw));
            if (rest < least - 1e-6 || rest > most + on.Sum(unit => Available(unit,
                hour) - unit.MinMw) + 1e-6) return double.PositiveInfinity;
            usd += Math.Max(0, slope) * Math.Max(0, rest - most);
        }
        return usd - 1e-6;
    }

    private sealed record Pattern(bool[] On, int Starts, double FixedUsd);

    private static IEnumerable<Pattern> Patterns(CommitmentCase given, CaseThermal unit)
    {
        for (var mask = 0; mask < 1 << given.Hours; mask++)
        {
            var on = Enumerable.Range(0, given.Hours).Select(hour => (mask >> hour & 1) == 1).ToArray();
            if (on.Where((isOn, hour) => isOn ? Available(unit, hour) < unit.MinMw : unit.IsMustRun).Any()) continue;
            if (Walk(given, unit, on) is { } pattern) yield return pattern;
        }
    }

    /// <summary>Walks through the hours with the time in state; null when a minimum time or the limit on starts is broken.</summary>
    private static Pattern? Walk(CommitmentCase given, CaseThermal unit, bool[] on)
    {
        var (isOn, since, starts, usd) = (unit.Before.IsOn, unit.Before.HoursInState, 0, 0d);
        var hasStopped = false;
        for (var hour = 0; hour < on.Length; hour++)
        {
            if (on[hour] == isOn)
            {
                since++;
            }
            else
            {
                if (since < (isOn ? unit.MinUpHours : unit.MinDownHours)) return null;
                if (!isOn) (starts, usd) = (starts + 1, usd + StartUsd(given.StartRule, unit, hour, since, hasStopped));
                hasStopped |= isOn;
                (isOn, since) = (!isOn, 1);
            }
            if (isOn) usd += unit.Cost[0].UsdPerHour;
        }
        return starts > (unit.MostStarts ?? int.MaxValue) ? null : new(on, starts, usd);
    }

    /// <summary>By hours off; by pglib-uc's rule a unit that was off before and starts for a second time while its first stop is not yet
    /// far enough inside the horizon pays for the type that the state before would by then have.</summary>
    private static double StartUsd(StartRule rule, CaseThermal unit, int hour, int hoursOff, bool hasStopped)
    {
        double Of(int hours) => unit.Starts.Last(type => type.HoursOffAtLeast <= hours).Usd;
        if (rule == StartRule.HoursOff || unit.Before.IsOn || !hasStopped) return Of(hoursOff);
        // Off since before and never on: so many hours by now. A colder type that begins after the hour itself is judged by that.
        var asIfNeverOn = unit.Before.HoursInState + hour;
        return unit.Starts.Where((type, i) => i == unit.Starts.Length - 1 || IsOpen(type.HoursOffAtLeast,
            unit.Starts[i + 1].HoursOffAtLeast))
            .Min(type => type.Usd);

        bool IsOpen(int from, int next) => hour + 1 < next ? asIfNeverOn < next : hoursOff >= from && hoursOff < next;
    }

    private static double Available(CaseThermal unit, int hour) => unit.AvailableMw.IsEmpty ? unit.MaxMw : unit.AvailableMw[hour];

    private static double Dispatch(CommitmentCase given, ImmutableArray<Pattern> chosen, int mode, double shortageUsd =
        double.PositiveInfinity)
    {
        var programme = new LinearProgram();
        var (hours, units) = (given.Hours, given.Thermal.Length);
        var (output, reserve) = (new int[units, hours], new int[units, hours]);
        var budgets = given.Budgets.Select(_ => new List<LinearTerm>()).ToArray();
        var used = new double[given.Budgets.Length];
        for (var i = 0; i < units; i++) AddUnit(programme, given, i, chosen[i], output, reserve, budgets, used);
        var others = Enumerable.Range(0, hours).Select(_ => new List<LinearTerm>()).ToArray();
        foreach (var plant in given.Renewable)
            for (var t = 0; t < hours; t++)
                others[t].Add(new(programme.AddVariable($"{plant.Name} {t}", plant.MinMw[t], plant.MaxMw[t], 0), 1));
        foreach (var store in given.Storage) AddStore(programme, store, mode, hours, others);
        for (var t = 0; t < hours; t++) AddHour(programme, given, chosen, t, output, reserve, others[t], shortageUsd);
        for (var b = 0; b < budgets.Length; b++)
        {
            // What serves a MWh with the least of a budget says what a unit of it is worth.
            var least = given.Budgets[b].Uses.SelectMany(use => use.PerMwhAbove.Append(use.PerHourOn)).Where(use => use > 0)
                .DefaultIfEmpty(1).Min();
            budgets[b].AddRange(Missing(programme, shortageUsd / least, -1));
            programme.AddRow($"budget {b}", budgets[b].ToArray(), double.NegativeInfinity, given.Budgets[b].Limit - used[b]);
        }
        return programme.Solve() is LinearSolution.Optimal optimal
            ? optimal.Objective + chosen.Sum(pattern => pattern.FixedUsd) : double.PositiveInfinity;
    }

    /// <summary>What may be missing of a requirement, where shortage has a price.</summary>
    private static LinearTerm[] Missing(LinearProgram programme, double usd, double sign) =>
        double.IsFinite(usd) ? [new(programme.AddVariable("missing", 0, double.PositiveInfinity, usd), sign)] : [];

    private static void AddUnit(
        LinearProgram programme, CommitmentCase given, int place, Pattern pattern, int[,] output, int[,] reserve,
        List<LinearTerm>[] budgets, double[] used)
    {
        var unit = given.Thermal[place];
        var uses = given.Budgets.Select(budget => budget.Uses.FirstOrDefault(use => use.Unit == unit.Name)).ToArray();
        for (var b = 0; b < uses.Length; b++)
            if (uses[b] is { } use) used[b] += use.PerStart * pattern.Starts + use.PerHourOn * pattern.On.Count(isOn => isOn);
        for (var t = 0; t < given.Hours; t++)
        {
            var isOn = pattern.On[t];
            var was = t == 0 ? unit.Before.IsOn : pattern.On[t - 1];
            var will = t == given.Hours - 1 || pattern.On[t + 1];
            var most = !isOn ? 0 : Math.Min(Available(unit, t), Math.Min(was ? unit.MaxMw : unit.StartUpMw,
                will ? unit.MaxMw : unit.ShutDownMw));
            output[place, t] = programme.AddVariable($"p {place} {t}", isOn ? unit.MinMw : 0, double.PositiveInfinity, 0);
            reserve[place, t] = programme.AddVariable($"r {place} {t}", 0, double.PositiveInfinity, 0);
            programme.AddRow("most", [new(output[place, t], 1), new(reserve[place, t], 1)], double.NegativeInfinity, most);
            var parts = new List<LinearTerm> { new(output[place, t], 1) };
            for (var l = 0; isOn && l < unit.Cost.Length - 1; l++)
            {
                var width = unit.Cost[l + 1].Mw - unit.Cost[l].Mw;
                var part = programme.AddVariable($"part {place} {l} {t}", 0, width,
                    (unit.Cost[l + 1].UsdPerHour - unit.Cost[l].UsdPerHour) / width);
                parts.Add(new(part, -1));
                for (var b = 0; b < uses.Length; b++) if (uses[b] is { } use) budgets[b].Add(new(part, use.PerMwhAbove[l]));
            }
            programme.AddRow("parts", parts.ToArray(), isOn ? unit.MinMw : 0, isOn ? unit.MinMw : 0);
            AddRamp(programme, unit, place, t, was, isOn, output, reserve);
        }
    }

    private static void AddRamp(
        LinearProgram programme, CaseThermal unit, int place, int t, bool was, bool isOn, int[,] output, int[,] reserve)
    {
        var (fromMin, toMin) = (was ? unit.MinMw : 0, isOn ? unit.MinMw : 0);
        var before = t == 0 ? unit.Before.OutputMw : 0;
        LinearTerm[] last = t == 0 ? [] : [new(output[place, t - 1], -1)];
        if (isOn)
            programme.AddRow("up", [new(output[place, t], 1), new(reserve[place, t], 1), .. last], double.NegativeInfinity,
                unit.RampUpMwPerHour + toMin - fromMin + before);
        programme.AddRow("down", [new(output[place, t], 1), .. last], toMin - fromMin + before - unit.RampDownMwPerHour,
            double.PositiveInfinity);
        if (t == 0 && was && !isOn)
            programme.AddRow("stop at once", [new(output[place, 0], 1)], before <= unit.ShutDownMw ? 0 : 1, double.PositiveInfinity);
    }

    private static void AddStore(LinearProgram programme, CaseStorage store, int mode, int hours, List<LinearTerm>[] others)
    {
        var change = new List<LinearTerm>();
        for (var t = 0; t < hours; t++)
        {
            var charges = (mode >> t & 1) == 1;
            var flow = programme.AddVariable($"flow {t}", 0, charges ? store.ChargeMw : store.DischargeMw, 0);
            others[t].Add(new(flow, charges ? -1 : 1));
            change.Add(new(flow, charges ? store.RoundTripEfficiency : -1));
            programme.AddRow($"held {t}", change.ToArray(), (t == hours - 1 ? store.FinalMwh : 0) - store.InitialMwh,
                store.EnergyMwh - store.InitialMwh);
        }
    }

    private static void AddHour(
        LinearProgram programme, CommitmentCase given, ImmutableArray<Pattern> chosen, int t, int[,] output, int[,] reserve,
        List<LinearTerm> others, double shortageUsd)
    {
        var units = Enumerable.Range(0, given.Thermal.Length).ToArray();
        LinearTerm[] outputs = [.. units.Select(i => new LinearTerm(output[i, t], 1))];
        LinearTerm[] reserves = [.. units.Select(i => new LinearTerm(reserve[i, t], 1))];
        programme.AddRow(
            "load", [.. outputs, .. others, .. Missing(programme, shortageUsd, 1), .. Missing(programme, shortageUsd, -1)],
                given.DemandMw[t], given.DemandMw[t]);
        if (!given.SpinningMw.IsEmpty)
            programme.AddRow("spinning", [.. reserves, .. Missing(programme, shortageUsd, 1)], given.SpinningMw[t],
                double.PositiveInfinity);
        var quick = units.Where(i => !chosen[i].On[t] && Available(given.Thermal[i], t) >= given.Thermal[i].MinMw)
            .Sum(i => Math.Min(given.Thermal[i].QuickStartMw, Available(given.Thermal[i], t)));
        if (!given.OperatingMw.IsEmpty)
            programme.AddRow("operating", [.. reserves, .. Missing(programme, shortageUsd, 1)], given.OperatingMw[t] - quick,
                double.PositiveInfinity);
        var least = units.Where(i => chosen[i].On[t]).Sum(i => given.Thermal[i].MinMw);
        if (!given.DownwardMw.IsEmpty)
            programme.AddRow("downward", [.. outputs, .. Missing(programme, shortageUsd, 1)], given.DownwardMw[t] + least,
                double.PositiveInfinity);
    }
}
