namespace Busbar.Supply.Commitment.Systems.Dispatch;

/// <summary>Finds the exact least cost of commitments one after another. Ramps are kept by need: a unit is tied hour to hour once a
/// solution without the tie would break its ramps, and stays tied, so that after a few commitments one solve is enough. The answer is
/// exact: it is optimal without the missing ties and keeps to them.</summary>
internal sealed class Dispatcher(SystemModel model, double shortage, int threads, Func<bool> stop)
{
    private const int MostRounds = 12;
    private readonly bool[] isTied = new bool[model.Units];

    /// <summary>The dispatch of a commitment; null when it costs more than the cut-off, when time is up, or
    /// when the method fails on it.</summary>
    public DispatchResult? Solve(ulong[] patterns, double[] prices, double tolerance, double cutOff)
    {
        for (var round = 0; round < MostRounds; round++)
        {
            var problem = new DispatchProblem(model, patterns, isTied, shortage);
            var solved = InteriorDispatch.Solve(problem, prices, tolerance, cutOff, threads, stop);
            if (!solved.IsSolved) return null;
            prices = solved.Y;
            if (TieBroken(problem, patterns) is false)
                return new(solved.Usd, solved.Y, problem.Outputs(), [.. Enumerable.Range(0, model.Hours).Select(problem.FreeAt)], 
                    problem.MissingAmounts(tolerance < 1e-8 ? DispatchResult.NothingAtLastMw : DispatchResult.NothingMw));
        }
        return null;
    }

    /// <summary>Ties every unit whose ramp the solution breaks, or whose reserve it counts on beyond the ramp where reserve is
    /// dear.</summary>
    private bool TieBroken(DispatchProblem problem, ulong[] patterns)
    {
        var outputs = problem.Outputs();
        var any = false;
        for (var unit = 0; unit < patterns.Length; unit++)
        {
            var each = model.Classes[model.ClassOf[unit]];
            if (isTied[unit] || !each.Model.IsRamped || !Breaks(each, patterns[unit], outputs[unit], problem)) continue;
            (isTied[unit], any) = (true, true);
        }
        return any;
    }

    private bool Breaks(UnitClass each, ulong pattern, double[] output, DispatchProblem problem)
    {
        var unit = each.Model;
        var slack = 1e-6 + 1e-7 * unit.SegmentEnd[^1];
        for (var hour = 1; hour < unit.Hours; hour++)
        {
            if ((pattern >> hour & 1) == 0 || (pattern >> (hour - 1) & 1) == 0) continue;
            if (output[hour] - output[hour - 1] > unit.RampUp + slack || output[hour - 1] - output[hour] > unit.RampDown
                + slack) return true;
            var isStop = hour + 1 < unit.Hours && (pattern >> (hour + 1) & 1) == 0;
            var cap = isStop ? Math.Min(unit.StopCap, unit.Range[hour]) : unit.Range[hour];
            if (cap > unit.RampUp + output[hour - 1] + slack && problem.IsReserveTight(hour)) return true;
        }
        return false;
    }
}
