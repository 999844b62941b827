using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Settlement.Engine;
using static Busbar.Supply.Settlement.Markets.BillingTerms;

namespace Busbar.Supply.Settlement.Markets;

/// <summary>What PJM's charge codes share: dates, sources and billing determinants beyond energy's. Totals of the market, of a zone or of
/// a reserve zone, and the rates of a month, are as PJM posts them.</summary>
internal static class PjmTerms
{
    public const string Schedule1 = "PJM Operating Agreement Schedule 1 section ";

    /// <summary>PJM went from hourly to five-minute settlement on 1 April 2018 (FERC Order No. 825).</summary>
    public static OperatingDay FiveMinuteSettlement { get; } = OperatingDay.Of(2018, 4, 1);

    /// <summary>Regulation is paid by capability and performance since 1 October 2012 (FERC Order No. 755).</summary>
    public static OperatingDay PerformanceRegulation { get; } = OperatingDay.Of(2012, 10, 1);

    /// <summary>Day-ahead scheduling reserve began on 1 June 2008.</summary>
    public static OperatingDay SchedulingReserve { get; } = OperatingDay.Of(2008, 6, 1);

    /// <summary>Reserves are settled day-ahead and in real time since 1 October 2022 (FERC Docket EL19-58).</summary>
    public static OperatingDay ReserveReform { get; } = OperatingDay.Of(2022, 10, 1);

    public static ImmutableArray<AssetKind> DeviationKinds { get; } =
        [AssetKind.Load, AssetKind.Generation, AssetKind.Increment, AssetKind.Decrement];

    public static ImmutableArray<AssetKind> PlantKinds { get; } = [AssetKind.Generation, AssetKind.Resource];

    // Rights.
    public static Determinant FtrMwBought { get; } = Own("FTR MW bought", Mw.Unit);
    public static Determinant FtrMwSold { get; } = Own("FTR MW sold", Mw.Unit);
    public static Determinant ArrMw { get; } = Own("ARR MW", Mw.Unit);
    public static Determinant AuctionRevenue { get; } = Total("FTR auction revenue", Usd.Unit);
    public static Determinant ArrTargets { get; } = Total("ARR target allocations", Usd.Unit);

    /// <summary>Energy that a right stands for over the interval.</summary>
    public static Formula FtrMwh { get; } = (EnergyTerms.FtrMw * Hours).As("FTR MWh", Mwh.Unit);

    // Operating reserve.
    public static Determinant DaDemand { get; } = OwnEnergy("DA demand MWh");
    public static Determinant DaDemandOfPjm { get; } = Total("DA demand MWh of PJM", Mwh.Unit);
    public static Determinant DaReserveCredits { get; } = Total("DA operating reserve credits", Usd.Unit);
    public static Determinant DaOfferCost { get; } = OwnMoney("DA offer cost");
    public static Determinant RtOfferCost { get; } = OwnMoney("RT offer cost");
    public static Determinant DaReserveCredit { get; } = OwnMoney("DA operating reserve credit");
    public static Determinant ServiceRevenue { get; } = OwnMoney("reserve and regulation revenue");
    public static Determinant RtoDeviationRate { get; } = new("RTO deviation rate", UsdPerMwh.Unit, Reach.Market, Bridge.HoldsAndAverages);
    public static Determinant RegionDeviationRate { get; } =
        new("regional deviation rate", UsdPerMwh.Unit, Reach.Region, Bridge.HoldsAndAverages);

    /// <summary>What an injection earns day-ahead over the day.</summary>
    public static Formula DaRevenue { get; } = new Formula.OverDay(-(EnergyTerms.DaMwh * EnergyTerms.DaLmp)).As("DA revenue", Usd.Unit);

    /// <summary>What it earns on its deviation in real time over the day.</summary>
    public static Formula BalancingRevenue { get; } =
        new Formula.OverDay(-(EnergyTerms.Deviation * EnergyTerms.RtLmp)).As("balancing revenue", Usd.Unit);

    // Load and its shares.
    public static Determinant LoadMwh { get; } = OwnEnergy("load MWh");
    public static Determinant LoadOfPjm { get; } = Total("load MWh of PJM", Mwh.Unit);
    public static Determinant LoadOfZone { get; } = OfZone("load MWh of the reserve zone", Mwh.Unit, Bridge.SpreadsAndSums);
    public static Determinant LossSurplus { get; } = Total("loss surplus", Usd.Unit);

    /// <summary>What the late meter reads beyond the first.</summary>
    public static Formula Reconciled { get; } =
        ((Formula)OwnEnergy("late load MWh") - OwnEnergy("first load MWh")).As("reconciled load", Mwh.Unit);

