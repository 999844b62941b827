using Busbar.Numerics;

namespace Busbar.Supply.Risk.Simulation;

/// <summary>An hourly history taken apart into the mean of each cell of the seasons and a first-order autoregression about it. What is not
/// a number is a hole, and is left out.</summary>
/// <param name="Means">One a cell; a cell that the history lacks has the mean of all hours.</param>
/// <param name="Left">The history less its cell's mean.</param>
/// <param name="Walk">The autoregression of what is left.</param>
internal sealed record SeasonalResidual(double[] Means, double[] Left, Reversion Walk)
{
    internal static SeasonalResidual Of(double[] history, int[] cells)
    {
        var means = MeansOf(history, cells);
        var left = Less(history, means, cells);
        return new(means, left, Reversion.Of(left));
    }

    /// <summary>The mean of each cell.</summary>
    internal static double[] MeansOf(double[] history, int[] cells)
    {
        var (sums, counts) = (new double[SeasonalProfile.Cells], new int[SeasonalProfile.Cells]);
        for (var i = 0; i < history.Length; i++)
        {
            if (double.IsNaN(history[i])) continue;
            sums[cells[i]] += history[i];
            counts[cells[i]]++;
        }
        var all = sums.Sum() / Math.Max(1, counts.Sum());
        return [.. sums.Zip(counts, (sum, count) => count > 0 ? sum / count : all)];
    }

    /// <summary>The history less its cells' means.</summary>
    internal static double[] Less(double[] history, double[] means, int[] cells) =>
        [.. history.Select((value, i) => value - means[cells[i]])];
}

/// <summary>A first-order autoregression about 0: x' = Persistence·x + innovation, fitted by least squares over neighbours that are both
/// known.</summary>
/// <param name="Deviation">Standard deviation of x.</param>
/// <param name="Persistence">[0, 0.9999].</param>
/// <param name="Innovations">In units of their own standard deviation; not a number beside a hole, all 0 where x stands still.</param>
internal sealed record Reversion(double Deviation, double Persistence, double[] Innovations)
{
    internal static Reversion Of(double[] history)
    {
        var (own, lagged) = (0.0, 0.0);
        for (var i = 1; i < history.Length; i++)
            if (!double.IsNaN(history[i] + history[i - 1]))
            {
                own += history[i - 1] * history[i - 1];
                lagged += history[i] * history[i - 1];
            }
        var persistence = own > 0 ? Math.Clamp(lagged / own, 0, 0.9999) : 0;
        return new(Spread(history), persistence, Standardised(history, 0, persistence));
    }

    /// <summary>What each hour adds to what the one before leaves, in units of its standard deviation.</summary>
    internal static double[] Standardised(double[] history, double intercept, double persistence)
    {
        double[] moves = [double.NaN, .. history.Skip(1).Select((value, i) => value - intercept - persistence * history[i])];
        var spread = Spread(moves);
        return spread > 0 ? [.. moves.Select(move => move / spread)] : [.. moves.Select(move => move * 0)];
    }

    /// <summary>Correlation of two series of innovations, each move counted as at most three deviations so that a jump does not stand for
    /// all; 0 where one stands still.</summary>
    internal static double Correlation(double[] one, double[] other)
    {
        var (both, first, second) = (0.0, 0.0, 0.0);
        for (var i = 0; i < one.Length; i++)
        {
            if (double.IsNaN(one[i] + other[i])) continue;
            var (a, b) = (Math.Clamp(one[i], -3, 3), Math.Clamp(other[i], -3, 3));
            (both, first, second) = (both + a * b, first + a * a, second + b * b);
        }
        return first > 0 && second > 0 ? both / Math.Sqrt(first * second) : 0;
    }

    private static double Spread(double[] values)
    {
        double[] known = [.. values.Where(value => !double.IsNaN(value))];
        return known.Length > 1 ? Statistics.StandardDeviation(known) : 0;
    }
}
