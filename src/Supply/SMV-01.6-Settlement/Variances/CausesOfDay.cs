using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Settlement;

namespace Busbar.Supply.Settlement.Variances;

/// <summary>Sees what a single line cannot show: an interval in which the ISO has none of an asset's lines is a missing hour, and a
/// quantity that differs day-ahead is another award, which shows again in real time with the opposite sign.</summary>
internal sealed class CausesOfDay
{
    private readonly HashSet<(string Asset, DeliveryInterval Interval)> missing, awards;

    internal CausesOfDay(ReviewVariancesInputs inputs)
    {
        var lines = inputs.Shadow.Lines.GroupBy(line => (line.Asset, line.Interval)).ToDictionary(group => group.Key, group =>
            group.Count());
        missing =
        [
            .. inputs.Reconciliation.Variances.Where(each => each.Cause == VarianceCause.MissingLine)
                .GroupBy(each => (each.Asset, each.Interval)).Where(group => group.Count() == lines[group.Key]).Select(group => group.Key),
        ];
        awards =
        [
            .. inputs.Reconciliation.Variances.Where(each => each.Cause == VarianceCause.Meter && inputs.DayAheadCodes.Contains(each.Code))
                .Select(each => (each.Asset, each.Interval)),
        ];
    }

    internal VarianceCause Of(Variance variance) => variance.Cause switch
    {
        VarianceCause.MissingLine when missing.Contains((variance.Asset, variance.Interval)) => VarianceCause.MissingHour,
        VarianceCause.Meter when awards.Contains((variance.Asset, variance.Interval)) => VarianceCause.Award,
        _ => variance.Cause,
    };
}
