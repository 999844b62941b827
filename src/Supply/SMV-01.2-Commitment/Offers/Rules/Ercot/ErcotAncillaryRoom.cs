using Busbar.Supply.Handoffs.Commitment.Masters;
using Busbar.Supply.Handoffs.Commitment.Offers;

namespace Busbar.Supply.Commitment.Offers.Rules.Ercot;

/// <summary>What is offered of a group fits between the unit's limits in every hour, and each service within what the unit ramps in the
/// service's minutes at its slowest band. Source: ERCOT Nodal Protocols 4.4.7.2 and 3.17; minutes not checked against the current
/// revision.</summary>
internal static class ErcotAncillaryRoom
{
    public static OfferRule Rule { get; } = new("ercot-ancillary-room", "ERCOT Nodal Protocols 4.4.7.2 and 3.17", SourceStanding.Unverified,
        check =>
            from offer in check.Offer.Ancillary
            from hour in check.Offer.Hours
            where hour.Interval.Start >= offer.Span.Start && hour.Interval.End <= offer.Span.End
            from fault in OfHour(check.Offer, offer, hour)
            select fault);

    private static IEnumerable<OfferFault> OfHour(MarketOffer whole, AncillaryOffer offer, OfferHour hour)
    {
        if (hour.Mode is CommitmentMode.Outage or CommitmentMode.Emergency)
        {
            yield return OfferFault.Refused($"ancillary offer {offer.Group} in an hour of mode {hour.Mode}", "Leave the hour out.",
                hour.Interval);
            yield break;
        }
        var slowest = whole.Ramps.IsEmpty ? 0 : whole.Ramps.Min(band => band.PerMinute.Value);
        foreach (var product in offer.Blocks.SelectMany(block => block.Prices).Select(price => price.Product).Distinct())
        {
            var offered = offer.Blocks.Where(block => block.Prices.Any(price => price.Product == product)).Sum(block =>
                block.Quantity.Value);
            var room = AncillaryReach.RoomFor(product, hour.Limits, hour.SelfSchedule).Value;
            var ramped = product == AncillaryProduct.OfflineNonSpin ? room : AncillaryReach.MinutesOf(product) * slowest;
            if (offered > Math.Min(room, ramped))
                yield return OfferFault.Refused(
                    $"{offered} MW of {product} is offered; {room} MW of room and {ramped} MW of ramp in "
                    + $"{AncillaryReach.MinutesOf(product)} minutes are there", "Offer less of it.", hour.Interval);
        }
    }
}
