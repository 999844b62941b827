namespace Busbar.Supply.Commitment.Programmes;

/// <summary>The exact programme of one unit at given prices, kept between solves so that nothing is allocated. A plan is a chain of runs; a
/// run costs the same whatever came before it, so runs are priced once and chained by a shortest path over stops and starts. Ties leave
/// the unit off: no gain, no wear. Source: Frangioni and Gentile, Operations Research 54(4), 2006, 767-775; start costs by hours off on the
/// arcs between runs.</summary>
internal sealed class UnitProgramme
{
    /// <summary>The run that was on before the horizon.</summary>
    public const int Initial = -1;
    private const int Nothing = -2;
    private const double Rounding = 1e-12;

    // A stop is named by its first hour off, 0 to hours - 1; a start by its first hour on. Stops that some plan may make are listed.
    private readonly double[] costAtStop;
    private readonly int[] startOfStop;
    private readonly int[] stops;
    private int stopCount;
    private readonly int[] stopOfStart;
    private readonly FreeRuns free;
    private readonly RampedRuns ramped;
    private readonly RampFreeBound bound;
    private readonly bool[] planOn;
    private readonly bool[] planOff;
    private UnitModel unit = null!;
    private UnitCosts costs = null!;
    private RampFreeBound? limitedBy;
    private double most;
    private int freeSince;
    private double finalCost;
    private int finalStart;
    private int finalStop;

    public UnitProgramme(int hours, int segments)
    {
        costAtStop = new double[hours + 1];
        startOfStop = new int[hours + 1];
        stops = new int[hours + 1];
        stopOfStart = new int[hours + 1];
        (IsOn, Above, Spinning) = (new bool[hours], new double[hours], new double[hours]);
        (MustOn, MustOff) = (new bool[hours], new bool[hours]);
        Stages = new(hours, segments);
        free = new(this, hours);
        ramped = new(this, hours, segments);
        bound = new(this, hours);
        (planOn, planOff) = (new bool[hours], new bool[hours]);
    }

    /// <summary>On or off, each hour of the last plan found.</summary>
    public bool[] IsOn { get; }

    /// <summary>Output above the minimum.</summary>
    public double[] Above { get; }

    /// <summary>Spinning reserve that can be held at that output.</summary>
    public double[] Spinning { get; }

    /// <summary>Hours in which the unit has to be on, or off; the caller sets them before a solve.</summary>
    public bool[] MustOn { get; private set; }

    /// <inheritdoc cref="MustOn"/>
    public bool[] MustOff { get; private set; }

    /// <summary>Cost of each hour by output, prices taken in.</summary>
    public StageCosts Stages { get; }

    /// <summary>The least cost, infinite when no plan keeps to what must be.</summary>
    public double Solve(UnitModel unit, UnitCosts costs)
    {
        Stages.Set(unit, costs);
        return SolveStages(unit, costs);
    }

    /// <summary>The same with the stages as they stand; of the costs only starts are read.</summary>
    public double SolveStages(UnitModel unit, UnitCosts costs)
    {
        (this.unit, this.costs) = (unit, costs);
        if (!unit.IsRamped) Search(null, double.PositiveInfinity);
        else SearchRamped();
        if (finalCost < double.PositiveInfinity) Trace();
        return finalCost;
    }

    /// <summary>First the plan that is best without ramps, priced with them; if that is not the best already, what beats it.</summary>
    private void SearchRamped()
    {
        bound.Solve(unit, costs);
        var least = bound.WritePlan(planOn);
        finalCost = least;
        if (double.IsPositiveInfinity(least)) return;
        for (var hour = 0; hour < unit.Hours; hour++) planOff[hour] = !planOn[hour];
        var (mustOn, mustOff) = (MustOn, MustOff);
        (MustOn, MustOff) = (planOn, planOff);
        Search(null, double.PositiveInfinity);
        (MustOn, MustOff) = (mustOn, mustOff);
        var rounding = Rounding * bound.Scale;
        if (!(finalCost <= least + rounding)) Search(bound, finalCost + rounding);
    }

