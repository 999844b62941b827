namespace Busbar.Supply.Risk.Tests.Options;

/// <summary>QuantLib's store test worked out by another method: Crank and Nicolson on a grid of the logarithm whose nodes are quantiles of
/// the process,
/// averaged over ten times, as FdmSimpleProcess1dMesher places them; one step a day. With 25 nodes it is QuantLib's own grid.</summary>
internal static class FiniteDifferenceStore
{
    private const int Days = 366, Capacity = 50;
    private const double Years = 14.0 / 365 + 352.0 / 366, Volatility = 0.5, Rate = 0.1, Middle = 3;

    internal static double Value(int nodes)
    {
        var x = Grid(nodes);
        var price = x.Select(Math.Exp).ToArray();
        var values = Enumerable.Range(0, Capacity + 1).Select(level => price.Select(each => each * level).ToArray()).ToArray();
        for (var day = Days; day >= 1; day--)
        {
            var before = values.Select(each => (double[])each.Clone()).ToArray();
            for (var level = 0; level <= Capacity; level++)
                for (var i = 0; i < nodes; i++)
                {
                    if (level < Capacity) values[level][i] = Math.Max(values[level][i], before[level + 1][i] - price[i]);
                    if (level > 0) values[level][i] = Math.Max(values[level][i], before[level - 1][i] + price[i]);
                }
            for (var level = 0; level <= Capacity; level++) values[level] = DayBefore(x, values[level]);
        }
        return At(x, values[0]);
    }

    private static double[] Grid(int nodes)
    {
        var x = new double[nodes];
        const double edge = 1e-4;
        double[] quantiles = [.. Enumerable.Range(0, nodes).Select(i => Quantile(edge + (1 - 2 * edge) * i / (nodes - 1)))];
        for (var l = 1; l <= 10; l++)
        {
            var deviation = Volatility * Math.Sqrt((1 - Math.Exp(-2 * Years * l / 10)) / 2);
            for (var i = 0; i < nodes; i++) x[i] += (Middle + deviation * quantiles[i]) / 10;
        }
        return x;
    }

    // (1 − ½ dt L) new = (1 + ½ dt L) old, with L = (Middle − x) ∂ + ½ σ² ∂² − Rate; one-sided and without curvature at the edges.
    private static double[] DayBefore(double[] x, double[] old)
    {
        var (n, half) = (x.Length, Years / Days / 2);
        var (lower, middle, upper, right) = (new double[n], new double[n], new double[n], new double[n]);
        for (var i = 0; i < n; i++)
        {
            var drift = Middle - x[i];
            double down = 0, up = 0;
            if (i == 0) up = drift / (x[1] - x[0]);
            else if (i == n - 1) down = -drift / (x[n - 1] - x[n - 2]);
            else
            {
                var (a, b) = (x[i] - x[i - 1], x[i + 1] - x[i]);
                down = (-drift * b + Volatility * Volatility) / (a * (a + b));
                up = (drift * a + Volatility * Volatility) / (b * (a + b));
            }
            var own = -down - up;
            (lower[i], upper[i], middle[i]) = (-half * down, -half * up, 1 - half * (own - Rate));
            right[i] = old[i] + half * ((own - Rate) * old[i] + (i > 0 ? down * old[i - 1] : 0) + (i < n - 1 ? up * old[i + 1] : 0));
        }
        for (var i = 1; i < n; i++)
        {
            var factor = lower[i] / middle[i - 1];
            middle[i] -= factor * upper[i - 1];
            right[i] -= factor * right[i - 1];
        }
        right[n - 1] /= middle[n - 1];
        for (var i = n - 2; i >= 0; i--) right[i] = (right[i] - upper[i] * right[i + 1]) / middle[i];
        return right;
    }

    // Cubic through the four nodes about the middle.
    private static double At(double[] x, double[] values)
    {
        var first = Math.Clamp(Array.FindIndex(x, each => each >= Middle - 1e-9) - 2, 0, x.Length - 4);
        var sum = 0.0;
        for (var i = first; i < first + 4; i++)
        {
            var weight = 1.0;
            for (var j = first; j < first + 4; j++)
                if (j != i) weight *= (Middle - x[j]) / (x[i] - x[j]);
            sum += weight * values[i];
        }
        return sum;
    }

    private static double Quantile(double level)
    {
        var (low, high) = (-8.0, 8.0);
        for (var i = 0; i < 50; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = FlexibilityTests.Normal(middle) < level ? (middle, high) : (low, middle);
        }
        return (low + high) / 2;
    }
}
