using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Commitment.Master;
using Busbar.Supply.Commitment.Tests.Offers;
using Busbar.Supply.Handoffs.Commitment.Masters;
using NodaTime;

namespace Busbar.Supply.Commitment.Tests.Master;

public sealed class UnitMasterTests
{
    private static Refusal Refused(string from, string to)
    {
        var text = OfferCases.Text("fleet.json");
        Assert.Contains(from, text, StringComparison.Ordinal);
        var at = text.IndexOf(from, StringComparison.Ordinal);
        return Fixtures.RefusalOf(ReadUnitMaster.Run("fleet.json", text[..at] + to + text[(at + from.Length)..]));
    }

    [Fact]
    public void The_sample_says_everything_there_is_to_say()
    {
        var unit = OfferCases.Unit();
        Assert.Equal(new("ERCOT", "CYCLE_CC1", "HB_NORTH"), unit.Resource);
        Assert.Equal(new(new(90), new(100), new(300), new(310)), unit.Limits);
        Assert.Equal(new(14, 18, new(new(90), new(100), new(280), new(290))), unit.ByHour.Single());
        Assert.Equal(0.02m, unit.Fuel.Primary[0].Retainage);
        Assert.Equal(6, unit.Events.Length);
        Assert.Equal(Instant.FromUtc(2026, 3, 8, 7, 0), unit.Events[1].Span.Start);
        Assert.Single(ReadUnitMaster.Run("x.json", '\uFEFF' + OfferCases.Text("fleet.json")).OrThrow().Units);
        // 01:30 with the summer offset is the first of the two.
        Assert.Equal(Instant.FromUtc(2026, 11, 1, 6, 30), unit.Events[4].Span.Start);
    }

    public static TheoryData<string, string, string, int> Slips => new()
    {
        { "\"units\": [", "\"units\": [ [", "broken-json", 45 },
        { "\"vom\": 2,", "\"vom\": 2, \"vom\": 3,", "broken-json", 24 },
        { "\"vom\": 2,", "\"vom\": \"2\",", "not-a-number", 24 },
        { "\"vom\": 2,", "\"vom\": 5000,", "out-of-range", 24 },
        { "\"vom\": 2,", "", "missing-field", 4 },
        { "\"vom\": 2,", "\"vom\": 2, \"vomit\": 1,", "unknown-field", 24 },
        { "\"mode\": \"economic\"", "\"mode\": \"sometimes\"", "unknown-word", 6 },
        { "\"market\": \"ERCOT\"", "\"market\": \"EPEX\"", "unknown-word", 5 },
        { "\"name\": \"cycle-1\"", "\"name\": \"\"", "not-a-text", 5 },
        { "\"minUpHours\": 6", "\"minUpHours\": 6.5", "not-whole", 10 },
        { "\"ramps\": [ { \"upToMw\": 200, \"mwPerMinute\": 4 }, { \"upToMw\": 310, \"mwPerMinute\": 3 } ]", "\"ramps\": 3", "not-a-list",
            9 },
        { "\"times\": {", "\"times\": 4, \"unused\": {", "unknown-field", 10 },
        { "[200, 7]", "[200, 7, 1]", "not-a-pair", 17 },
        { "\"economicMax\": 300", "\"economicMax\": 320", "master-limits", 4 },
        { "\"economicMin\": 100", "\"economicMin\": 0", "master-limits", 4 },
        { "\"upToMw\": 310", "\"upToMw\": 305", "master-ramps", 4 },
        { "\"upToMw\": 310", "\"upToMw\": 200", "master-ramps", 4 },
        { "\"afterHoursOff\": 12", "\"afterHoursOff\": 61", "master-starts", 4 },
        { "\"afterHoursOff\": 4,", "\"afterHoursOff\": 5,", "master-starts", 4 },
        { "\"startsPerWeek\": 8", "\"startsPerWeek\": 1", "master-starts", 4 },
        { "\"share\": 1, \"transport\"", "\"share\": 0.9, \"transport\"", "master-fuel", 4 },
        { "\"startFuel\": \"gas\"", "\"startFuel\": \"wood\"", "master-fuel", 4 },
        { "\"startFuel\": \"gas\"", "\"startFuel\": \"Gas HH\"", "bad-fuel-name", 22 },
        { "\"id\": \"O-1\"", "\"id\": \"D-1\"", "master-events", 4 },
        { "\"cancels\": \"O-2\"", "\"cancels\": \"O-9\"", "master-events", 4 },
        { "\"to\": \"2026-03-08T05:00\"", "\"to\": \"2026-03-08T00:00\"", "event-span", 33 },
        { "\"from\": \"2026-03-08T01:00\"", "\"from\": \"8 March\"", "not-a-time", 33 },
        { "\"from\": \"2026-03-08T01:00\"", "\"from\": \"2026-03-08T02:30\"", "skipped-time", 33 },
        { "\"from\": \"2026-11-01T01:30-05:00\"", "\"from\": \"2026-11-01T01:30\"", "ambiguous-time", 38 },
        { "\"from\": \"2026-11-01T01:30-05:00\"", "\"from\": \"2026-11-01T01:30-04:00\"", "wrong-offset", 38 },
    };

