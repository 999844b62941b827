using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Recovery;

namespace Busbar.Supply.Recovery;

/// <summary>Energy at the clause's loss multipliers by voltage, and the jurisdiction's share of it. Factors are per adjusted MWh, so a
/// voltage pays the factor times its multiplier and the sum is the cost.</summary>
public static class LossAdjustedSales
{
    /// <summary>The clause's own customers.</summary>
    public static Mwh OfJurisdiction(RecoveryClause clause, ClauseMonth facts) => Sum(clause, facts, sales => sales.Jurisdictional);

    /// <summary>The jurisdiction's share of the system's cost: fixed, or by adjusted energy.</summary>
    public static decimal ShareOf(RecoveryClause clause, ClauseMonth facts) =>
        clause.FixedShare ?? OfJurisdiction(clause, facts) / Sum(clause, facts, sales => sales.Jurisdictional + sales.Other);

    /// <summary>The multiplier of a voltage; 1 where the clause has none.</summary>
    public static decimal MultiplierOf(RecoveryClause clause, string voltage) =>
        clause.Losses.IsEmpty ? 1 : clause.Losses.First(loss => loss.Voltage == voltage).Multiplier;

    private static Mwh Sum(RecoveryClause clause, ClauseMonth facts, Func<ClauseSales, Mwh> of) =>
        facts.Sales.Aggregate(Mwh.Zero, (sum, sales) => sum + of(sales) * MultiplierOf(clause, sales.Voltage));
}
