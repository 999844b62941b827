using System.Collections.Immutable;
using Busbar.Digital.Handoffs.DataQuality;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.DataQuality.Lineage;

/// <summary>Folds events of lineage into a graph. Events may come in any order and twice; they add up by run.</summary>
public static class BuildLineage
{
    private static readonly ImmutableArray<RunState> ends = [RunState.Complete, RunState.Abort, RunState.Fail];

    /// <summary>The graph. Findings: <c>run-of-two-jobs</c> (the first job counts), <c>run-without-start</c>, <c>run-without-end</c>,
    /// <c>event-after-end</c> (it still adds what it names).</summary>
    public static Outcome<LineageGraph> Run(ImmutableArray<LineageEvent> events)
    {
        var findings = new List<Finding>();
        var inOrder = events.OrderBy(each => each.Time).ToList();
        var runs = inOrder.Where(each => each is { Run: not null, Job: not null }).GroupBy(each => each.Run!.Id)
            .Select(group => Node(group.Key, [.. group], findings))
            .OrderBy(run => run.Ended).ThenBy(run => run.Began).ThenBy(run => run.Id, StringComparer.Ordinal).ToImmutableArray();
        var jobs = inOrder.Where(each => each is { Run: null, Job: not null }).GroupBy(each => NameOf(each.Job!))
            .Select(group => new JobNode(group.Key, Keys(group.Last().Inputs), Keys(group.Last().Outputs)))
            .OrderBy(job => job.Job, StringComparer.Ordinal).ToImmutableArray();
        return Outcome.Of(new LineageGraph(runs, jobs, Fields(inOrder)), findings);
    }

    private static RunNode Node(string id, List<LineageEvent> events, List<Finding> findings)
    {
        void Find(string code, string what, string done) => findings.Add(new(code, Severity.Warning, what, id, done));

        var names = events.Select(each => NameOf(each.Job!)).Distinct().ToList();
        if (names.Count > 1) Find("run-of-two-jobs", $"The run is of {string.Join(" and ", names)}", "it counts as one of the first");
        if (events.All(each => each.State is not (null or RunState.Start)))
            Find("run-without-start", "The run has no START", "it began at its first event");
        var end = events.FirstOrDefault(each => each.State is { } state && ends.Contains(state));
        if (end is null && events.Any(each => each.State is not null))
            Find("run-without-end", "The run has no COMPLETE, ABORT or FAIL", "it ended at its last event");
        else if (end is not null && events[^1].Time > end.Time && events[^1].State is not RunState.Other)
            Find("event-after-end", $"An event came at {events[^1].Time}, after the end", "what it names is kept");
        return new(id, names[0], events[0].Time, end?.Time ?? events[^1].Time, end is not { State: RunState.Abort or RunState.Fail },
            [.. events.SelectMany(each => Keys(each.Inputs)).Distinct().Order()],
            [.. events.SelectMany(each => Keys(each.Outputs)).Distinct().Order()],
            [.. events.SelectMany(each => each.Outputs).SelectMany(ColumnLineage.Of).Distinct()]);
    }

    private static ImmutableSortedDictionary<DatasetKey, ImmutableArray<string>> Fields(List<LineageEvent> events)
    {
        var fields = new Dictionary<DatasetKey, ImmutableArray<string>>();
        foreach (var dataset in events.SelectMany(each => each.Inputs.Concat(each.Outputs).Concat(each.Dataset is { } one ? [one] : [])))
        {
            var named = (dataset.Facets["schema"] as Term.Map)?["fields"] is Term.List list
                ? list.Items.OfType<Term.Map>().Select(field => (field["name"] as Term.Leaf)?.Value?.Text ?? "").ToImmutableArray() : [];
            if (!named.IsEmpty || !fields.ContainsKey(KeyOf(dataset))) fields[KeyOf(dataset)] = named;
        }
        return fields.ToImmutableSortedDictionary();
    }

    private static ImmutableArray<DatasetKey> Keys(ImmutableArray<LineageDataset> datasets) => [.. datasets.Select(KeyOf)];

    private static DatasetKey KeyOf(LineageDataset dataset) => new(dataset.Namespace, dataset.Name);

    private static string NameOf(LineageJob job) => $"{job.Namespace}/{job.Name}";
}
