using System.Text.Json;

namespace Busbar.Host.Tests;

/// <summary>Two months of New England, from the files to the fuel clause, through the program as a user runs it.</summary>
public sealed class RealPeriodTests(RealPeriod period) : IClassFixture<RealPeriod>
{
    private const string SpringDay = "2017-03-12";

    [Fact]
    public void The_map_shows_thirteen_stages_and_the_metrics_of_the_seven_that_a_run_measures()
    {
        var rooms = period.Busbar.RunJson("show", "map").GetProperty("rooms").EnumerateArray().ToList();
        Assert.Equal(13, rooms.Count);
        Assert.Equal(7, rooms.Take(7).Count(room => room.GetProperty("metrics").EnumerateArray().Any(HasValue)));
    }

    [Fact]
    public void The_spring_day_settles_twenty_three_hours()
    {
        var settlement = period.Busbar.RunJson("show", "settlement", "--day", SpringDay);
        Assert.Equal(23, settlement.GetProperty("intervals").GetInt32());
    }

    [Fact]
    public void Every_day_of_the_period_has_its_statement_and_balanced_journals()
    {
        var lines = period.Busbar.Run("export", "lines", "--from", RealPeriod.First, "--to", RealPeriod.Last).Output.Split('\n');
        Assert.Equal(59, lines.Skip(1).Where(line => line.Length > 0).Select(line => line.Split(',')[0]).Distinct().Count());
        Assert.True(period.Busbar.RunJson("store", "check").GetProperty("clean").GetBoolean());
    }

    [Fact]
    public void Lines_sum_to_totals_and_totals_to_the_total()
    {
        var settlement = period.Busbar.RunJson("show", "settlement", "--day", SpringDay);
        var totals = settlement.GetProperty("totals").EnumerateArray().ToList();
        Assert.Equal(settlement.GetProperty("total").GetDecimal(), totals.Sum(total => total.GetProperty("billed").GetDecimal()));
        var rows = period.Busbar.Run("export", "lines", "--from", SpringDay, "--to", SpringDay).Output
            .Split('\n').Where(line => line.Length > 0).Select(line => line.Split(',')).ToList();
        var (code, amount) = (Array.IndexOf(rows[0], "code"), Array.IndexOf(rows[0], "amount_usd"));
        foreach (var total in totals)
            Assert.Equal(
                total.GetProperty("exact").GetDecimal(),
                rows.Skip(1).Where(row => row[code] == total.GetProperty("code").GetString()).Sum(row =>
                    decimal.Parse(row[amount], System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void A_settled_amount_opens_down_to_the_file_its_meter_read_came_from()
    {
        var code = period.Busbar.RunJson("show", "settlement", "--day", SpringDay).GetProperty("totals")[0].GetProperty("code")
            .GetString()!;
        var explain = period.Busbar.RunJson("explain", "settlement", SpringDay, "--line", $"{code}/load/HE05");
        Assert.Contains(Leaves(explain), leaf => leaf.Contains("fact ", StringComparison.Ordinal)
            && leaf.Contains("isone", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("forecast", "HE05", "isone/dry-bulb-vintage")]
    [InlineData("forecast", "HE05", "isone/system-load")]
    [InlineData("unit", "121-nuclear-1", "isone/iso-ne-ca/da-lmp")]
    [InlineData("settlement", "RT-LOSS/load/HE24", "isone/iso-ne-ca/rt-loss")]
    public void The_working_names_the_series_and_the_fact_it_read(string kind, string line, string series)
    {
        var explain = period.Busbar.RunJson("explain", kind, SpringDay, "--line", line);
        Assert.Contains(Leaves(explain), leaf => leaf.Contains(series, StringComparison.Ordinal)
            && leaf.Contains("fact ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_rerun_is_a_new_version_with_the_same_bytes()
    {
        var again = period.Busbar.RunJson("run", "--from", RealPeriod.First, "--to", RealPeriod.Last);
        Assert.EndsWith("v2", again.GetProperty("run").GetString(), StringComparison.Ordinal);
        Assert.Equal(period.Digest, again.GetProperty("digest").GetString());
    }

    [Fact]
    public void A_file_imported_twice_adds_nothing()
    {
        var again = period.Busbar.RunJson("import", "isone-smd", BusbarProcess.Shared(RealPeriod.Smd));
        Assert.False(again.GetProperty("imported")[0].GetProperty("isNew").GetBoolean());
    }

    private static bool HasValue(JsonElement metric) => metric.GetProperty("value").ValueKind == JsonValueKind.Number;

    private static IEnumerable<string> Leaves(JsonElement explain) =>
        explain.GetProperty("because").EnumerateArray().SelectMany(Leaves).Append(explain.GetProperty("source").GetString()!);
}

/// <summary>The workspace of the real period, built once.</summary>
public sealed class RealPeriod : IDisposable
{
    internal const string First = "2017-02-01";
    internal const string Last = "2017-03-31";
    internal const string Smd = "load/isone_smd_2017_zones_hourly.csv.gz";

    public RealPeriod()
    {
        var files = new[] { Smd, "load/isone_load_weather_2011_2017.csv.gz", "dispatch/rts-gmlc/gen.csv.gz",
            "dispatch/rts-gmlc/DAY_AHEAD_wind.csv.gz", "dispatch/rts-gmlc/REAL_TIME_wind.csv.gz" }
            .Select(BusbarProcess.Shared).ToList();
        Busbar.RunJson("import", "load-csv", files[1]);
        Busbar.RunJson("import", "isone-smd", files[0]);
        Busbar.RunJson("import", "rts-gmlc", files[2], files[3], files[4]);
        Digest = Busbar.RunJson("run", "--from", First, "--to", Last).GetProperty("digest").GetString()!;
    }

    internal BusbarProcess Busbar { get; } = new();

    internal string Digest { get; }

    public void Dispose() => Busbar.Dispose();
}
