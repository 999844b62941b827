using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Recovery.Eqr;

namespace Busbar.Supply.Recovery.Eqr.Rules;

/// <summary>OWN.STANDARD: standardized quantity × standardized price is quantity × price, within 1 % and 1 USD: the same sale in other
/// units.</summary>
public static class StandardizedCharge
{
    /// <summary>The rule, where all four numbers are given and the rate is not a flat one.</summary>
    public static EqrRule Rule { get; } = EqrRule.OfTransactions("OWN.STANDARD", "Standardized units state the same sale", Severity.Error,
        "Standardized Quantity", (table, row) =>
        {
            if (table.NumberOf(row, "Standardized Quantity") is not { } quantity
                || table.NumberOf(row, "Standardized Price") is not { } price
                || TransactionCharge.EnergyOf(table, row) is not { } charge) return null;
            return TransactionCharge.Ties(quantity * price, charge) ? null : FormattableString.Invariant(
                $"{quantity} at {price} is {quantity * price}; quantity at price is {charge}");
        });
}