    [Theory]
    [MemberData(nameof(Slips))]
    public void A_slip_is_refused_by_line_and_field(string from, string to, string code, int line)
    {
        var refusal = Refused(from, to);
        Assert.True(refusal.Code == code, refusal.ToString());
        Assert.True(refusal.Where.StartsWith($"fleet.json:{line}", StringComparison.Ordinal), refusal.Where);
    }

    [Fact]
    public void Texts_that_are_no_master_are_refused()
    {
        foreach (var text in new[] { "", "{", "[]", "{\"units\": {}}", "{\"units\": [1]}", "{} {}", "{\"units\": [{}]}", new string('[',
            100) })
            Assert.IsType<Outcome<UnitMaster>.Refused>(ReadUnitMaster.Run("x.json", text));
        var one = OfferCases.Text("fleet.json");
        var unit = one[one.IndexOf("    {", StringComparison.Ordinal)..one.LastIndexOf("  ]", StringComparison.Ordinal)];
        var twice = Fixtures.RefusalOf(ReadUnitMaster.Run("x.json", $"{{\"units\": [{unit}, {unit}]}}"));
        Assert.Equal("duplicate-unit", twice.Code);
    }

    [Fact]
    public void Cut_anywhere_a_file_is_refused_and_nothing_throws()
    {
        var text = OfferCases.Text("fleet.json").TrimEnd();
        for (var length = 0; length < text.Length; length += 7)
            Assert.IsType<Outcome<UnitMaster>.Refused>(ReadUnitMaster.Run("x.json", text[..length]));
    }

    private static (System.Collections.Immutable.ImmutableArray<UnitHour> Hours, string[] Codes) Hours(
        string day, MasterUnit? unit = null, string known = "2026-12-31")
    {
        var calendar = OfferCases.Market("ERCOT");
        var outcome = ResolveUnitHours.Run(calendar, OfferCases.DayOf(day), unit ?? OfferCases.Unit(),
            calendar.At(OfferCases.DayOf(known), new LocalTime(10, 0)));
        return (outcome.OrThrow(), [.. Fixtures.FindingsOf(outcome).Select(finding => finding.Code)]);
    }

    [Fact]
    public void A_derate_takes_the_least_and_hours_of_the_day_their_own_limits()
    {
        var (hours, codes) = Hours("2026-03-07");
        Assert.Empty(codes);
        Assert.Equal(
            [.. Enumerable.Repeat(300, 6), .. Enumerable.Repeat(250, 6), 300, .. Enumerable.Repeat(280, 5), .. Enumerable.Repeat(300, 6)],
            hours.Select(hour => (int)hour.Limits.EconomicMax.Value));
        Assert.Equal(250, hours[6].Limits.EmergencyMax.Value);
        Assert.Equal(["D-1"], hours[6].Events);
    }

    [Fact]
    public void An_outage_over_the_spring_change_is_three_hours_and_one_cancelled_is_none_once_that_is_known()
    {
        var (hours, _) = Hours("2026-03-08");
        Assert.Equal(23, hours.Length);
        Assert.Equal([1, 2, 3], Enumerable.Range(0, 23).Where(i => hours[i].Mode == CommitmentMode.Outage));
        Assert.DoesNotContain(Hours("2026-03-09").Hours, hour => hour.Mode == CommitmentMode.Outage);
        Assert.All(Hours("2026-03-09", null, "2026-03-04").Hours, hour => Assert.Equal(CommitmentMode.Outage, hour.Mode));
        Assert.DoesNotContain(Hours("2026-03-09", null, "2026-02-20").Hours, hour => hour.Mode == CommitmentMode.Outage);
    }

    [Fact]
    public void A_schedule_of_the_autumn_night_takes_both_hours_of_one_label_and_says_that_it_covers_part_of_one()
    {
        var (hours, codes) = Hours("2026-11-01");
        Assert.Equal(25, hours.Length);
        Assert.Equal([1, 2, 3, 4], Enumerable.Range(0, 25).Where(i => hours[i].Mode == CommitmentMode.SelfSchedule));
        Assert.All(hours[1..5], hour => Assert.Equal(new Mw(300), hour.SelfSchedule));
        Assert.Equal(["part-hour-event"], codes);
    }

    [Fact]
    public void Modes_and_limits_that_do_not_fit_are_found()
    {
        Assert.All(Hours("2026-03-11").Hours, hour => Assert.Equal(CommitmentMode.MustRun, hour.Mode));
        var unit = OfferCases.Unit();
        var low = unit with { Events = [((UnitDerate)unit.Events[0]) with { Most = new(80) }] };
        var (hours, codes) = Hours("2026-03-07", low);
        Assert.Equal(6, hours.Count(hour => hour.Mode == CommitmentMode.Outage));
        Assert.Equal(Enumerable.Repeat("derate-below-minimum", 6), codes);
        var high = unit with { Events = [((UnitSelfSchedule)unit.Events[4]) with { Output = new(305) }] };
        Assert.Contains("self-schedule-outside-limits", Hours("2026-11-01", high).Codes);
        var own = Hours("2026-03-06", unit with { Mode = CommitmentMode.SelfSchedule }).Hours;
        Assert.All(own, hour => Assert.Equal(new Mw(100), hour.SelfSchedule));
        Assert.Equal("other-market", Fixtures.RefusalOf(ResolveUnitHours.Run(
            OfferCases.Market("PJM"), OfferCases.Day, unit, OfferCases.Decided(OfferCases.Market("PJM"), OfferCases.Day))).Code);
    }
}
