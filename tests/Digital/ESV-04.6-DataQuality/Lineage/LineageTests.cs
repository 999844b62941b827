using System.Collections.Immutable;
using Busbar.Digital.DataQuality.Lineage;
using Busbar.Digital.Handoffs.DataQuality;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.DataQuality.Tests.Lineage;

public sealed class LineageTests
{
    private static readonly Instant noon = Instant.FromUtc(2026, 7, 1, 12, 0);

    /// <summary>prices → forecast (12:10) → bid (12:20) → settlement (12:40); another bid run before; weather apart.</summary>
    internal static LineageGraph Desk() => BuildLineage.Run(
    [
        .. Run("r0", "bid", 0, 5, ["forecast"], ["bid"]), .. Run("r1", "forecast", 6, 10, ["prices", "weather"], ["forecast"]),
        .. Run("r2", "bid", 11, 20, ["forecast"], ["bid"]), .. Run("r3", "settle", 30, 40, ["bid"], ["settlement"]),
        .. Run("r4", "weather", 1, 2, ["station"], ["weather"]),
    ]).OrThrow();

    [Fact]
    public void Downstream_goes_on_in_the_order_of_making_and_leaves_out_what_ended_before()
    {
        var trace = Trace(Desk(), "prices", LineageDirection.Downstream, 0);
        Assert.Equal(["r1", "r2", "r3"], trace.Steps.Select(step => step.Run.Id));
        Assert.Equal(["r2", "r3"], Trace(Desk(), "forecast", LineageDirection.Downstream, 6).Steps.Select(step => step.Run.Id));
        Assert.Empty(Trace(Desk(), "prices", LineageDirection.Downstream, 11).Steps);
    }

    [Fact]
    public void Upstream_finds_what_a_document_was_made_of_as_it_stood()
    {
        Assert.Equal(["r3", "r2", "r1", "r0", "r4"], Trace(Desk(), "settlement", LineageDirection.Upstream, 60).Steps
            .Select(step => step.Run.Id));
        Assert.Equal(["r0"], Trace(Desk(), "bid", LineageDirection.Upstream, 5).Steps.Select(step => step.Run.Id));
    }

    /// <summary>Every pair (run, start) by brute force: all chains of runs in which each ended no sooner than the one before and reads one
    /// of
    /// its outputs.</summary>
    [Fact]
    public void The_trace_finds_the_runs_that_chains_of_runs_find()
    {
        var random = new Random(7);
        for (var round = 0; round < 40; round++)
        {
            var runs = Enumerable.Range(0, 12).SelectMany(i => Run($"r{i:00}", $"j{i % 4}", i * 3 % 20, i * 3 % 20 + 1 + random.Next(9),
                [$"d{random.Next(6)}", $"d{random.Next(6)}"], [$"d{random.Next(6)}"])).ToImmutableArray();
            var graph = BuildLineage.Run(runs).OrThrow();
            var found = new HashSet<string>();
            var ends = new HashSet<(string Dataset, int Place)> { ("d0", -1) };
            for (var i = 0; i < graph.Runs.Length; i++)
                if (graph.Runs[i].Ended >= noon && ends.Any(end => end.Place < i
                    && graph.Runs[i].Inputs.Any(input => input.Name == end.Dataset)))
                {
                    found.Add(graph.Runs[i].Id);
                    foreach (var output in graph.Runs[i].Outputs) ends.Add((output.Name, i));
                }
            if (graph.Datasets.ContainsKey(new("desk", "d0")))
                Assert.Equal(found, Trace(graph, "d0", LineageDirection.Downstream, 0).Steps.Select(step => step.Run.Id).ToHashSet());
        }
    }

    [Fact]
    public void A_column_leads_only_to_the_columns_made_of_it_and_a_filter_to_all()
    {
        const string columns = """
            { "columnLineage": { "fields": {
                "usd": { "inputFields": [{ "namespace": "desk", "name": "prices", "field": "lmp" }] },
                "hour": { "inputFields": [{ "namespace": "desk", "name": "prices", "field": "start" }] } },
              "dataset": [{ "namespace": "desk", "name": "prices", "field": "node" }] } }
            """;
        var graph = BuildLineage.Run([.. Run("r1", "value", 0, 5, ["prices"], ["value"], columns)]).OrThrow();
        Assert.Equal("desk/value#usd", Fields(graph, "prices", "lmp"));
        Assert.Equal("desk/value", Fields(graph, "prices", "node"));
        Assert.Equal("", Fields(graph, "prices", "colour"));
        Assert.Equal("desk/value", Fields(graph, "prices", "*"));
        var up = TraceLineage.Run(new(graph, new(new("desk", "value"), "usd"), LineageDirection.Upstream, noon + Duration.FromHours(1)));
        Assert.Equal("desk/prices#lmp, desk/prices#node", string.Join(", ", up.OrThrow().Steps.Single().Fields));
    }

