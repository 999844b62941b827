using Busbar.Supply.Handoffs.Recovery.Filing;
using Busbar.Supply.Recovery.Filing;
using static Busbar.Supply.Handoffs.Recovery.Filing.FilingExpression;

namespace Busbar.Supply.Recovery.Tests.Filing;

/// <summary>A filing of Avista's nine months, from the monthly reports when they are there.</summary>
public sealed class AvistaFilingTests
{
    private const string Source = "Avista Idaho PCA monthly report";
    private static readonly string[] Accounts =
        ["a555", "a447", "a501", "a547", "a456", "a565", "a557_resource_opt", "a537", "a557_broker"];

    [Fact]
    public void Net_expense_Idaho_share_and_adjustments_are_the_published_dollars()
    {
        var dataset = Dataset();
        var numbers = CheckFiling.Run(dataset).OrThrow();
        foreach (var row in SmallFiling.Rows("avista-nine-months.txt"))
            Assert.True(SmallFiling.Number(row[2]) == decimal.Round(numbers[row[1]].Value), $"{row[1]} is {numbers[row[1]].Value}");
        var package = BuildFiling.Run(new(dataset, SmallFiling.Terms with { Tariff = SmallFiling.Terms.Tariff with
            { Rates = [new("All", "rate", "rate")] } }, new(["Net expense was {net} and Idaho's share {share}."], [], [], []))).OrThrow();
        Assert.Contains(package.Sheets.Single(sheet => sheet.Name == "Net expense").Cells, cell =>
            cell is { Id: "net.2020-08", Text: "11,147,932" });
    }

    private static FilingDataset Dataset()
    {
        var rows = Rows();
        var months = rows.Select(row => row["month"]).ToList();
        var formulas = months.SelectMany(MonthOf)
            .Concat(new[] { Sum("net", months), Sum("share", months), Sum("to-february.adjustment", months.Take(8), "adjustment") })
            .Concat(Accounts.Take(6).Select(account => Sum("to-february." + account[1..], months.Take(8), Id(account))));
        return new("Avista, nine months",
        [
            .. rows.SelectMany(row => Accounts.Append("idaho_actual_mwh").Append("idaho_base_mwh").Select(column => new FilingValue(
                $"{Id(column)}.{row["month"]}", column, SmallFiling.Number(row[column]), column.EndsWith("mwh", StringComparison.Ordinal)
                    ? "MWh"
                : "USD", 0, $"{Source}, {row["month"]}"))),
            new("allocation", "Idaho's share", 0.3461m, "share", 2, Source),
                new("rate", "load change adjustment rate", 22, "USD/MWh", 2, Source),
        ],
        [.. formulas],
        [
            new("Net expense", "System net expense (USD)", [.. months],
            [
                .. Accounts.Select(account => new FilingRow(account, [.. months.Select(month => $"{Id(account)}.{month}")])),
                Line("Net expense", "net", months, isTotal: true), Line("Idaho share", "share", months),
                Line("Retail revenue adjustment", "adjustment", months),
            ]),
        ],
        [.. rows.Select(row => new FilingFoot($"net.{row["month"]}", [.. Accounts.Select(account => $"{Id(account)}.{row["month"]}")]))]);
    }

    private static IEnumerable<FilingFormula> MonthOf(string month) =>
    [
        Of($"net.{month}", SumOf(Accounts.Select(account => $"{Id(account)}.{month}"))),
        Of($"share.{month}", (Named($"net.{month}") * Named("allocation")).Round(0)),
        Of($"adjustment.{month}", (Named($"idaho-base-mwh.{month}") - Named($"idaho-actual-mwh.{month}")) * Named("rate")),
    ];

    private static FilingRow Line(string label, string id, IEnumerable<string> months, bool isTotal = false) =>
        new(label, [.. months.Select(month => $"{id}.{month}")], isTotal);

    private static FilingFormula Sum(string id, IEnumerable<string> months, string? of = null) =>
        Of(id, SumOf(months.Select(month => $"{of ?? id}.{month}")));

    private static FilingFormula Of(string id, FilingExpression expression) => new(id, id, "USD", 0, expression, Source);

    private static string Id(string column) => column.Replace('_', '-');

    private static List<Dictionary<string, string>> Rows()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "..", "shared", "data", "regulatory", "fac",
                "avista_idaho_pca_2020_07_to_2021_03.csv");
            if (!File.Exists(Path.Combine(folder.FullName, "Busbar.slnx")) || !File.Exists(file)) continue;
            var lines = File.ReadAllLines(file).Select(line => line.Split(',')).ToList();
            return [.. lines.Skip(1).Select(line => lines[0].Zip(line).ToDictionary(pair => pair.First, pair => pair.Second))];
        }

        Assert.Skip("../shared/data/regulatory/fac is absent");
        throw new InvalidOperationException();
    }
}
