namespace Busbar.Supply.Commitment.Programmes;

/// <summary>Prices one run of a unit hour by hour, whatever comes before and after it: what it costs to end it with any hour, at its best.
/// For programmes in which a run is reached in several ways (limits on starts, combined-cycle configurations); the plain programme prices
/// its runs together. Arrays are kept between runs.</summary>
internal sealed class RunPricer
{
    private readonly StageCosts stages;
    private readonly double[] goOnFrom;
    private ConvexCurve before;
    private ConvexCurve current;
    private readonly ConvexCurve tilted;
    private readonly ConvexCurve wide;
    private UnitModel unit = null!;
    private int start;
    private double firstCap;

    public RunPricer(int hours, int segments)
    {
        stages = new(hours, segments);
        goOnFrom = new double[hours];
        ConvexCurve Make() => new(4 + hours * (segments + 3));
        (before, current, tilted, wide) = (Make(), Make(), Make(), Make());
    }

    /// <summary>How a run ends: most output and spinning reserve above the minimum in its last hour, and most output.</summary>
    public readonly record struct Ending(double Cap, double MostOutput);

    /// <summary>Takes a unit and its prices.</summary>
    public void Take(UnitModel model, UnitCosts costs)
    {
        unit = model;
        stages.Set(model, costs);
    }

    /// <summary>A run whose first hour may reach a cap above the minimum.</summary>
    public void Begin(int hour, double cap) => (start, firstCap) = (hour, Math.Min(cap, unit.Range[hour]));

    /// <summary>The run that was on before the first hour.</summary>
    public void BeginBefore()
    {
        start = UnitProgramme.Initial;
        current.Reset(unit.AboveMinBefore, unit.AboveMinBefore, 0);
    }

    /// <summary>The least cost when an hour is the run's last; infinite when it cannot be. Asked before <see cref="GoOn"/>.</summary>
    public double CostToEnd(int hour, Ending ending) => EndWith(hour, ending).Cost;

    /// <summary>Stays on in an hour; false when that cannot be.</summary>
    public bool GoOn(int hour)
    {
        (before, current) = (current, before);
        goOnFrom[hour] = Step(hour, unit.Range[hour], unit.Range[hour], current);
        return !current.IsEmpty;
    }

    /// <summary>The least cost of the run up to the hour it went on to.</summary>
    public double CostSoFar => current.Least().Cost;

    /// <summary>Prices a run again and writes its outputs above the minimum and its spinning reserve, last hour first: a convex cost is
    /// least, within reach of the next hour's output, nearest to its own minimum. Without an ending the run goes on after its last
    /// hour.</summary>
    public void Fill(int last, Ending? ending, double[] above, double[] spinning)
    {
        for (var hour = Math.Max(start, 0); hour < last; hour++) GoOn(hour);
        double from, output;
        if (ending is { } stop) (_, output, from) = EndWith(last, stop);
        else
        {
            GoOn(last);
            (output, from) = (current.Least().At, goOnFrom[last]);
        }
        for (var hour = last; hour >= Math.Max(start, 0); hour--)
        {
            var cap = hour == last && ending is { } end ? Math.Min(end.Cap, unit.Range[hour]) : unit.Range[hour];
            if (hour < last) from = goOnFrom[hour];
            from = hour == 0 ? unit.AboveMinBefore : Math.Clamp(from, output - unit.RampUp, output + unit.RampDown);
            var reach = hour == start ? firstCap : unit.RampUp + from;
            (above[hour], spinning[hour]) = (output, Math.Max(0, Math.Min(cap, reach) - output));
            output = from;
        }
    }

    private (double Cost, double At, double From) EndWith(int hour, Ending ending)
    {
        var cap = Math.Min(ending.Cap, unit.Range[hour]);
        if (cap < 0) return (double.PositiveInfinity, 0, 0);
        (before, current) = (current, before);
        var from = Step(hour, cap, Math.Min(cap, ending.MostOutput), current);
        var (cost, at) = current.IsEmpty ? (double.PositiveInfinity, 0) : current.Least();
        (before, current) = (current, before);
        return (cost, at, from);
    }

    /// <summary>From the hour before to this one, output and reserve within the cap, output at most the highest.</summary>
    private double Step(int hour, double cap, double highest, ConvexCurve into)
    {
        var gain = stages.Spinning[hour];
        if (hour == start)
        {
            cap = Math.Min(cap, firstCap);
            if (cap < 0) into.SetEmpty();
            else
            {
                wide.Reset(0, Math.Min(cap, highest), -gain * cap);
                wide.AddInto(into, stages.EndsOf(hour), stages.SlopesOf(hour), stages.AtMin[hour]);
            }
            return 0;
        }
        if (gain > 0) before.TiltInto(tilted, gain, cap, unit.RampUp);
        var from = (gain > 0 ? tilted : before).WidenInto(wide, unit.RampUp, unit.RampDown, highest);
        if (wide.IsEmpty) into.SetEmpty();
        else wide.AddInto(into, stages.EndsOf(hour), stages.SlopesOf(hour), stages.AtMin[hour]);
        return from;
    }
}
