namespace Busbar.Numerics.Bundles;

/// <summary>Solves the step of a disaggregated proximal bundle method by a primal-dual interior point method with Mehrotra's predictor:
/// group values and plane weights are eliminated, so that each iteration factors one matrix of the order of x. Sources: Kiwiel,
/// Mathematical Programming 46, 1990, 105-122 (proximity control); Mehrotra, SIAM J. Optimization 2(4), 1992, 575-601. Same input, same
/// bits.</summary>
public sealed class ProximalMaster
{
    private const int MostIterations = 60;

    // A small gap says nothing while the multipliers do not balance yet.
    private const int LeastIterations = 5;
    private const double GoodShare = 1 / 30d;
    private readonly ProximalProblem problem;
    private readonly int order;
    private readonly int planes;
    private readonly double[] x;
    private readonly double[] value;
    private readonly double[] matrix;
    private readonly double[] right;
    private readonly double[] step;
    private readonly double[] groupStep;
    private readonly double[] groupWeight;
    private readonly double[][] groupGives;
    private readonly double[] groupRight;
    private readonly int[] groupSize;
    private readonly Pairs plane;
    private readonly Pairs lower;
    private readonly Pairs upper;
    private readonly Pairs low;
    private readonly Pairs high;
    private readonly double[] kinkValue;
    private readonly double[] kinkStep;

    private ProximalMaster(ProximalProblem problem)
    {
        this.problem = problem;
        (order, planes) = (problem.Need.Length, problem.Planes.Count);
        (x, right, step, matrix) = ([.. problem.Centre], new double[order], new double[order], new double[order * order]);
        (value, groupStep, groupWeight, groupRight) =
            (new double[problem.Groups], new double[problem.Groups], new double[problem.Groups], new double[problem.Groups]);
        groupSize = new int[problem.Groups];
        groupGives = [.. Enumerable.Range(0, problem.Groups).Select(_ => new double[order])];
        (plane, lower, upper) = (new(planes), new(order), new(order));
        (low, high) = (new(problem.Low.Length), new(problem.Low.Length));
        (kinkValue, kinkStep) = (new double[problem.Low.Length], new double[problem.Low.Length]);
    }

    /// <summary>The step.</summary>
    public static ProximalAnswer Solve(ProximalProblem problem)
    {
        var master = new ProximalMaster(problem);
        master.Begin();
        for (var i = 0; i < MostIterations && (i < LeastIterations && master.Gap() > 1e-3 * problem.Tolerance
            || !master.IsGoodEnough()); i++)
            if (!master.Iterate()) break;
        return new(master.x, master.plane.Dual, master.ModelValue());
    }

    private bool HasKink(int i) => i < problem.Low.Length && problem.High[i] > problem.Low[i];

    private void Begin()
    {
        for (var i = 0; i < order; i++)
        {
            var room = 1e-3 * problem.Box[i];
            x[i] = Math.Clamp(x[i], problem.IsFree[i] ? -problem.Box[i] + room : Math.Min(room, 1e-2 * problem.Step), problem.Box[i]
                - room);
        }
        Array.Fill(value, double.PositiveInfinity);
        for (var k = 0; k < planes; k++)
        {
            var each = problem.Planes[k];
            plane.Slack[k] = each.Constant - Spans.Dot(each.Gives, x);
            value[each.Group] = Math.Min(value[each.Group], plane.Slack[k]);
            groupSize[each.Group]++;
        }
        var spread = 0d;
        for (var k = 0; k < planes; k++) spread += plane.Slack[k] - value[problem.Planes[k].Group];
        var scale = Math.Max(spread / planes, Math.Max(10 * problem.Tolerance / planes, 1e-9));
        for (var k = 0; k < planes; k++)
        {
            var group = problem.Planes[k].Group;
            plane.Slack[k] += scale - value[group];
            plane.Dual[k] = 1d / groupSize[group];
        }
        for (var g = 0; g < problem.Groups; g++) value[g] -= scale;
        for (var i = 0; i < order; i++)
        {
            lower.Slack[i] = problem.IsFree[i] ? x[i] + problem.Box[i] : x[i];
            upper.Slack[i] = problem.Box[i] - x[i];
            lower.Dual[i] = scale / lower.Slack[i] * 0.1;
            upper.Dual[i] = scale / upper.Slack[i] * 0.1;
            if (!HasKink(i)) continue;
            var (atLow, atHigh) = (-problem.Low[i] * x[i], -problem.High[i] * x[i]);
            kinkValue[i] = Math.Min(atLow, atHigh) - scale;
            (low.Slack[i], high.Slack[i], low.Dual[i], high.Dual[i]) = (atLow - kinkValue[i], atHigh - kinkValue[i], 0.5, 0.5);
        }
    }

    /// <summary>Whether what is left of the gap hardly changes the step.</summary>
    private bool IsGoodEnough()
    {
        var gap = Gap();
        return gap <= problem.Tolerance || gap <= GoodShare * (ModelValue() - problem.Base);
    }

    private double Gap() => plane.Gap + lower.Gap + upper.Gap + low.Gap + high.Gap;

    private double ModelValue()
    {
        var lowest = new double[problem.Groups];
        Array.Fill(lowest, double.PositiveInfinity);
        foreach (var each in problem.Planes)
            lowest[each.Group] = Math.Min(lowest[each.Group], each.Constant - Spans.Dot(each.Gives, x));
        var sum = Spans.Dot(problem.Need, x) + lowest.Sum();
        for (var i = 0; i < problem.Low.Length; i++)
            if (HasKink(i)) sum += Math.Min(-problem.Low[i] * x[i], -problem.High[i] * x[i]);
        return sum;
    }

