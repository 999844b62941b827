using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Operations;
using Busbar.Digital.Operations.Gates;
using Busbar.Digital.Operations.ServiceLevels;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using NodaTime;
using NodaTime.Text;

namespace Busbar.Digital.Operations.Tests.Gates;

public sealed class MeasureGatesTests
{
    private static readonly MarketGate gate = new("day-ahead-submission", MarketCalendar.Pjm, new LocalTime(11, 0), DaysAfter: -1);
    private static readonly Instant asOf = Instant.FromUtc(2026, 3, 13, 15, 0);

    [Fact]
    public void Every_day_of_the_cases_is_on_time_late_missed_or_not_yet_due_and_is_an_event_of_an_objective()
    {
        var rows = CaseRows.Of("market-gates.txt").ToArray();
        var report = MeasureGates.Run(new(gate, Day(rows[0][0]), Day(rows[^1][0]), [.. rows.SelectMany(row => row[2] == "none" ? []
            : row[2].Split(' ').Select(time => new GateDone(Day(row[0]), Time(time))))], asOf)).OrThrow();
        Assert.Equal(rows.Select(row => $"{row[0]} {row[1]} {row[3]}"),
            report.Days.Select(day => $"{day.Day} {InstantPattern.General.Format(day.Due)} {day.Outcome}"));
        var objective = new ServiceObjective("on-time", gate.Name, "", 0.6m, BudgetingMethod.Occurrences, null, null,
            new ObjectiveWindow.Rolling(Duration.FromDays(30)), new("ratio", "", "", ""), []);
        var state = MeasureObjective.Run(new(objective, report.Counts, asOf)).OrThrow();
        Assert.Equal((4.0, 7.0, 3.0), (state.Good, state.Total, state.Spent));
        Assert.False(state.IsMet);
    }

    [Fact]
    public void A_gate_keeps_its_clock_time_in_autumn() =>
        Assert.Equal(Duration.FromHours(25), gate.DueFor(Day("2026-11-02")) - gate.DueFor(Day("2026-11-01")));

    [Fact]
    public void Days_that_end_before_they_begin_and_another_day_are_refused()
    {
        string Code(Outcome<GateReport> outcome) => ((Outcome<GateReport>.Refused)outcome).Refusal.Code;
        Assert.Equal("no-days", Code(MeasureGates.Run(new(gate, Day("2026-03-08"), Day("2026-03-07"), [], asOf))));
        Assert.Equal("another-day", Code(MeasureGates.Run(
            new(gate, Day("2026-03-08"), Day("2026-03-08"), [new(Day("2026-03-09"), asOf)], asOf))));
    }

    private static OperatingDay Day(string text) => new(LocalDatePattern.Iso.Parse(text).Value);

    private static Instant Time(string text) => InstantPattern.General.Parse(text).Value;
}
