using System.Collections.Immutable;
using System.IO.Compression;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Numerics;
using Busbar.Supply.Handoffs.Trading.Curves;
using Busbar.Supply.Trading.Curves;
using NodaTime;

namespace Busbar.Supply.Tests.Curves;

public sealed class ShapeHourlyTests
{
    private static readonly ForwardQuote[] Book =
    [
        Quoted.Of("2026-11", "7x24", 33.3) with { Id = "balance of month", FirstDay = Quoted.MarkDay.Plus(1) },
        Quoted.Of("2026-12", "5x16", 52.35), Quoted.Of("2026-12", "off-peak", 41.2), Quoted.Of("2027-Q1", "5x16", 59.75),
        Quoted.Of("2027-Q1", "7x8", 44.1), Quoted.Of("2027-Q2", "5x16", 41.3), Quoted.Of("2027", "5x16", 51.6),
        Quoted.Of("2027", "7x24", 45.05),
    ];

    [Theory]
    [InlineData(ShapeKind.Additive)]
    [InlineData(ShapeKind.Multiplicative)]
    public void Every_quote_every_month_and_block_is_the_mean_of_its_hours(ShapeKind kind)
    {
        var history = PjmHistory(kind);
        var curve = BuildCurve.Run(Quoted.Inputs(Book)).OrThrow();
        var hourly = ShapeHourly.Run(new(Quoted.Calendar, curve, history, kind)).OrThrow();
        Assert.Equal(Quoted.MarkDay.Plus(1).Through(OperatingDay.Of(2027, 12, 31)).Sum(Quoted.Calendar.HourCount), hourly.Prices.Count);
        Assert.All(Book, quote => Assert.Equal(quote.Price, Mean(hourly, quote.FirstDay, quote.LastDay, quote.Blocks), 1e-9));
        Assert.All(curve.Prices, price =>
        {
            var first = price.Month.Date < Quoted.MarkDay.Date ? Quoted.MarkDay.Plus(1) : price.Month;
            Assert.Equal(price.Price.Value, Mean(hourly, first, new(price.Month.Date.PlusMonths(1).PlusDays(-1)), [price.Block]), 1e-9);
        });
        var again = ShapeHourly.Run(new(Quoted.Calendar, curve, history, kind)).OrThrow();
        Assert.True(hourly.Prices.Equals(again.Prices));
        // The evening peak of a July business day is dearer than its morning: the shape is there.
        var july = Quoted.Calendar.HoursOf(OperatingDay.Of(2027, 7, 14));
        Assert.True(hourly.Prices.At(july[16].Start) > 1.3 * hourly.Prices.At(july[8].Start));
    }

    [Fact]
    public void A_pattern_by_hour_and_day_type_comes_back_on_a_flat_curve()
    {
        double Pattern(OperatingDay day, int hour) => 30 + 2 * hour - (Quoted.Calendar.IsBusinessDay(day) ? 0 : 7) - (hour == 3 ? 60 : 0);
        var curve = BuildCurve.Run(Quoted.Inputs(Quoted.Of("2027", "7x24", 50))).OrThrow();
        var hourly = ShapeHourly.Run(new(Quoted.Calendar, curve, History(Pattern), ShapeKind.Additive)).OrThrow();
        // Inside a block and day type the differences between hours are the history's, on the days of 23 and 25 hours too.
        foreach (var day in (OperatingDay[])[OperatingDay.Of(2027, 3, 14), OperatingDay.Of(2027, 7, 5), OperatingDay.Of(2027, 11, 7)])
        {
            var hours = Quoted.Calendar.HoursOf(day);
            var labels = Quoted.Calendar.LabelsOf(day);
            for (var i = 1; i < hours.Length; i++)
                if (Quoted.Calendar.BlockOf(hours[i].Start) == Quoted.Calendar.BlockOf(hours[i - 1].Start))
                    Assert.Equal(Pattern(day, labels[i].Hour) - Pattern(day, labels[i - 1].Hour),
                        (hourly.Prices.At(hours[i].Start) - hourly.Prices.At(hours[i - 1].Start)).Value, 1e-9);
        }
    }

