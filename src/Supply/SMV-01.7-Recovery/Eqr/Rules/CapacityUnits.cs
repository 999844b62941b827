using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Recovery.Eqr;

namespace Busbar.Supply.Recovery.Eqr.Rules;

/// <summary>F.17.4.2: capacity is not priced by energy.</summary>
public static class CapacityUnits
{
    /// <summary>The rule, of transactions.</summary>
    public static EqrRule Rule { get; } = EqrRule.OfTransactions("F.17.4.2", "Capacity is not priced by energy", Severity.Error,
        "Rate Units",
        (table, row) => EqrPlaces.Key(table, row, "Product Name") == "CAPACITY"
            && EqrPlaces.Key(table, row, "Rate Units") is "$/MWH" or "$/KWH" or "CENTS/KWH" or "MILLS/KWH"
            ? $"Capacity is priced in {table.Of(row, "Rate Units")}" : null);
}
