using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using NodaTime;

namespace Busbar.Kernel.Tests.Time;

/// <summary>Days of 23, 24 and 25 hours against the law's own words: the second Sunday of March, the first Sunday
/// of November, 02:00.</summary>
public sealed class MarketCalendarTests
{
    private static readonly MarketCalendar[] Prevailing =
        [MarketCalendar.IsoNe, MarketCalendar.Pjm, MarketCalendar.Ercot, MarketCalendar.Caiso];

    /// <summary>Hours from UTC in standard time.</summary>
    private static int StandardOffset(MarketCalendar calendar) => calendar.Name switch { "ERCOT" => 6, "CAISO" => 8, _ => 5 };

    public static TheoryData<int> Years => [.. Enumerable.Range(2016, 11)];

    private static OperatingDay SpringDay(int year) =>
        new(Enumerable.Range(8, 7).Select(day => new LocalDate(year, 3, day)).Single(date => date.DayOfWeek == IsoDayOfWeek.Sunday));

    private static OperatingDay AutumnDay(int year) =>
        new(Enumerable.Range(1, 7).Select(day => new LocalDate(year, 11, day)).Single(date => date.DayOfWeek == IsoDayOfWeek.Sunday));

    [Theory, MemberData(nameof(Years))]
    public void Each_year_has_one_short_and_one_long_day_in_prevailing_time(int year)
    {
        var days = OperatingDay.Of(year, 1, 1).Through(OperatingDay.Of(year, 12, 31)).ToImmutableArray();
        foreach (var calendar in Prevailing)
        {
            Assert.Equal(SpringDay(year), days.Single(day => calendar.HourCount(day) == 23));
            Assert.Equal(AutumnDay(year), days.Single(day => calendar.HourCount(day) == 25));
            Assert.Equal(days.Length - 2, days.Count(day => calendar.HourCount(day) == 24));
        }
        Assert.All(days, day => Assert.Equal(24, MarketCalendar.Miso.HourCount(day)));
    }

    [Theory, MemberData(nameof(Years))]
    public void Clock_change_days_start_and_end_where_utc_says(int year)
    {
        foreach (var calendar in Prevailing)
        {
            var standard = Duration.FromHours(StandardOffset(calendar));
            var (spring, autumn) = (SpringDay(year), AutumnDay(year));
            Assert.Equal(spring.Date.AtMidnight().InUtc().ToInstant() + standard, calendar.WholeDay(spring).Start);
            Assert.Equal(spring.Date.PlusDays(1).AtMidnight().InUtc().ToInstant() + standard - Duration.FromHours(1),
                calendar.WholeDay(spring).End);
            Assert.Equal(autumn.Date.AtMidnight().InUtc().ToInstant() + standard - Duration.FromHours(1), calendar.WholeDay(autumn).Start);
            Assert.Equal(autumn.Date.PlusDays(1).AtMidnight().InUtc().ToInstant() + standard, calendar.WholeDay(autumn).End);
        }
    }

    [Theory]
    [InlineData(5, 276, 288, 300)]
    [InlineData(15, 92, 96, 100)]
    [InlineData(60, 23, 24, 25)]
    public void Day_is_cut_into_intervals_without_gap_or_overlap(int minutes, int shortDay, int plainDay, int longDay)
    {
        foreach (var calendar in Prevailing)
            foreach (var (day, count) in
                new[] { (SpringDay(2017), shortDay), (OperatingDay.Of(2017, 7, 1), plainDay), (AutumnDay(2017), longDay) })
            {
                var intervals = calendar.IntervalsOf(day, Duration.FromMinutes(minutes));
                Assert.Equal(count, intervals.Length);
                Assert.Equal(calendar.WholeDay(day), new DeliveryInterval(intervals[0].Start, intervals[^1].End));
                Assert.All(intervals.Skip(1).Zip(intervals), pair => Assert.Equal(pair.Second.End, pair.First.Start));
            }
        Assert.Equal(plainDay, MarketCalendar.Miso.IntervalsOf(SpringDay(2017), Duration.FromMinutes(minutes)).Length);
    }

