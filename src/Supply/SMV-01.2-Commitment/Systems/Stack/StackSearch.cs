using Busbar.Numerics;
using Busbar.Supply.Commitment.Programmes;
using Busbar.Supply.Commitment.Systems.Dispatch;

namespace Busbar.Supply.Commitment.Systems.Stack;

/// <summary>Betters a commitment unit by unit: each in turn plans anew, exactly, against what its output is worth to all others by merit
/// order. Ramps of the others are kept by holding them near where the last exact dispatch had them. It mends shortage, which is priced,
/// and ends where no single unit can do better; kicks lead on from there.</summary>
internal sealed class StackSearch
{
    private readonly SystemModel model;
    private readonly HourStack[] hours;
    private readonly UnitProgramme programme;
    private readonly UnitCosts[] costs;
    private readonly ulong[] patterns;
    private readonly double[][] above;
    private readonly bool[] isHeld;
    private readonly double[] startUsd;
    private readonly List<(double Width, double Usd)> stairs = [];
    private readonly double[] ends;
    private readonly double[] slopes;
    private readonly DispatchRows limits;

    public StackSearch(SystemModel model, MeritOrder merit, double shortage)
    {
        (this.model, limits) = (model, DispatchRows.OfEnergy(model.Hours));
        hours = [.. Enumerable.Range(0, model.Hours).Select(hour => new HourStack(model, merit, hour, shortage))];
        var most = Math.Min(merit.Count, MostSegments) + 8;
        programme = new(model.Hours, most);
        (ends, slopes) = (new double[most], new double[most]);
        costs = [.. model.Classes.Select(each => new UnitCosts
        {
            On = [], Slope = [], SlopeStride = 0, Start = each.StartUsd, InitialStart = each.InitialStartUsd, Energy = [],
            Spinning = new double[model.Hours],
        })];
        (patterns, above, isHeld, startUsd) = (new ulong[model.Units], new double[model.Units][], new bool[model.Units],
            new double[model.Units]);
    }

    private const int MostSegments = 240;

    /// <summary>Hours on of each unit as they stand.</summary>
    public ulong[] Patterns => patterns;

    /// <summary>Cost by merit order.</summary>
    public double Usd
    {
        get
        {
            var sum = 0d;
            foreach (var hour in hours) sum += hour.Usd;
            foreach (var usd in startUsd) sum += usd;
            return sum;
        }
    }

    /// <summary>Begins at a commitment, where its exact dispatch is known held near it.</summary>
    public void Begin(ulong[] from, double[][]? outputs)
    {
        from.CopyTo(patterns, 0);
        for (var unit = 0; unit < patterns.Length; unit++)
        {
            above[unit] = outputs?[unit] ?? [];
            isHeld[unit] = outputs is not null && ClassOf(unit).Model.IsRamped;
            Place(unit);
        }
        foreach (var hour in hours) hour.Settle();
    }

    /// <summary>Lets units plan anew, in an order by chance, until none does better or the passes are used up. Answers whether any
    /// did.</summary>
    public bool Descend(SeededRandom chance, int mostPasses, IReadOnlySet<int>? except, Func<bool> stop)
    {
        var order = Enumerable.Range(0, patterns.Length).ToArray();
        var any = false;
        for (var pass = 0; pass < mostPasses; pass++)
        {
            for (var i = order.Length - 1; i > 0; i--)
            {
                var j = (int)(chance.NextUniform() * (i + 1));
                (order[i], order[j]) = (order[j], order[i]);
            }
            var changed = false;
            foreach (var unit in order)
            {
                if (stop()) return any;
                if (except?.Contains(unit) != true && Respond(unit)) changed = true;
            }
            if (!changed) break;
            any = true;
        }
        return any;
    }

    /// <summary>Gives a unit a pattern.</summary>
    public void Set(int unit, ulong pattern)
    {
        var changed = patterns[unit] ^ pattern;
        if (changed == 0) return;
        patterns[unit] = pattern;
        isHeld[unit] = false;
        Place(unit);
        foreach (var hour in hours) hour.Settle();
    }

    private UnitClass ClassOf(int unit) => model.Classes[model.ClassOf[unit]];

    /// <summary>Has units that start oftener than they may plan anew.</summary>
    public void KeepStartLimits()
    {
        for (var unit = 0; unit < patterns.Length; unit++) if (!ClassOf(unit).KeepsStartLimit(patterns[unit])) Respond(unit);
    }