    private bool Iterate()
    {
        Assemble();
        try
        {
            Cholesky.Factor(matrix, order);
        }
        catch (ArithmeticException)
        {
            return false;
        }
        var kinks = Enumerable.Range(0, problem.Low.Length).Count(HasKink);
        var count = planes + 2 * order + 2 * kinks;
        var mean = Gap() / count;
        if (!(mean > 0)) return false;
        Direct(0, isCorrected: false);
        var (primal, dual) = Reach();
        var after = plane.GapAfter(primal, dual) + lower.GapAfter(primal, dual) + upper.GapAfter(primal, dual)
            + low.GapAfter(primal, dual) + high.GapAfter(primal, dual);
        var ratio = after / count / mean;
        Direct(Math.Clamp(ratio * ratio * ratio, 1e-4, 0.9) * mean, isCorrected: true);
        (primal, dual) = Reach();
        Move(0.995 * primal, 0.995 * dual);
        return true;
    }

    /// <summary>The matrix of the reduced system: curvature of the proximal term, of the bounds and of the planes, less what moves with
    /// the groups' values.</summary>
    private void Assemble()
    {
        Array.Clear(matrix);
        Array.Clear(groupWeight);
        foreach (var gives in groupGives) Array.Clear(gives);
        for (var k = 0; k < planes; k++)
        {
            var (weight, each) = (plane.Weight(k), problem.Planes[k]);
            groupWeight[each.Group] += weight;
            Spans.AddScaled(groupGives[each.Group], weight, each.Gives);
            if (groupSize[each.Group] > 1) AddOuter(each.Gives, weight);
        }
        // A group of one plane moves with it: the two terms cancel.
        for (var g = 0; g < problem.Groups; g++) if (groupSize[g] > 1) AddOuter(groupGives[g], -1 / groupWeight[g]);
        for (var i = 0; i < order; i++)
        {
            var diagonal = 1 / problem.Step + lower.Weight(i) + upper.Weight(i);
            if (HasKink(i))
            {
                var (a, b) = (low.Weight(i), high.Weight(i));
                var width = problem.High[i] - problem.Low[i];
                diagonal += a * b / (a + b) * width * width;
            }
            matrix[i * order + i] += diagonal * (1 + 1e-11);
        }
    }

    private void AddOuter(double[] gives, double weight)
    {
        for (var i = 0; i < order; i++)
            if (gives[i] != 0) Spans.AddScaled(matrix.AsSpan(i * order, i + 1), weight * gives[i], gives.AsSpan(0, i + 1));
    }

    private void Direct(double target, bool isCorrected)
    {
        for (var i = 0; i < order; i++)
        {
            right[i] = problem.Need[i] - (x[i] - problem.Centre[i]) / problem.Step
                + lower.Aim(i, target, isCorrected) - upper.Aim(i, target, isCorrected);
        }
        Array.Fill(groupRight, 1);
        for (var k = 0; k < planes; k++)
        {
            var (each, aim) = (problem.Planes[k], plane.Aim(k, target, isCorrected));
            groupRight[each.Group] -= aim;
            Spans.AddScaled(right, -aim, each.Gives);
        }
        for (var g = 0; g < problem.Groups; g++) Spans.AddScaled(right, -groupRight[g] / groupWeight[g], groupGives[g]);
        for (var i = 0; i < problem.Low.Length; i++)
        {
            if (!HasKink(i)) continue;
            var (a, b) = (low.Aim(i, target, isCorrected), high.Aim(i, target, isCorrected));
            var (wa, wb) = (low.Weight(i), high.Weight(i));
            right[i] -= a * problem.Low[i] + b * problem.High[i]
                + (1 - a - b) * (wa * problem.Low[i] + wb * problem.High[i]) / (wa + wb);
        }
        right.CopyTo(step, 0);
        Cholesky.Solve(matrix, order, step);
        for (var g = 0; g < problem.Groups; g++)
            groupStep[g] = (groupRight[g] - Spans.Dot(groupGives[g], step)) / groupWeight[g];
        for (var k = 0; k < planes; k++)
        {
            var each = problem.Planes[k];
            plane.Turn(k, -Spans.Dot(each.Gives, step) - groupStep[each.Group], target, isCorrected);
        }
        for (var i = 0; i < order; i++)
        {
            lower.Turn(i, step[i], target, isCorrected);
            upper.Turn(i, -step[i], target, isCorrected);
            if (HasKink(i)) TurnKink(i, target, isCorrected);
        }
    }

    private void TurnKink(int i, double target, bool isCorrected)
    {
        var (a, b) = (low.Aim(i, target, isCorrected), high.Aim(i, target, isCorrected));
        var (wa, wb) = (low.Weight(i), high.Weight(i));
        kinkStep[i] = (1 - a - b - (wa * problem.Low[i] + wb * problem.High[i]) * step[i]) / (wa + wb);
        low.Turn(i, -problem.Low[i] * step[i] - kinkStep[i], target, isCorrected);
        high.Turn(i, -problem.High[i] * step[i] - kinkStep[i], target, isCorrected);
    }

    private (double Primal, double Dual) Reach()
    {
        var (primal, dual) = (1d, 1d);
        foreach (var pairs in (Pairs[])[plane, lower, upper, low, high]) pairs.Limit(ref primal, ref dual);
        return (primal, dual);
    }

    private void Move(double primal, double dual)
    {
        // One length for both keeps the curvature's equation exact as it shrinks.
        var length = Math.Min(primal, dual);
        Spans.AddScaled(x, length, step);
        Spans.AddScaled(value, length, groupStep);
        Spans.AddScaled(kinkValue, length, kinkStep);
        foreach (var pairs in (Pairs[])[plane, lower, upper, low, high]) pairs.Move(length);
    }
}
