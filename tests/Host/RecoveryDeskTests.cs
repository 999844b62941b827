using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Busbar.Host.Commands;

namespace Busbar.Host.Tests;

/// <summary>The demo's months from the books to the filing: reports to FERC that tie to the ledger, a filing whose number opens to a meter
/// read, decisions as known then.</summary>
public sealed class RecoveryDeskTests : IDisposable
{
    private readonly BusbarProcess busbar = new();

    public RecoveryDeskTests() => busbar.RunJson("demo", "--no-serve");

    public void Dispose() => busbar.Dispose();

    [Fact]
    public void The_months_are_filed_and_reported_and_their_decisions_replayed()
    {
        ClausesAreRun();
        AFiledNumberOpensToAMeterRead();
        ReportsTieToTheBooks();
        DecisionsAreReplayedAsKnownThen();
    }

    private void ClausesAreRun()
    {
        Assert.Equal("own", busbar.RunJson("clause", "list").GetProperty("clauses")[0].GetProperty("name").GetString());
        var run = busbar.RunJson("clause", "run", "--clause", "own");
        Assert.Equal(2, run.GetProperty("months").GetArrayLength());
        Assert.Contains("rate-missing", busbar.Run("clause", "run", "--clause", "idaho-pca").Errors);
        Assert.Contains("rider-unknown", busbar.Run("clause", "run", "--clause", "kentucky-fac").Errors);
    }

    private void AFiledNumberOpensToAMeterRead()
    {
        var folder = Path.Combine(busbar.Workspace, "filed");
        var built = busbar.RunJson("filing", "build", "--clause", "own", "--out", folder, "--keep");
        var key = built.GetProperty("filing").GetString()!;
        Assert.Contains(built.GetProperty("findings").EnumerateArray(), each => each.GetProperty("code").GetString() == "terms-draft");
        Assert.Contains(built.GetProperty("numbers").EnumerateArray(), each => each.GetProperty("id").GetString() == "purchase.cost");
        busbar.RunJson("filing", "build", "--clause", "own", "--out", folder, "--keep", "--terms",
            Path.Combine(BusbarProcess.Root, "cases", "recovery", "filing", "terms.json"));
        Assert.Equal([1, 2], busbar.RunJson("filing", "list").GetProperty("filings").EnumerateArray()
            .Select(each => each.GetProperty("version").GetInt32()));

        // Factor, balance, deferral, account, day, hour, statement line, meter: one tree the whole way down, and each step adds up.
        var tree = busbar.RunJson("explain", "filing", key, "--line", "factor@2025-10-21");
        var day = Flatten(tree).Single(node => node.GetProperty("name").GetString() == "account 555 of 2025-10-21");
        Assert.Contains(Flatten(day), node => node.GetProperty("source").GetString()!.Contains("/rt-demand", StringComparison.Ordinal));
        Assert.All(Flatten(day).Where(node => node.GetProperty("name").GetString()!.StartsWith("hour from", StringComparison.Ordinal)),
            hour => Assert.Equal(Value(hour), hour.GetProperty("because").EnumerateArray().Sum(Value), 4));
        var link = Flatten(tree).Select(node => node.GetProperty("source").GetString()!)
            .First(source => source.StartsWith("/explain/journal/2025-10-22/555", StringComparison.Ordinal));
        var opened = busbar.RunJson("explain", "journal", link.Split('/')[3], "--line", "555");
        Assert.Contains(Flatten(opened), node => node.GetProperty("source").GetString()!.Contains("/rt-demand", StringComparison.Ordinal));
        Assert.Contains("unknown-number", busbar.Run("explain", "filing", key, "--line", "profit").Errors);
        Assert.Contains("unknown-account", busbar.Run("explain", "journal", "2025-10-21", "--line", "999").Errors);
        Assert.Contains("nothing-to-explain", busbar.Run("explain", "filing", "nobody").Errors);
    }

