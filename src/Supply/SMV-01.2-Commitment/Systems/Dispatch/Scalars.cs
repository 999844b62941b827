namespace Busbar.Supply.Commitment.Systems.Dispatch;

/// <summary>Variables of a dispatch that stand alone: cost segments of units whose ramps do not bind, plants without commitment, and what
/// is missing or left over of a requirement. Each lies between zero and a width (infinite for what is missing) and gives to a few rows.
/// With their multipliers, they are one part of the interior point method.</summary>
internal sealed class Scalars
{
    private readonly List<double> cost = [];
    private readonly List<double> width = [];
    private readonly List<int> rows = [];
    private readonly List<double> gives = [];
    private readonly List<int> first = [0];
    private double[] x = [];
    private double[] room = [];
    private double[] low = [];
    private double[] high = [];
    private double[] xStep = [];
    private double[] lowStep = [];
    private double[] highStep = [];
    private double[] curve = [];
    private double[] pull = [];

    public int Count => cost.Count;
    public double this[int i] => x[i];

    /// <summary>Adds a variable; answers its place.</summary>
    public int Add(double usdPerMwh, double mostMw, params ReadOnlySpan<(int Row, double Gives)> column)
    {
        cost.Add(usdPerMwh);
        width.Add(mostMw);
        foreach (var (row, coefficient) in column)
        {
            rows.Add(row);
            gives.Add(coefficient);
        }
        first.Add(rows.Count);
        return cost.Count - 1;
    }

    /// <summary>Begins near the bound that a price points to.</summary>
    public void Begin(double[] y, double complement)
    {
        (x, room, low, high) = (new double[Count], new double[Count], new double[Count], new double[Count]);
        (xStep, lowStep, highStep, curve, pull) =
            (new double[Count], new double[Count], new double[Count], new double[Count], new double[Count]);
        for (var i = 0; i < Count; i++)
        {
            var reduced = Reduced(i, y);
            if (double.IsPositiveInfinity(width[i]))
            {
                // Set by Absorb, once it is known what is missing.
                (room[i], low[i]) = (double.PositiveInfinity, Math.Max(reduced, 0));
                continue;
            }
            x[i] = Math.Clamp(CentralPoint.Of(reduced, width[i], complement), 1e-9 * width[i], (1 - 1e-9) * width[i]);
            room[i] = width[i] - x[i];
            (low[i], high[i]) = (complement / x[i], complement / room[i]);
        }
    }

    /// <summary>Lets what is unbounded make up for what the start misses of each row, so that the start keeps to all rows.</summary>
    public void Absorb(double[] residual, double least, double complement)
    {
        for (var i = 0; i < Count; i++)
        {
            if (!double.IsPositiveInfinity(width[i])) continue;
            x[i] = Math.Max(least, residual[rows[first[i]]] * gives[first[i]] + least);
            low[i] = Math.Max(low[i], complement / x[i]);
        }
    }

    private double Reduced(int i, double[] y)
    {
        var sum = cost[i];
        for (var k = first[i]; k < first[i + 1]; k++) sum -= gives[k] * y[rows[k]];
        return sum;
    }

    /// <summary>Takes what the variables give from the residuals; answers the sum of complements, their number, the cost, and
    /// how far multipliers are from the reduced costs, in USD.</summary>
    public (double Complement, int Count, double Usd, double Tilt) Measure(double[] residual, double[] y)
    {
        var (complement, count, usd, tilt) = (0d, 0, 0d, 0d);
        for (var i = 0; i < Count; i++)
        {
            tilt += Math.Abs(Reduced(i, y) - low[i] + high[i]) * x[i];
            usd += cost[i] * x[i];
            complement += x[i] * low[i];
            count++;
            if (high[i] > 0)
            {
                complement += room[i] * high[i];
                count++;
            }
            for (var k = first[i]; k < first[i + 1]; k++) residual[rows[k]] -= gives[k] * x[i];
        }
        return (complement, count, usd, tilt);
    }

    /// <summary>Adds the variables' share to the rows' matrix, on and above the diagonal.</summary>
    public void AddTo(double[] matrix, int order)
    {
        for (var i = 0; i < Count; i++)
        {
            curve[i] = low[i] / x[i] + (high[i] > 0 ? high[i] / room[i] : 0);
            for (var k = first[i]; k < first[i + 1]; k++)
                for (var other = first[i]; other <= k; other++)
                    matrix[Math.Min(rows[k], rows[other]) * order + Math.Max(rows[k], rows[other])] += gives[k] * gives[other] / curve[i];
        }
    }

    /// <summary>Takes the variables' pull from the right-hand side.</summary>
    public void Pull(double[] y, double target, bool isCorrected, double[] right)
    {
        for (var i = 0; i < Count; i++)
        {
            pull[i] = -Reduced(i, y) + (target - (isCorrected ? xStep[i] * lowStep[i] : 0)) / x[i];
            if (high[i] > 0) pull[i] -= (target + (isCorrected ? xStep[i] * highStep[i] : 0)) / room[i];
            for (var k = first[i]; k < first[i + 1]; k++) right[rows[k]] -= gives[k] * pull[i] / curve[i];
        }
    }

    /// <summary>The step that follows the rows' step.</summary>
    public void Turn(double[] yStep, double target, bool isCorrected, StepLimit limit)
    {
        for (var i = 0; i < Count; i++)
        {
            var move = pull[i];
            for (var k = first[i]; k < first[i + 1]; k++) move += gives[k] * yStep[rows[k]];
            move /= curve[i];
            lowStep[i] = (target - (isCorrected ? xStep[i] * lowStep[i] : 0) - low[i] * move) / x[i] - low[i];
            if (high[i] > 0) highStep[i] = (target + (isCorrected ? xStep[i] * highStep[i] : 0) + high[i] * move) / room[i] - high[i];
            xStep[i] = move;
            limit.Primal(x[i], move);
            limit.Dual(low[i], lowStep[i]);
            if (high[i] <= 0) continue;
            limit.Primal(room[i], -move);
            limit.Dual(high[i], highStep[i]);
        }
    }

    public double ComplementAfter(double primal, double dual)
    {
        var sum = 0d;
        for (var i = 0; i < Count; i++)
        {
            sum += (x[i] + primal * xStep[i]) * (low[i] + dual * lowStep[i]);
            if (high[i] > 0) sum += (room[i] - primal * xStep[i]) * (high[i] + dual * highStep[i]);
        }
        return sum;
    }

    public void Move(double primal, double dual)
    {
        for (var i = 0; i < Count; i++)
        {
            x[i] += primal * xStep[i];
            low[i] += dual * lowStep[i];
            if (high[i] <= 0) continue;
            room[i] -= primal * xStep[i];
            high[i] += dual * highStep[i];
        }
    }
}
