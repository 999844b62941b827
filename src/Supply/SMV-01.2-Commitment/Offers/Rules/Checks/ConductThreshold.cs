using Busbar.Supply.Handoffs.Commitment.Offers;

namespace Busbar.Supply.Commitment.Offers.Rules.Checks;

/// <summary>Prices that pass the reference by more than a share and an amount, whichever is less: the market may put the reference in
/// their place. A finding, for the market takes the offer.</summary>
internal static class ConductThreshold
{
    public static OfferRule Of(string code, decimal share, decimal? amount, string source, SourceStanding standing) =>
        new(code, source, standing, check => check.Offer.Schedule == OfferSchedule.Cost ? [] :
            from hour in check.Offered
            where !hour.Reference.IsEmpty
            from point in hour.Curve
            let reference = CurvePrice.At(hour.Reference, check.Offer.Style, point.Output.Value)
            let most = Math.Min(reference + share * Math.Abs(reference), reference + (amount ?? decimal.MaxValue / 2))
            where point.Price.Value > most
            select OfferFault.Found(
                FormattableString.Invariant($"{point.Output} is offered at {point.Price}; its reference is {reference:0.##} and ")
                + FormattableString.Invariant($"more than {most:0.##} USD/MWh may be mitigated"),
                "Lower the price, or be ready to document the cost.", hour.Interval));
}