    [Fact]
    public void A_market_is_found_by_its_name_as_it_spells_it()
    {
        Assert.All(MarketCalendar.All, market => Assert.Same(market, MarketCalendar.Named(market.Name)));
        Assert.Null(MarketCalendar.Find("pjm"));
        Assert.Null(MarketCalendar.Find(null));
        Assert.Throws<ArgumentException>(() => MarketCalendar.Named("NORDPOOL"));
    }

    [Fact]
    public void Other_interval_lengths_are_refused() => Assert.Throws<ArgumentOutOfRangeException>(
        () => MarketCalendar.Pjm.IntervalsOf(OperatingDay.Of(2017, 1, 1), Duration.FromMinutes(30)));

    [Theory, MemberData(nameof(Years))]
    public void Short_day_skips_hour_02_at_isone_and_03_elsewhere(int year)
    {
        var day = SpringDay(year);
        foreach (var calendar in Prevailing)
        {
            var skipped = calendar == MarketCalendar.IsoNe ? 2 : 3;
            Assert.Equal(skipped, calendar.SkippedHourEnding(day));
            Assert.Equal(0, calendar.OccurrencesOf(day, skipped));
            Assert.Equal(Enumerable.Range(1, 24).Where(hour => hour != skipped), calendar.LabelsOf(day).Select(label => label.Hour));
            Assert.Equal("skipped-hour", RefusalOf(calendar.HourOf(day, new(skipped))).Code);
            Assert.Equal("not-repeated-hour", RefusalOf(calendar.HourOf(day, new(skipped, isRepeated: true))).Code);
        }
        Assert.Null(MarketCalendar.Miso.SkippedHourEnding(day));
        Assert.Equal(1, MarketCalendar.Miso.OccurrencesOf(day, 2));
    }

    [Theory, MemberData(nameof(Years))]
    public void Long_day_has_hour_02_twice(int year)
    {
        var day = AutumnDay(year);
        foreach (var calendar in Prevailing)
        {
            Assert.Equal(2, calendar.RepeatedHourEnding(day));
            Assert.Equal(2, calendar.OccurrencesOf(day, 2));
            var first = calendar.HourOf(day, new(2)).OrThrow();
            var second = calendar.HourOf(day, new(2, isRepeated: true)).OrThrow();
            Assert.Equal(first.End, second.Start);
            Assert.Equal(calendar.HoursOf(day)[1], first);
            Assert.Equal("not-repeated-hour", RefusalOf(calendar.HourOf(day, new(3, isRepeated: true))).Code);
        }
    }

    [Fact]
    public void Hour_of_a_label_and_label_of_an_hour_are_inverse_on_every_day_of_a_year()
    {
        foreach (var calendar in MarketCalendar.All)
            foreach (var day in OperatingDay.Of(2024, 1, 1).Through(OperatingDay.Of(2024, 12, 31)))
                foreach (var (hour, label) in calendar.HoursOf(day).Zip(calendar.LabelsOf(day)))
                {
                    Assert.Equal(label, calendar.HourEndingOf(hour.Start));
                    Assert.Equal(label, calendar.HourEndingOf(hour.End - Duration.FromSeconds(1)));
                    Assert.Equal(hour, calendar.HourOf(day, label).OrThrow());
                    Assert.Equal(day, calendar.DayOf(hour.Start));
                }
    }

    [Fact]
    public void Gate_time_that_the_clock_skips_moves_forward_and_a_repeated_one_is_the_first()
    {
        var isoNe = MarketCalendar.IsoNe;
        Assert.Equal(Instant.FromUtc(2017, 3, 12, 7, 30), isoNe.At(OperatingDay.Of(2017, 3, 12), new(2, 30)));
        Assert.Equal(Instant.FromUtc(2017, 11, 5, 5, 30), isoNe.At(OperatingDay.Of(2017, 11, 5), new(1, 30)));
        Assert.Equal(Instant.FromUtc(2017, 7, 1, 13, 0), isoNe.At(OperatingDay.Of(2017, 7, 1), new(9, 0)));
    }

