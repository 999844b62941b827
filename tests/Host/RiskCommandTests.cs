using System.Globalization;
using System.IO.Compression;
using System.Text.Json;

namespace Busbar.Host.Tests;

/// <summary><c>busbar risk</c> as a user runs it, against published figures.</summary>
public sealed class RiskCommandTests
{
    private static readonly string[] levels = ["0.99", "0.95", "0.05", "0.01"];

    private static readonly Dictionary<string, string> published = new()
    {
        ["Historical"] = "HS250", ["Normal"] = "Normal250", ["MovingNormal"] = "EWMA94", ["Filtered"] = "FHS250",
    };

    [Fact]
    public void Parametric_value_at_risk_is_the_reference_engines_to_one_part_in_a_hundred_million()
    {
        var rows = Rows(BusbarProcess.Shared("risk/ore_param_var.csv.gz")).Where(row => row[2] == "All").ToList();
        using var busbar = new BusbarProcess();
        var views = busbar.RunJson([
            "risk", "var", "--method", "delta-gamma", "--sensitivities", BusbarProcess.Shared("risk/ore_param_sensitivity.csv.gz"),
            "--covariance", BusbarProcess.Shared("risk/ore_covariance.csv.gz"),
            "--portfolio", BusbarProcess.Shared("risk/ore_portfolio.xml"), "--level", .. levels]).GetProperty("views");
        Assert.NotEmpty(rows);
        foreach (var row in rows)
        {
            var quantiles = Quantiles(views, row, "valueAtRisk");
            // A quantile near zero is a difference of two large numbers: the spread says how exact it can be.
            var spread = (quantiles[3] - quantiles[0]) / 2 / 2.3263478740408411;
            for (var i = 0; i < levels.Length; i++)
                Assert.Equal(Number(row[3 + i]), quantiles[i], 1e-8 * Math.Max(Math.Abs(Number(row[3 + i])), Math.Abs(spread)));
        }
    }

    [Fact]
    public void Historical_value_at_risk_is_the_reference_engines_and_another_convention_is_another_number()
    {
        var rows = Rows(BusbarProcess.Shared("risk/ore_histsim_var.csv.gz"));
        using var busbar = new BusbarProcess();
        var profits = BusbarProcess.Shared("risk/ore_historical_PnL.csv.gz");
        string[] command = ["risk", "var", "--method", "historical", "--pnl", profits, "--level", .. levels];
        var views = busbar.RunJson(command).GetProperty("views");
        Assert.Equal(6, rows.Count);
        foreach (var row in rows)
        {
            var (quantiles, shortfalls) = (Quantiles(views, row, "valueAtRisk"), Quantiles(views, row, "expectedShortfall"));
            for (var i = 0; i < levels.Length; i++)
            {
                Assert.Equal(Number(row[3 + i]), quantiles[i]);
                Assert.Equal(Number(row[7 + i]), shortfalls[i], 5e-6);
            }
        }
        var other = busbar.RunJson([.. command, "--convention", "Interpolated"]).GetProperty("views");
        Assert.NotEqual(Number(rows[0][3]), Quantiles(other, rows[0], "valueAtRisk")[0]);
    }

    [Theory]
    [InlineData("PJM", "0.99")]
    [InlineData("PJM", "0.95")]
    [InlineData("DE", "0.99")]
    [InlineData("DE", "0.95")]
    public void Back_tests_on_real_prices_are_the_published_table(string market, string level)
    {
        using var table = JsonDocument.Parse(File.ReadAllText(BusbarProcess.Shared("risk/var_backtest_summary.json")));
        var prices = BusbarProcess.Shared($"prices/epf_{market.ToLowerInvariant()}.csv.gz");
        using var busbar = new BusbarProcess();
        var tests = busbar.RunJson("risk", "backtest", "--prices", prices, "--window", "250", "--level", level).GetProperty("tests");
        Assert.Equal(4, tests.GetArrayLength());
        foreach (var test in tests.EnumerateArray())
        {
            var row = table.RootElement.EnumerateArray().Single(each => each.GetProperty("market").GetString() == market
                && Math.Abs(each.GetProperty("p").GetDouble() - (1 - Number(level))) < 1e-9
                && each.GetProperty("method").GetString() == published[test.GetProperty("method").GetString()!]);
            var coverage = test.GetProperty("coverage");
            foreach (var (ours, theirs) in new[]
            {
                ("days", "T"), ("exceptions", "N"), ("coverage", "LRuc"), ("coverageProbability", "p_uc"), ("independence", "LRind"),
                ("conditional", "LRcc"), ("conditionalProbability", "p_cc"),
            })
                Assert.Equal(row.GetProperty(theirs).GetDouble(), coverage.GetProperty(ours).GetDouble(), 6);
            Assert.Equal(row.GetProperty("last250").GetInt32(), test.GetProperty("recentExceptions").GetInt32());
            if (row.GetProperty("zone").GetString() is { } zone)
                Assert.Equal(zone, test.GetProperty("light").GetString(), ignoreCase: true);
        }
    }

    [Fact]
    public void What_cannot_be_measured_is_refused_in_words()
    {
        using var busbar = new BusbarProcess();
        string Written(string name, string text)
        {
            File.WriteAllText(Path.Combine(busbar.Workspace, name), text);
            return Path.Combine(busbar.Workspace, name);
        }
        void Refuses(string code, params string[] arguments)
        {
            var result = busbar.Run(arguments);
            Assert.True(result.Code == 3, $"{string.Join(' ', arguments)} exited with {result.Code}: {result.Errors}");
            Assert.Contains($"({code})", result.Errors, StringComparison.Ordinal);
        }
        Refuses("missing-file", "risk", "var", "--method", "historical");
        var prices = Written("prices.csv", "date,OT\n2026-01-01 00:00,30\n2026-01-02 00:00,31\n2026-01-03 00:00,33\n");
        Refuses("fewer-profits-than-window", "risk", "backtest", "--prices", prices, "--window", "250");
        var sensitivities = Written("deltas.csv",
            "#TradeId,IsPar,Factor_1,ShiftSize_1,Factor_2,ShiftSize_2,Currency,Base NPV,Delta,Gamma\n"
            + "T1,false,DiscountCurve/EUR/0/1Y,1,,0,USD,0,100,0\nT1,false,DiscountCurve/EUR/1/2Y,1,,0,USD,0,-100,0\n");
        var indefinite = Written("covariance.txt", string.Join('\n', "DiscountCurve/EUR/0/1Y DiscountCurve/EUR/0/1Y 1",
            "DiscountCurve/EUR/0/1Y DiscountCurve/EUR/1/2Y 2", "DiscountCurve/EUR/1/2Y DiscountCurve/EUR/1/2Y 1"));
        Refuses("indefinite-covariance",
            "risk", "var", "--method", "delta-normal", "--sensitivities", sensitivities, "--covariance", indefinite);
        Assert.Equal(2, busbar.Run("risk", "var", "--method", "by-feel").Code);
    }

    /// <summary>The quantiles of profit that a view states, in the order of the levels asked: losses turned round.</summary>
    private static double[] Quantiles(JsonElement views, string[] row, string figure)
    {
        var view = views.EnumerateArray().Single(each => each.GetProperty("book").GetString() == row[0]
            && each.GetProperty("riskClass").GetString() == row[1] && each.GetProperty("riskType").GetString() == row[2]);
        return [.. view.GetProperty("figures").EnumerateArray().Select(each => -each.GetProperty(figure).GetDouble())];
    }

    private static List<string[]> Rows(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Trim().Split(','))];
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
