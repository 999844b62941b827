using System.Collections.Immutable;
using Busbar.Digital.Operations.Maintenance;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.Operations.Tests.Maintenance;

public sealed class MaintenanceTests
{
    private static readonly DateTimeZone newYork = DateTimeZoneProviders.Tzdb["America/New_York"];

    private static Instant Local(int month, int day, int hour, int minute = 0) =>
        new LocalDateTime(2026, month, day, hour, minute).InZoneLeniently(newYork).ToInstant();

    private static readonly MaintenanceWindow sundays = new("CHG-7", "Database upgrade", ["prices", "a+b"], "America/New_York",
        new(2026, 3, 1, 1, 0), Duration.FromHours(3), "FREQ=WEEKLY;BYDAY=SU", [new(2026, 3, 15, 1, 0)], "ann", "bo");

    private static Outcome<ImmutableArray<MaintenanceSpan>> List(MaintenanceWindow window) =>
        ListMaintenance.Run(new([window], Local(3, 1, 2), Local(3, 29, 0)));

    [Fact]
    public void A_window_keeps_its_wall_clock_and_its_true_length_over_the_clock_change()
    {
        var spans = Provoke.Found(List(sundays));
        Assert.Equal([Local(3, 1, 1), Local(3, 8, 1), Local(3, 22, 1)], spans.Select(span => span.From));
        Assert.Equal([Local(3, 1, 4), Local(3, 8, 5), Local(3, 22, 4)], spans.Select(span => span.To));
        Assert.Empty(Provoke.Found(ListMaintenance.Run(new([sundays], Local(3, 1, 4), Local(3, 8, 1)))));
        var autumn = Provoke.Found(ListMaintenance.Run(new([sundays], Local(11, 1, 0), Local(11, 2, 0))));
        Assert.Equal(new Interval(Local(11, 1, 0) + Duration.FromHours(1), Local(11, 1, 3)), new(autumn[0].From, autumn[0].To));
        Assert.Single(Provoke.Found(ListMaintenance.Run(new([sundays with { Rule = "", Except = [] }], Local(1, 1, 0), Local(12, 1, 0)))));
    }

    [Fact]
    public void Maintenance_silences_alerts_of_its_services_and_no_others()
    {
        var silence = ListMaintenance.SilencesOf(Provoke.Found(List(sundays)))[0];
        bool IsSilenced(string service) => silence.Matchers[0].Fits(ImmutableSortedDictionary<string,
            string>.Empty.Add("service", service));
        Assert.Equal([true, true, false, false], new[] { "prices", "a+b", "aab", "prices2" }.Select(IsSilenced));
        Assert.Equal(("CHG-7", Local(3, 1, 1), Local(3, 1, 4)), (silence.Id, silence.From, silence.To));
    }

    [Fact]
    public void What_nobody_approved_excludes_nothing_and_what_cannot_be_is_refused()
    {
        Assert.Empty(Provoke.Found(List(sundays with { ApprovedBy = null }), "not-approved"));
        Provoke.Refused(List(sundays with { ApprovedBy = "ann" }), "own-approval");
        Provoke.Refused(List(sundays with { Length = Duration.Zero }), "no-length");
        Provoke.Refused(List(sundays with { Services = [] }), "no-services");
        Provoke.Refused(List(sundays with { Zone = "Mars" }), "unknown-zone");
        Provoke.Refused(List(sundays with { Rule = "FREQ=HOURLY" }), "recurrence-not-offered");
        Provoke.Refused(ListMaintenance.Run(new([sundays, sundays], Local(3, 1, 0), Local(3, 2, 0))), "window-twice");
        Provoke.Refused(ListMaintenance.Run(new([sundays], Local(3, 1, 0), Local(3, 1, 0))), "ends-before-start");
    }

    private static readonly FreezeGate dayAhead = new("PJM day-ahead close", "America/New_York", new(2026, 1, 1, 11, 0), "FREQ=DAILY", [],
        Duration.FromHours(1), Duration.Zero, ["day-ahead"]);

    private static readonly FreezeGate settlement = new("settlement run", "America/New_York", new(2026, 1, 1, 11, 0),
        "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", [],
        Duration.Zero, Duration.FromHours(2), []);

    private static Outcome<ChangeWindow> Change(int from, int to, ChangeKind kind = ChangeKind.Normal, string service = "day-ahead",
        int minute = 0, params StormMode[] storms) =>
        CheckChangeWindow.Run(new("CHG-9", kind, [service], Local(3, 9, from, minute), Local(3, 9, to), [dayAhead, settlement],
            [.. storms]));

