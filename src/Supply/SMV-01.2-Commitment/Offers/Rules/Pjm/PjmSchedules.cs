using Busbar.Supply.Handoffs.Commitment.Offers;

namespace Busbar.Supply.Commitment.Offers.Rules.Pjm;

/// <summary>A resource with a price schedule has a cost schedule beside it. Source: PJM Manual 11 section 2.3.3 (cost-based offers are
/// required of capacity resources); from memory.</summary>
internal static class PjmSchedules
{
    public static OfferRule Rule { get; } = new("pjm-schedules", "PJM Manual 11, 2.3.3", SourceStanding.Unverified, check =>
        check.Offer.Schedule == OfferSchedule.Cost
        || check.Set.Offers.Any(offer => offer.Resource == check.Offer.Resource && offer.Schedule == OfferSchedule.Cost) ? []
            : [OfferFault.Refused("the price schedule has no cost schedule beside it", "Offer the unit at cost as well.")]);
}
