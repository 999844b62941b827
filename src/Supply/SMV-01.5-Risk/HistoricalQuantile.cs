namespace Busbar.Supply.Risk;

/// <summary>Quantile and tail mean of a sample of profits and losses (a gain positive), which is how value at risk and expected shortfall
/// are read off a historical simulation.</summary>
public static class HistoricalQuantile
{
    /// <summary>The p-quantile of a sample by a named convention.</summary>
    /// <param name="sample">At least one value, any order.</param>
    /// <param name="probability">Above 0 and below 1.</param>
    /// <param name="convention">Which order statistic, or between which.</param>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not inside (0, 1).</exception>
    /// <exception cref="ArgumentException">The sample is empty.</exception>
    public static double Of(ReadOnlySpan<double> sample, double probability, QuantileConvention convention)
    {
        if (probability is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "A quantile's level is inside (0, 1).");
        if (sample.IsEmpty) throw new ArgumentException("A quantile needs a sample.", nameof(sample));
        var sorted = sample.ToArray();
        Array.Sort(sorted);
        return SamplePosition.Of(sorted.Length, probability, convention).Of(sorted);
    }

    /// <summary>The rank ⌈n·p⌉, counted from 1, of the order statistic.</summary>
    public static int RankOf(int count, double probability) => Math.Max(1,
        (int)Math.Ceiling(count * probability - SamplePosition.RankTolerance));

    /// <summary>Mean of the values at or below a threshold: expected shortfall, when the threshold is a quantile of the sample.</summary>
    public static double MeanAtOrBelow(ReadOnlySpan<double> sample, double threshold)
    {
        var (sum, count) = (0.0, 0);
        foreach (var value in sample)
        {
            if (value > threshold) continue;
            sum += value;
            count++;
        }
        return count > 0
            ? sum / count
            : throw new ArgumentException("No value of the sample is at or below the threshold.", nameof(threshold));
    }
}
