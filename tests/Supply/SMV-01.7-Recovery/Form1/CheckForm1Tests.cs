using System.Collections.Immutable;
using System.Globalization;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Recovery.Form1;
using Busbar.Supply.Recovery.Form1;
using NodaTime.Text;

namespace Busbar.Supply.Recovery.Tests.Form1;

public sealed class CheckForm1Tests
{
    [Fact]
    public void Of_the_twenty_totals_of_page_397_nineteen_tie_and_one_is_a_dollar_off()
    {
        var pages = ReadSettlementPages.Run(FiledYear.Facts()).OrThrow();
        var check = CheckForm1.Run(FiledYear.Inputs(pages));
        Assert.Equal(20, check.Identities.Length);
        var off = Assert.Single(check.Identities, identity => identity.Verdict != IdentityVerdict.Ties);
        Assert.Equal((IdentityVerdict.WithinTolerance, new Usd(-3_363_209), new Usd(-3_363_210), new Usd(1)),
            (off.Verdict, off.Shown, off.Expected, off.Difference));
        Assert.Contains("Narragansett", off.Where);
        Assert.Contains("2021-09-30", off.Where);
        Assert.Equal(Severity.Note, Assert.Single(check.Findings).Severity);
    }

    [Fact]
    public void Of_the_ninety_four_rows_of_page_326_all_tie()
    {
        var rows = CheckForm1.Run(FiledYear.Inputs(purchases: FiledYear.Purchases())).Identities;
        Assert.Equal(94, rows.Length);
        Assert.All(rows, row => Assert.Equal(IdentityVerdict.Ties, row.Verdict));
    }

    [Fact]
    public void Pages_that_differ_from_account_555_show_by_how_much()
    {
        var check = CheckForm1.Run(FiledYear.Inputs(purchases: FiledYear.Purchases(), accounts:
        [
            new(FiledYear.Narragansett, "555", new(336_278_479)), new(FiledYear.Wolverine, "555", new(357_378_288)),
            new(FiledYear.Sigeco, "555", new(34_939_926)), new(FiledYear.Empire, "555", new(302_545_417)),
            new(FiledYear.Deseret, "555", new(40_507_781)), new(FiledYear.Empire, "501", new(-238_381_596)),
        ]));
        Assert.Equal(
            [(FiledYear.Deseret, 224_401m), (FiledYear.Sigeco, -1_601m), (FiledYear.Empire, 2_082_086m), (FiledYear.Narragansett, 0m),
                (FiledYear.Wolverine, 0m)],
            check.Identities.Where(identity => identity.Rule == "P326.ACCOUNT")
                .Select(identity => (identity.Where.Split(" p.")[0], identity.Difference.Value)));
        Assert.Equal(3, check.Findings.Count(finding => finding is { Code: "P326.ACCOUNT", Severity: Severity.Warning }));
    }

    [Fact]
    public void Sigecos_net_sales_are_its_sales_for_resale()
    {
        var pages = ReadSettlementPages.Run(FiledYear.Facts()).OrThrow();
        var sales = CheckForm1.Run(FiledYear.Inputs(pages, accounts: [new(FiledYear.Sigeco, "447", new(44_998_521))])).Identities
            .Where(identity => identity.Rule == "P397.SALES").ToList();
        Assert.Equal(2, sales.Count);
        Assert.All(sales, identity => Assert.Equal((IdentityVerdict.Ties, new Usd(44_998_521)), (identity.Verdict, identity.Shown)));
    }

    [Fact]
    public void Every_case_comes_out_as_filed()
    {
        var rows = File.ReadLines(Path.Combine(RecoveryCase.Folder, "form1", "filings-of-2021.txt")).Where(line => line[0] != '#')
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries)).ToList();
        Assert.Equal(10, rows.Count);
        foreach (var row in rows)
        {
            var identity = Assert.Single(CheckForm1.Run(Inputs(row)).Identities, each => each.Rule is not "P326.ROW"
                && (row[0] != "447" || each.Rule == "P397.SALES"));
            Assert.Equal(Usd(row[^1]), identity.Difference);
        }
    }

    [Fact]
    public void A_resale_row_and_page_310_are_checked_too()
    {
        var row = new CounterpartyRow("We", "1", "City", "RQ", "4", new(100), Mwh.Zero, Mwh.Zero, new(10), new(20), new(30), new Usd(61));
        var check = CheckForm1.Run(FiledYear.Inputs(resales: [row], accounts: [new("We", "447", new(70))]));
        Assert.Equal([("P310.ROW", 1m, IdentityVerdict.WithinTolerance), ("P310.ACCOUNT", -9m, IdentityVerdict.Differs)],
            check.Identities.Select(identity => (identity.Rule, identity.Difference.Value, identity.Verdict)));
        Assert.Equal([Severity.Note, Severity.Warning], check.Findings.Select(finding => finding.Severity));
    }

    private static CheckForm1Inputs Inputs(string[] row) => row[0] switch
    {
        "326" => FiledYear.Inputs(purchases: [new(row[1], "1", "all", "", "", Mwh.Zero, Mwh.Zero, Mwh.Zero, Kernel.Quantities.Usd.Zero,
            Usd(row[2]), Kernel.Quantities.Usd.Zero, Usd(row[2]))], accounts: [new(row[1], "555", Usd(row[3]))]),
        "447" => FiledYear.Inputs([new(row[1], "", new(2021, 12, 31), Kernel.Quantities.Usd.Zero, Usd(row[2]), Kernel.Quantities.Usd.Zero,
            Kernel.Quantities.Usd.Zero, [], Usd(row[2]))], accounts: [new(row[1], "447", Usd(row[3]))]),
        _ => FiledYear.Inputs([new(row[1], "", LocalDatePattern.Iso.Parse(row[2]).Value, Usd(row[3]), Usd(row[4]), Usd(row[5]), Usd(row[6]),
            [.. row[7].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select((amount, i) => new SettlementItem($"{i}", Usd(amount)))],
            Usd(row[8]))]),
    };

    private static Usd Usd(string text) => new(decimal.Parse(text, CultureInfo.InvariantCulture));
}
