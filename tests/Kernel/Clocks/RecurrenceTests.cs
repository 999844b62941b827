using System.Globalization;
using Busbar.Kernel.Clocks;
using Busbar.Kernel.Outcomes;
using NodaTime;
using NodaTime.Text;

namespace Busbar.Kernel.Tests.Clocks;

/// <summary>Recurrence rules against libical's own expansions, against a walk day by day, and over both clock changes.</summary>
public sealed class RecurrenceTests
{
    private static readonly DateTimeZone chicago = DateTimeZoneProviders.Tzdb["America/Chicago"];

    private static LocalDateTime At(string text) => LocalDateTimePattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss")
        .Parse(text.TrimEnd('Z') is { Length: 8 } day ? day + "T000000" : text.TrimEnd('Z')).Value;

    [Fact]
    public void Every_libical_rule_of_the_parts_offered_expands_as_libical_does_and_every_other_is_refused_by_name()
    {
        var vectors = RecurrenceVectors.Read("icalrecur_test.txt");
        Assert.Equal(146, vectors.Count);
        var (matched, refused, startedLater) = (0, 0, 0);
        foreach (var (rule, start, startAt, expected) in vectors)
        {
            if (RecurrenceRule.Parse(rule) is Outcome<RecurrenceRule>.Refused no)
            {
                Assert.Equal("recurrence-not-offered", no.Refusal.Code);
                Assert.Contains(no.Refusal.What.Split(' ')[0], rule, StringComparison.Ordinal);
                refused++;
                continue;
            }
            var parsed = RecurrenceRule.Parse(rule).OrThrow();
            if (!start.Contains('T', StringComparison.Ordinal)) parsed = parsed with { Hours = [], Minutes = [], Seconds = [] };
            var recurrence = new Recurrence(parsed, At(start), []);
            var end = new LocalDateTime(2100, 1, 1, 0, 0);
            Assert.Equal(expected.Select(At), recurrence.Between(At(start), end));
            matched++;
            if (startAt is null) continue;
            Assert.Equal(expected.Select(At).Where(each => each >= At(startAt)), recurrence.Between(At(startAt), end));
            startedLater++;
        }
        Assert.Equal((65, 81, 4), (matched, refused, startedLater));
    }

    [Fact]
    public void Every_rule_of_other_calendars_is_refused_by_name()
    {
        var vectors = new[] { "icalrecur_test_rscale.txt", "icalrecur_test_rscale_withicu.txt", "icalrecur_test_rscale_withicu_dangi.txt" }
            .SelectMany(RecurrenceVectors.Read).ToArray();
        Assert.Equal(34, vectors.Length);
        Assert.All(vectors, vector => Assert.Equal("recurrence-not-offered",
            Assert.IsType<Outcome<RecurrenceRule>.Refused>(RecurrenceRule.Parse(vector.Rule)).Refusal.Code));
    }

    [Theory]
    [InlineData("FREQ=DAILY;INTERVAL=3;BYDAY=MO,WE,SU")]
    [InlineData("FREQ=WEEKLY;INTERVAL=3;BYDAY=TU,SA;WKST=SU")]
    [InlineData("FREQ=WEEKLY;INTERVAL=2;BYMONTH=1,6,7")]
    [InlineData("FREQ=MONTHLY;INTERVAL=5;BYMONTHDAY=-1,15")]
    [InlineData("FREQ=MONTHLY;BYDAY=2TU,-1FR")]
    public void A_search_that_begins_late_finds_what_a_walk_from_the_start_finds(string rule)
    {
        var recurrence = new Recurrence(RecurrenceRule.Parse(rule).OrThrow(), new(2020, 2, 29, 8, 30), []);
        var whole = recurrence.Between(recurrence.Start, new(2027, 1, 1, 0, 0)).ToArray();
        Assert.True(whole.Length > 10);
        for (var from = new LocalDateTime(2020, 3, 1, 8, 30); from.Year < 2027; from = from.PlusDays(17).PlusMinutes(13))
            Assert.Equal(whole.Where(start => start >= from), recurrence.Between(from, new(2027, 1, 1, 0, 0)));
    }

    [Fact]
    public void Starts_that_are_left_out_count_towards_the_number_of_occurrences()
    {
        var recurrence = new Recurrence(RecurrenceRule.Parse("FREQ=DAILY;COUNT=4").OrThrow(), At("20260101T090000"),
            [At("20260102T090000")]);
        Assert.Equal(["20260101T090000", "20260103T090000", "20260104T090000"],
            recurrence.Between(recurrence.Start, At("20270101")).Select(each =>
                each.ToString("uuuuMMdd'T'HHmmss", CultureInfo.InvariantCulture)));
        Assert.Equal([At("20260101T090000")], new Recurrence(null, At("20260101T090000"), []).Between(At("20260101"), At("20270101")));
        Assert.Empty(new Recurrence(null, At("20260101T090000"), []).Between(At("20260102"), At("20270101")));
    }

