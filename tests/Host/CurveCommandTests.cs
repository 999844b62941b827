using System.Globalization;

namespace Busbar.Host.Tests;

/// <summary><c>busbar curve</c> as a user runs it: an exchange's futures against published pillars, and a desk's own quotes kept as
/// marks.</summary>
public sealed class CurveCommandTests
{
    private const string Quotes = """
        location,term,block,price,unit
        WEST,2027-03,7x24,40.00,USD/MWh
        WEST,2027-03,5x16,48.00,USD/MWh
        WEST,2027-Q2,5x16,44.00,USD/MWh
        WEST,2027-Q2,off-peak,33.00,USD/MWh
        WEST,2027-04,5x16,43.00,USD/MWh
        """;

    /// <summary>Published on-peak prices of the nineteen business days of 1 to 27 April 2020. Only their sum enters the average; it is
    /// what the reference's own fixings add up to.</summary>
    private static readonly string[] fixings =
    [
        .. Kernel.Time.OperatingDay.Of(2020, 4, 1).Through(Kernel.Time.OperatingDay.Of(2020, 4, 27))
            .Where(Kernel.Time.MarketCalendar.Pjm.IsBusinessDay)
            .Select(day => string.Create(CultureInfo.InvariantCulture, $"{day} COMM-ICE:PDQ-{day} {346.35730 / 19:R}")),
    ];

    [Theory]
    [InlineData("linear_flat", "linear-flat", false)]
    [InlineData("backward_flat", "backward-flat", false)]
    [InlineData("linear_flat_switch_priority", "linear-flat", true)]
    public void The_western_hub_pillars_of_the_reference_engine_come_out_of_its_quotes(
        string variant, string interpolation, bool isMonthlyFirst)
    {
        var market = BusbarProcess.Shared($"risk/ore_pjm_wh_rt_peak_{variant}_market.txt");
        using var busbar = new BusbarProcess();
        var published = Path.Combine(busbar.Workspace, "fixings.txt");
        File.WriteAllLines(published, fixings);
        string[] more = isMonthlyFirst ? ["--segment", "ICE:PMI*", "ICE:PDQ", "--fixings", published] : [];
        var built = busbar.RunJson(
            ["curve", "build", "--quotes", market, "--day", "2020-04-27", "--interpolation", interpolation, .. more])
            .GetProperty("pillars");
        var expected = File.ReadAllLines(BusbarProcess.Shared($"risk/ore_pjm_wh_rt_peak_{variant}_expected_2020-04-27.csv")).Skip(1)
            .Select(line => line.Split(',')).ToArray();
        Assert.Equal(13, expected.Length);
        Assert.Equal(expected.Select(row => row[0]), built.EnumerateArray().Select(pillar => pillar.GetProperty("day").GetString()));
        foreach (var (row, pillar) in expected.Zip(built.EnumerateArray()))
            Assert.Equal(double.Parse(row[1], CultureInfo.InvariantCulture), pillar.GetProperty("price").GetDouble(), 1e-6);
    }

