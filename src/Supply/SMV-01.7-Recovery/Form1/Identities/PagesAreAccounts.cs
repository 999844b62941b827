using Busbar.Supply.Handoffs.Recovery.Form1;
using Busbar.Kernel.Quantities;

namespace Busbar.Supply.Recovery.Form1.Identities;

/// <summary>P326.ACCOUNT and P310.ACCOUNT: page 326 sums to account 555, page 310 to account 447. Of five filers of 2021, two
/// did.</summary>
public static class PagesAreAccounts
{
    /// <summary>The sum of each filer's page beside its account.</summary>
    public static IEnumerable<(string Rule, string Where, Usd Shown, Usd Expected)> Of(CheckForm1Inputs inputs) =>
        Of("326", "555", inputs.Purchases, inputs).Concat(Of("310", "447", inputs.Resales, inputs));

    private static IEnumerable<(string Rule, string Where, Usd Shown, Usd Expected)> Of(
        string page, string account, IEnumerable<CounterpartyRow> rows, CheckForm1Inputs inputs) =>
        from filer in rows.GroupBy(row => row.Filer)
        from filed in inputs.Accounts
        where filed.Filer == filer.Key && filed.Account == account
        select ($"P{page}.ACCOUNT", $"{filer.Key} p.{page} against account {account}",
            filer.Aggregate(Usd.Zero, (sum, row) => sum + (row.Total ?? Usd.Zero)), filed.Amount);
}
