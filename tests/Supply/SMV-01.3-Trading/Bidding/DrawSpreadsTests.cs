using System.Collections.Immutable;
using System.IO.Compression;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Checkers.Trading;
using Busbar.Supply.Handoffs.Trading.Bidding;
using Busbar.Supply.Tests.Curves;
using Busbar.Supply.Trading.Bidding;
using NodaTime;

namespace Busbar.Supply.Tests.Bidding;

public sealed class DrawSpreadsTests
{
    private static readonly MarketCalendar Calendar = MarketCalendar.Ercot;
    private static readonly OperatingDay Day = OperatingDay.Of(2025, 7, 16);

    [Fact]
    public void Whole_days_of_the_same_season_and_day_type_are_drawn()
    {
        var history = History(OperatingDay.Of(2023, 7, 1), Day.Plus(-1));
        var inputs = new DrawSpreadsInputs(Calendar, Day, history, 45, 500, 9);
        var drawn = DrawSpreads.Run(inputs).OrThrow();
        Assert.Equal(500, drawn.Length);
        Assert.All(drawn, scenario =>
        {
            Assert.True(Calendar.IsBusinessDay(scenario.From));
            Assert.Contains(scenario.From.Date.Month, (int[])[6, 7, 8]);
            Assert.Equal(Enumerable.Range(0, 24).Select(hour => Spread(scenario.From, hour)), scenario.Spread.Values.Select(s => s.Value));
        });
        var eligible = history.Select(past => past.Day).Where(day => Calendar.IsBusinessDay(day)
            && day.Date >= new LocalDate(day.Date.Year, 6, 1) && day.Date <= new LocalDate(day.Date.Year, 8, 30)).ToHashSet();
        Assert.Subset(eligible, drawn.Select(scenario => scenario.From).ToHashSet());
        Assert.True(drawn.Select(scenario => scenario.From).Distinct().Count() > eligible.Count * 0.9);
        Assert.Equal(drawn, DrawSpreads.Run(inputs).OrThrow());
        Assert.NotEqual(drawn, DrawSpreads.Run(inputs with { Seed = 10 }).OrThrow());
    }

    [Theory]
    [InlineData("2025-03-09", 23)]
    [InlineData("2025-11-02", 25)]
    public void Hours_are_matched_by_label_on_clock_change_days(string text, int hours)
    {
        var day = Given.DayOf(text);
        var drawn = DrawSpreads.Run(new(Calendar, day, History(OperatingDay.Of(2022, 1, 1), day.Plus(-1)), 45, 300, 1)).OrThrow();
        var labels = Calendar.LabelsOf(day);
        Assert.Equal(hours, labels.Length);
        foreach (var scenario in drawn)
        {
            var own = Calendar.LabelsOf(scenario.From).Select(label => label.Hour).ToList();
            Assert.Equal(
                labels.Select(label => Spread(scenario.From, own.IndexOf(label.Hour))), scenario.Spread.Values.Select(s => s.Value));
        }
        // A Sunday of 23 hours has no hour ending 3 to lend.
        Assert.Equal(hours == 23, drawn.Any(scenario => Calendar.HourCount(scenario.From) == 23));
    }

    [Theory]
    [InlineData("no-draws")]
    [InlineData("not-known-then")]
    [InlineData("hours-do-not-match")]
    [InlineData("too-few-days")]
    public void A_history_that_does_not_serve_is_refused(string code)
    {
        var inputs = new DrawSpreadsInputs(Calendar, Day, History(Day.Plus(-60), Day.Plus(-1)), 45, 100, 1);
        var first = inputs.History[0];
        Assert.Equal(code, Given.CodeOf(DrawSpreads.Run(code switch
        {
            "no-draws" => inputs with { Count = 0 },
            "not-known-then" => inputs with { Day = Day.Plus(-1) },
            "hours-do-not-match" => inputs with { History = [first with { Day = first.Day.Plus(-1) }] },
            _ => inputs with { SeasonDays = 20 },
        })));
    }

    [Fact]
    public void Houston_bids_of_a_summer_day_keep_every_limit_and_gain_in_expectation()
    {
        var history = Houston().Where(past => past.Day.Date < Day.Date).ToImmutableArray();
        var scenarios = DrawSpreads.Run(new(Calendar, Day, history, 45, 500, 1)).OrThrow();
        var load = new Series<MwEstimate>(Calendar.WholeDay(Day).Start, Duration.FromHours(1),
            [.. Enumerable.Range(0, 24).Select(hour => new MwEstimate(600 + 200 * Math.Sin((hour - 9) * Math.PI / 12)))]);
        var limits = new BidLimits(80, 120, new(100), new(1_000), new(0.5), new(0.3), new(20_000));
        var inputs = new DecideBidsInputs(Calendar, Day, "LZ_HOUSTON", load, scenarios, limits);
        var plan = DecideBids.Run(inputs).OrThrow();
        Assert.Empty(CheckBids.Run(new(plan, load, scenarios, limits)));
        Assert.True(plan.ExpectedGain.Value > 0);
        Assert.Equal(20_000, plan.CostOfTail.Value, 1e-3);
        Assert.Equal(plan.Hours, DecideBids.Run(inputs).OrThrow().Hours);
    }

    private static double Spread(OperatingDay day, int hour) => day.Date.DayOfYear + hour / 100.0;

    private static ImmutableArray<PricedDay> History(OperatingDay first, OperatingDay last) =>
        [.. first.Through(last).Select(day => new PricedDay(day, Hours(day, _ => 0), Hours(day, hour => Spread(day, hour))))];

    private static Series<UsdPerMwhEstimate> Hours(OperatingDay day, Func<int, double> price) => new(Calendar.WholeDay(day).Start,
        Duration.FromHours(1), [.. Enumerable.Range(0, Calendar.HourCount(day)).Select(hour => new UsdPerMwhEstimate(price(hour)))]);

    // Days with all their 24 hours; the file's clock-change days are left out.
    private static IEnumerable<PricedDay> Houston()
    {
        using var text = new StreamReader(new GZipStream(File.OpenRead(
            Shared.File("settlement/ercot/ercot_dam_rtm_hourly_2024_2025.csv.gz")), CompressionMode.Decompress));
        var rows = text.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(','))
            .Where(row => row[0] == "LZ_HOUSTON" && row[3] != "" && row[4] != "").GroupBy(row => row[1]);
        return
            from rowsOfDay in rows
            let day = Given.DayOf(rowsOfDay.Key)
            let hours = rowsOfDay.OrderBy(row => int.Parse(row[2])).ToArray()
            where hours.Length == 24 && Calendar.HourCount(day) == 24
            select new PricedDay(day, Hours(day, hour => double.Parse(hours[hour][3])), Hours(day, hour => double.Parse(hours[hour][4])));
    }
}
