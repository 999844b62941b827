namespace Busbar.Supply.Commitment.Offers.Rules.Checks;

/// <summary>Prices of energy between a floor and a cap.</summary>
internal static class PriceBounds
{
    /// <summary>A floor and a cap that no offer passes.</summary>
    public static OfferRule Hard(string code, Func<OfferCheck, (decimal Floor, decimal Cap)> bounds, string source,
        SourceStanding standing) =>
        new(code, source, standing, check =>
        {
            var (floor, cap) = bounds(check);
            return
                from hour in check.Offered
                from point in hour.Curve
                where point.Price.Value < floor || point.Price.Value > cap
                select OfferFault.Refused($"{point.Output} is offered at {point.Price}; the market takes {floor} to {cap} USD/MWh",
                    "Offer within the bounds.", hour.Interval);
        });

    /// <summary>The caps of FERC Order 831: above the soft cap an offer may not exceed verified cost, and above the hard cap it sets no
    /// price.</summary>
    public static OfferRule Order831(string code, decimal floor, decimal soft, decimal hard, string source, SourceStanding standing) =>
        new(code, source, standing, check =>
            from hour in check.Offered
            from point in hour.Curve
            let price = point.Price.Value
            where price < floor || price > soft
            let cost = hour.Reference.IsEmpty ? decimal.MinValue : CurvePrice.At(hour.Reference, check.Offer.Style, point.Output.Value)
            select price < floor
                ? OfferFault.Refused($"{point.Output} is offered at {point.Price}; the market takes no less than {floor} USD/MWh",
                    "Offer the floor or more.", hour.Interval)
                : price > cost
                ? OfferFault.Refused($"{point.Output} is offered at {point.Price}, above the soft cap of {soft} USD/MWh and its cost",
                    "Offer at most the soft cap, or cost where cost is above it.", hour.Interval)
                : OfferFault.Found(
                    $"{point.Output} is offered at {point.Price}, above the soft cap of {soft} USD/MWh"
                    + (price > hard ? $" and the hard cap of {hard}: it can set no price" : ""),
                    "Have the cost verified by the market monitor before the gate.", hour.Interval));
}
