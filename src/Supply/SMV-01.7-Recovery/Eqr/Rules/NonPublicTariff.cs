using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Recovery.Eqr;

namespace Busbar.Supply.Recovery.Eqr.Rules;

/// <summary>F.30.41: a contract of a non-public utility (product type NPU) has the tariff reference NPU.</summary>
public static class NonPublicTariff
{
    /// <summary>The rule.</summary>
    public static EqrRule Rule { get; } = EqrRule.OfContracts("F.30.41", "A non-public utility's tariff is NPU", Severity.Error,
        "FERC Tariff Reference", (table, row) => EqrPlaces.Key(table, row, "Product Type") == "NPU"
            && EqrPlaces.Key(table, row, "FERC Tariff Reference") != "NPU"
            ? $"The tariff is '{table.Of(row, "FERC Tariff Reference")}'" : null);
}
