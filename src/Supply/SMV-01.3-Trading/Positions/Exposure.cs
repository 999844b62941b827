using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Trading.Curves;
using Busbar.Supply.Handoffs.Trading.Deals;

namespace Busbar.Supply.Trading.Positions;

/// <summary>One thing that a deal brings into the book, or takes out of it: a commodity at a location, sign and all.</summary>
internal readonly record struct Leg(Commodity Commodity, string Location, double Sign);

/// <summary>What a deal means for the position. Fixed-price power is worth the day-ahead price; an award of the day-ahead market is worth
/// the real-time price, for the deviation is settled there (two settlements); an indexed deal moves volume and no value; a path is long its
/// sink and short its source. A virtual or an up-to-congestion bid is long one market and short the other.</summary>
/// <param name="Legs">What it is long (+) or short (−) of.</param>
/// <param name="Shape">When and how much; for fuel each day's heat in all hours.</param>
/// <param name="HasPriceRisk">True when its value moves with the marks.</param>
/// <param name="CostPerUnit">What we pay for a unit, signed; revenue negative.</param>
/// <param name="HourlyCost">The same hour by hour, for awards.</param>
/// <param name="Option">Its terms when it is an option.</param>
internal sealed record Exposure(
    ImmutableArray<Leg> Legs, DeliveryShape Shape, bool HasPriceRisk, double CostPerUnit, Series<UsdPerMwh>? HourlyCost = null,
    PowerOption? Option = null)
{
    /// <summary>The exposure of a deal, or null where it is none to these commodities: certificates, ancillary services, auction revenue.
    /// A right's price over the whole term is spread over its hours by the caller.</summary>
    public static Exposure? Of(TradeTerms terms)
    {
        var sign = terms.Side == Side.Buy ? 1.0 : -1.0;
        return terms switch
        {
            PowerDeal deal => new([new(Of(deal.Price.Index ?? PriceIndex.DayAhead), deal.Location, sign)], deal.Shape,
                deal.Price.Index is null, sign * (double)deal.Price.Fixed.Value),
            PowerSwap swap => new([new(Of(swap.Index), swap.Location, sign)], swap.Shape, true, sign * (double)swap.Fixed.Value),
            PowerOption option => new([new(Of(option.Index), option.Location, sign)], option.Shape, true, 0, Option: option),
            MarketAward award => new([new(Commodity.PowerRealTime, award.Location, sign)], Hourly(award.Hourly),
                award.Index == PriceIndex.DayAhead, award.Index == PriceIndex.DayAhead ? sign : 0, award.Index == PriceIndex.DayAhead ? award.Price : null),
            VirtualBid bid => new(
                [new(Commodity.PowerRealTime, bid.Location, sign), new(Commodity.PowerDayAhead, bid.Location, -sign)], Hourly(bid.Hourly), true, 0),
            UpToCongestion path => new(
            [
                new(Commodity.PowerRealTime, path.Sink, sign), new(Commodity.PowerRealTime, path.Location, -sign),
                new(Commodity.PowerDayAhead, path.Sink, -sign), new(Commodity.PowerDayAhead, path.Location, sign),
            ], Hourly(path.Hourly), true, 0),
            TransmissionRight { IsAuctionRevenue: false } right => new(
                [new(Commodity.PowerDayAhead, right.Sink, sign), new(Commodity.PowerDayAhead, right.Location, -sign)], right.Shape, true,
                sign * (double)right.PriceUsdPerMw),
            FuelDeal fuel => new([new(Commodity.Fuel, fuel.Location, sign)], new([], new(fuel.PerDay.Value)), !fuel.IsIndexed,
                sign * (double)fuel.Price.Value),
            _ => null,
        };
    }

    private static Commodity Of(PriceIndex index) => index == PriceIndex.DayAhead ? Commodity.PowerDayAhead : Commodity.PowerRealTime;

    private static DeliveryShape Hourly(Series<Mw> hourly) => new([], Mw.Zero, hourly);
}