    private void ReportsTieToTheBooks()
    {
        var folder = Path.Combine(busbar.Workspace, "eqr");
        var built = busbar.RunJson("eqr", "build", "--quarter", "2025Q4", "--out", folder);
        Assert.True(built.GetProperty("isClean").GetBoolean());
        var tables = Directory.GetFiles(folder, "*.csv");
        busbar.RunJson(["eqr", "file", .. tables]);
        // A transaction that is given twice is not filed.
        var twice = Path.Combine(busbar.Workspace, "transactions.csv");
        var lines = File.ReadAllLines(Path.Combine(folder, "transactions.csv"));
        File.WriteAllLines(twice, [.. lines, lines[^1]]);
        Assert.Contains("report-has-errors", busbar.Run(["eqr", "file", .. tables.Where(table =>
            !table.EndsWith("transactions.csv", StringComparison.Ordinal)), twice]).Errors);
        var package = Directory.GetFiles(folder, "*.zip").Single();
        Assert.Equal(built.GetProperty("transactions").GetInt32(),
            busbar.RunJson("eqr", "validate", package).GetProperty("transactions").GetInt32());
        Assert.Contains("quarter-filed-twice", busbar.RunJson("eqr", "file", package).GetProperty("findings").ToString());
        Assert.Equal(2, busbar.RunJson("eqr", "list").GetProperty("quarters")[0].GetProperty("versions").GetArrayLength());
        Assert.Equal(ExitCodes.Usage, busbar.Run("eqr", "build", "--quarter", "2025", "--out", folder).Code);

        foreach (var page in new[] { "397", "326", "310" }) Assert.Equal(ExitCodes.Done, busbar.Run("form1", page, "--json").Code);
        Assert.Contains("no-entries", busbar.Run("form1", "397", "--year", "2001").Errors);
        // What the ISO bought is account 447 to the cent: the hours' cents are those of the entry.
        var row = busbar.Run("form1", "310", "--json");
        var market = JsonDocument.Parse(row.Output).RootElement.GetProperty("rows").EnumerateArray()
            .Where(each => each.GetProperty("counterparty").GetString()!.Contains("PJM", StringComparison.Ordinal)).ToList();
        var sold = busbar.Run("settle", "journal", "--from", "2025-01-01", "--to", "2025-12-31").Output.Split('\n')
            .Where(line => line.Contains(",447,", StringComparison.Ordinal) && !line.Contains("allocat", StringComparison.Ordinal))
            .Select(line => Regex.Replace(line, "\"[^\"]*\"", "words").Split(',')).ToList();
        Assert.NotEmpty(sold);
        Assert.Equal(sold.Sum(cells => Number(cells[7]) - Number(cells[6])), market.Sum(each => each.GetProperty("total").GetDecimal()));

        static decimal Number(string cell) => cell.Length == 0 ? 0 : decimal.Parse(cell, CultureInfo.InvariantCulture);
    }

    private void DecisionsAreReplayedAsKnownThen()
    {
        var deal = busbar.RunJson("prudence", "replay", "--decision", "T-000008");
        Assert.True(Instant(deal.GetProperty("later"), "knownAt") > Instant(deal.GetProperty("then").GetProperty("decision"), "decidedAt"));
        // As of an hour after the decision the same is known then, and nothing of what came out.
        var early = busbar.RunJson("prudence", "replay", "--decision", "T-000008", "--as-of", "2025-11-12T16:15:00Z");
        Assert.Equal(deal.GetProperty("then").ToString(), early.GetProperty("then").ToString());
        Assert.Equal(JsonValueKind.Null, early.GetProperty("later").ValueKind);
        Assert.Equal(6, busbar.RunJson("prudence", "replay", "--decision", "commit-2025-10-21").GetProperty("then").GetProperty("ranking")
            .GetArrayLength());
        Assert.Equal("no hedge", busbar.RunJson("prudence", "replay", "--decision", "hedges").GetProperty("then").GetProperty("decision")
            .GetProperty("chosen").GetString());
        Assert.Contains("no-expectation", busbar.Run("prudence", "replay", "--decision", "T-000001").Errors);
        Assert.Contains("unknown-decision", busbar.Run("prudence", "replay", "--decision", "lunch").Errors);
        Assert.NotEqual(0, busbar.RunJson("prudence", "list").GetProperty("decisions").GetArrayLength());
    }

    private static NodaTime.Instant Instant(JsonElement of, string name) =>
        NodaTime.Text.InstantPattern.ExtendedIso.Parse(of.GetProperty(name).GetString()!).Value;

    private static IEnumerable<JsonElement> Flatten(JsonElement node) =>
        node.GetProperty("because").EnumerateArray().SelectMany(Flatten).Prepend(node);

    private static decimal Value(JsonElement node) =>
        decimal.Parse(node.GetProperty("value").GetString()!, NumberStyles.Number, CultureInfo.InvariantCulture);
}
