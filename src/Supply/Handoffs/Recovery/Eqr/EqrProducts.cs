using System.Collections.Immutable;

namespace Busbar.Supply.Handoffs.Recovery.Eqr;

/// <summary>The products of the Electric Quarterly Report and the table each may stand in. Source: that of
/// <see cref="EqrDictionary"/>.</summary>
public static class EqrProducts
{
    /// <summary>Products of contracts and of transactions.</summary>
    public static ImmutableArray<string> InBoth { get; } =
    [
        "BUNDLED", "CAPACITY", "CUSTOMER CHARGE", "EMERGENCY ENERGY", "ENERGY", "ENERGY IMBALANCE", "ENERGY IMBALANCE MARKET", "EXCHANGE",
        "FUEL CHARGE", "GENERATOR IMBALANCE", "PRIMARY FREQUENCY RESPONSE", "RAMPING", "REACTIVE SUPPLY & VOLTAGE CONTROL",
        "REAL POWER TRANSMISSION LOSS", "REGULATION & FREQUENCY RESPONSE", "RENEWABLE ENERGY CREDIT (REC)", "REQUIREMENTS SERVICE",
        "SCHEDULE SYSTEM CONTROL & DISPATCH", "SPINNING RESERVE", "SUPPLEMENTAL RESERVE", "TOLLING ENERGY", "UPLIFT",
    ];

    /// <summary>Products of contracts alone.</summary>
    public static ImmutableArray<string> InContractsOnly { get; } =
    [
        "BLACK START SERVICE", "DIRECT ASSIGNMENT FACILITIES CHARGE", "GRANDFATHERED BUNDLED", "INTERCONNECTION AGREEMENT",
        "MEMBERSHIP AGREEMENT", "MUST RUN AGREEMENT", "NEGOTIATED-RATE TRANSMISSION",
        "NETWORK INTEGRATION TRANSMISSION SERVICE AGREEMENT", "NETWORK OPERATING AGREEMENT", "OTHER", "POINT-TO-POINT AGREEMENT",
        "SYSTEM OPERATING AGREEMENTS", "TRANSMISSION OWNERS AGREEMENT",
    ];

    /// <summary>Products of transactions alone.</summary>
    public static ImmutableArray<string> InTransactionsOnly { get; } = ["BOOKED OUT POWER"];

    /// <summary>Products whose quantity and price are also given in standard units, MWh or MW-month.</summary>
    public static ImmutableArray<string> Standardized { get; } = ["ENERGY", "CAPACITY", "BOOKED OUT POWER"];
}
