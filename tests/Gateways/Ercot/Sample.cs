using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Commitment.Masters;
using Busbar.Supply.Handoffs.Commitment.Offers;
using NodaTime;

namespace Busbar.Gateways.Tests.Ercot;

/// <summary>Made-up offer sets of any size.</summary>
internal static class Sample
{
    public static OfferSet Set(Random chance, OperatingDay day, int units)
    {
        var calendar = MarketCalendar.Ercot;
        return new("ERCOT", day, calendar.At(day.Plus(-1), new LocalTime(9, 0)),
            [.. Enumerable.Range(1, units).Select(i => Offer(chance, calendar, day, $"UNIT_{i}"))]);
    }

    private static MarketOffer Offer(Random chance, MarketCalendar calendar, OperatingDay day, string name)
    {
        OfferHour? before = null;
        var hours = calendar.HoursOf(day).Select(hour =>
            before = chance.Next(3) > 0 && before is not null ? before with { Interval = hour } : Hour(chance, hour)).ToImmutableArray();
        ImmutableArray<AncillaryOffer> ancillary = chance.Next(2) == 0 ? [] : [.. Enum.GetValues<AncillaryGroup>().Select(group =>
            new AncillaryOffer(group, calendar.WholeDay(day), [.. Enumerable.Range(0, chance.Next(1, 6)).Select(_ => Block(chance,
                group))]))];
        return new(name, name, "HB_NORTH", OfferSchedule.Price, CurveStyle.Slope, CommitmentCostBasis.Offered, calendar.WholeDay(day),
            new(1, 4, 4, 2, 7), [new(new(500), new(5))], hours, ancillary);
    }

    private static OfferHour Hour(Random chance, DeliveryInterval hour)
    {
        var isOut = chance.Next(8) == 0;
        var min = 20 + chance.Next(200) / 10m;
        var points = Enumerable.Range(0, chance.Next(2, 11)).Select(i =>
            new OfferPoint(new(min + 10 * i + chance.Next(90) / 10m), new(chance.Next(-25_000, 500_001) / 100m)));
        var limits = isOut ? new OutputLimits(Mw.Zero, Mw.Zero, Mw.Zero, Mw.Zero)
            : new OutputLimits(new(min), new(min), new(min + 200), new(min + 200));
        Usd Money() => new(chance.Next(10_000_000) / 100m);
        return new(hour, isOut ? CommitmentMode.Outage : CommitmentMode.Economic, limits, null, new(Money(), Money(), Money()),
            new(MinimumBasis.MinimumEnergy, Usd.Zero, new(chance.Next(20_000) / 100m)), isOut ? [] : [.. points], []);
    }

    private static AncillaryBlock Block(Random chance, AncillaryGroup group)
    {
        AncillaryProduct[] products = group switch
        {
            AncillaryGroup.OnlineUp => [AncillaryProduct.RegulationUp, AncillaryProduct.ResponsiveReserve, AncillaryProduct.OnlineNonSpin,
                AncillaryProduct.ContingencyReserve],
            AncillaryGroup.RegulationDown => [AncillaryProduct.RegulationDown],
            _ => [AncillaryProduct.OfflineNonSpin],
        };
        return new(new(chance.Next(1, 500) / 10m),
            [.. products.Take(chance.Next(1, products.Length + 1)).Select(each => new AncillaryPrice(each,
                new(chance.Next(50_000) / 100m)))]);
    }
}
