using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Recovery.Eqr;

namespace Busbar.Supply.Recovery.Eqr.Rules;

/// <summary>F.24.3: a transaction ends after it begins, on the clock of its zone.</summary>
public static class EndAfterBegin
{
    /// <summary>The rule.</summary>
    public static EqrRule Rule { get; } = EqrRule.OfTransactions("F.24.3", "End is after begin", Severity.Error, "Transaction End Date",
        (table, row) => EqrPlaces.MinuteOf(table, row, "Transaction Begin Date") is { } begin
            && EqrPlaces.MinuteOf(table, row, "Transaction End Date") is { } end && end <= begin
            ? $"It ends {table.Of(row, "Transaction End Date")} and begins {table.Of(row, "Transaction Begin Date")}" : null);
}
