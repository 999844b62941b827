using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Busbar.Kernel.Ledger;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Recovery;
using NodaTime;
using NodaTime.Text;

namespace Busbar.Supply.Recovery.Tests;

/// <summary>Avista's own reports, read from the shared data, against published numbers typed in cases/recovery/published.</summary>
public sealed class AvistaReportTests
{
    private static readonly Dictionary<string, decimal> published =
        File.ReadLines(Path.Combine(RecoveryCase.Folder, "published", "avista-idaho.txt")).Where(line => line[0] != '#')
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries)).ToDictionary(row => row[0], row => Parse(row[1]));

    [Fact]
    public void All_nine_retail_adjustments_net_expenses_and_idaho_shares_are_the_published_ones()
    {
        var rows = Report();
        var months = Run(rows).Months;
        Assert.Equal(9, months.Length);
        foreach (var (row, month) in rows.Zip(months))
        {
            Assert.Equal(Parse(row["retail_revenue_adj"]), month.Working!.RetailAdjustment.Value);
            Assert.Equal(Parse(row["net_system_expense_calc"]), month.EligibleCost.Value);
            Assert.Equal(Parse(row["idaho_share_34_61pct_calc"]), decimal.Round(month.Working.JurisdictionalCost.Value));
        }
        Assert.Equal(published["net 2020-07"], months[0].EligibleCost.Value);
        Assert.Equal(published["share 2020-07"], decimal.Round(months[0].Working!.JurisdictionalCost.Value));
        Assert.Equal(published["net 2020-08"], months[1].EligibleCost.Value);
    }

    [Fact]
    public void Eight_totals_of_july_to_february_are_the_published_ones()
    {
        // The report sums resource optimisation and broker fees, both of 557, apart.
        var months = Run(Report(), new ExcludedItem("557", "broker")).Months[..8];
        foreach (var account in (string[])["555", "447", "501", "547", "456", "565", "557"])
            Assert.Equal(published["sum " + account],
                months.SelectMany(month => month.Costs).Where(cost => cost.Account == account).Sum(cost => cost.Amount.Value));
        Assert.Equal(published["sum adjustment"], months.Sum(month => month.Working!.RetailAdjustment.Value));
    }

    [Fact]
    public void The_authorised_purchased_power_of_twelve_months_is_the_published_one()
    {
        var authorised = Entries().GetProperty("authorized_555").EnumerateObject().ToList();
        var months = authorised.Select(month => new ClauseMonth(Month(month.Name),
            [new("555", "", Usd.Zero, new(month.Value.GetDecimal()))], [new("", new(250_000))]) { BaseSales = new(250_000), Rate = 0 });
        var run = RunClause.Run(new(ClauseBook.All["idaho-pca"], [.. months], default)).OrThrow();
        Assert.Equal(published["authorised 555"], run.Months.Sum(month => month.Working!.BaseCost.Value));
        Assert.Equal(Entries().GetProperty("authorized_555_total").GetDecimal(), published["authorised 555"]);
    }

    [Fact]
    public void Every_complete_journal_entry_adds_up_to_the_published_total()
    {
        var entries = Entries().GetProperty("journal_entries").EnumerateArray()
            .Where(entry => entry.TryGetProperty("total", out _)).ToList();
        Assert.Equal(4, entries.Count);
        foreach (var entry in entries)
        {
            var month = entry.GetProperty("month").GetString()!;
            ImmutableArray<decimal> amounts = entry.TryGetProperty("lines", out var lines)
                ? [.. lines.EnumerateArray().Select(line => line.GetDecimal())]
                : [.. new[] { "deferral", "interest_deferral", "amortization", "interest_amort" }
                    .Select(name => entry.GetProperty(name).GetDecimal())];
            var journal = RecoveryPostings.Of(Month(month), Usd.Zero, [.. amounts.Select((amount, i) => i % 2 == 0
                ? new BalanceMove("power cost", Accounts.OtherPowerSupplyExpenses, new(amount), "182385")
                : BalanceMove.Interest("interest", new(amount), "182385"))]);
            Assert.Equal(published["entry " + month], journal.Postings.Where(posting => posting.Amount > Usd.Zero)
                .Sum(posting => posting.Amount.Value));
        }
    }

    [Fact]
    public void Duke_Energy_Florida_recovers_half_of_its_balance_in_the_first_of_two_years()
    {
        var (balance, sales) = (new Usd(246_837_576m), new Mwh(3_000_000m));
        Assert.Equal(123_418_788m, (NextFactor.TrueUp(balance, sales, 24) * (sales * 12)).ToCents().Value);
        Assert.Equal(123_418_788m, Allocate.ByWeight(balance, [1, 1]).OrThrow()[0].Value);
    }

    private static ClauseRun Run(List<Dictionary<string, string>> rows, params ExcludedItem[] left) => RunClause.Run(new(
        ClauseBook.All["idaho-pca"] with { Exclusions = [.. left] },
        [
            .. rows.Select(row => new ClauseMonth(Month(row["month"]),
                [
                    .. row.Keys.Where(key => key[0] == 'a')
                        .Select(key => new ClauseCost(key[1..4], key[4..].Trim('_'), new(Parse(row[key])))),
                ],
                [new("", new(Parse(row["idaho_actual_mwh"])))]) { BaseSales = new(Parse(row["idaho_base_mwh"])), Rate = 0 }),
        ], default)).OrThrow();

    private static List<Dictionary<string, string>> Report()
    {
        var lines = File.ReadAllLines(Shared("avista_idaho_pca_2020_07_to_2021_03.csv"));
        var names = lines[0].Split(',');
        return [.. lines.Skip(1).Select(line => names.Zip(line.Split(',')).ToDictionary(cell => cell.First, cell => cell.Second))];
    }

    private static JsonElement Entries() =>
        JsonDocument.Parse(File.ReadAllText(Shared("avista_idaho_pca_journal_entries.json"))).RootElement;

    private static string Shared(string name)
    {
        var file = Path.Combine(RecoveryCase.Root(), "..", "shared", "data", "regulatory", "fac", name);
        if (!File.Exists(file)) Assert.Skip($"../shared/data/regulatory/fac/{name} is absent");
        return file;
    }

    private static LocalDate Month(string text) => YearMonthPattern.Iso.Parse(text).Value.OnDayOfMonth(1);

    private static decimal Parse(string text) => decimal.Parse(text, NumberStyles.Number, CultureInfo.InvariantCulture);
}
