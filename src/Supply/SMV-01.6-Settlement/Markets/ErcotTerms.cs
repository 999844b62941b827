using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Settlement.Engine;
using static Busbar.Supply.Settlement.Markets.BillingTerms;

namespace Busbar.Supply.Settlement.Markets;

/// <summary>What ERCOT's charge codes share: dates, prices, schedules and totals, by the names that the Protocols give them. Prices are one
/// number a settlement point, without components.</summary>
internal static class ErcotTerms
{
    public const string Protocols = "ERCOT Protocols ";

    /// <summary>Energy and ancillary services are co-optimised in real time since 5 December 2025.</summary>
    public static OperatingDay CoOptimisation { get; } = OperatingDay.Of(2025, 12, 5);

    /// <summary>The contingency reserve service began on 10 June 2023.</summary>
    public static OperatingDay ContingencyReserve { get; } = OperatingDay.Of(2023, 6, 10);

    // Energy.
    public static Determinant DaPurchases { get; } = OwnEnergy("DAEP MWh");
    public static Determinant DaSales { get; } = OwnEnergy("DAES MWh");
    public static Determinant DaPurchasesOfErcot { get; } = Total("DAEP MWh of ERCOT", Mwh.Unit);
    public static Determinant DaPrice { get; } = Price("DASPP");
    public static Determinant RtPrice { get; } = Price("RTSPP");
    public static Determinant RtEnergyWeightedPrice { get; } = Price("RTSPPEW");
    public static Determinant AdjustedLoad { get; } = OwnEnergy("adjusted metered load MWh");
    public static Determinant MeteredOutput { get; } = OwnEnergy("metered output MWh");
    public static Determinant SelfSchedule { get; } = OwnEnergy("self-schedule MWh");
    public static Determinant ObligationMw { get; } = Own("PTP MW", Mw.Unit);
    public static Determinant EmergencyMwh { get; } = OwnEnergy("emergency MWh");
    public static Determinant EmergencyCost { get; } = Own("emergency cost", UsdPerMwh.Unit);
    public static Determinant TransferMwh { get; } = OwnEnergy("block load transfer MWh");
    public static Determinant TieImportMwh { get; } = OwnEnergy("DC tie import MWh");

    /// <summary>What is taken beyond what was scheduled, bought, made and traded.</summary>
    public static Formula Imbalance { get; } = (Or0(AdjustedLoad) - Or0(MeteredOutput) - Or0(DaPurchases) + Or0(DaSales)
        - Or0(OwnEnergy("self-scheduled supply MWh")) + Or0(OwnEnergy("self-scheduled load MWh"))
        - Or0(OwnEnergy("RT trade purchases MWh")) + Or0(OwnEnergy("RT trade sales MWh"))).As("energy imbalance", Mwh.Unit);

    // Following base points.
    public static Determinant BasePoint { get; } = Own("adjusted base point MW", Mw.Unit);
    private static Determinant Generation { get; } = Own("average generation MW", Mw.Unit);

    /// <summary>Over- and under-generation of five minutes, a twelfth of an hour, at the price of their quarter hour.</summary>
    public static Formula DeviationCharge { get; } =
        (Over() * Formula.Greater(Fixed("PR1", 20m), RtPrice) - Under() * Formula.Lesser(Fixed("PR2", -20m), RtPrice)).DividedBy(12m);

    // Ancillary services, by the short name of the service: RU, RD, RR, NS, ECR.
    public static Determinant OnLineImbalance { get; } = OwnEnergy("RTASOLIMB MWh");
    public static Determinant OffLineImbalance { get; } = OwnEnergy("RTASOFFIMB MWh");
    public static Determinant OnLinePrice { get; } = MarketPrice("RTRSVPOR");
    public static Determinant OffLinePrice { get; } = MarketPrice("RTRSVPOFF");
    public static Determinant BlackStartHours { get; } = OwnEnergy("black start hours available");
    public static Determinant BlackStartFee { get; } = Own("black start standby fee", "USD/h");

    // Making whole, and what load shares.
    public static Determinant DaCost { get; } = OwnMoney("DA offered cost");
    public static Determinant DaServiceRevenue { get; } = OwnMoney("DA ancillary service revenue");
    public static Determinant RucCost { get; } = OwnMoney("RUC guarantee");
    public static Determinant RucRevenue { get; } = OwnMoney("RUC revenue");
    public static Determinant DaMakeWholeTotal { get; } = Total("DA make-whole total", Usd.Unit);
    public static Determinant LoadOfParticipant { get; } = OwnEnergy("load MWh");
    public static Determinant RevenueNeutrality { get; } = Total("real-time revenue neutrality total", Usd.Unit);
    public static Determinant DeviationTotal { get; } = Total("base point deviation total", Usd.Unit);
    public static Determinant ReserveNeutrality { get; } = Total("ancillary service imbalance total", Usd.Unit);
    public static Determinant EmergencyTotal { get; } = Total("emergency energy total", Usd.Unit);
    public static Determinant AdministrationFee { get; } = MarketPrice("system administration fee");

    /// <summary>The participant's load of the interval in ERCOT's.</summary>
    public static Formula LoadShare { get; } =
        new Formula.Share(LoadOfParticipant, Total("load MWh of ERCOT", Mwh.Unit)).As("load ratio share", "");

    /// <summary>What energy sold earns day-ahead over the day.</summary>
    public static Formula DaEnergyRevenue { get; } = new Formula.OverDay(DaSales * (Formula)DaPrice).As("DA energy revenue", Usd.Unit);

    public static Determinant Awarded(string service) => Own($"PC{service} MW", Mw.Unit);

    public static Determinant RtAwarded(string service) => Own($"RT {service} MW", Mw.Unit);

    public static Determinant CapacityPrice(string service) => MarketPrice($"MCPC{service}");

    public static Determinant RtCapacityPrice(string service) => MarketPrice($"RTMCPC{service}");

    public static Determinant Obligation(string service) => Own($"{service} obligation MW", Mw.Unit);

    public static Determinant SelfArranged(string service) => Own($"{service} self-arranged MW", Mw.Unit);

    public static Determinant ObligationPrice(string service) => MarketPrice($"DA{service}PR");

    private static Formula Over() => Formula.Greater(0m, (Formula)Generation
        - Formula.Greater(Fixed("1 + K1", 1.05m) * BasePoint, BasePoint + Fixed("Q1", 5m))).As("over-generation", Mw.Unit);

    private static Formula Under() => Formula.Greater(0m, Formula.Lesser(Fixed("1 - K2", 0.95m) * BasePoint, (Formula)BasePoint
        - Fixed("Q2", 5m)) - Generation).As("under-generation", Mw.Unit);

    private static Formula Fixed(string name, decimal value) => new Formula.Constant(value, name, Protocols + "6.6.5");

    private static Formula Or0(Determinant determinant) => new Formula.WhenGiven(determinant, 0m, "none");
}
