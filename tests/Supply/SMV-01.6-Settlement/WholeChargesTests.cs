using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Supply.Settlement.Engine;
using NodaTime;
using NodaTime.Text;

namespace Busbar.Supply.Settlement.Tests;

public sealed class WholeChargesTests
{
    private static readonly ChargedDay Day = ChargeDays.Of(2);
    private static readonly Dictionary<string, Dictionary<Instant, decimal>> Read = [];

    [Fact]
    public void A_day_whose_determinants_do_not_carry_its_charges_is_refused()
    {
        Assert.Equal("unknown-code", ChargeDays.Refused(Day with { Codes = ["9999"] }).Code);
        Assert.Equal("unknown-code", ChargeDays.Refused(Day with { Codes = ["DA-ENERGY"] }).Code);
        Assert.Equal("duplicate-code", ChargeDays.Refused(Day with { Codes = ["1200", "1200"] }).Code);
        Assert.Equal("duplicate-subject", ChargeDays.Refused(Day with { Subjects = [Day.Subjects[0], Day.Subjects[0]] }).Code);
        Assert.Equal("duplicate-determinant",
            ChargeDays.Refused(Day with { Determinants = Day.Determinants.Add(Day.Determinants[0]) }).Code);
        var missing = ChargeDays.Refused(Day.With("RT loss price", "n001", _ => null));
        Assert.Equal("missing-determinant", missing.Code);
        Assert.Contains("RT loss price of 'n001'", missing.What);
        Assert.Equal("missing-determinant", ChargeDays.Refused(Day.With("RT MWh", "s001", _ => null)).Code);
    }

    [Fact]
    public void Half_of_what_may_be_absent_together_is_refused()
    {
        const string Case = """
            market  | PJM
            day     | 2024-07-15
            codes   | 2210
            subject | right | Right | HUB | from A
            values  | FTR MW | right | day | 50
            values  | DA congestion price | HUB | hour | 5x24
            values  | DA congestion price | A | hour | 1x24
            values  | congestion revenue |  | hour | 9000x24
            refused | missing-determinant
            """;
        Assert.True(SettleCase.Run(new("half", Case)).OrThrow().IsMet);
    }

    [Fact]
    public void An_interval_for_which_no_named_rule_stands_is_refused()
    {
        Series<decimal> OneValue(Series<decimal> values) => new(values.Start, values.Step * values.Count, [5]);
        Assert.Equal("another-interval",
            ChargeDays.Refused(Day.With("DA MWh", "s000", each => each with { Values = OneValue(each.Values) })).Code);
        var thirty = Day.With("DA MWh", "s000", each => each with
        {
            Values = new(each.Values.Start, Duration.FromMinutes(30), [.. Enumerable.Repeat(1m, 48)]),
        });
        Assert.Equal("another-interval", ChargeDays.Refused(thirty).Code);
        // A price of the whole day holds through it.
        Assert.Equal(24 * 2, Day.With("DA energy price", "n000", each => each with { Values = OneValue(each.Values) }).Settled()
            .Columns.Where(column => column.Code.Code == "1200").Sum(column => column.Amounts.Count));
    }

    [Fact]
    public void A_twenty_four_hour_series_on_a_twenty_five_hour_day_is_refused_with_what_the_lost_hour_is_worth()
    {
        var long25 = ChargeDays.Of(1, OperatingDay.Of(2024, 11, 3), ["1200"])
            .With("DA MWh", "s000", each => each with { Values = each.Values.Select(_ => 100m) });
        var refusal = ChargeDays.Refused(long25.With("DA MWh", "s000", each => each with
        {
            Values = new(each.Values.Start, each.Values.Step, each.Values.Values[..24]),
        }));
        Assert.Equal("hours-do-not-match", refusal.Code);
        Assert.Contains("24 values", refusal.What);
        Assert.Contains("25 hours", refusal.What);
        Assert.Contains("1 interval(s) out (HE24), worth 5425.00 USD", refusal.What); // 100 MWh at 30.25 + 24
    }

    [Fact]
    public void The_lost_hour_of_the_autumn_day_at_the_hub_average_is_worth_1352_dollars()
    {
        var day = Ercot(OperatingDay.Of(2024, 11, 3));
        Assert.Equal(25, day.Calendar.HourCount(day.Day));
        var hours = day.Calendar.HoursOf(day.Day).Where(hour => hour.Start != Instant.FromUtc(2024, 11, 3, 7, 0));
        var naive = new DeterminantReads("DAEP MWh", "load", Duration.FromHours(1),
            [.. hours.Select(hour => new DeterminantRead(hour, 100, hour.Start))], "naive file");
        var refusal = Refused(new(day.With("DAEP MWh", "load", _ => null) with { Codes = ["DAEPAMT"] }, Instant.FromUtc(2024, 11, 8, 0, 0),
            [naive]));
        Assert.Equal("missing-interval", refusal.Code);
        Assert.Contains("24 of the day's 25 intervals", refusal.What);
        Assert.Contains("1 interval(s) out (HE02X), worth 1352.00 USD", refusal.What);
    }

