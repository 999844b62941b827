namespace Busbar.Supply.Commitment.Programmes;

/// <summary>The same unit with its ramps left aside, from the last hour back: the least that the hours after any one can cost, and the plan
/// that costs so. A run whose cost so far and that least exceed what some plan costs cannot be part of a better one.</summary>
internal sealed class RampFreeBound(UnitProgramme programme, int hours)
{
    // From an hour on: when on in it and free to stop; when a run begins in it (its start left out); when it is the first hour off.
    private readonly double[] on = new double[hours + 1];
    private readonly double[] born = new double[hours + 1];
    private readonly double[] off = new double[hours + 1];
    private readonly double[] sum = new double[hours + 1];
    private readonly int[] firstOut = new int[hours + 1];
    private readonly bool[] stops = new bool[hours];
    private readonly int[] nextStart = new int[hours + 1];
    // By start category: hours off from which and to which it is, and its starts within that reach.
    private int[] lags = [];
    private int[] ends = [];
    private FallingWindow[] windows = [];
    private UnitModel unit = null!;
    private UnitCosts costs = null!;
    private int categories;
    private int nextMust;

    /// <summary>The size of what was summed, against which a difference is rounding.</summary>
    public double Scale { get; private set; }

    public void Solve(UnitModel model, UnitCosts startCosts)
    {
        (unit, costs, categories) = (model, startCosts, startCosts.Start.Length / model.Hours);
        var last = unit.Hours;
        (on[last], born[last], off[last], firstOut[last]) = (0, double.PositiveInfinity, 0, last);
        (nextStart[last], nextMust, sum[0], Scale) = (last, last, 0, 1);
        SetWindows();
        for (var hour = 0; hour < last; hour++)
        {
            sum[hour + 1] = sum[hour] + (IsOut(hour) ? 0 : Cost(hour, unit.Range[hour]));
            Scale = Math.Max(Scale, Math.Abs(sum[hour + 1]));
        }
        for (var hour = last - 1; hour >= 0; hour--) Set(hour);
    }

    /// <summary>The least cost of a run that begins in an hour and of all that follows, its start left out.</summary>
    public double FromStart(int hour) => born[hour];

    /// <summary>The least cost from an hour on that is the first one off.</summary>
    public double FromStop(int hour) => off[hour];

    /// <summary>The least cost of the hours after one that a run is on in and goes on from.</summary>
    public double After(int run, int hour) => From(hour + 1, OldEnough(run));

    /// <summary>Writes the cheapest plan without ramps; answers what it costs.</summary>
    public double WritePlan(bool[] isOn)
    {
        Array.Clear(isOn);
        var (start, best) = (unit.Hours, double.PositiveInfinity);
        if (!unit.IsOnBefore || unit.IsFreeBefore) (start, best) = FirstStart();
        var goesOn = unit.IsOnBefore && From(0, OldEnough(UnitProgramme.Initial)) < best;
        if (goesOn) best = From(0, OldEnough(UnitProgramme.Initial));
        if (unit.MayStopAtOnce && !unit.IsMustRun && off[0] <= best) (start, best, goesOn) = (nextStart[0], off[0], false);
        var hour = goesOn ? WriteRun(isOn, 0, OldEnough(UnitProgramme.Initial)) : start;
        while (hour < unit.Hours) hour = WriteRun(isOn, hour, OldEnough(hour));
        return best;
    }

    private int WriteRun(bool[] isOn, int hour, int oldEnough)
    {
        isOn[hour] = true;
        while (hour + 1 < unit.Hours && (hour < oldEnough || !stops[hour])) isOn[++hour] = true;
        return nextStart[hour + 1];
    }

    private (int Hour, double Cost) FirstStart()
    {
        var (start, best) = (unit.Hours, double.PositiveInfinity);
        for (var hour = unit.FirstStart; hour < unit.Hours && hour <= nextMust; hour++)
        {
            if (costs.InitialStart[hour] + born[hour] is var cost && cost < best) (start, best) = (hour, cost);
            if (unit.IsMustRun) return (start, best);
        }
        return best < 0 || nextMust < unit.Hours ? (start, best) : (unit.Hours, 0);
    }

    /// <summary>The first hour that may be a run's last.</summary>
    private int OldEnough(int run) => run == UnitProgramme.Initial ? unit.FirstStop - 1 : run + unit.MinUp - 1;

    private double From(int hour, int oldEnough)
    {
        var free = Math.Min(Math.Max(hour, oldEnough), unit.Hours);
        return firstOut[hour] < free ? double.PositiveInfinity : sum[free] - sum[hour] + on[free];
    }

    private void Set(int hour)
    {
        firstOut[hour] = IsOut(hour) ? hour : firstOut[hour + 1];
        var mayStop = hour + 1 < unit.Hours && !programme.MustOn[hour + 1] && !unit.IsMustRun;
        (on[hour], born[hour]) = (double.PositiveInfinity, double.PositiveInfinity);
        if (!IsOut(hour))
        {
            var whole = sum[hour + 1] - sum[hour];
            var stop = mayStop && unit.StopCap >= 0
                ? Cost(hour, Math.Min(unit.Range[hour], unit.StopCap)) + off[hour + 1] : double.PositiveInfinity;
            stops[hour] = stop <= whole + on[hour + 1];
            on[hour] = Math.Min(stop, whole + on[hour + 1]);
            var cap = Math.Min(Math.Min(unit.StartCap, unit.RampUp), unit.Range[hour]);
            if (cap >= 0) born[hour] = Cost(hour, cap) + From(hour + 1, hour + unit.MinUp - 1);
            if (cap >= 0 && unit.MinUp <= 1 && mayStop && unit.StopCap >= 0)
                born[hour] = Math.Min(born[hour], Cost(hour, Math.Min(cap, unit.StopCap)) + off[hour + 1]);
        }
        SetOff(hour);
    }

    /// <summary>Off from an hour on: for good, or until a start within the reach of one of its categories. No start lies beyond an hour
    /// that has to be on.</summary>
    private void SetOff(int hour)
    {
        if (programme.MustOn[hour]) nextMust = hour;
        (off[hour], nextStart[hour]) = (nextMust < unit.Hours ? double.PositiveInfinity : 0, unit.Hours);
        for (var category = 0; category < categories; category++)
        {
            var (window, first) = (windows[category], hour + lags[category]);
            if (first < unit.Hours)
            {
                if (programme.MustOn[first]) window.Clear();
                window.Enter(first, costs.Start[first * categories + category] + born[first]);
            }
            if (category + 1 < categories) window.KeepBelow(hour + ends[category]);
            if (nextMust >= first && !window.IsEmpty && window.Least < off[hour])
                (off[hour], nextStart[hour]) = (window.Least, window.At);
        }
    }

    private void SetWindows()
    {
        if (lags.Length != categories)
        {
            (lags, ends) = (new int[categories], new int[categories]);
            windows = [.. Enumerable.Range(0, categories).Select(_ => new FallingWindow(hours))];
        }
        for (var category = 0; category < categories; category++)
        {
            var first = Array.FindIndex(unit.StartCategory, each => each >= category);
            lags[category] = Math.Max(first < 0 ? unit.Hours : first, unit.MinDown);
            if (category > 0) ends[category - 1] = first < 0 ? unit.Hours : first;
            windows[category].Clear();
        }
    }

    private bool IsOut(int hour) => programme.MustOff[hour] || unit.Range[hour] < 0;

    private double Cost(int hour, double cap) => programme.Stages.Least(hour, cap).Cost;
}
