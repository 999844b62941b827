namespace Busbar.Supply.Risk;

/// <summary>Where in a sorted sample a quantile lies: between two places counted from 0, which are one where nothing is
/// interpolated.</summary>
internal readonly record struct SamplePosition(int Below, int Above, double Fraction)
{
    // n·p of whole numbers may come out a hair beside the whole number it is: 100 × 0.07 is 7.000000000000001.
    internal const double RankTolerance = 1e-9;

    /// <summary>The place of the p-quantile among n values. Source: Hyndman and Fan 1996, doi:10.1080/00031305.1996.10473566, section
    /// 2.</summary>
    internal static SamplePosition Of(int count, double probability, QuantileConvention convention)
    {
        var shift = convention switch
        {
            QuantileConvention.OrderStatistic or QuantileConvention.AveragedSteps or QuantileConvention.StepsOfDistribution => 0,
            QuantileConvention.NearestEven => -0.5,
            QuantileConvention.Midpoints => 0.5,
            QuantileConvention.MeanRanks => probability,
            QuantileConvention.Interpolated => 1 - probability,
            QuantileConvention.MedianRanks => (probability + 1) / 3,
            QuantileConvention.NormalScores => probability / 4 + 0.375,
            _ => throw new ArgumentOutOfRangeException(nameof(convention), convention, "There are nine conventions."),
        };
        var rank = count * probability + shift;
        var whole = Math.Floor(rank + RankTolerance);
        var rest = Math.Max(0, rank - whole) is var part && part <= RankTolerance ? 0 : part;
        var fraction = convention switch
        {
            QuantileConvention.OrderStatistic => rest > 0 ? 1 : 0,
            QuantileConvention.AveragedSteps => rest > 0 ? 1 : 0.5,
            QuantileConvention.NearestEven => rest == 0 && whole % 2 == 0 ? 0 : 1,
            _ => rest,
        };
        int Place(double at) => Math.Clamp((int)at - 1, 0, count - 1);
        var (below, above) = (Place(whole), Place(whole + 1));
        return fraction is 0 or 1 ? new(fraction == 0 ? below : above, fraction == 0 ? below : above, 0) : new(below, above, fraction);
    }

    /// <summary>The value there of a sample that is read in a given order.</summary>
    internal double Of(ReadOnlySpan<int> order, ReadOnlySpan<double> values) =>
        Between(values[order[Below]], values[order[Above]]);

    /// <summary>The value there of a sorted sample.</summary>
    internal double Of(ReadOnlySpan<double> sorted) => Between(sorted[Below], sorted[Above]);

    private double Between(double below, double above) => below + Fraction * (above - below);
}
