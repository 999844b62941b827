using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Numerics;

namespace Busbar.Supply.Commitment.PriceTaking;

/// <summary>Measures a distribution of profit.</summary>
internal static class ProfitMeasures
{
    private const double Tail = 0.05;
    private static readonly ImmutableArray<double> levels = [0.05, 0.25, 0.5, 0.75, 0.95];

    public static ProfitOutlook Of(string name, double[] profitUsd, PlantSums sums, bool isStore)
    {
        var count = profitUsd.Length;
        var sorted = profitUsd.ToArray();
        Array.Sort(sorted);
        var mean = Statistics.Mean(profitUsd);
        double? breakEven = isStore || sums.EnergyMwh <= 0 ? null : (sums.EnergyRevenueUsd - mean * count) / sums.EnergyMwh;
        return new(
            name, new(mean), new(Statistics.StandardDeviation(profitUsd)),
            [.. levels.Select(level => new ProfitQuantile(level, new(Quantile.OfSorted(sorted, level))))], new(WorstMean(sorted, Tail)),
            sums.Starts / count, sums.HoursOn / count, new(sums.EnergyMwh / count),
            breakEven is { } price ? new UsdPerMwhEstimate(price) : null, new(sums.GapUsd / count));
    }

    /// <summary>Mean of the worst share, the scenario at its edge counted in part (Rockafellar and Uryasev, J. Banking and Finance 26(7),
    /// 2002, for discrete distributions).</summary>
    public static double WorstMean(ReadOnlySpan<double> ascending, double share)
    {
        var (left, sum) = (share * ascending.Length, 0d);
        for (var i = 0; i < ascending.Length && left > 0; i++, left--) sum += Math.Min(1, left) * ascending[i];
        return sum / (share * ascending.Length);
    }
}
