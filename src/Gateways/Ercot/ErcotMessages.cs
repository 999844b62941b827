using System.Collections.Immutable;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Commitment.Masters;
using Busbar.Supply.Handoffs.Commitment.Offers;
using NodaTime;

namespace Busbar.Gateways.Ercot;

/// <summary>Turns a set of offers into ERCOT's messages: hours that say the same become one stretch, hours of outage say nothing. An offer
/// expires when its operating day begins: what is not taken day-ahead is offered anew for real time. (ERCOT asks for a time before the
/// trade date; the schema leaves it open.)</summary>
public static class ErcotMessages
{
    private static readonly Duration beforeTheDay = Duration.FromMinutes(1);

    /// <summary>One message of three-part offers, and one of ancillary offers where there are any.</summary>
    /// <exception cref="ArgumentException">The set is of another market.</exception>
    public static ImmutableArray<ErcotBidSet> Of(OfferSet set)
    {
        if (set.Market != MarketCalendar.Ercot.Name) throw new ArgumentException($"A set of {set.Market} is no message of ERCOT.",
            nameof(set));
        var ancillary = set.Offers.SelectMany(Ancillary).ToImmutableArray();
        var threePart = new ErcotBidSet(set.Day.Date, [.. set.Offers.Select(ThreePart)], []);
        return ancillary.IsEmpty ? [threePart] : [threePart, new(set.Day.Date, [], ancillary)];
    }

    private static ErcotThreePartOffer ThreePart(MarketOffer offer)
    {
        var hours = offer.Hours.Where(hour => hour.Mode != CommitmentMode.Outage).ToList();
        return new(offer.Resource, offer.Validity, offer.Validity.Start - beforeTheDay,
            [.. Stretches(hours, (a, b) => a.StartUp == b.StartUp).Select(run => new ErcotStartUp(run.Span, run.Hour.StartUp))],
            [.. Stretches(hours, (a, b) => a.Minimum == b.Minimum).Select(run => new ErcotMinimumEnergy(run.Span,
                run.Hour.Minimum.PerMwh))],
            [.. Stretches(hours, (a, b) => a.Curve.AsSpan().SequenceEqual(b.Curve.AsSpan()))
                .Select(run => new ErcotCurve(run.Span, run.Hour.Curve))]);
    }

    private static IEnumerable<ErcotAncillaryOffer> Ancillary(MarketOffer offer) =>
        offer.Ancillary.GroupBy(each => each.Group).Select(group =>
            new ErcotAncillaryOffer(offer.Resource, offer.Validity, offer.Validity.Start - beforeTheDay, group.Key, [.. group]));

    private static IEnumerable<(DeliveryInterval Span, OfferHour Hour)> Stretches(List<OfferHour> hours, Func<OfferHour, OfferHour,
        bool> isSame)
    {
        for (var first = 0; first < hours.Count;)
        {
            var next = first + 1;
            while (next < hours.Count && hours[next].Interval.Start == hours[next - 1].Interval.End && isSame(hours[first],
                hours[next])) next++;
            yield return (new(hours[first].Interval.Start, hours[next - 1].Interval.End), hours[first]);
            first = next;
        }
    }
}