    [Fact]
    public void The_market_month_of_the_hub_average_settles_to_the_dollars_of_the_reference()
    {
        var (bought, imbalance, lines) = (0m, 0m, 0);
        foreach (var day in OperatingDay.Of(2024, 11, 1).Through(OperatingDay.Of(2024, 11, 30)))
        {
            var settled = Ercot(day).Settled();
            bought += settled.Totals.Single(total => total.Code == "DAEPAMT").Exact.Value;
            imbalance += settled.Totals.Single(total => total.Code == "RTEIAMT").Exact.Value;
            lines += settled.Columns.Sum(column => column.Amounts.Count);
        }
        Assert.Equal((1_660_172.00m, 109_028.1125m, 721 + 2_884), (bought, imbalance, lines));
    }

    [Fact]
    public void Reads_that_are_late_missing_twice_overlapping_outside_or_of_another_length_are_refused_by_their_interval()
    {
        var charged = ChargeDays.Of(1, codes: ["1200"]).With("DA MWh", "s000", _ => null);
        var hours = MarketCalendar.Pjm.HoursOf(charged.Day);
        var known = hours[0].Start;
        ImmutableArray<DeterminantRead> right = [.. hours.Reverse().Select(hour => new DeterminantRead(hour, 100, known))];
        ChargedDay Gathered(ImmutableArray<DeterminantRead> reads) => GatherDeterminants.Run(Inputs(reads)).OrThrow();
        GatherDeterminantsInputs Inputs(ImmutableArray<DeterminantRead> reads) =>
            new(charged, known, [new("DA MWh", "s000", Duration.FromHours(1), reads, "meter")]);
        string Code(ImmutableArray<DeterminantRead> reads) => Refused(Inputs(reads)).Code;
        var first = right[0];
        DeterminantRead Moved(int minutes, int length) => first with
        {
            Interval = new(first.Interval.Start + Duration.FromMinutes(minutes),
                first.Interval.Start + Duration.FromMinutes(minutes + length)),
        };

        Assert.Equal(24, Gathered(right).Settled().Columns.Single().Amounts.Count);
        Assert.Equal("missing-interval", Code(right.RemoveAt(3)));
        Assert.Contains("HE21", Refused(Inputs(right.RemoveAt(3))).Where);
        Assert.Equal("missing-interval", Code([]));
        Assert.Equal("duplicate-interval", Code(right.Add(first)));
        Assert.Equal("overlapping-intervals", Code(right.SetItem(0, Moved(-30, 60))));
        Assert.Equal("interval-outside-day", Code(right.SetItem(0, Moved(60, 60))));
        Assert.Equal("another-interval", Code(right.SetItem(0, Moved(0, 30))));
        Assert.Equal("another-interval", Code(right.RemoveAt(1).SetItem(0, Moved(-30, 60))));
        Assert.Equal("late-interval", Code(right.SetItem(0, first with { KnownAt = known + Duration.FromHours(1) })));
    }

    private static Refusal Refused(GatherDeterminantsInputs inputs) =>
        Assert.IsType<Outcome<ChargedDay>.Refused>(GatherDeterminants.Run(inputs)).Refusal;

    /// <summary>100 MW bought flat day-ahead at the hub average, 105 taken in real time.</summary>
    private static ChargedDay Ercot(OperatingDay day)
    {
        var calendar = MarketCalendar.Ercot;
        var (hours, quarters) = (calendar.HoursOf(day), calendar.IntervalsOf(day, Duration.FromMinutes(15)));
        var dayAhead = Prices("ercot_hb_hubavg_da_hourly_utc_2024_2025.csv.gz");
        var realTime = Prices("ercot_hb_hubavg_rt_15min_utc_2024_2025.csv.gz");
        Series<decimal> Over(ImmutableArray<DeliveryInterval> intervals, Func<Instant, decimal> value) =>
            new(intervals[0].Start, intervals[0].Length, [.. intervals.Select(interval => value(interval.Start))]);
        return new(calendar, day, ["DAEPAMT", "RTEIAMT"], [new("load", AssetKind.Load, "HB_HUBAVG")],
        [
            new("DAEP MWh", "load", Over(hours, _ => 100), "position"), new("adjusted metered load MWh", "load", Over(quarters, _ =>
                105m / 4), "position"),
            new("DASPP", "HB_HUBAVG", Over(hours, start => dayAhead[start]), "hub"),
            new("RTSPP", "HB_HUBAVG", Over(quarters, start => realTime[start]), "hub"),
        ]);
    }

    private static Dictionary<Instant, decimal> Prices(string file)
    {
        if (Read.TryGetValue(file, out var known)) return known;
        using var reader = new StreamReader(
            new GZipStream(File.OpenRead(Checkout.Shared($"settlement/ercot/{file}")), CompressionMode.Decompress));
        var prices = new Dictionary<Instant, decimal>();
        reader.ReadLine();
        while (reader.ReadLine()?.Split(',') is { } cells)
            prices[InstantPattern.General.Parse(cells[0]).Value] = decimal.Parse(cells[^1], CultureInfo.InvariantCulture);
        return Read[file] = prices;
    }
}