    [Fact]
    public void A_change_near_a_gate_is_refused_with_the_gate_and_the_next_free_start()
    {
        Assert.Equal(new ChangeWindow("CHG-9", Local(3, 9, 8), Local(3, 9, 10)), Provoke.Found(Change(8, 10)));
        var refusal = Provoke.Refused(Change(8, 11), "change-in-freeze");
        Assert.StartsWith($"PJM day-ahead close forbids changes from {Local(3, 9, 10)} to {Local(3, 9, 11)}", refusal.What,
            StringComparison.Ordinal);
        Assert.Contains($"Start at {Local(3, 9, 13)}", refusal.Remedy, StringComparison.Ordinal);
        Provoke.Found(Change(13, 14));
        Provoke.Refused(Change(12, 14), "change-in-freeze");
        Provoke.Found(Change(10, 11, service: "reports"));
        Provoke.Refused(Change(10, 12, service: "reports"), "change-in-freeze");
        Provoke.Found(Change(10, 11, ChangeKind.Emergency), "emergency-in-freeze");
        Provoke.Refused(Change(10, 11, ChangeKind.Standard), "change-in-freeze");
    }

    [Fact]
    public void A_gate_keeps_the_markets_clock_on_both_sides_of_the_clock_change()
    {
        for (var day = 6; day <= 10; day++)
        {
            var inputs = new CheckChangeWindowInputs("c", ChangeKind.Normal, ["day-ahead"], Local(3, day, 9), Local(3, day, 10), [dayAhead],
                []);
            Provoke.Found(CheckChangeWindow.Run(inputs));
            Provoke.Refused(CheckChangeWindow.Run(inputs with { From = Local(3, day, 10, 59), To = Local(3, day, 11, 30) }),
                "change-in-freeze");
        }
    }

    [Fact]
    public void A_storm_forbids_every_change_until_it_ends()
    {
        var storm = new StormMode(Local(3, 8, 0), null, "dispatcher", "ice");
        var refusal = Provoke.Refused(Change(13, 14, storms: storm), "change-in-storm");
        Assert.Contains("No start within 14 days", refusal.Remedy, StringComparison.Ordinal);
        Assert.Contains(Local(3, 9, 15).ToString(), Provoke.Refused(Change(13, 14, storms: storm with { To = Local(3, 9, 15) }),
            "change-in-storm").Remedy,
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_next_free_start_is_the_first_one_that_a_walk_by_the_quarter_hour_finds()
    {
        for (var quarter = 0; quarter < 96; quarter++)
        {
            var from = Local(3, 9, 0) + Duration.FromMinutes(15 * quarter);
            var inputs = new CheckChangeWindowInputs("c", ChangeKind.Normal, ["day-ahead"], from, from + Duration.FromHours(3),
                [dayAhead, settlement],
                [new(Local(3, 9, 14), Local(3, 9, 16, 30), "dispatcher", "ice")]);
            if (CheckChangeWindow.Run(inputs) is not Outcome<ChangeWindow>.Refused { Refusal.Remedy: var remedy }) continue;
            var at = from;
            while (CheckChangeWindow.Run(inputs with { From = at, To = at + Duration.FromHours(3) }) is Outcome<ChangeWindow>.Refused)
                at += Duration.FromMinutes(15);
            Assert.Equal($"Start at {at} or later.", remedy);
        }
    }

    [Fact]
    public void A_change_or_gate_that_cannot_be_is_refused()
    {
        var inputs = new CheckChangeWindowInputs("c", ChangeKind.Normal, ["day-ahead"], Local(3, 9, 9), Local(3, 9, 10), [dayAhead], []);
        Provoke.Refused(CheckChangeWindow.Run(inputs with { To = inputs.From }), "ends-before-start");
        Provoke.Refused(CheckChangeWindow.Run(inputs with { To = inputs.From + Duration.FromDays(15) }), "change-too-long");
        Provoke.Refused(CheckChangeWindow.Run(inputs with { Gates = [dayAhead with { Before = Duration.Zero }] }), "no-length");
        Provoke.Refused(CheckChangeWindow.Run(inputs with { Gates = [dayAhead with { Zone = "Mars" }] }), "unknown-zone");
        Provoke.Refused(CheckChangeWindow.Run(inputs with { Gates = [dayAhead with { Rule = "daily" }] }), "bad-recurrence");
    }
}
