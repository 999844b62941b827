using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;

namespace Busbar.Supply.Handoffs.Trading.Deals;

/// <summary>Which way a deal goes: a buy brings the product into our book.</summary>
public enum Side
{
    /// <summary>We take the product and pay.</summary>
    Buy,
    /// <summary>We give the product and are paid.</summary>
    Sell,
}

/// <summary>What was dealt. Quantities are positive, the side says which way; days are operating days, both included.</summary>
/// <param name="Side">Which way.</param>
/// <param name="Market">The market whose clock and calendar the deal keeps, as <see cref="MarketCalendar.All"/> names it.</param>
/// <param name="Location">Hub, zone or node; for a path its source; for fuel its hub.</param>
/// <param name="FirstDay">First day of delivery.</param>
/// <param name="LastDay">Last day of delivery.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(PowerDeal), "power")]
[JsonDerivedType(typeof(PowerSwap), "swap")]
[JsonDerivedType(typeof(PowerOption), "option")]
[JsonDerivedType(typeof(MarketAward), "award")]
[JsonDerivedType(typeof(VirtualBid), "virtual")]
[JsonDerivedType(typeof(UpToCongestion), "up-to-congestion")]
[JsonDerivedType(typeof(TransmissionRight), "transmission-right")]
[JsonDerivedType(typeof(FuelDeal), "fuel")]
[JsonDerivedType(typeof(CertificateDeal), "certificate")]
[JsonDerivedType(typeof(AncillaryDeal), "ancillary")]
public abstract record TradeTerms(Side Side, string Market, string Location, OperatingDay FirstDay, OperatingDay LastDay);

/// <summary>When and how much: the same MW in every hour of some blocks, or MW hour by hour.</summary>
/// <param name="Blocks">The blocks delivered in: 5×16 is <see cref="PeakBlock.OnPeak"/> alone, around the clock is all three.</param>
/// <param name="Mw">MW in each hour of the blocks, above 0.</param>
/// <param name="Hourly">MW hour by hour over the whole term instead, not below 0; null for blocks.</param>
public sealed record DeliveryShape(ImmutableArray<PeakBlock> Blocks, Mw Mw, Series<Mw>? Hourly = null);

/// <summary>What is paid for a MWh: a fixed price, or an index plus an adder.</summary>
/// <param name="Fixed">The price; with an index the adder to it.</param>
/// <param name="Index">The index, or null for a fixed price.</param>
public sealed record DealPrice(UsdPerMwh Fixed, PriceIndex? Index = null);

/// <summary>A published price that deals settle on.</summary>
public enum PriceIndex
{
    /// <summary>The ISO's day-ahead price of the hour.</summary>
    DayAhead,
    /// <summary>Its real-time price of the hour.</summary>
    RealTime,
}

/// <summary>Physical power.</summary>
public sealed record PowerDeal(
    Side Side, string Market, string Location, OperatingDay FirstDay, OperatingDay LastDay, DeliveryShape Shape, DealPrice Price)
    : TradeTerms(Side, Market, Location, FirstDay, LastDay);

/// <summary>A swap: the buyer pays the fixed price and is paid the index; nothing is delivered.</summary>
public sealed record PowerSwap(
    Side Side, string Market, string Location, OperatingDay FirstDay, OperatingDay LastDay, DeliveryShape Shape, UsdPerMwh Fixed,
    PriceIndex Index) : TradeTerms(Side, Market, Location, FirstDay, LastDay);

/// <summary>An option on power. The buyer holds it and has paid the premium.</summary>
/// <param name="IsCall">True for the right to buy, false for the right to sell.</param>
/// <param name="Exercise">How often it is exercised.</param>
/// <param name="Strike">Price at exercise.</param>
/// <param name="Premium">Paid for each MWh of the shape.</param>
public sealed record PowerOption(
    Side Side, string Market, string Location, OperatingDay FirstDay, OperatingDay LastDay, DeliveryShape Shape, bool IsCall,
    OptionExercise Exercise, UsdPerMwh Strike, UsdPerMwh Premium, PriceIndex Index)
    : TradeTerms(Side, Market, Location, FirstDay, LastDay);

