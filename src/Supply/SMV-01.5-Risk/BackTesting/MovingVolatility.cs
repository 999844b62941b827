namespace Busbar.Supply.Risk.BackTesting;

/// <summary>Volatility that follows the market: variance(i + 1) = decay · variance(i) + (1 − decay) · profit(i)², about zero. Source:
/// RiskMetrics Technical Document, 4th ed., 1996, equation 5.3.</summary>
internal static class MovingVolatility
{
    /// <summary>The deviation before each profit and after the last, one more than there are profits. It starts from the mean square of the
    /// first so many.</summary>
    internal static double[] Of(ReadOnlySpan<double> profits, int seedLength, double decay) =>
        From(Math.Sqrt(MeanSquare(profits[..seedLength])), profits, decay);

    /// <summary>The same from a given deviation.</summary>
    internal static double[] From(double seed, ReadOnlySpan<double> profits, double decay)
    {
        var deviations = new double[profits.Length + 1];
        var variance = seed * seed;
        for (var i = 0; i < profits.Length; i++)
        {
            deviations[i] = Math.Sqrt(variance);
            variance = decay * variance + (1 - decay) * profits[i] * profits[i];
        }
        deviations[^1] = Math.Sqrt(variance);
        return deviations;
    }

    internal static double MeanSquare(ReadOnlySpan<double> profits)
    {
        var sum = 0.0;
        foreach (var profit in profits) sum += profit * profit;
        return sum / profits.Length;
    }
}
