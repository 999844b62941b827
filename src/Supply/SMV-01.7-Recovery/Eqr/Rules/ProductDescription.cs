using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Recovery.Eqr;

namespace Busbar.Supply.Recovery.Eqr.Rules;

/// <summary>V4.DESCRIPTION: OTHER and BUNDLED are described. Source: dictionary 4.0.</summary>
public static class ProductDescription
{
    /// <summary>The rule.</summary>
    public static EqrRule Rule { get; } = EqrRule.OfContracts("V4.DESCRIPTION", "Other and bundled products are described", Severity.Error,
        "Product Name Description", (table, row) => table.Layout.IsCurrent
            && EqrPlaces.Key(table, row, "Product Name") is "OTHER" or "BUNDLED" && table.Of(row, "Product Name Description").Length == 0
            ? $"{table.Of(row, "Product Name")} does not say what it is" : null);
}