    // Regulation and reserves.
    public static Determinant RegulationCredits { get; } = Total("regulation credits", Usd.Unit);
    public static Determinant RegulationMw { get; } = Own("regulation MW", Mw.Unit);
    public static Determinant RegulationPrice { get; } = MarketPrice("RMCP");
    public static Determinant SyncCredits { get; } = OfZone("synchronized reserve credits", Usd.Unit, Bridge.SpreadsAndSums);
    public static Determinant SyncMw { get; } = Own("synchronized reserve MW", Mw.Unit);
    public static Determinant SyncPrice { get; } = ZonePrice("synchronized reserve price");
    public static Determinant SyncDaMw { get; } = Own("DA synchronized reserve MW", Mw.Unit);
    public static Determinant SyncDaPrice { get; } = ZonePrice("DA synchronized reserve price");
    public static Determinant NonSyncCredits { get; } = OfZone("non-synchronized reserve credits", Usd.Unit, Bridge.SpreadsAndSums);
    public static Determinant NonSyncMw { get; } = Own("non-synchronized reserve MW", Mw.Unit);
    public static Determinant NonSyncPrice { get; } = ZonePrice("non-synchronized reserve price");
    public static Determinant NonSyncDaMw { get; } = Own("DA non-synchronized reserve MW", Mw.Unit);
    public static Determinant NonSyncDaPrice { get; } = ZonePrice("DA non-synchronized reserve price");
    public static Determinant DasrCredits { get; } = Total("scheduling reserve credits", Usd.Unit);
    public static Determinant DasrMw { get; } = Own("scheduling reserve MW", Mw.Unit);
    public static Determinant DasrPrice { get; } = MarketPrice("DASRMCP");

    /// <summary>Regulation by capability and performance.</summary>
    public static ChargeVersion Performance { get; } = new(
        Provided(RegulationMw * (Formula)Own("performance score", "")), "MW-h",
        MarketPrice("RMCCP") + Own("mileage ratio", "") * (Formula)MarketPrice("RMPCP"), Schedule1 + "3.2.2")
    {
        Step = TwoSettlement.Hour, Basis = [RegulationMw],
    };

    /// <summary>What an hour of a reserve earns: the day-ahead assignment at its price, and real time less day-ahead at its own.</summary>
    public static Formula TwoSettled(Formula daMw, Formula daPrice, Formula rtMw, Formula rtPrice) =>
        -(daMw * daPrice + (rtMw - daMw) * rtPrice).As("reserve revenue of an hour", "USD/h");

    // Transmission, reactive, black start.
    public static Determinant PeakLoad { get; } = Own("network peak load MW", Mw.Unit);
    public static Determinant PeakLoadOfZone { get; } = OfZone("network peak load MW of the zone", Mw.Unit, Bridge.HoldsAndAverages);
    public static Determinant NetworkRate { get; } = OfZone("annual network rate", "USD/MW-year", Bridge.HoldsAndAverages);
    public static Determinant NetworkRevenue { get; } = OfZone("network service revenue", Usd.Unit, Bridge.SpreadsAndSums);
    public static Determinant OwnRequirement { get; } = Own("own transmission requirement", Usd.Unit);
    public static Determinant ZoneRequirement { get; } = OfZone("transmission requirement of the zone", Usd.Unit, Bridge.HoldsAndAverages);
    public static Determinant Reactive { get; } = OfZone("reactive requirement of the month", Usd.Unit, Bridge.HoldsAndAverages);
    public static Determinant ReactiveOfResource { get; } = Own("own reactive requirement of the month", Usd.Unit);
    public static Determinant BlackStart { get; } = OfZone("black start requirement of the month", Usd.Unit, Bridge.HoldsAndAverages);
    public static Determinant BlackStartOfResource { get; } = Own("own black start requirement of the month", Usd.Unit);

    // Capacity.
    public static Determinant CapacityBought { get; } = Own("RPM MW bought", Mw.Unit);
    public static Determinant CapacitySold { get; } = Own("RPM MW sold", Mw.Unit);
    public static Determinant CapacityPrice { get; } = OfZone("resource clearing price", "USD/MW-day", Bridge.HoldsAndAverages);
    public static Determinant CapacityObligation { get; } = Own("UCAP obligation MW", Mw.Unit);
    public static Determinant ZonalCapacityPrice { get; } = OfZone("final zonal capacity price", "USD/MW-day", Bridge.HoldsAndAverages);

    // Administration.
    public static Determinant TransmissionUse { get; } = OwnEnergy("transmission use MWh");
    public static Determinant MarketActivity { get; } = OwnEnergy("market activity MWh");
    public static Determinant RegulationMwh { get; } = OwnEnergy("regulation MWh");
    public static Determinant CapacityManaged { get; } = Own("managed capacity MW", Mw.Unit);

    /// <summary>The month's rate of a line number, as PJM posts it.</summary>
    public static Determinant Rate(string code, string unit) => MarketRate($"rate {code}", $"USD/{unit}");

    private static Determinant OfZone(string name, string unit, Bridge bridge) => new(name, unit, Reach.Zone, bridge);

    private static Determinant ZonePrice(string name) => OfZone(name, "USD/MW-h", Bridge.HoldsAndAverages);
}