    private bool Respond(int unit)
    {
        var each = ClassOf(unit);
        SetStages(each, unit);
        var now = double.PositiveInfinity;
        if (each.KeepsStartLimit(patterns[unit]))
        {
            Hold(patterns[unit]);
            now = programme.SolveStages(each.Model, costs[each.Index]);
            Hold(null);
        }
        var (best, pattern) = Plan(each);
        var isBetter = double.IsPositiveInfinity(now) || best < now - 1e-7 * Math.Abs(now) - 1e-6;
        if (!isBetter || pattern == patterns[unit]) return false;
        Set(unit, pattern);
        return true;
    }

    /// <summary>The best plan at the stages as they stand; where it starts too often, one at dearer starts that does not.</summary>
    private (double Usd, ulong Pattern) Plan(UnitClass each)
    {
        Hold(null);
        var usd = programme.SolveStages(each.Model, costs[each.Index]);
        var pattern = HoursOn.Of(programme.IsOn);
        for (var dearer = 1 + each.StartUsd.Max(); !each.KeepsStartLimit(pattern) && dearer < 1e12; dearer *= 2)
        {
            var extra = dearer;
            var raised = new UnitCosts
            {
                On = [], Slope = [], SlopeStride = 0, Energy = [], Spinning = costs[each.Index].Spinning,
                Start = [.. each.StartUsd.Select(start => start + extra)],
                InitialStart = [.. each.InitialStartUsd.Select(start => start + extra)],
            };
            usd = programme.SolveStages(each.Model, raised);
            pattern = HoursOn.Of(programme.IsOn);
            usd -= extra * each.StartsOf(pattern).Count;
        }
        return (usd, pattern);
    }

    private void Hold(ulong? pattern)
    {
        for (var hour = 0; hour < model.Hours; hour++)
        {
            programme.MustOn[hour] = pattern is { } on && (on >> hour & 1) != 0;
            programme.MustOff[hour] = pattern is { } off && (off >> hour & 1) == 0;
        }
    }

    /// <summary>Cost of the unit's hours less what it saves the others.</summary>
    private void SetStages(UnitClass each, int unit)
    {
        programme.Stages.Begin();
        for (var hour = 0; hour < model.Hours; hour++)
        {
            var range = Math.Max(0, each.Model.Range[hour]);
            var atMin = each.OnUsd + hours[hour].Worth(unit, each.Model.Min, range, stairs);
            var (count, at, stair, stairEnd, segment) = (0, 0d, 0, stairs.Count > 0 ? stairs[0].Width : double.PositiveInfinity, 0);
            while (at < range - 1e-9 && count < ends.Length)
            {
                while (segment < each.SlopeUsd.Length - 1 && each.Model.SegmentEnd[segment] <= at + 1e-9) segment++;
                while (stair < stairs.Count - 1 && stairEnd <= at + 1e-9) stairEnd += stairs[++stair].Width;
                var end = Math.Min(range, Math.Min(segment < each.SlopeUsd.Length - 1 ? each.Model.SegmentEnd[segment] : range,
                    stair < stairs.Count - 1 ? stairEnd : range));
                slopes[count] = each.SlopeUsd[segment] - (stairs.Count > 0 ? stairs[stair].Usd : 0);
                ends[count++] = at = end;
            }
            if (count == 0) (ends[0], slopes[0], count) = (0, 0, 1);
            ends[count - 1] = Math.Max(ends[count - 1], range);
            programme.Stages.Put(hour, atMin, ends.AsSpan(0, count), slopes.AsSpan(0, count));
        }
    }

    /// <summary>Writes a unit into every hour's stack.</summary>
    private void Place(int unit)
    {
        var each = ClassOf(unit);
        startUsd[unit] = each.StartsOf(patterns[unit]).Usd;
        for (var hour = 0; hour < model.Hours; hour++) hours[hour].Put(unit, 0, 0, -1);
        foreach (var hour in BlockHour.Of(each, patterns[unit], limits)) Place(each, unit, hour);
    }

    private void Place(UnitClass each, int unit, BlockHour hour)
    {
        var (low, high, cap, at) = (hour.Floor, hour.High, hour.Cap, hour.Hour);
        if (isHeld[unit])
        {
            var output = above[unit];
            if (hour.HasBefore)
            {
                (low, high) = (Math.Max(low, output[at - 1] - each.Model.RampDown), Math.Min(high, output[at - 1] + each.Model.RampUp));
                cap = Math.Min(cap, output[at - 1] + each.Model.RampUp);
            }
            var goesOn = at + 1 < model.Hours && (patterns[unit] >> (at + 1) & 1) != 0;
            if (goesOn) (low, high) = (Math.Max(low, output[at + 1] - each.Model.RampUp), Math.Min(high, output[at + 1]
                + each.Model.RampDown));
            (low, high) = (Math.Min(low, Math.Max(0, output[at])), Math.Max(high, output[at]));
        }
        hours[at].Put(unit, low, Math.Min(high, cap), cap);
    }
}