    [Theory]
    [InlineData("20200306T023000", "2020-03-06T02:30-06 2020-03-07T02:30-06 2020-03-08T03:00-05 2020-03-09T02:30-05")]
    [InlineData("20201030T013000",
        "2020-10-30T01:30-05 2020-10-31T01:30-05 2020-11-01T01:30-05 2020-11-02T01:30-06 2020-11-03T01:30-06")]
    public void Daily_shifts_start_as_GoAlert_lets_them_on_both_clock_changes(string start, string expected)
    {
        var recurrence = new Recurrence(RecurrenceRule.Parse("FREQ=DAILY").OrThrow(), At(start), []);
        var from = At(start).InZoneStrictly(chicago).ToInstant();
        var starts = recurrence.Between(from, from + Duration.FromDays(9), chicago, GapRule.Snap);
        Assert.Equal(expected.Split(' '), starts.Take(expected.Split(' ').Length).Select(each =>
            each.InZone(chicago).ToString("uuuu-MM-dd'T'HH:mmo<g>", CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void A_calendar_time_that_is_skipped_moves_forward_by_the_jump()
    {
        var recurrence = new Recurrence(RecurrenceRule.Parse("FREQ=DAILY;UNTIL=20200308T083000Z").OrThrow(), At("20200308T023000"), []);
        var starts = recurrence.Between(Instant.FromUtc(2020, 3, 8, 0, 0), Instant.FromUtc(2020, 4, 1, 0, 0), chicago,
            GapRule.ShiftForward);
        Assert.Equal([Instant.FromUtc(2020, 3, 8, 8, 30)], starts);
    }

    [Fact]
    public void An_end_given_as_a_date_counts_to_the_end_of_that_day() =>
        Assert.Equal(3, new Recurrence(RecurrenceRule.Parse("RRULE:FREQ=DAILY;UNTIL=20260103").OrThrow(), At("20260101T090000"), [])
            .Between(At("20260101"), At("20270101")).Count());

    [Fact]
    public void A_rule_that_names_no_day_ends() =>
        Assert.Empty(new Recurrence(RecurrenceRule.Parse("FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30").OrThrow(), At("20260101T090000"), [])
            .Between(At("20260101"), new LocalDateTime(9999, 12, 31, 0, 0)));

    [Theory]
    [InlineData("", "bad-recurrence", "FREQ is missing")]
    [InlineData("FREQ=FORTNIGHTLY", "bad-recurrence", "FORTNIGHTLY")]
    [InlineData("FREQ=DAILY;FREQ=DAILY", "bad-recurrence", "twice")]
    [InlineData("FREQ=DAILY;INTERVAL=0", "bad-recurrence", "INTERVAL")]
    [InlineData("FREQ=DAILY;COUNT=-1", "bad-recurrence", "COUNT")]
    [InlineData("FREQ=DAILY;COUNT=99999999999999999999", "bad-recurrence", "COUNT")]
    [InlineData("FREQ=DAILY;COUNT=2;UNTIL=20260101", "bad-recurrence", "exclude")]
    [InlineData("FREQ=DAILY;UNTIL=20260230", "bad-recurrence", "UNTIL")]
    [InlineData("FREQ=DAILY;BYDAY=2MO", "bad-recurrence", "monthly")]
    [InlineData("FREQ=MONTHLY;BYDAY=6MO", "bad-recurrence", "6MO")]
    [InlineData("FREQ=MONTHLY;BYDAY=XX", "bad-recurrence", "XX")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=0", "bad-recurrence", "BYMONTHDAY")]
    [InlineData("FREQ=WEEKLY;BYMONTHDAY=1", "bad-recurrence", "weekly")]
    [InlineData("FREQ=DAILY;BYEASTER=1", "bad-recurrence", "BYEASTER")]
    [InlineData("FREQ=YEARLY", "recurrence-not-offered", "FREQ=YEARLY")]
    [InlineData("FREQ=MONTHLY;BYWEEKNO=3", "recurrence-not-offered", "BYWEEKNO")]
    public void A_rule_that_is_none_is_refused_with_what_is_wrong(string rule, string code, string what)
    {
        var refusal = Assert.IsType<Outcome<RecurrenceRule>.Refused>(RecurrenceRule.Parse(rule)).Refusal;
        Assert.Equal(code, refusal.Code);
        Assert.Contains(what, refusal.What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_for_every_second_is_refused()
    {
        var all = string.Join(',', Enumerable.Range(0, 60));
        var rule = $"FREQ=DAILY;BYMINUTE={all};BYSECOND={all};BYHOUR=1,2";
        Assert.Equal("recurrence-too-dense", Assert.IsType<Outcome<RecurrenceRule>.Refused>(RecurrenceRule.Parse(rule)).Refusal.Code);
    }
}
