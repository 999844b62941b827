using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Recovery.Eqr;

namespace Busbar.Supply.Recovery.Eqr.Rules;

/// <summary>F.24.6: total charge = quantity × price + transmission charge, within 1 % of the total or 1 USD, whichever is more.</summary>
public static class TransactionCharge
{
    /// <summary>The rule.</summary>
    public static EqrRule Rule { get; } = EqrRule.OfTransactions("F.24.6", "Charge is quantity × price + transmission", Severity.Error,
        "Total Transaction Charge", (table, row) =>
        {
            if (table.NumberOf(row, "Total Transaction Charge") is not { } total || EnergyOf(table, row) is not { } energy) return null;
            var expected = energy + (table.NumberOf(row, "Total Transmission Charge") ?? 0);
            return Ties(total, expected) ? null : FormattableString.Invariant($"{total} is charged; the row's numbers give {expected}");
        });

    /// <summary>Quantity × price in USD; null when a number is missing. Cents and mills are turned into dollars.</summary>
    internal static decimal? EnergyOf(EqrTable table, EqrRow row) =>
        table.NumberOf(row, "Transaction Quantity") * table.NumberOf(row, "Price") * EqrPlaces.Key(table, row, "Rate Units") switch
        {
            "CENTS" or "CENTS/KWH" or "CENTS/KVR" => 0.01m,
            "MILLS/KWH" => 0.001m,
            _ => 1m,
        };

    /// <summary>True within 1 % of the total or 1 USD, whichever is more.</summary>
    internal static bool Ties(decimal total, decimal expected) => Math.Abs(total - expected) <= Math.Max(1, Math.Abs(total) * 0.01m);
}
