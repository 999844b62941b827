namespace Busbar.Supply.Commitment.Programmes;

/// <summary>Prices the runs of a unit whose ramps bind. Each run carries the least cost of ending its latest hour at an output, a convex
/// curve; a run whose curve lies nowhere below that of a run with at least its freedom is dropped, so that few are carried. Spinning
/// reserve of an hour is min(cap, ramp + output before) − output: it counts against the ramp (pglib-uc, MODEL.tex equation 19).</summary>
internal sealed class RampedRuns
{
    private readonly UnitProgramme programme;
    private readonly int hours;
    private readonly ConvexCurve?[] curves;
    private readonly List<int> alive = [];
    private readonly Stack<ConvexCurve> spare = new();
    private readonly Func<ConvexCurve> make;
    private readonly ConvexCurve tilted;
    private readonly ConvexCurve wide;
    // By run and hour: where the curve of the hour before is least when going on, and when stopping; output when stopping.
    // Kept only as long as the run lives, so that a year of hours fits in memory.
    private readonly RunTrace[] traces;
    private readonly double[] endAt;
    private UnitModel unit = null!;

    public RampedRuns(UnitProgramme programme, int hours, int segments)
    {
        (this.programme, this.hours) = (programme, hours);
        curves = new ConvexCurve?[hours + 1];
        traces = new RunTrace[hours + 1];
        for (var run = 0; run <= hours; run++) traces[run] = new(Math.Max(run - 1, 0));
        endAt = new double[hours + 1];
        make = () => new ConvexCurve(4 + hours * (segments + 3));
        (tilted, wide) = (make(), make());
    }

    public void Solve(UnitModel model)
    {
        unit = model;
        foreach (var run in alive) Release(run);
        alive.Clear();
        if (unit.IsOnBefore)
        {
            Take(UnitProgramme.Initial).Reset(unit.IsFreeBefore ? 0 : unit.AboveMinBefore, unit.AboveMinBefore, 0);
            alive.Add(UnitProgramme.Initial);
        }
        for (var hour = 0; hour < unit.Hours; hour++)
        {
            var begin = programme.CostToStart(hour);
            GoOn(hour);
            if (begin < double.PositiveInfinity && programme.IsHopefulStart(begin, hour)) Begin(hour, begin);
            if (hour == unit.Hours - 1) break;
            DropHopeless(hour);
            DropDominated(hour);
        }
        foreach (var run in alive)
        {
            var (cost, at) = curves[run + 1]!.Least();
            endAt[run + 1] = at;
            programme.OfferEnd(run, cost);
        }
    }

    /// <summary>Writes one run, last hour first: a convex cost is least, within reach of the next hour's output, nearest to its own
    /// minimum.</summary>
    public void Fill(int start, int last)
    {
        var stops = last + 1 < unit.Hours;
        var trace = traces[start + 1];
        var output = stops ? trace.Stop(last).At : endAt[start + 1];
        for (var hour = last; hour >= Math.Max(start, 0); hour--)
        {
            var isStop = stops && hour == last;
            var cap = isStop ? Math.Min(unit.StopCap, unit.Range[hour]) : unit.Range[hour];
            programme.Above[hour] = output;
            if (hour == start)
            {
                programme.Spinning[hour] = Math.Max(0, Math.Min(cap, Math.Min(unit.StartCap, unit.RampUp)) - output);
                break;
            }
            var from = Math.Clamp(isStop ? trace.Stop(hour).From : trace.GoOn(hour), output - unit.RampUp, output + unit.RampDown);
            if (hour == 0) from = unit.AboveMinBefore;
            programme.Spinning[hour] = Math.Max(0, Math.Min(cap, unit.RampUp + from) - output);
            output = from;
        }
    }

    private void GoOn(int hour)
    {
        var kept = 0;
        for (var i = 0; i < alive.Count; i++)
        {
            var run = alive[i];
            var mayStop = programme.MayStopAfter(run, hour) && !programme.MustOff[hour];
            var isReservePaid = programme.Stages.Spinning[hour] > 0;
            if (mayStop && isReservePaid) StopAfter(run, hour);
            if (!programme.MustOff[hour])
                traces[run + 1].GoOn(hour) = Step(run, hour, unit.Range[hour], unit.Range[hour]);
            if (mayStop && !isReservePaid) StopOnTheWay(run, hour);
            if (programme.MustOff[hour] || curves[run + 1]!.IsEmpty) Release(run);
            else alive[kept++] = run;
        }
        alive.RemoveRange(kept, alive.Count - kept);
    }

