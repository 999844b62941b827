using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Settlement;
using Busbar.Supply.Settlement.Disputes;
using NodaTime;

namespace Busbar.Supply.Settlement.Tests.Disputes;

public sealed class FindDeadlineTests
{
    private static readonly OperatingDay Day = OperatingDay.Of(2024, 11, 24);
    private static readonly LocalDate[] ErcotHolidays = [new(2024, 11, 29), new(2024, 12, 24)];

    // Days counted on a paper calendar: Thanksgiving 2024 is 28 November, and ERCOT keeps the Friday after it.
    [Theory]
    [InlineData("ERCOT", StatementType.DayAhead, "2024-11-26", true, "2024-12-12")]
    [InlineData("ERCOT", StatementType.DayAhead, "2024-11-26", false, "2024-12-11")]
    [InlineData("ERCOT", StatementType.Resettlement, "2024-11-26", true, "2024-12-12")]
    [InlineData("ERCOT", null, "2024-11-26", true, "2024-12-12")]
    [InlineData("ERCOT", StatementType.Final, "2024-11-26", true, "2024-10-31")]
    [InlineData("ERCOT", StatementType.Initial, "2024-11-26", false, "2024-11-01")]
    [InlineData("PJM", StatementType.Final, "2024-11-26", false, "2026-11-26")]
    [InlineData("ISO-NE", StatementType.Initial, "2024-11-30", false, "2025-02-28")]
    public void The_last_day_is_as_counted_by_hand(string market, StatementType? statement, string issued, bool ownHolidays, string last)
    {
        var deadline = Find(market, statement, Day, issued, ownHolidays).OrThrow();
        Assert.Equal(last, deadline.LastDay.ToString());
        Assert.Equal(MarketCalendar.Named(market).WholeDay(deadline.LastDay).End, deadline.ClosesAt);
    }

    [Fact]
    public void Miso_counts_a_hundred_and_twenty_days_from_the_operating_day_and_fifteen_from_a_resettlement()
    {
        Assert.Equal("2024-04-30", Find("MISO", StatementType.Final, OperatingDay.Of(2024, 1, 1),
            "2024-02-01").OrThrow().LastDay.ToString());
        Assert.Equal("2024-02-16",
            Find("MISO", StatementType.Resettlement, OperatingDay.Of(2024, 1, 1), "2024-02-01").OrThrow().LastDay.ToString());
    }

    [Fact]
    public void The_days_of_the_storm_of_2021_have_the_six_months_that_the_commission_ordered()
    {
        Assert.Equal("2021-08-17", Find("ERCOT", StatementType.DayAhead, OperatingDay.Of(2021, 2, 15), "2021-02-17").OrThrow()
            .LastDay.ToString());
        Assert.Contains("M-A031521-01", Find("ERCOT", StatementType.DayAhead, OperatingDay.Of(2021, 2, 19), "2021-02-22").OrThrow().Source);
        Assert.Equal("2021-03-08", Find("ERCOT", StatementType.DayAhead, OperatingDay.Of(2021, 2, 20), "2021-02-22").OrThrow()
            .LastDay.ToString());
    }

    [Fact]
    public void The_calendars_own_date_goes_before_every_rule()
    {
        var published = Instant.FromUtc(2024, 12, 6, 6, 0);
        var deadline = FindDeadline.Run(new(new(MarketCalendar.Ercot, []), Day, StatementType.DayAhead, Instant.FromUtc(2024, 11, 26, 15,
            0),
            null, published)).OrThrow();
        Assert.Equal((published, OperatingDay.Of(2024, 12, 5)), (deadline.ClosesAt, deadline.LastDay));
    }

    [Fact]
    public void A_window_ends_with_the_clock_that_the_market_then_has()
    {
        // The autumn clock change of 2026 is 1 November: the day before ends at 04:00 UTC, the day itself at 05:00.
        Assert.Equal(Instant.FromUtc(2026, 11, 1, 4, 0), Find("PJM", StatementType.Final, Day, "2024-10-31").OrThrow().ClosesAt);
        Assert.Equal(Instant.FromUtc(2026, 11, 2, 5, 0), Find("PJM", StatementType.Final, Day, "2024-11-01").OrThrow().ClosesAt);
    }

    [Fact]
    public void A_date_is_never_guessed()
    {
        Assert.Equal("no-dispute-window", Refused(Find("CAISO", StatementType.Initial, Day, "2024-11-26")).Code);
        Assert.Equal("no-dispute-window", Refused(Find("ERCOT", StatementType.TrueUp, Day, "2024-11-26")).Code);
        Assert.Equal("no-dispute-window", Refused(Find("MISO", StatementType.Final, OperatingDay.Of(2018, 10, 31), "2018-11-10")).Code);
        Assert.Equal("true-up-not-scheduled", Refused(FindDeadline.Run(new(new(MarketCalendar.Ercot, []), Day, StatementType.Final,
            Instant.FromUtc(2024, 11, 26, 15, 0), null, null))).Code);
    }

    private static Outcome<DisputeDeadline> Find(
        string market, StatementType? statement, OperatingDay day, string issued, bool ownHolidays = false)
    {
        var calendar = MarketCalendar.Named(market);
        var issuedOn = new OperatingDay(NodaTime.Text.LocalDatePattern.Iso.Parse(issued).Value);
        return FindDeadline.Run(new(new(calendar, ownHolidays ? [.. ErcotHolidays] : []), day, statement,
            calendar.At(issuedOn, new LocalTime(17, 0)), new LocalDate(2024, 12, 2), null));
    }

    private static Refusal Refused<T>(Outcome<T> outcome) => Assert.IsType<Outcome<T>.Refused>(outcome).Refusal;
}
