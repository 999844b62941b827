using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Commitment.Master;
using Busbar.Supply.Handoffs.Commitment.Masters;
using Busbar.Supply.Handoffs.Commitment.Offers;
using NodaTime;

namespace Busbar.Supply.Commitment.Offers;

/// <summary>Ancillary offers of a unit: for each service with a price, the least of what it may carry, its headroom and what it can ramp in
/// the service's time. Services of one group share one capacity: each block may serve those that reach so far. Hours in which nothing
/// changes are one offer.</summary>
internal static class AncillaryOffers
{
    public static ImmutableArray<AncillaryOffer> Of(MasterUnit unit, ImmutableArray<UnitHour> hours, OfferTerms terms, MarketForm form)
    {
        if (!form.TakesAncillary) return [];
        var offers = ImmutableArray.CreateBuilder<AncillaryOffer>();
        foreach (var group in Enum.GetValues<AncillaryGroup>())
        {
            AncillaryOffer? open = null;
            foreach (var hour in hours)
            {
                var blocks = Blocks(unit, hour, terms, group, form);
                if (open is not null && open.Blocks.AsSpan().SequenceEqual(blocks.AsSpan(), SameBlock.Instance))
                {
                    open = open with { Span = new(open.Span.Start, hour.Interval.End) };
                    continue;
                }
                if (open is { Blocks.IsEmpty: false }) offers.Add(open);
                open = new(group, hour.Interval, blocks);
            }
            if (open is { Blocks.IsEmpty: false }) offers.Add(open);
        }
        return offers.ToImmutable();
    }

    private static ImmutableArray<AncillaryBlock> Blocks(MasterUnit unit, UnitHour hour, OfferTerms terms, AncillaryGroup group,
        MarketForm form)
    {
        if (hour.Mode is CommitmentMode.Outage or CommitmentMode.Emergency) return [];
        var reaches = unit.Ancillary.Where(range => AncillaryReach.GroupOf(range.Product) == group)
            .Select(range => (range.Product, Most: Reach(unit, hour, range, form),
                Price: terms.Ancillary.FirstOrDefault(price => price.Product == range.Product)))
            .Where(one => one.Price is not null && one.Most > 0).OrderBy(one => one.Most).ToList();
        var (blocks, done) = (ImmutableArray.CreateBuilder<AncillaryBlock>(), 0m);
        foreach (var most in reaches.Select(one => one.Most).Distinct())
        {
            blocks.Add(new(new(most - done), [.. reaches.Where(one => one.Most >= most).Select(one =>
                one.Price! with { Price = new(decimal.Round(one.Price!.Price.Value, form.PriceDecimals,
                    MidpointRounding.AwayFromZero)) })]));
            done = most;
        }
        return blocks.ToImmutable();
    }

    private static decimal Reach(MasterUnit unit, UnitHour hour, AncillaryRange range, MarketForm form)
    {
        var most = Math.Min(range.Most.Value, AncillaryReach.RoomFor(range.Product, OfferCurve.Rounded(hour.Limits, form.MwDecimals),
            hour.SelfSchedule).Value);
        if (range.Product != AncillaryProduct.OfflineNonSpin)
            most = Math.Min(most, AncillaryReach.MinutesOf(range.Product) * unit.Ramps.Min(band => band.PerMinute.Value));
        else if (unit.Times.NotificationHours * 60 > AncillaryReach.MinutesOf(range.Product)) most = 0;
        return decimal.Round(most, form.MwDecimals, MidpointRounding.ToZero);
    }

    private sealed class SameBlock : IEqualityComparer<AncillaryBlock>
    {
        public static SameBlock Instance { get; } = new();

        public bool Equals(AncillaryBlock? a, AncillaryBlock? b) =>
            a!.Quantity == b!.Quantity && a.Prices.AsSpan().SequenceEqual(b.Prices.AsSpan());

        public int GetHashCode(AncillaryBlock block) => block.Quantity.GetHashCode();
    }
}
