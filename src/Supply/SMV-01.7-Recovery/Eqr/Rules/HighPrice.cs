using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Recovery.Eqr;

namespace Busbar.Supply.Recovery.Eqr.Rules;

/// <summary>F.17.8.1: a price above 1,000 USD/MWh is confirmed.</summary>
public static class HighPrice
{
    private const decimal MostUsdPerMwh = 1_000;

    /// <summary>The rule, a warning.</summary>
    public static EqrRule Rule { get; } = EqrRule.OfTransactions("F.17.8.1", "Prices above 1,000 USD/MWh are confirmed", Severity.Warning,
        "Price", (table, row) => EqrPlaces.Key(table, row, "Rate Units") == "$/MWH" && table.NumberOf(row, "Price") > MostUsdPerMwh
            ? $"{table.Of(row, "Price")} USD/MWh; confirm it" : null);
}
