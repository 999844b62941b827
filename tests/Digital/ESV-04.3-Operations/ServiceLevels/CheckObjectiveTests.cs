using System.Collections.Immutable;
using System.Text;
using Busbar.Digital.Handoffs.Operations;
using Busbar.Digital.Operations.Counts;
using Busbar.Digital.Operations.ServiceLevels;
using Busbar.Digital.Operations.Uptime;
using Busbar.Gateways;
using Busbar.Gateways.ServiceLevels;
using Busbar.Gateways.Telemetry;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.Operations.Tests.ServiceLevels;

public sealed class CheckObjectiveTests
{
    private static readonly Instant start = Instant.FromUtc(2026, 3, 1, 0, 0);

    [Fact]
    public void A_table_and_a_dump_of_counters_that_say_the_same_check_the_same()
    {
        var table = new StringBuilder("time,good,total\n");
        var dump = new StringBuilder("# TYPE slo_good counter\n");
        var (good, total) = (5.0, 5.0);
        var totals = new StringBuilder("# TYPE slo_events counter\n");
        for (var minute = 0; minute <= 600; minute++)
        {
            var bad = minute is > 300 and <= 320 ? 1 : 0;
            if (minute > 0) table.Append(Stamp(minute)).Append(',').Append(10 - bad).Append(",10\n");
            if (minute == 400) (good, total) = (0, 0);
            else if (minute > 0) (good, total) = (good + 10 - bad, total + 10);
            if (minute == 400) (good, total) = (10, 10);
            var time = (start + Duration.FromMinutes(minute)).ToUnixTimeSeconds();
            dump.Append(FormattableString.Invariant($"slo_good_total{{slo=\"bids\"}} {good} {time}\n"));
            totals.Append(FormattableString.Invariant($"slo_events_total{{slo=\"bids\"}} {total} {time}\n"));
        }
        var fromTable = EventCountsCsv.Read(File(table.ToString())).OrThrow();
        var families = Exposition.Read(Encoding.UTF8.GetBytes($"{dump}{totals}# EOF\n"), "dump", ExpositionFormat.OpenMetrics,
            TelemetryLimits.Default).OrThrow();
        var fromDump = CountIncreases.Run(new(families, "slo_good_total", "slo_events_total", [new("slo", "bids")])).OrThrow();
        Assert.Equal(fromTable, fromDump);
        var check = CheckObjective.Run(new(Objective(), fromDump, fromDump[^1].At, MinimumBadEvents: 1)).OrThrow();
        Assert.Equal((5980.0, 6000.0), (check.State.Good, check.State.Total));
        Assert.Equal([AlertUrgency.Ticket], check.Firing);
        Assert.Contains(check.Burns.Notices, notice => notice is { Urgency: AlertUrgency.Page, Ended: not null });
    }

    [Fact]
    public void Counts_that_cannot_be_checked_are_refused_with_their_reason()
    {
        ImmutableArray<EventCount> twice = [new(start, 1, 1), new(start, 1, 1)];
        Assert.Equal("counts-out-of-order", Refusal(CheckObjective.Run(new(Objective(), twice, start, 1)))!.Code);
        Assert.Equal("bad-time", Refusal(EventCountsCsv.Read(File("time,good,total\nnoon,1,1\n")))!.Code);
        Assert.Equal("out-of-range", Refusal(EventCountsCsv.Read(File("time,good,total\n2026-03-01T00:00:00Z,-1,1\n")))!.Code);
        Assert.Equal("wrong-columns", Refusal(EventCountsCsv.Read(File("time,ok\n2026-03-01T00:00:00Z,1\n")))!.Code);
        TelemetryFamily Family(decimal? time) => new("a", TelemetryKind.Counter, "", "", [new("a_total", [], 1, time, null)]);
        Assert.Equal("no-samples", Refusal(CountIncreases.Run(new([Family(1)], "b_total", "a_total", [])))!.Code);
        Assert.Equal("no-time", Refusal(CountIncreases.Run(new([Family(null)], "a_total", "a_total", [])))!.Code);
        Assert.Equal("no-time", Refusal(CountIncreases.Run(new([Family(1e20m)], "a_total", "a_total", [])))!.Code);
    }

    [Fact]
    public void The_metrics_of_the_room_add_up_from_their_parts()
    {
        var uptime = new ServiceUptime("bids", new(start, start + Duration.FromHours(10)), Duration.FromHours(10), Duration.FromHours(8),
            Duration.FromHours(1), Duration.Zero, Duration.FromHours(1), []);
        var met = MeasureObjective.Run(new(Objective(), [new(start, 1, 1)], start)).OrThrow();
        var missed = MeasureObjective.Run(new(Objective(), [new(start, 0, 1)], start)).OrThrow();
        var silent = MeasureObjective.Run(new(Objective(), [], start)).OrThrow();
        var metrics = MeasureServiceLevels.Run(new([uptime, uptime], [met, missed, silent], 99.5));
        Assert.Equal([90.0, 10.0, 50.0], metrics.Select(metric => Math.Round(metric.Value!.Value, 9)));
        Assert.Equal(["60", "60", "1200"], metrics[0].Parts.Select(part => part.Value));
        Assert.All(MeasureServiceLevels.Run(new([], [], 99.5)), metric => Assert.Null(metric.Value));
    }

    private static string Stamp(int minute) => NodaTime.Text.InstantPattern.General.Format(start + Duration.FromMinutes(minute));

    private static SourceFile File(string text) => new("counts.csv", Encoding.UTF8.GetBytes(text));

    private static Refusal? Refusal<T>(Outcome<T> outcome) => (outcome as Outcome<T>.Refused)?.Refusal;

    private static ServiceObjective Objective() => new("bids", "day-ahead", "", 0.999m, BudgetingMethod.Occurrences, null, null,
        new ObjectiveWindow.Rolling(Duration.FromDays(30)), new("ratio", "", "", ""), BurnWindows.Workbook.For(Duration.FromDays(30)));
}