    /// <summary>Moves a run's curve on by one hour; answers where it came from at its best.</summary>
    private double Step(int run, int hour, double cap, double high)
    {
        var curve = curves[run + 1]!;
        var next = Spare();
        var from = Step(curve, next, hour, cap, high);
        spare.Push(curve);
        curves[run + 1] = next;
        return from;
    }

    private double Step(ConvexCurve curve, ConvexCurve into, int hour, double cap, double high)
    {
        var gain = programme.Stages.Spinning[hour];
        if (gain > 0) curve.TiltInto(tilted, gain, cap, unit.RampUp);
        var from = (gain > 0 ? tilted : curve).WidenInto(wide, unit.RampUp, unit.RampDown, high);
        if (wide.IsEmpty) into.SetEmpty();
        else wide.AddInto(into, programme.Stages.EndsOf(hour), programme.Stages.SlopesOf(hour), programme.Stages.AtMin[hour]);
        return from;
    }

    private void StopAfter(int run, int hour)
    {
        var cap = Math.Min(unit.StopCap, unit.Range[hour]);
        if (cap < 0) return;
        var next = Spare();
        var from = Step(curves[run + 1]!, next, hour, cap, Math.Min(cap, unit.RampDown));
        if (!next.IsEmpty)
        {
            var (cost, at) = next.Least();
            if (programme.OfferStop(run, hour, cost)) traces[run + 1].Stop(hour) = (from, at);
        }
        spare.Push(next);
    }

    /// <summary>Without a price for reserve, an hour costs a stopping run what it costs one that goes on, up to a lower output.</summary>
    private void StopOnTheWay(int run, int hour)
    {
        var cap = Math.Min(unit.StopCap, unit.Range[hour]);
        if (cap < 0 || curves[run + 1]!.IsEmpty) return;
        var (cost, at) = curves[run + 1]!.LeastUpTo(Math.Min(cap, unit.RampDown));
        if (programme.OfferStop(run, hour, cost)) traces[run + 1].Stop(hour) = (traces[run + 1].GoOn(hour), at);
    }

    private void Begin(int hour, double cost)
    {
        var cap = Math.Min(Math.Min(unit.StartCap, unit.RampUp), unit.Range[hour]);
        if (cap < 0) return;
        if (programme.MayStopAfter(hour, hour))
        {
            var lastCap = Math.Min(cap, unit.StopCap);
            var (total, at) = First(hour, cost, lastCap, Math.Min(lastCap, unit.RampDown)).Least();
            if (programme.OfferStop(hour, hour, total)) traces[hour + 1].Stop(hour) = (0, at);
            Release(hour);
        }
        First(hour, cost, cap, cap);
        alive.Add(hour);
    }

    /// <summary>The curve of a run's first hour: what it holds in reserve is the cap less its output.</summary>
    private ConvexCurve First(int hour, double cost, double cap, double high)
    {
        var curve = Take(hour);
        wide.Reset(0, high, cost - programme.Stages.Spinning[hour] * cap);
        wide.AddInto(curve, programme.Stages.EndsOf(hour), programme.Stages.SlopesOf(hour), programme.Stages.AtMin[hour]);
        return curve;
    }

    private void DropHopeless(int hour)
    {
        var kept = 0;
        for (var i = 0; i < alive.Count; i++)
        {
            var run = alive[i];
            if (programme.IsHopeful(curves[run + 1]!.Least().Cost, run, hour)) alive[kept++] = run;
            else Release(run);
        }
        alive.RemoveRange(kept, alive.Count - kept);
    }

    /// <summary>Drops runs that another one beats at every output: one that began no later, or one that may stop already.</summary>
    private void DropDominated(int hour)
    {
        if (alive.Count < 2) return;
        var best = alive[0];
        var bestCost = double.PositiveInfinity;
        foreach (var run in alive)
        {
            var cost = curves[run + 1]!.Least().Cost;
            if (cost < bestCost) (best, bestCost) = (run, cost);
        }
        var isRipe = best == UnitProgramme.Initial ? hour + 1 >= unit.FirstStop : hour - best + 1 >= unit.MinUp;
        var kept = 0;
        for (var i = 0; i < alive.Count; i++)
        {
            var run = alive[i];
            if (run != best && (isRipe || best < run) && curves[best + 1]!.IsBelow(curves[run + 1]!)) Release(run);
            else alive[kept++] = run;
        }
        alive.RemoveRange(kept, alive.Count - kept);
    }

    private ConvexCurve Spare() => spare.Count > 0 ? spare.Pop() : make();

    private ConvexCurve Take(int run) => curves[run + 1] = Spare();

    private void Release(int run)
    {
        if (curves[run + 1] is { } curve) spare.Push(curve);
        curves[run + 1] = null;
    }
}
