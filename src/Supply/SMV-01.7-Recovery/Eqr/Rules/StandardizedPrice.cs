using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Recovery.Eqr;

namespace Busbar.Supply.Recovery.Eqr.Rules;

/// <summary>F.30.44: energy, booked-out power and capacity have a standardized price, USD/MWh or USD/MW-month.</summary>
public static class StandardizedPrice
{
    /// <summary>The rule.</summary>
    public static EqrRule Rule { get; } = Of("F.30.44", "Standardized Price");

    /// <summary>The rule of one of the two standardized fields.</summary>
    internal static EqrRule Of(string id, string field) => EqrRule.OfTransactions(id, $"{field} is given where required", Severity.Error,
        field, (table, row) => table.Layout.PlaceOf(field) >= 0 && table.Of(row, field).Length == 0
            && EqrProducts.Standardized.Contains(EqrPlaces.Key(table, row, "Product Name"))
            ? $"{table.Of(row, "Product Name")} needs a {field.ToLowerInvariant()}" : null);
}