/// <summary>How often an option is exercised.</summary>
public enum OptionExercise
{
    /// <summary>Every business day before delivery, for the next day's block.</summary>
    Daily,
    /// <summary>Once a month, two business days before it, for the whole month.</summary>
    Monthly,
}

/// <summary>Energy that the ISO's market awarded us.</summary>
/// <param name="Index">Day-ahead or real time.</param>
/// <param name="Hourly">MW hour by hour.</param>
/// <param name="Price">Cleared price hour by hour, USD/MWh.</param>
public sealed record MarketAward(
    Side Side, string Market, string Location, OperatingDay FirstDay, OperatingDay LastDay, PriceIndex Index, Series<Mw> Hourly,
    Series<UsdPerMwh> Price) : TradeTerms(Side, Market, Location, FirstDay, LastDay);

/// <summary>A cleared virtual bid: an increment sells day-ahead and buys back in real time, a decrement the other way.</summary>
/// <param name="Hourly">Cleared MW hour by hour. A <see cref="Side.Buy"/> is a decrement, a <see cref="Side.Sell"/> an increment.</param>
public sealed record VirtualBid(
    Side Side, string Market, string Location, OperatingDay FirstDay, OperatingDay LastDay, Series<Mw> Hourly)
    : TradeTerms(Side, Market, Location, FirstDay, LastDay);

/// <summary>A cleared up-to-congestion bid: it earns the real-time price difference from source to sink and pays the day-ahead
/// one.</summary>
/// <param name="Sink">Where the path ends.</param>
public sealed record UpToCongestion(
    Side Side, string Market, string Location, string Sink, OperatingDay FirstDay, OperatingDay LastDay, Series<Mw> Hourly)
    : TradeTerms(Side, Market, Location, FirstDay, LastDay);

/// <summary>A financial transmission right, or an auction revenue right. It earns the day-ahead congestion price of the sink less that of
/// the source; an auction revenue right earns the auction's price of that path instead.</summary>
/// <param name="Sink">Where the path ends.</param>
/// <param name="IsOption">True when it never costs.</param>
/// <param name="IsAuctionRevenue">True for an auction revenue right.</param>
/// <param name="PriceUsdPerMw">What a MW costs over the whole term.</param>
public sealed record TransmissionRight(
    Side Side, string Market, string Location, string Sink, OperatingDay FirstDay, OperatingDay LastDay, DeliveryShape Shape, bool IsOption,
    bool IsAuctionRevenue, decimal PriceUsdPerMw) : TradeTerms(Side, Market, Location, FirstDay, LastDay);

/// <summary>Gas or other fuel for the fleet, by gas day.</summary>
/// <param name="Fuel">Name of the fuel.</param>
/// <param name="PerDay">Heat a day, above 0.</param>
/// <param name="Price">Fixed price; with an index the basis to it.</param>
/// <param name="IsIndexed">True when the price is the hub's daily index plus <paramref name="Price"/>.</param>
public sealed record FuelDeal(
    Side Side, string Market, string Location, OperatingDay FirstDay, OperatingDay LastDay, string Fuel, Mmbtu PerDay, UsdPerMmbtu Price,
    bool IsIndexed) : TradeTerms(Side, Market, Location, FirstDay, LastDay);

/// <summary>Renewable energy certificates, one a MWh.</summary>
/// <param name="Program">Registry and class.</param>
/// <param name="Vintage">Year of generation.</param>
/// <param name="Certificates">How many, above 0.</param>
/// <param name="PriceUsd">Price of one.</param>
public sealed record CertificateDeal(
    Side Side, string Market, string Location, OperatingDay FirstDay, OperatingDay LastDay, string Program, int Vintage, int Certificates,
    decimal PriceUsd) : TradeTerms(Side, Market, Location, FirstDay, LastDay);

/// <summary>An ancillary service.</summary>
/// <param name="Service">The market's name of it.</param>
/// <param name="PriceUsdPerMwHour">Price of one MW held for one hour.</param>
public sealed record AncillaryDeal(
    Side Side, string Market, string Location, OperatingDay FirstDay, OperatingDay LastDay, string Service, DeliveryShape Shape,
    decimal PriceUsdPerMwHour) : TradeTerms(Side, Market, Location, FirstDay, LastDay);
