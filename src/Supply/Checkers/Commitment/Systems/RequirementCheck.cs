using Busbar.Supply.Handoffs.Commitment.Systems;
using static System.FormattableString;

namespace Busbar.Supply.Checkers.Commitment.Systems;

/// <summary>What the system as a whole must meet, hour by hour and over the horizon: load (2), reserves (3), budgets. What is missing must
/// be
/// stated as a shortage, and nothing else.</summary>
internal static class RequirementCheck
{
    public static void Run(CommitmentCase given, SystemSchedule schedule, CaseFaults found)
    {
        var stated = schedule.Shortages.ToLookup(each => (each.Kind, each.Hour, each.Budget), each => each.Amount);
        for (var hour = 0; hour < given.Hours; hour++)
        {
            var (at, load) = (hour, given.DemandMw[hour]);
            double Stated(ShortageKind kind) => stated[(kind, at, "")].Sum();
            var (delivered, claimed) = (Delivered(schedule, hour), Stated(ShortageKind.Surplus) - Stated(ShortageKind.Energy));
            if (Math.Abs(delivered - load - claimed) > CaseFaults.Slack(load))
                found.Add("check-balance", Invariant($"{delivered} MW meet a load of {load} MW; {claimed} MW too many are stated"), "load",
                    hour);
            if (stated[(ShortageKind.Surplus, at, "")].Any() && stated[(ShortageKind.Energy, at, "")].Any())
                found.Add("check-balance", "states both a shortage and a surplus of energy", "load", hour);
            var spinning = schedule.Thermal.Sum(unit => unit.SpinningMw[at]);
            Reserve("check-spinning", "spinning reserve", given.SpinningMw, spinning, Stated(ShortageKind.Spinning), at, found);
            Reserve("check-operating", "operating reserve", given.OperatingMw, spinning + QuickStart(given, schedule, at),
                Stated(ShortageKind.Operating), at, found);
            Reserve("check-downward", "downward reserve", given.DownwardMw, schedule.Thermal.Sum(unit => unit.DownwardMw[at]),
                Stated(ShortageKind.Downward), at, found);
        }
        var places = Enumerable.Range(0, given.Thermal.Length).ToDictionary(i => given.Thermal[i].Name);
        foreach (var budget in given.Budgets)
        {
            var used = budget.Uses.Sum(use => Used(given.Thermal[places[use.Unit]], schedule.Thermal[places[use.Unit]], use));
            Compare("check-budget", $"budget {budget.Name}", Math.Max(0, used - budget.Limit),
                stated[(ShortageKind.Budget, -1, budget.Name)].Sum(), budget.Limit, -1, found);
        }
    }

    private static double Delivered(SystemSchedule schedule, int hour) =>
        schedule.Thermal.Sum(unit => unit.OutputMw[hour]) + schedule.Renewable.Sum(plant => plant.OutputMw[hour])
        + schedule.Storage.Sum(store => store.DischargeMw[hour] - store.ChargeMw[hour]);

    /// <summary>Units that are off give their quick-start power, unless an outage leaves less than their minimum.</summary>
    private static double QuickStart(CommitmentCase given, SystemSchedule schedule, int hour)
    {
        var sum = 0d;
        for (var i = 0; i < given.Thermal.Length; i++)
        {
            var unit = given.Thermal[i];
            var available = unit.AvailableMw.IsDefaultOrEmpty ? unit.MaxMw : unit.AvailableMw[hour];
            if (!schedule.Thermal[i].IsOn[hour] && available >= unit.MinMw) sum += Math.Min(unit.QuickStartMw, available);
        }
        return sum;
    }

    private static double Used(CaseThermal unit, ThermalDispatch day, BudgetUse use) =>
        use.PerStart * UnitCheck.StartsOf(unit, day).Count()
        + Enumerable.Range(0, day.IsOn.Length).Where(hour => day.IsOn[hour])
            .Sum(hour => use.PerHourOn + UsedAbove(unit, use, day.OutputMw[hour]));

    private static double UsedAbove(CaseThermal unit, BudgetUse use, double mw)
    {
        var sum = 0d;
        for (var segment = 0; segment < use.PerMwhAbove.Length; segment++)
            sum += use.PerMwhAbove[segment]
                * Math.Clamp(mw - unit.Cost[segment].Mw, 0, unit.Cost[segment + 1].Mw - unit.Cost[segment].Mw);
        return sum;
    }

    private static void Reserve(
        string code, string name, IReadOnlyList<double> wanted, double held, double stated, int hour, CaseFaults found)
    {
        var asked = wanted.Count == 0 ? 0 : wanted[hour];
        Compare(code, name, Math.Max(0, asked - held), stated, asked, hour, found);
    }

    private static void Compare(string code, string name, double missing, double stated, double size, int hour, CaseFaults found)
    {
        if (Math.Abs(missing - stated) > CaseFaults.Slack(size))
            found.Add(code, Invariant($"{name} of {size} is missed by {missing}; {stated} is stated"), name, hour);
    }
}
