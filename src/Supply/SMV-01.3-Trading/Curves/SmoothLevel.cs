using Busbar.Numerics;

namespace Busbar.Supply.Trading.Curves;

/// <summary>The smoothest path over days whose weighted sums over months are given: least Σ (step)² ÷ days between. In between it is a
/// quadratic in time, as a mean-preserving spline is. Multipliers first: a multiplier on a month bends the path by its weights, which two
/// running sums give, so that only one small system a month is left to solve. Source: Nocedal and Wright, Numerical Optimization, 2nd ed.,
/// section 16.2; the energy curve as the smoothest one under its averages: Benth, Koekebakker and Ollmar, J. of Derivatives 15(1), 2007,
/// 52–66 (they penalise the second derivative, this the first).</summary>
internal static class SmoothLevel
{
    /// <summary>The path.</summary>
    /// <param name="daysTo">Days from each node to the next; one fewer than nodes.</param>
    /// <param name="months">The month of each node, counted from 0, ascending, none left out.</param>
    /// <param name="weights">The weight of each node in its month's sum, above 0.</param>
    /// <param name="sums">What each month's sum is to be.</param>
    public static double[] Solve(ReadOnlySpan<double> daysTo, int[] months, double[] weights, double[] sums)
    {
        var count = sums.Length;
        var (bends, totals) = (new double[count][], new double[count]);
        for (var node = 0; node < months.Length; node++) totals[months[node]] += weights[node];
        for (var month = 0; month < count; month++) bends[month] = Bend(daysTo, months, weights, month);
        var system = new double[count * count];
        for (var month = 0; month < count; month++)
        {
            for (var node = 0; node < months.Length; node++)
                for (var other = 0; other <= months[node]; other++)
                    if (months[node] == month) system[month * count + other] += weights[node] * bends[other][node];
            for (var other = 0; other <= month; other++) system[month * count + other] += totals[month] * totals[other];
        }
        Cholesky.Factor(system, count);
        var flat = (double[])totals.Clone();
        Cholesky.Solve(system, count, flat);

        var path = new double[months.Length];
        for (var pass = 0; pass < 2; pass++)
        {
            var missing = (double[])sums.Clone();
            for (var node = 0; node < path.Length; node++) missing[months[node]] -= weights[node] * path[node];
            Cholesky.Solve(system, count, missing);
            // Multipliers that pull up and down alike: what is left over is a shift of the whole path.
            var shift = Spans.Dot(totals, missing) / Spans.Dot(totals, flat);
            for (var month = 0; month < count; month++) Spans.AddScaled(path, missing[month] - shift * flat[month], bends[month]);
            for (var node = 0; node < path.Length; node++) path[node] += shift;
        }
        return path;
    }

    // How the path, held at its first node, answers a unit multiplier on one month.
    private static double[] Bend(ReadOnlySpan<double> daysTo, int[] months, double[] weights, int month)
    {
        var ahead = 0.0;
        for (var node = 0; node < months.Length; node++)
            if (months[node] == month) ahead += weights[node];
        var bend = new double[months.Length];
        for (var node = 0; node + 1 < months.Length; node++)
        {
            if (months[node] == month) ahead -= weights[node];
            bend[node + 1] = bend[node] + daysTo[node] * ahead;
        }
        return bend;
    }
}
