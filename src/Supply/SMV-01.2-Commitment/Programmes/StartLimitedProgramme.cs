using System.Collections.Immutable;

namespace Busbar.Supply.Commitment.Programmes;

/// <summary>The exact programme of a unit whose starts are limited. The plain programme first: when its plan keeps the limits, it is the
/// best. Otherwise a run is priced once for each start and the chain of runs is a shortest path whose nodes also count the starts of the
/// day, the week and the horizon. Work: hours² × (pieces + counts).</summary>
internal sealed class StartLimitedProgramme(int hours, int segments, ImmutableArray<int> dayOf)
{
    private const int None = -1;

    private readonly UnitProgramme plain = new(hours, segments);
    private readonly RunPricer pricer = new(hours, segments);
    private UnitModel unit = null!;
    private UnitCosts costs = null!;
    private StartLimits limits;
    // Nodes: off from an hour on, and on from an hour on, each by count of starts; −1 hour is before the horizon.
    private Node[] stops = [];
    private Node[] starts = [];
    private Node final;
    private bool finalIsOn;

    private readonly record struct Node(double Cost, int FromHour, int FromState);

    /// <summary>On or off, each hour of the last plan found.</summary>
    public bool[] IsOn { get; } = new bool[hours];

    /// <summary>Output above the minimum.</summary>
    public double[] Above { get; } = new double[hours];

    /// <summary>Spinning reserve that can be held at that output.</summary>
    public double[] Spinning { get; } = new double[hours];

    /// <summary>The least cost; infinite when no plan keeps the limits (a unit that must start and may not).</summary>
    public double Solve(UnitModel model, UnitCosts prices, StartLimits most)
    {
        (unit, costs, limits) = (model, prices, most);
        var cost = plain.Solve(model, prices);
        if (double.IsInfinity(cost) || most.AreKeptBy(plain.IsOn, model.IsOnBefore, dayOf))
        {
            plain.IsOn.CopyTo(IsOn, 0);
            plain.Above.CopyTo(Above, 0);
            plain.Spinning.CopyTo(Spinning, 0);
            return cost;
        }
        Chain();
        if (double.IsFinite(final.Cost)) Trace();
        return final.Cost;
    }

    private void Chain()
    {
        var never = new Node(double.PositiveInfinity, None, 0);
        (stops, starts) = (new Node[(hours + 1) * limits.States], new Node[hours * limits.States]);
        Array.Fill(stops, never);
        Array.Fill(starts, never);
        (final, finalIsOn) = (never, false);
        pricer.Take(unit, costs);
        if (unit.IsOnBefore)
        {
            if (unit.MayStopAtOnce && !unit.IsMustRun) stops[0] = new(0, None, 0);
            pricer.BeginBefore();
            Price(None);
        }
        else if (!unit.IsMustRun || unit.FirstStart >= hours) final = new(0, hours, 0);
        for (var hour = 0; hour < hours; hour++)
        {
            if (!Connect(hour)) continue;
            pricer.Begin(hour, Math.Min(unit.StartCap, unit.RampUp));
            Price(hour);
        }
        for (var i = 0; i < hours * limits.States; i++)
            if (stops[i].Cost <= final.Cost && double.IsFinite(stops[i].Cost))
                (final, finalIsOn) = (new(stops[i].Cost, i / limits.States, i % limits.States), false);
    }

    /// <summary>The cheapest ways to start in an hour, one for each count; false when there is none.</summary>
    private bool Connect(int hour)
    {
        if (unit.IsMustRun && (unit.IsOnBefore || hour > unit.FirstStart)) return false;
        var categories = costs.Start.Length / hours;
        var any = false;
        if (!unit.IsOnBefore && hour >= unit.FirstStart) any |= Reach(hour, new(costs.InitialStart[hour], None, 0), 0);
        for (var stop = hour - unit.MinDown; stop >= 0; stop--)
        {
            var start = costs.Start[hour * categories + unit.CategoryOf(hour - stop)];
            for (var state = 0; state < limits.States; state++)
            {
                var off = stops[stop * limits.States + state];
                if (double.IsFinite(off.Cost))
                    any |= Reach(hour, new(off.Cost + start, stop, state), limits.Roll(state, dayOf[stop], dayOf[hour]));
            }
        }
        return any;
    }

    private bool Reach(int hour, Node way, int state)
    {
        var after = limits.AfterStart(state);
        if (after < 0) return false;
        ref var known = ref starts[hour * limits.States + after];
        if (way.Cost < known.Cost) known = way;
        return true;
    }

    /// <summary>Prices the run that begins in an hour and tells every later stop, for each count it is reached with.</summary>
    private void Price(int start)
    {
        var ending = new RunPricer.Ending(unit.StopCap, Math.Min(unit.StopCap, unit.RampDown));
        for (var hour = Math.Max(start, 0); hour < hours; hour++)
        {
            var isRipe = start == None ? hour + 1 >= unit.FirstStop : hour - start + 1 >= unit.MinUp;
            if (isRipe && hour + 1 < hours && !unit.IsMustRun) Tell(start, hour + 1, pricer.CostToEnd(hour, ending));
            if (!pricer.GoOn(hour)) return;
        }
        var last = pricer.CostSoFar;
        for (var state = 0; state < limits.States; state++)
        {
            var total = CostBefore(start, state) + last;
            if (total < final.Cost) (final, finalIsOn) = (new(total, start, state), true);
        }
    }

    private void Tell(int start, int stop, double cost)
    {
        for (var state = 0; state < limits.States; state++)
        {
            var total = CostBefore(start, state) + cost;
            if (double.IsInfinity(total)) continue;
            ref var known = ref stops[stop * limits.States + limits.Roll(state, dayOf[Math.Max(start, 0)], dayOf[stop])];
            if (total < known.Cost) known = new(total, start, state);
        }
    }

    private double CostBefore(int start, int state) =>
        start != None ? starts[start * limits.States + state].Cost : state == 0 ? 0 : double.PositiveInfinity;

    private void Trace()
    {
        Array.Clear(IsOn);
        Array.Clear(Above);
        Array.Clear(Spinning);
        if (finalIsOn) Back(final.FromHour, final.FromState, hours - 1, null);
        else if (final.FromHour < hours) BackFromStop(final.FromHour, final.FromState);
    }

    private void BackFromStop(int stop, int state)
    {
        var run = stops[stop * limits.States + state];
        Back(run.FromHour, run.FromState, stop - 1, new(unit.StopCap, Math.Min(unit.StopCap, unit.RampDown)));
    }

    private void Back(int start, int state, int last, RunPricer.Ending? ending)
    {
        if (last < 0) return;
        if (start == None) pricer.BeginBefore();
        else pricer.Begin(start, Math.Min(unit.StartCap, unit.RampUp));
        pricer.Fill(last, ending, Above, Spinning);
        Array.Fill(IsOn, true, Math.Max(start, 0), last + 1 - Math.Max(start, 0));
        if (start == None) return;
        var before = starts[start * limits.States + state];
        if (before.FromHour != None) BackFromStop(before.FromHour, before.FromState);
    }
}