    [Fact]
    public void The_level_moves_over_a_months_end_and_no_other_path_is_smoother()
    {
        var curve = BuildCurve.Run(Quoted.Inputs(Quoted.Of("2027-01", "7x24", 90), Quoted.Of("2027-02", "7x24", 80),
            Quoted.Of("2027-03", "7x24", 45))).OrThrow();
        var hourly = ShapeHourly.Run(new(Quoted.Calendar, curve, History((_, _) => 30), ShapeKind.Additive)).OrThrow();
        var days = OperatingDay.Of(2027, 1, 1).Through(OperatingDay.Of(2027, 3, 31)).Where(Quoted.Calendar.IsBusinessDay).ToArray();
        double[] path = [.. days.Select(day => hourly.Prices.At(Quoted.Calendar.HoursOf(day)[12].Start).Value)];
        var lastOfFebruary = Array.FindLastIndex(days, day => day.Date.Month == 2);
        // 35 USD/MWh lie between the two months, a weekend and two days of a smooth fall between these hours.
        Assert.InRange(path[lastOfFebruary] - path[lastOfFebruary + 1], 0, 6);

        double Roughness(double[] levels) => Enumerable.Range(1, levels.Length - 1).Sum(i =>
            Math.Pow(levels[i] - levels[i - 1], 2) / Period.DaysBetween(days[i - 1].Date, days[i].Date));
        var random = new SeededRandom(7);
        for (var trial = 0; trial < 100; trial++)
        {
            var move = days.Select(_ => random.NextNormal()).ToArray();
            var means = days.Zip(move).GroupBy(each => each.First.Date.Month).ToDictionary(g => g.Key, g => g.Average(each => each.Second));
            foreach (var step in (double[])[1e-3, 1])
                Assert.True(Roughness([.. path.Select((p, i) => p + step * (move[i] - means[days[i].Date.Month]))]) > Roughness(path));
        }
    }

    [Fact]
    public void A_multiplicative_level_that_dips_below_zero_is_found()
    {
        var quotes = Enumerable.Range(1, 3).SelectMany(month => ((string[])["5x16", "2x16", "7x8"]).Select(block =>
            Quoted.Of($"2027-0{month}", block, month == 2 ? 1 : 200)));
        var outcome = ShapeHourly.Run(new(Quoted.Calendar, BuildCurve.Run(Quoted.Inputs(quotes)).OrThrow(),
            History((_, hour) => 20 + hour), ShapeKind.Multiplicative));
        Assert.Equal("shape-below-zero", Assert.Single(Given.FindingsOf(outcome)).Code);
    }

    [Theory]
    [InlineData("fuel-has-no-hours")]
    [InlineData("other-market")]
    [InlineData("hours-do-not-match")]
    [InlineData("not-positive")]
    [InlineData("curve-has-hole")]
    [InlineData("history-too-short")]
    public void What_cannot_be_shaped_is_refused(string code)
    {
        var curve = BuildCurve.Run(Quoted.Inputs(Quoted.Of("2027", "7x24", 50))).OrThrow();
        var inputs = new ShapeHourlyInputs(Quoted.Calendar, curve, History((_, hour) => hour - 3), ShapeKind.Additive);
        var outcome = ShapeHourly.Run(code switch
        {
            "fuel-has-no-hours" => inputs with { Curve = curve with { Commodity = Commodity.Fuel } },
            "other-market" => inputs with { Calendar = MarketCalendar.Ercot },
            "hours-do-not-match" => inputs with { History = new(inputs.History.Start, Duration.FromMinutes(30), inputs.History.Values) },
            "not-positive" => inputs with { Kind = ShapeKind.Multiplicative },
            "curve-has-hole" => inputs with { Curve = curve with { Prices = curve.Prices.RemoveAt(4) } },
            _ => inputs with { History = inputs.History.Slice(inputs.History.Start, inputs.History.Start + Duration.FromDays(200)) },
        });
        Assert.Equal(code, Given.CodeOf(outcome));
    }

    private static double Mean(HourlyCurve curve, OperatingDay first, OperatingDay last, ImmutableArray<PeakBlock> blocks) =>
        Quoted.HoursOf(first, last, blocks).Average(hour => curve.Prices.At(hour).Value);

    private static Series<UsdPerMwhEstimate> History(Func<OperatingDay, int, double> price) => HistoryOf(
        OperatingDay.Of(2025, 1, 1), OperatingDay.Of(2025, 12, 31), price);

    private static Series<UsdPerMwhEstimate> HistoryOf(OperatingDay first, OperatingDay last, Func<OperatingDay, int, double> price) => new(
        Quoted.Calendar.WholeDay(first).Start, Duration.FromHours(1),
        [
            .. first.Through(last).SelectMany(day =>
                Quoted.Calendar.LabelsOf(day).Select(label => new UsdPerMwhEstimate(price(day, label.Hour)))),
        ]);

    // The file has 24 hours every day: the hour that spring skips is left out, the one that autumn repeats is read twice.
    private static Series<UsdPerMwhEstimate> PjmHistory(ShapeKind kind)
    {
        using var text = new StreamReader(new GZipStream(File.OpenRead(Shared.File("prices/epf_pjm.csv.gz")), CompressionMode.Decompress));
        var prices = text.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(','))
            .ToDictionary(
            row => DateTime.Parse(row[0]), row => double.Parse(row[3]));
        return HistoryOf(OperatingDay.Of(2014, 1, 1), OperatingDay.Of(2017, 12, 31), (day, hour) =>
        {
            var price = prices[day.Date.ToDateTimeUnspecified().AddHours(hour - 1)];
            return kind == ShapeKind.Additive ? price : Math.Max(price, 1);
        });
    }
}
