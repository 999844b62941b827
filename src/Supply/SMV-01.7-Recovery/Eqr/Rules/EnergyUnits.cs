using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Recovery.Eqr;

namespace Busbar.Supply.Recovery.Eqr.Rules;

/// <summary>F.17.2.2: energy and booked-out power are not priced by capacity, USD/MW or USD/KW.</summary>
public static class EnergyUnits
{
    /// <summary>The rule, of transactions.</summary>
    public static EqrRule Rule { get; } = EqrRule.OfTransactions("F.17.2.2", "Energy is not priced by capacity", Severity.Error,
        "Rate Units",
        (table, row) => EqrPlaces.Key(table, row, "Product Name") is "ENERGY" or "BOOKED OUT POWER"
            && EqrPlaces.Key(table, row, "Rate Units") is "$/MW" or "$/KW"
            ? $"{table.Of(row, "Product Name")} is priced in {table.Of(row, "Rate Units")}" : null);
}
