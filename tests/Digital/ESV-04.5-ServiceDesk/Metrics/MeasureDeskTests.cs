using System.Collections.Immutable;
using Busbar.Digital.ServiceDesk.Metrics;
using Busbar.Digital.ServiceDesk.Practices;
using Busbar.Digital.ServiceDesk.Tickets;
using Busbar.Kernel.Clocks;
using Busbar.Kernel.Outcomes;
using NodaTime;
using static Busbar.Digital.ServiceDesk.Tests.Desk;

namespace Busbar.Digital.ServiceDesk.Tests.Metrics;

/// <summary>Nine tickets whose figures were worked out by hand.</summary>
public sealed class MeasureDeskTests
{
    private static readonly ImmutableArray<TicketHistory> Tickets =
    [
        History("T-1", 0, [Resolved(0.5), new SurveySent(At(1), Ann), Survey(2, 5)]),
        History("T-2", 1, [new TicketAcknowledged(At(1.5), Ann), Resolved(1.75), new SurveySent(At(2), Ann), Survey(3, 2)], "printer"),
        History("T-3", 2, [new TicketQueued(At(2.1), Ann, "network"), Resolved(2.5)]),
        History("T-4", 3, [new ImpactStated(At(3), Ann, At(2)), Resolved(7), new TicketReopened(At(8), Cleo, "again"), Resolved(10)]),
        History("T-5", 4, [Resolved(4.5), new TicketReopened(At(5), Cleo, "again"), Resolved(6), new SurveySent(At(6), Ann)]),
        History("T-6", 5, [new TicketReplied(At(5.2), Cleo, Channel.Phone, "cleo", true, "also"), Resolved(5.5)]),
        History("T-7", 6, []),
        History("T-8", 20, [Resolved(20.5)]),
        new("C-1", [Opening(TicketKind.Change, 1), new ChangePlanned(At(1), Ann, new(ChangeType.Emergency, "", ["db-1"], At(1), At(3), "x",
            "y")),
            new ChangeStarted(At(1), Ann), new ChangeEnded(At(2), Ann, ChangeOutcome.RolledBack, "slow")]),
    ];

    [Theory]
    [InlineData("First call resolution, gross", 50.0, "T-1 T-2 T-5", 6)]
    [InlineData("First call resolution, net", 40.0, "T-1 T-5", 5)]
    [InlineData("First call resolution, no repeat", 100.0 / 3, "T-1 T-2", 6)]
    [InlineData("User satisfaction", 50.0, "T-1", 2)]
    [InlineData("Response rate", 200.0 / 3, "T-1 T-2", 3)]
    [InlineData("SLA restore", 400.0 / 7, "T-1 T-2 T-3 T-6", 7)]
    [InlineData("Change success", 0.0, "", 1)]
    public void A_share_names_its_tickets(string name, double percent, string counted, int among)
    {
        var figure = Of(name);
        Assert.Equal(percent, figure.Metric.Value!.Value, 1e-9);
        Assert.Equal(counted, string.Join(' ', figure.Counted));
        Assert.Equal(among, figure.Among.Length);
        Assert.Equal(among.ToString(System.Globalization.CultureInfo.InvariantCulture), figure.Metric.Parts[1].Value);
    }

    [Theory]
    [InlineData("Time to acknowledge, median", 30.0, 6)]
    [InlineData("Time to detect, median", 60.0, 1)]
    [InlineData("Time to restore, median", 0.5, 6)]
    [InlineData("Time to restore, p90", 2.875, 6)]
    [InlineData("First resolution, p90", 2.375, 6)]
    [InlineData("Total resolution, median", 0.625, 6)]
    [InlineData("Backlog", 2.0, 2)]
    [InlineData("Backlog age, median", (6 + 11) / 48.0, 2)]
    public void A_time_names_its_tickets(string name, double value, int among)
    {
        var figure = Of(name);
        Assert.Equal(value, figure.Metric.Value!.Value, 1e-9);
        Assert.Equal(among, figure.Among.Length);
    }

    [Fact]
    public void Satisfaction_says_how_sure_it_is_and_the_interval_is_Wilsons()
    {
        Assert.Equal((9.45, 90.55), (Of("User satisfaction").Low!.Value, Of("User satisfaction").High!.Value), Near);
        Assert.Equal((49.02, 94.33), WilsonInterval.Of(8, 10)!.Value, Near);
        Assert.Equal((0.0, 27.75), WilsonInterval.Of(0, 10)!.Value, Near);
        Assert.Null(WilsonInterval.Of(0, 0));
    }

    [Fact]
    public void Queues_and_priorities_are_told_apart_and_their_parts_add_up()
    {
        foreach (var grouping in new[] { DeskGrouping.Queue, DeskGrouping.Priority })
        {
            var grouped = Measure(grouping).Where(each => each.Metric.Name == "First call resolution, gross").ToArray();
            Assert.Equal(Of("First call resolution, gross").Among.Order(StringComparer.Ordinal), grouped.SelectMany(each =>
                each.Among).Order());
            Assert.Equal(3, grouped.Sum(each => each.Counted.Length));
        }
        Assert.Contains(Measure(DeskGrouping.Queue), each => each.Group == "network");
    }

    [Fact]
    public void An_empty_period_has_no_value_and_a_backward_one_is_refused()
    {
        var empty = MeasureDesk.Run(Inputs(DeskGrouping.None) with { From = At(-9), To = At(-8) }).OrThrow();
        Assert.Empty(empty);
        Assert.Equal("bad-period", Code(MeasureDesk.Run(Inputs(DeskGrouping.None) with { To = At(-100) })));
        var never = new WorkCalendar("never", DateTimeZone.Utc, []);
        Assert.Equal("no-open-hours", Code(MeasureDesk.Run(Inputs(DeskGrouping.None) with { Terms =
            [new("x", TargetKind.Resolution, new TargetAmount.Working(Duration.FromHours(1)), never)] })));
    }

    private static bool Near((double, double) one, (double, double) other) =>
        Math.Abs(one.Item1 - other.Item1) < 0.006 && Math.Abs(one.Item2 - other.Item2) < 0.006;

    private static MeasureDeskInputs Inputs(DeskGrouping grouping) => new(Tickets, At(-1), At(12), grouping,
        [new("restore", TargetKind.Resolution, new TargetAmount.Working(Duration.FromHours(1)), WorkCalendar.Always)], ClockPolicy.Busbar,
        WorkCalendar.Always, ["printer"]);

    private static ImmutableArray<DeskFigure> Measure(DeskGrouping grouping) => MeasureDesk.Run(Inputs(grouping)).OrThrow();

    private static DeskFigure Of(string name) => Measure(DeskGrouping.None).Single(each => each.Metric.Name == name);

    private static TicketHistory History(string id, double at, TicketFact[] facts, string item = "") =>
        new(id, [Opening(at: at, item: item == "" ? id : item), .. facts]);

    private static TicketResolved Resolved(double at) => new(At(at), Ann, ResolutionCode.Fixed, "done");

    private static TicketSurveyed Survey(double at, int score) => new(At(at), Cleo, score, "");
}
