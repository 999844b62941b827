using Busbar.Kernel.Quantities;

namespace Busbar.Supply.Recovery.Form1.Identities;

/// <summary>P397.TOTAL: net purchases, net sales, transmission rights, ancillary services and other items sum to the total, each
/// quarter.</summary>
public static class SettlementLines
{
    /// <summary>The total of each page beside the sum of its lines.</summary>
    public static IEnumerable<(string Rule, string Where, Usd Shown, Usd Expected)> Of(CheckForm1Inputs inputs) =>
        inputs.Settlements.Select(page =>
            ("P397.TOTAL", $"{page.Filer} {page.Filing} p.397 to {page.Through:uuuu-MM-dd}", page.Total, page.Sum));
}