    [Fact]
    public void A_dataset_may_feed_itself_over_time_and_a_failed_run_carries_nothing_on()
    {
        var graph = BuildLineage.Run(
        [
            .. Run("r1", "roll", 0, 5, ["position"], ["position"]), .. Run("r2", "roll", 6, 9, ["position"], ["position"]),
            .. Run("r3", "value", 10, 12, ["position"], ["value"], end: RunState.Fail),
                .. Run("r4", "report", 13, 14, ["value"], ["report"]),
        ]).OrThrow();
        Assert.Equal(["r1", "r2", "r3"], Trace(graph, "position", LineageDirection.Downstream, 0).Steps.Select(step => step.Run.Id));
    }

    [Fact]
    public void Events_in_any_order_and_twice_make_the_same_graph_and_what_is_odd_is_said()
    {
        var events = Run("r1", "bid", 0, 5, ["a"], ["b"]).ToList();
        var outcome = BuildLineage.Run([events[1], events[0], events[1], .. Run("r2", "x", 1, 2, ["a"], ["c"]).Skip(1),
            .. Run("r3", "x", 1, 2, ["a"], ["d"]).Take(1), .. Run("r4", "x", 1, 2, ["a"], ["e"]), .. Run("r4", "y", 3, 4, ["a"], ["e"]),
            new(noon, "p:x", "s:x", null, null, new("desk", "idle", Term.Map.Empty), [], [Of("z")], null),
            new(noon, "p:x", "s:x", null, null, null, [], [], Of("lonely", """{ "schema": { "fields": [{ "name": "f" }] } }"""))]);
        var done = Assert.IsType<Outcome<LineageGraph>.Done>(outcome);
        Assert.Equal(["run-without-end", "event-after-end", "run-of-two-jobs", "run-without-start"],
            done.Findings.Select(finding => finding.Code).Distinct().OrderBy(code => code switch
            {
                "run-without-end" => 0, "event-after-end" => 1, "run-of-two-jobs" => 2, _ => 3,
            }));
        Assert.Equal((4, "desk/idle", "f"), (done.Value.Runs.Length, done.Value.Jobs.Single().Job,
            done.Value.Datasets[new("desk", "lonely")][0]));
        Assert.Equal(noon + Duration.FromMinutes(5), done.Value.Runs.Single(run => run.Id == "r1").Ended);
    }

    [Fact]
    public void A_dataset_nobody_named_is_refused() => Assert.Equal("unknown-dataset", Assert.IsType<Outcome<LineageTrace>.Refused>(
        TraceLineage.Run(new(Desk(), new(new("desk", "nothing"), "*"), LineageDirection.Downstream, noon))).Refusal.Code);

    private static string Fields(LineageGraph graph, string dataset, string field) => string.Join(", ", TraceLineage.Run(
        new(graph, new(new("desk", dataset), field), LineageDirection.Downstream, noon)).OrThrow().Steps.SelectMany(step => step.Fields));

    private static LineageTrace Trace(LineageGraph graph, string dataset, LineageDirection direction, int minute) => TraceLineage.Run(
        new(graph, new(new("desk", dataset), FieldKey.Whole), direction, noon + Duration.FromMinutes(minute))).OrThrow();

    internal static IEnumerable<LineageEvent> Run(
        string id, string job, int began, int ended, string[] inputs, string[] outputs, string facets = "{}",
            RunState end = RunState.Complete)
    {
        foreach (var (minute, state) in new[] { (began, RunState.Start), (ended, end) })
            yield return new(noon + Duration.FromMinutes(minute), "p:x", "s:x", state, new(id, Term.Map.Empty),
                new("desk", job, Term.Map.Empty),
                [.. inputs.Select(input => Of(input))], [.. outputs.Select(output => Of(output, facets))], null);
    }

    private static LineageDataset Of(string name, string facets = "{}") => new("desk", name, Terms.Map(facets), Term.Map.Empty);
}
