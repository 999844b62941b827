using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Recovery.Eqr;

namespace Busbar.Supply.Recovery.Eqr.Rules;

/// <summary>F.25.21.2: a quantity of zero or less is confirmed.</summary>
public static class PositiveQuantity
{
    /// <summary>The rule, a warning.</summary>
    public static EqrRule Rule { get; } = EqrRule.OfTransactions("F.25.21.2", "Quantities of zero or less are confirmed", Severity.Warning,
        "Transaction Quantity", (table, row) => table.NumberOf(row, "Transaction Quantity") <= 0
            ? $"The quantity is {table.Of(row, "Transaction Quantity")}; confirm it" : null);
}
