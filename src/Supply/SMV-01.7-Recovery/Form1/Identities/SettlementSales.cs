using Busbar.Kernel.Quantities;

namespace Busbar.Supply.Recovery.Form1.Identities;

/// <summary>P397.SALES: a year's net sales on page 397 are account 447, for a utility that sells for resale to its ISO alone. Another
/// utility's difference is what it sold elsewhere.</summary>
public static class SettlementSales
{
    /// <summary>Net sales of each whole year, as revenue, beside account 447.</summary>
    public static IEnumerable<(string Rule, string Where, Usd Shown, Usd Expected)> Of(CheckForm1Inputs inputs) =>
        from page in inputs.Settlements
        from filed in inputs.Accounts
        where page.Through is { Month: 12 } && filed.Filer == page.Filer && filed.Account == "447"
        select ("P397.SALES", $"{page.Filer} {page.Filing} p.397 against account 447", -page.NetSales, filed.Amount);
}