    [Fact]
    public void On_peak_hours_of_2017_are_254_business_days_of_sixteen_hours()
    {
        // 260 weekdays less the NERC holidays, all six of which fall on or are observed on a weekday in 2017; 52 Saturdays more
        // in the west.
        Assert.Equal(254 * 16, OnPeakHours(MarketCalendar.IsoNe));
        Assert.Equal(254 * 16, OnPeakHours(MarketCalendar.Pjm));
        Assert.Equal(254 * 16, OnPeakHours(MarketCalendar.Ercot));
        Assert.Equal(254 * 16, OnPeakHours(MarketCalendar.Miso));
        Assert.Equal((254 + 52) * 16, OnPeakHours(MarketCalendar.Caiso));

        static int OnPeakHours(MarketCalendar calendar) => OperatingDay.Of(2017, 1, 1).Through(OperatingDay.Of(2017, 12, 31))
            .Sum(day => calendar.HoursOf(day).Count(hour => calendar.IsOnPeak(hour.Start)));
    }

    [Theory]
    [InlineData("ISO-NE", 8)]
    [InlineData("PJM", 8)]
    [InlineData("ERCOT", 7)]
    [InlineData("CAISO", 7)]
    [InlineData("MISO", 7)]
    public void On_peak_block_starts_at_the_markets_own_hour(string market, int firstHourEnding)
    {
        var calendar = MarketCalendar.All.Single(one => one.Name == market);
        foreach (var day in new[] { OperatingDay.Of(2017, 1, 17), OperatingDay.Of(2017, 7, 18) })
        {
            var onPeak = calendar.HoursOf(day).Where(hour => calendar.IsOnPeak(hour.Start))
                .Select(hour => calendar.HourEndingOf(hour.Start).Hour);
            Assert.Equal(Enumerable.Range(firstHourEnding, 16), onPeak);
        }
    }

    [Fact]
    public void Miso_on_peak_in_summer_is_hour_8_to_23_of_eastern_daylight_time()
    {
        var day = OperatingDay.Of(2017, 7, 18);
        Assert.Equal(
            MarketCalendar.Pjm.HoursOf(day).Where(hour => MarketCalendar.Pjm.IsOnPeak(hour.Start)),
            MarketCalendar.Miso.HoursOf(day).Where(hour => MarketCalendar.Miso.IsOnPeak(hour.Start)));
    }

    [Fact]
    public void Blocks_cover_every_hour_once()
    {
        foreach (var calendar in MarketCalendar.All)
            foreach (var day in new[] { SpringDay(2017), AutumnDay(2017), OperatingDay.Of(2017, 7, 4), OperatingDay.Of(2017, 7, 8) })
            {
                var blocks = calendar.HoursOf(day).Select(hour => calendar.BlockOf(hour.Start)).ToImmutableArray();
                var dayBlock = calendar == MarketCalendar.Caiso && day == OperatingDay.Of(2017, 7, 8)
                    ? PeakBlock.OnPeak : PeakBlock.WeekendDay;
                Assert.Equal(16, blocks.Count(block => block == dayBlock));
                Assert.Equal(calendar.HourCount(day) - 16, blocks.Count(block => block == PeakBlock.Night));
            }
    }

    [Fact]
    public void Hour_ending_is_1_to_24()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new HourEnding(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new HourEnding(25));
        Assert.Equal("02X", new HourEnding(2, isRepeated: true).ToString());
        Assert.True(new HourEnding(2).CompareTo(new(2, isRepeated: true)) < 0);
    }

    private static Refusal RefusalOf<T>(Outcome<T> outcome) => Assert.IsType<Outcome<T>.Refused>(outcome).Refusal;
}
