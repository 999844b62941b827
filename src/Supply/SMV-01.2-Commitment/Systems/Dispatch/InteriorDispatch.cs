using Busbar.Numerics;

namespace Busbar.Supply.Commitment.Systems.Dispatch;

/// <summary>Solves a dispatch by Mehrotra's interior point method: every iteration leaves one matrix of the order of the rows. Blocks are
/// worked on in two fixed lanes, so that the bits do not hang on the number of threads. Source: Mehrotra, SIAM J. Optimization 2(4), 1992,
/// 575-601.</summary>
internal sealed class InteriorDispatch
{
    private const int MostIterations = 80;
    private const int LaneCount = 2;
    private const double NearlyThere = 1e-7;
    private readonly DispatchProblem problem;
    private readonly int rows;
    private readonly int threads;
    private readonly double[] matrix;
    private readonly double[] laneMatrix;
    private readonly double[] residual;
    private readonly double[] right;
    private readonly double[] yStep;
    // Largest MW by which a row is missed.
    private double missed;

    private InteriorDispatch(DispatchProblem problem, int threads)
    {
        (this.problem, rows, this.threads) = (problem, problem.Rows, threads);
        (matrix, residual, right, yStep) = (new double[rows * rows], new double[rows], new double[rows], new double[rows]);
        laneMatrix = problem.Blocks.Length > 8 ? new double[rows * rows] : [];
        Y = new double[rows];
    }

    /// <summary>Price of each row.</summary>
    public double[] Y { get; }

    /// <summary>Cost, hours and starts included.</summary>
    public double Usd { get; private set; }

    public bool IsSolved { get; private set; }
    public bool IsTooDear { get; private set; }

    /// <summary>Solves the problem, from prices near the answer. It gives up once it is sure to cost more than the cut-off, or
    /// when told to stop.</summary>
    public static InteriorDispatch Solve(DispatchProblem problem, double[] prices, double tolerance, double cutOff, int threads,
        Func<bool> stop)
    {
        var method = new InteriorDispatch(problem, threads);
        prices.AsSpan(0, Math.Min(prices.Length, method.rows)).CopyTo(method.Y);
        method.Run(tolerance, cutOff, stop);
        return method;
    }

    private void Run(double tolerance, double cutOff, Func<bool> stop)
    {
        var scale = Math.Max(1e-9, Y.Take(problem.Hours).Average(Math.Abs));
        var size = Math.Max(1, problem.Right.Take(problem.Hours).Average(Math.Abs) / 100);
        var complement = 0.1 * scale * size;
        problem.Scalars.Begin(Y, complement);
        foreach (var block in problem.Blocks) block.Begin(Y, complement);
        Measure();
        problem.Scalars.Absorb(residual, 0.1 * size, complement);
        for (var iteration = 0; iteration < MostIterations; iteration++)
        {
            var (gap, count, breach, tilt) = Measure();
            var isKept = missed < 1e-6 * size + 1e-6 && breach < 1e-6 * size + 1e-6;
            var left = (gap + tilt) / Math.Max(1, Math.Abs(Usd));
            if (isKept && left <= tolerance)
            {
                IsSolved = true;
                return;
            }
            // With multipliers true to the costs and rows kept, no dispatch costs less than this one less its gap.
            IsTooDear = tilt <= 1e-6 * Math.Abs(Usd) && missed < 1e-3 && breach < 1e-3 && Usd - 1.01 * gap > cutOff;
            if (IsTooDear) IsSolved = false;
            if (IsTooDear || stop()) return;
            // Where doubles carry it no further, it is good enough when it is nearly there.
            IsSolved = isKept && left <= NearlyThere;
            if (double.IsNaN(gap) || !Factor()) return;
            Step(gap, count);
        }
    }

    private (double Gap, int Count, double Breach, double Tilt) Measure()
    {
        problem.Right.CopyTo(residual, 0);
        var (gap, count, usd, tilt) = problem.Scalars.Measure(residual, Y);
        var breach = 0d;
        foreach (var block in problem.Blocks)
        {
            var own = block.Measure(residual);
            (gap, count, usd, breach) = (gap + own.Complement, count + own.Count, usd + own.Usd, Math.Max(breach, own.Breach));
        }
        Usd = usd + problem.FixedUsd;
        missed = 0;
        foreach (var each in residual) missed = Math.Max(missed, Math.Abs(each));
        return (gap, count, breach, tilt);
    }

    private bool Factor()
    {
        for (var extra = 1e-12; extra < 1e-5; extra *= 100)
            if (TryFactor(extra)) return true;
        return false;
    }

    private bool TryFactor(double extra)
    {
        Array.Clear(matrix);
        problem.Scalars.AddTo(matrix, rows);
        if (laneMatrix.Length == 0) foreach (var block in problem.Blocks) block.AddTo(matrix, rows);
        else
        {
            Array.Clear(laneMatrix);
            Lanes.Run(threads, LaneCount, lane =>
            {
                var into = lane == 0 ? matrix : laneMatrix;
                for (var i = lane; i < problem.Blocks.Length; i += LaneCount) problem.Blocks[i].AddTo(into, rows);
            });
            Spans.AddScaled(matrix, 1, laneMatrix);
        }
        for (var i = 0; i < rows; i++) for (var j = 0; j < i; j++) matrix[i * rows + j] = matrix[j * rows + i];
        for (var i = 0; i < rows; i++) matrix[i * rows + i] = matrix[i * rows + i] == 0 ? 1 : matrix[i * rows + i] * (1 + extra);
        try
        {
            Cholesky.Factor(matrix, rows);
        }
        catch (ArithmeticException)
        {
            return false;
        }
        return true;
    }

    private void Step(double gap, int count)
    {
        var predicted = Direct(0, isCorrected: false);
        var after = problem.Scalars.ComplementAfter(predicted.MostPrimal, predicted.MostDual);
        foreach (var block in problem.Blocks) after += block.ComplementAfter(predicted.MostPrimal, predicted.MostDual);
        var ratio = Math.Max(0, after / gap);
        var limit = Direct(Math.Clamp(ratio * ratio * ratio, 1e-3, 0.9) * gap / count, isCorrected: true);
        var (primal, dual) = (Math.Min(1, 0.995 * limit.MostPrimal), Math.Min(1, 0.995 * limit.MostDual));
        problem.Scalars.Move(primal, dual);
        foreach (var block in problem.Blocks) block.Move(primal, dual);
        Spans.AddScaled(Y, dual, yStep);
    }

    private StepLimit Direct(double target, bool isCorrected)
    {
        residual.CopyTo(right, 0);
        problem.Scalars.Pull(Y, target, isCorrected, right);
        foreach (var block in problem.Blocks) block.Pull(Y, target, isCorrected, right);
        right.CopyTo(yStep, 0);
        Cholesky.Solve(matrix, rows, yStep);
        var limit = new StepLimit();
        problem.Scalars.Turn(yStep, target, isCorrected, limit);
        foreach (var block in problem.Blocks) block.Turn(Y, yStep, target, isCorrected, limit);
        return limit;
    }
}
