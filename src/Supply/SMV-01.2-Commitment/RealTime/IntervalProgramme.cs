namespace Busbar.Supply.Commitment.RealTime;

/// <summary>Base points of one unit: output of each interval in whole watts (zero while off), and cost less revenue.</summary>
internal sealed record IntervalPlan(double[] OutputW, bool[] IsOn, double CostUsd);

/// <summary>The exact look-ahead of one thermal unit. A plan is a chain of runs; each run is priced once from its start by carrying a
/// convex cost forward (<see cref="ConvexPath"/>), and the chain is a shortest path over stops. After the last interval the unit stands
/// as it stands, with no value and no duty. Work: intervals² times pieces.</summary>
internal sealed class IntervalProgramme
{
    private const int RunBefore = -1;

    private readonly IntervalProblem problem;
    private readonly Dictionary<int, Stop> stops = [];
    private readonly Dictionary<int, Start> starts = [];
    private Stop? finalRun;

    private IntervalProgramme(IntervalProblem problem) => this.problem = problem;

    /// <summary>The cheapest plan.</summary>
    /// <exception cref="InvalidOperationException">The roles cannot be kept; a bug of who set them.</exception>
    public static IntervalPlan Solve(IntervalProblem problem)
    {
        var programme = new IntervalProgramme(problem);
        programme.Chain();
        return programme.Trace();
    }

    private void Chain()
    {
        if (problem.IsOnBefore)
        {
            if (MayStop(0, problem.Before) && problem.BeforeW <= problem.EdgeW) Offer(new(0, RunBefore, 0, problem.BeforeW, []));
            Price(RunBefore, 0);
        }
        for (var first = 0; first < problem.Count; first++)
            if (problem.Roles[first] != IntervalRole.Off && Cheapest(first) is { } start)
            {
                starts[first] = start;
                Price(first, start.Cost);
            }
    }

    /// <summary>The cheapest way to be about to start, or null.</summary>
    private Start? Cheapest(int first)
    {
        Start? best = null;
        if (!problem.IsOnBefore && IsFree(0, first) && problem.Before + first >= problem.MinDown)
            best = new(null, problem.StartUsd(first, problem.Before + first));
        foreach (var stop in stops.Values)
        {
            if (first - stop.At < problem.MinDown || !IsFree(stop.At, first)) continue;
            var cost = stop.Cost + problem.StartUsd(first, first - stop.At);
            if (best is null || cost < best.Cost) best = new(stop.At, cost);
        }
        return best;
    }

    /// <summary>Carries the cost of a run forward and offers each place it may stop.</summary>
    private void Price(int first, double costBefore)
    {
        var cost = first == RunBefore ? ConvexPath.Free(problem.BeforeW, problem.BeforeW) : null;
        var least = new List<double>();
        for (var at = Math.Max(first, 0); at < problem.Count && problem.Roles[at] != IntervalRole.Off; at++)
        {
            var (low, high) = first == RunBefore ? problem.ReachOf(at) : (problem.LowW, problem.HighW);
            cost = (cost is null ? ConvexPath.Free(low, Math.Min(high, problem.EdgeW)) : cost.Widen(problem.RampW).Cut(low, high))
                .Plus(problem.Costs[at]);
            var best = cost.LeastUpTo(double.PositiveInfinity);
            least.Add(best.At);
            var on = at + 1 - Math.Max(first, 0) + (first == RunBefore ? problem.Before : 0);
            if (at + 1 == problem.Count) Finish(new(problem.Count, first, costBefore + best.Cost, best.At, [.. least]));
            else if (MayStop(at + 1, on) && cost.LeastUpTo(problem.EdgeW) is var (stop, from) && stop < double.PositiveInfinity)
                Offer(new(at + 1, first, costBefore + stop, from, [.. least]));
        }
    }

    /// <summary>A stop where the commitment leaves it open waits for the minimum time; one that the commitment orders does not.</summary>
    private bool MayStop(int at, int on) =>
        problem.Roles[at] == IntervalRole.Off || problem.Roles[at] == IntervalRole.Open && on >= problem.MinUp;

    private bool IsFree(int from, int to)
    {
        for (var at = from; at < to; at++) if (problem.Roles[at] == IntervalRole.On) return false;
        return true;
    }

    private void Offer(Stop stop)
    {
        if (!stops.TryGetValue(stop.At, out var known) || stop.Cost < known.Cost) stops[stop.At] = stop;
    }

    private void Finish(Stop run)
    {
        if (finalRun is null || run.Cost < finalRun.Cost) finalRun = run;
    }

    private IntervalPlan Trace()
    {
        var (output, isOn) = (new double[problem.Count], new bool[problem.Count]);
        var best = finalRun;
        foreach (var stop in stops.Values)
            if (IsFree(stop.At, problem.Count) && (best is null || stop.Cost < best.Cost)) best = stop;
        if (!problem.IsOnBefore && IsFree(0, problem.Count) && (best is null || best.Cost > 0)) return new(output, isOn, 0);
        if (best is null) throw new InvalidOperationException("The commitment of a unit cannot be kept over the intervals ahead.");
        for (var run = best; run is not null; run = Previous(run)) Write(run, output, isOn);
        return new(output, isOn, best.Cost);
    }

    private Stop? Previous(Stop run) => run.Start != RunBefore && starts[run.Start].After is { } at ? stops[at] : null;

    /// <summary>Backwards from the end: each output is the least-cost one of its interval, or as near to it as the ramp lets.</summary>
    private void Write(Stop run, double[] output, bool[] isOn)
    {
        var first = Math.Max(run.Start, 0);
        var next = run.Output;
        for (var at = run.At - 1; at >= first; at--)
        {
            if (at < run.At - 1) next = Math.Clamp(run.Least[at - first], next - problem.RampW, next + problem.RampW);
            (output[at], isOn[at]) = (next, true);
        }
    }

    /// <summary>A run that ends at an interval: where it began, the cost of all up to it, the last output, and the least-cost output of
    /// each of its intervals.</summary>
    private sealed record Stop(int At, int Start, double Cost, double Output, double[] Least);

    /// <summary>The stop that a start follows (null: off since before the first interval) and the cost of all up to it.</summary>
    private sealed record Start(int? After, double Cost);
}
