using Busbar.Kernel.Quantities;
using Busbar.Numerics;

namespace Busbar.Supply.Risk.Simulation;

/// <summary>Reads the tails of simulated money.</summary>
internal static class Tail
{
    internal const double Level = 0.95;

    /// <summary>Mean of the dearest share 1 − level, the course at its edge counted in part: Rockafellar and Uryasev, Conditional
    /// Value-at-Risk for General Loss Distributions, J. Banking and Finance 26(7), 2002.</summary>
    internal static double MeanBeyond(double[] sorted, double level)
    {
        var (left, sum) = ((1 - level) * sorted.Length, 0.0);
        var beyond = left;
        for (var i = sorted.Length - 1; i >= 0 && left > 0; i--, left--) sum += Math.Min(1, left) * sorted[i];
        return sum / beyond;
    }

    internal static double[] Sorted(IEnumerable<double> values)
    {
        double[] sorted = [.. values];
        Array.Sort(sorted);
        return sorted;
    }

    internal static CostTail OfCosts(IEnumerable<double> costs)
    {
        var sorted = Sorted(costs);
        return new(new(Statistics.Mean(sorted)), At(sorted, 0.05), At(sorted, 0.5), At(sorted, Level), new(MeanBeyond(sorted, Level)));
    }

    internal static MarginTail OfMargins(IEnumerable<double> margins)
    {
        var sorted = Sorted(margins);
        return new(new(Statistics.Mean(sorted)), At(sorted, 0.05), At(sorted, 0.5), At(sorted, Level));
    }

    private static UsdEstimate At(double[] sorted, double level) => new(Quantile.OfSorted(sorted, level));
}
