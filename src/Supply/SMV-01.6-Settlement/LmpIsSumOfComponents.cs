using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Supply.Settlement.Engine;

namespace Busbar.Supply.Settlement;

/// <summary>Holds each published LMP against energy + congestion + loss, within the market's own rounding. The components settle all the
/// same: a location that is off gets one finding a market, at its worst hour.</summary>
public static class LmpIsSumOfComponents
{
    /// <summary>The findings, code <c>lmp-is-not-the-sum</c>.</summary>
    public static ImmutableArray<Finding> Check(SettleDayInputs inputs)
    {
        var tolerance = ChargeCodes.LmpTolerance(inputs.Calendar.Name);
        return [.. inputs.Prices.SelectMany(prices => new[]
            {
                Worst(inputs, prices, "DA", prices.DaLmp, prices.DaEnergy, prices.DaCongestion, prices.DaLoss, tolerance),
                Worst(inputs, prices, "RT", prices.RtLmp, prices.RtEnergy, prices.RtCongestion, prices.RtLoss, tolerance),
            }).OfType<Finding>()];
    }

    private static Finding? Worst(
        SettleDayInputs inputs, LocationPrices prices, string market, Series<decimal> lmp, Series<decimal> energy,
        Series<decimal> congestion, Series<decimal> loss, decimal tolerance)
    {
        var residuals = Enumerable.Range(0, lmp.Count).Select(i => lmp[i] - energy[i] - congestion[i] - loss[i]).ToList();
        var off = residuals.Count(residual => Math.Abs(residual) > tolerance);
        if (off == 0) return null;
        var worst = residuals.IndexOf(residuals.MaxBy(Math.Abs));
        var interval = lmp.IntervalAt(worst);
        return new("lmp-is-not-the-sum", Severity.Warning,
            $"The {market} LMP of {prices.Location} is off the sum of its components in {off} hour(s), "
            + FormattableString.Invariant($"at most by {residuals[worst]} USD/MWh (allowed {tolerance})"),
            $"{inputs.Day} HE{inputs.Calendar.HourEndingOf(interval.Start)} {prices.Source}",
            "Settled by components, as the market bills; ask for a corrected price file.", interval);
    }
}