    [Fact]
    public void Overlapping_quotes_become_a_mark_whose_averages_are_the_quotes()
    {
        using var busbar = new BusbarProcess();
        var file = Path.Combine(busbar.Workspace, "quotes.csv");
        string[] build = ["curve", "build", "--quotes", file, "--day", "2027-01-15"];
        void Refuses(string code, string text, params string[] more)
        {
            File.WriteAllText(file, text);
            Refusal(code, busbar.Run([.. build, .. more]));
        }
        Refuses("contradictory-quotes", Quotes + "\nWEST,2027-05,5x16,43.00,USD/MWh\nWEST,2027-06,5x16,43.00,USD/MWh\n");
        Refuses("wrong-unit", Quotes.Replace("44.00,USD/MWh", "44.00,USD/MMBtu", StringComparison.Ordinal));
        Refuses("curve-has-hole", Quotes + "\nWEST,2027-08,7x24,50.00,USD/MWh\n");
        Refuses("no-prior", Quotes, "--prior");

        File.WriteAllText(file, Quotes);
        var curve = busbar.RunJson([.. build, "--keep"]).GetProperty("curve");
        double Price(string month, string block) => curve.GetProperty("prices").EnumerateArray().Single(price =>
            price.GetProperty("month").GetString() == month && price.GetProperty("block").GetString() == block)
            .GetProperty("price").GetDouble();
        Assert.Equal(48, Price("2027-03-01", "OnPeak"), 1e-9);
        Assert.Equal(43, Price("2027-04-01", "OnPeak"), 1e-9);
        // On-peak days of the second quarter of 2027: 22 in April, 20 in May (Memorial Day), 22 in June.
        Assert.Equal(44, (22 * 43 + 20 * Price("2027-05-01", "OnPeak") + 22 * Price("2027-06-01", "OnPeak")) / 64, 1e-9);
        // March 2027 has 743 hours: 23 business days and 8 others, one of which has 23 hours, at night.
        var nights = 31 * 8 - 1;
        Assert.Equal(40, (23 * 16 * 48 + 8 * 16 * Price("2027-03-01", "WeekendDay") + nights * Price("2027-03-01", "Night")) / 743, 1e-9);
        Assert.Equal(1, busbar.RunJson("curve", "list").GetProperty("marks")[0].GetProperty("version").GetInt32());

        string[] verify = ["curve", "verify", "--quotes", file, "--location", "WEST"];
        var lines = busbar.RunJson(verify).GetProperty("verified").GetProperty("lines").EnumerateArray().ToList();
        Assert.Equal(12, lines.Count);
        Assert.All(lines, line => Assert.Equal(0, line.GetProperty("difference").GetDouble(), 1e-9));
        File.WriteAllText(file, Quotes.Replace("WEST,2027-03,5x16,48.00", "WEST,2027-03,5x16,50.00", StringComparison.Ordinal));
        var off = busbar.Run(verify);
        Assert.Equal(4, off.Code);
        Assert.Contains("mark-off: WEST 2027-03 5x16", off.Errors, StringComparison.Ordinal);
        Refusal("no-marks", busbar.Run("curve", "verify", "--quotes", file, "--location", "EAST"));
    }

    [Fact]
    public void A_mark_that_stays_while_the_quotes_move_is_stale_over_the_days_asked()
    {
        using var busbar = new BusbarProcess();
        var folder = Path.Combine(busbar.Workspace, "quotes");
        Directory.CreateDirectory(folder);
        var file = Path.Combine(busbar.Workspace, "quotes.csv");
        File.WriteAllText(file, Quotes);
        for (var day = 12; day <= 15; day++)
        {
            busbar.RunJson("curve", "build", "--quotes", file, "--day", $"2027-01-{day}", "--keep");
            // One of the quotes drifts half a dollar a day to where the mark has been all along.
            File.WriteAllText(Path.Combine(folder, $"2027-01-{day}.csv"), Quotes.Replace("5x16,48.00", $"5x16,{48 - 0.5m * (15 - day)}",
                StringComparison.Ordinal));
        }
        string[] verify = ["curve", "verify", "--quotes", folder, "--location", "WEST"];
        var one = busbar.Run(verify);
        Assert.Equal(0, one.Code);
        Assert.Contains("stale-not-tested", one.Errors, StringComparison.Ordinal);
        var stale = busbar.Run([.. verify, "--from", "2027-01-12", "--to", "2027-01-15"]);
        Assert.Equal(4, stale.Code);
        Assert.Contains("mark-stale: WEST 2027-03 5x16: the mark has been 48.00 for 3 marks while 2027-03 5x16 moved +1.50", stale.Errors,
            StringComparison.Ordinal);
        Assert.DoesNotContain("mark-stale: WEST 2027-04", stale.Errors, StringComparison.Ordinal);
        var earlier = busbar.Run([.. verify, "--from", "2027-01-12", "--to", "2027-01-14", "--stale", "2"]);
        Assert.Contains("mark-off: WEST 2027-03 5x16", earlier.Errors, StringComparison.Ordinal);
        Assert.Contains("moved +1.00", earlier.Errors, StringComparison.Ordinal);
        Assert.Contains("(no-marks)", busbar.Run([.. verify, "--to", "2027-01-11"]).Errors, StringComparison.Ordinal);
    }

    private static void Refusal(string code, BusbarProcess.Result result)
    {
        Assert.Equal(3, result.Code);
        Assert.Contains($"({code})", result.Errors, StringComparison.Ordinal);
    }
}
