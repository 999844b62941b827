using System.Collections.Immutable;
using Busbar.Digital.Handoffs.ServiceDesk;
using Busbar.Digital.ServiceDesk.History;
using Busbar.Digital.ServiceDesk.Prediction;
using Busbar.Gateways;
using Busbar.Gateways.ServiceHistory;
using Busbar.Kernel.Clocks;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.ServiceDesk.Tests.History;

/// <summary>The ServiceNow log of UCI data set 498, replayed against what an independent count of the same file found.</summary>
public sealed class UciReplayTests
{
    private static readonly Lazy<Outcome<IncidentHistory>> log = new(() => UciIncidentLog.Read(
        SourceFile.Load(SharedFiles.Path("service/datasets/uci498_servicenow_incident_event_log_141712.zip")).OrThrow()));

    private static readonly Lazy<HistoryReplay> replay = new(() => ReplayHistory.Run(log.Value.OrThrow()).OrThrow());

    [Fact]
    public void The_log_is_read_whole_and_its_oddities_are_findings()
    {
        var read = Assert.IsType<Outcome<IncidentHistory>.Done>(log.Value);
        Assert.Equal((24_918, 141_712), (read.Value.Incidents.Length, read.Value.Incidents.Sum(each => each.Events.Length)));
        Assert.Equal(
            [
                "no-zone The log's times name no zone", "header-typo 1 × a header that misspells the log's names",
                "no-resolution-time 1556 × an incident without the time of its resolution",
                "rows-out-of-order 1 × an update before the one above it", "unknown-state 5 × a state '-100' that the desk does not have",
            ],
            read.Findings.Select(each => $"{each.Code} {each.What}"));
    }

    [Fact]
    public void The_priority_matrix_is_exact()
    {
        Assert.Equal(
            ["(1,1)=1 2258", "(1,2)=2 1233", "(2,1)=2 1739", "(2,2)=3 132429", "(2,3)=4 167", "(3,1)=3 23", "(3,2)=4 432", "(3,3)=4 3431"],
            replay.Value.Matrix.Select(cell => $"({cell.Impact},{cell.Urgency})={cell.Priority} {cell.Events}"));
        Assert.All(replay.Value.Matrix, cell => Assert.Equal(0, cell.Others));
    }

    [Fact]
    public void The_desks_flag_is_explained_by_a_clock_that_stops_when_closed()
    {
        Assert.Equal(
            [
                "P1 5/270 of 270: closed 99.3, resolved 98.1", "P2 2/408 of 408: closed 99.8, resolved 99.5",
                "P3 15145/23466 of 22010: closed 97.8, resolved 91.0", "P4 651/774 of 674: closed 99.6, resolved 95.1",
            ],
            replay.Value.Sla.Select(each => $"P{each.Priority} {each.Kept}/{each.Incidents} of {each.Compared}: "
                + FormattableString.Invariant($"closed {each.Closed.AgreesPercent:0.0}, resolved {each.Resolved.AgreesPercent:0.0}")));
        var p4 = replay.Value.Sla[3].Closed;
        Assert.InRange(Duration.FromHours(501), p4.Time, p4.Largest);
        Assert.Equal(97.8, Math.Round(ReplayHistory.Agreement(Resolved(3), StopRule.Closed, 217), 1));
        Assert.Equal(99.6, Math.Round(ReplayHistory.Agreement(Resolved(4), StopRule.Closed, 501), 1));
    }

    [Fact]
    public void The_clock_measures_each_incident_as_the_fields_of_the_log_do()
    {
        var apart = 0;
        foreach (var each in log.Value.OrThrow().Incidents)
        {
            Assert.Equal(each.ClosedAt - each.OpenedAt, ReplayHistory.Lifetime(each, StopRule.Closed));
            if (each.ResolvedAt is { } resolved && resolved - each.OpenedAt != ReplayHistory.Lifetime(each, StopRule.Resolved)) apart++;
        }
        Assert.Equal(0, apart);
    }

    [Fact]
    public void First_call_resolution_depends_on_its_definition()
    {
        Assert.Equal([54.1, 28.6, 26.1], replay.Value.FirstCall.Select(each => Math.Round(each.Percent, 1)));
        var (found, links) = (replay.Value, replay.Value.Links);
        Assert.Equal((275, 383, 5.02), (found.Reopened, found.PriorityChanged, Math.Round(found.MedianDaysToClose, 2)));
        Assert.Equal(["Resolved 47", "Active 18", "Awaiting User Info 16", "New 14"],
            found.States.Take(4).Select(each => $"{each.State} {each.Percent:0}"));
        Assert.Equal((176, 380, 3, 54), (links["rfc"], links["problem_id"], links["caused_by"], links["cmdb_ci"]));
    }

    [Theory]
    [InlineData(StopRule.Closed)]
    [InlineData(StopRule.Resolved)]
    public void Predicted_breaches_beat_the_base_rate_at_each_share_of_time(StopRule stop)
    {
        var scores = StudyBreaches.Run(new(log.Value.OrThrow(), ImmutableSortedDictionary<int, int>.Empty.Add(3, 217).Add(4, 501), stop,
            0.6, [25, 50, 75])).OrThrow();
        Assert.All(scores, score => Assert.True(score.Brier < score.BaseBrier && score.Brier < score.HindsightBrier, $"{score}"));
        Assert.Equal([25, 50, 75], scores.Select(score => score.ElapsedPercent));
        foreach (var score in scores) TestContext.Current.TestOutputHelper?.WriteLine($"{score}");
    }

    private static HistoricIncident[] Resolved(int priority) =>
        [.. log.Value.OrThrow().Incidents.Where(each => each.Last.Priority == priority && each.ResolvedAt is not null)];
}
