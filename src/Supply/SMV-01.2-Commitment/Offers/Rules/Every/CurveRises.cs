namespace Busbar.Supply.Commitment.Offers.Rules.Every;

/// <summary>Outputs of a curve ascend and its prices never fall. Source: ERCOT Nodal Protocols 4.4.9.3 and its three-part offer message
/// (monotonic); PJM Manual 11 section 2.3.3; CAISO tariff 30.5.2; ISO-NE Market Rule 1 III.1.10.1A; MISO tariff Module C 39.2.5.</summary>
internal static class CurveRises
{
    public static OfferRule Rule { get; } = new("curve-rises", "ERCOT Nodal Protocols 4.4.9.3; PJM Manual 11, 2.3.3; CAISO tariff 30.5.2",
        SourceStanding.Read, check =>
            from hour in check.Offered
            from pair in hour.Curve.Zip(hour.Curve.Skip(1))
            where pair.First.Output >= pair.Second.Output || pair.First.Price > pair.Second.Price
            select OfferFault.Refused(
                $"{pair.Second.Output} at {pair.Second.Price} follows {pair.First.Output} at {pair.First.Price}; outputs must ascend "
                + "and prices may not fall", "Sort the points, or lift the price to the one before.", hour.Interval));
}