    private void Search(RampFreeBound? limitedBy, double most)
    {
        (this.limitedBy, this.most, stopCount) = (limitedBy, most, 0);
        (finalCost, finalStart, finalStop, freeSince) = (double.PositiveInfinity, Nothing, Nothing, 0);
        Array.Fill(costAtStop, double.PositiveInfinity);
        if (unit.MayStopAtOnce && !unit.IsMustRun && !MustOn[0]) OfferStop(Initial, -1, 0);
        if (unit.IsRamped) ramped.Solve(unit);
        else free.Solve(unit);
        ConsiderOffAtEnd();
    }

    /// <summary>Whether a plan of this cost up to an hour, with a run that is on in it and goes on, can be among the best.</summary>
    public bool IsHopeful(double cost, int run, int hour) => limitedBy is null || cost + limitedBy.After(run, hour) <= most;

    /// <summary>Likewise when a run begins in the hour.</summary>
    public bool IsHopefulStart(double cost, int hour) => limitedBy is null || cost + limitedBy.FromStart(hour) <= most;

    /// <summary>Whether a run may be on in an hour and off in the next.</summary>
    public bool MayStopAfter(int start, int hour) => hour + 1 < unit.Hours && !MustOn[hour + 1] && !unit.IsMustRun
        && (start == Initial ? hour + 1 >= unit.FirstStop : hour - start + 1 >= unit.MinUp);

    /// <summary>Tells of a way to be off from the hour after; true when it is the cheapest so far.</summary>
    public bool OfferStop(int start, int lastHour, double cost)
    {
        var stop = lastHour + 1;
        if (!(cost < costAtStop[stop]) || cost + limitedBy?.FromStop(stop) > most) return false;
        if (stopCount == 0 || stops[stopCount - 1] != stop) stops[stopCount++] = stop;
        (costAtStop[stop], startOfStop[stop]) = (cost, start);
        return true;
    }

    /// <summary>Tells of a way to be on in the last hour.</summary>
    public void OfferEnd(int start, double cost)
    {
        if (cost < finalCost) (finalCost, finalStart) = (cost, start);
    }

    /// <summary>The cheapest way to be off up to an hour and start in it. Hours are asked for in order.</summary>
    public double CostToStart(int hour)
    {
        var (best, from) = (double.PositiveInfinity, Nothing);
        if (!MustOff[hour] && !(unit.IsMustRun && (unit.IsOnBefore || hour > unit.FirstStart)))
        {
            var categories = costs.Start.Length / unit.Hours;
            if ((!unit.IsOnBefore || unit.IsFreeBefore) && hour >= unit.FirstStart && freeSince == 0) best = costs.InitialStart[hour];
            for (var i = stopCount - 1; i >= 0 && stops[i] >= freeSince; i--)
            {
                var stop = stops[i];
                if (stop > hour - unit.MinDown || !(costAtStop[stop] < best)) continue;
                var cost = costAtStop[stop] + costs.Start[hour * categories + unit.CategoryOf(hour - stop)];
                if (cost < best) (best, from) = (cost, stop);
            }
        }
        stopOfStart[hour] = from;
        if (MustOn[hour]) freeSince = hour + 1;
        return best;
    }

    private void ConsiderOffAtEnd()
    {
        var mustStart = unit.IsMustRun && unit.FirstStart < unit.Hours;
        if (!unit.IsOnBefore && freeSince == 0 && !mustStart) TakeOffAtEnd(0, Nothing);
        for (var i = 0; i < stopCount; i++)
            if (stops[i] >= freeSince) TakeOffAtEnd(costAtStop[stops[i]], stops[i]);
    }

    private void TakeOffAtEnd(double cost, int stop)
    {
        if (cost > finalCost) return;
        (finalCost, finalStart, finalStop) = (cost, Nothing, stop);
    }

    private void Trace()
    {
        Array.Clear(IsOn);
        Array.Clear(Above);
        Array.Clear(Spinning);
        var stop = finalStop;
        if (finalStart != Nothing) stop = Fill(finalStart, unit.Hours - 1);
        while (stop > 0) stop = Fill(startOfStop[stop], stop - 1);
    }

    private int Fill(int start, int last)
    {
        for (var hour = Math.Max(start, 0); hour <= last; hour++) IsOn[hour] = true;
        if (unit.IsRamped) ramped.Fill(start, last);
        else free.Fill(start, last);
        return start == Initial ? Nothing : stopOfStart[start];
    }
}
