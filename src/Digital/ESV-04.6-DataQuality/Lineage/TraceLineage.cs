using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.DataQuality.Lineage;

/// <summary>Which way to follow.</summary>
public enum LineageDirection
{
    /// <summary>To what was made of it.</summary>
    Downstream,
    /// <summary>To what it was made of.</summary>
    Upstream,
}

/// <summary>Where to start and which way to go.</summary>
/// <param name="Graph">Who made what from what.</param>
/// <param name="Start">A field, or a whole dataset.</param>
/// <param name="Direction">Which way.</param>
/// <param name="At">Downstream: since when the start matters; upstream: as it stood when.</param>
public sealed record TraceLineageInputs(LineageGraph Graph, FieldKey Start, LineageDirection Direction, Instant At);

/// <summary>A run on the way, with the fields it carried further.</summary>
/// <param name="Run">The run.</param>
/// <param name="Fields">Downstream the fields of its outputs that are touched, upstream the fields of its inputs that it took; a whole
/// dataset
/// where it does not say more.</param>
public sealed record LineageStep(RunNode Run, ImmutableArray<FieldKey> Fields);

/// <summary>What is touched, in the order of making (upstream: latest first), and every field and dataset reached with the instant from
/// which
/// (upstream: until which) it is.</summary>
public sealed record LineageTrace(ImmutableArray<LineageStep> Steps, ImmutableArray<(FieldKey Field, Instant At)> Reached);

/// <summary>Follows lineage to the run and the column. A run is touched by a dataset from the instant it became so, if the run had not
/// ended
/// before; its outputs are touched from its end. Runs that failed carry nothing further. A later whole rewrite does not heal: say
/// so by ending the breach.</summary>
public static class TraceLineage
{
    /// <summary>The trace; refuses a dataset that the graph does not know (<c>unknown-dataset</c>).</summary>
    public static Outcome<LineageTrace> Run(TraceLineageInputs inputs)
    {
        if (!inputs.Graph.Datasets.ContainsKey(inputs.Start.Dataset))
            return new Refusal("unknown-dataset", $"No event names {inputs.Start.Dataset}", "lineage", "Check namespace and name.");
        return inputs.Direction == LineageDirection.Downstream ? Downstream(inputs) : Upstream(inputs);
    }

    // Runs in the order of making: what a run reads was written before it ended, so that one pass is enough unless a run reads its own
    // output; then nothing is new after it.
    private static LineageTrace Downstream(TraceLineageInputs inputs)
    {
        var since = new Reach(inputs.Start, inputs.At);
        var steps = ImmutableArray.CreateBuilder<LineageStep>();
        foreach (var run in inputs.Graph.Runs)
        {
            var touched = run.Inputs.SelectMany(input => since.Of(input)).Where(each => each.At <= run.Ended).Select(each => each.Field)
                .ToList();
            if (touched.Count == 0) continue;
            var outputs = run.Outputs.SelectMany(output => Outputs(run, output, touched)).Distinct().ToImmutableArray();
            if (outputs.IsEmpty && !run.Outputs.IsEmpty) continue;
            steps.Add(new(run, outputs));
            if (run.IsComplete)
                foreach (var field in outputs) since.Add(field, run.Ended);
        }
        return new(steps.ToImmutable(), since.All);
    }

    private static IEnumerable<FieldKey> Outputs(RunNode run, DatasetKey output, List<FieldKey> touched)
    {
        if (!run.Described.Contains(output)) return [new(output, FieldKey.Whole)];
        var edges = run.Fields.Where(edge => edge.To.Dataset == output && touched.Any(from => Covers(from, edge.From))).ToList();
        // An input shaped the rows: every field is touched.
        return edges.Any(edge => edge.To.Field == FieldKey.Whole) ? [new(output, FieldKey.Whole)] : edges.Select(edge => edge.To);
    }

    private static LineageTrace Upstream(TraceLineageInputs inputs)
    {
        var until = new Reach(inputs.Start, inputs.At);
        var steps = ImmutableArray.CreateBuilder<LineageStep>();
        foreach (var run in inputs.Graph.Runs.Reverse())
        {
            if (!run.IsComplete) continue;
            var wanted = run.Outputs.SelectMany(output => until.Of(output)).Where(each => run.Ended <= each.At).Select(each => each.Field)
                .ToList();
            if (wanted.Count == 0) continue;
            var fields = wanted.SelectMany(to => Inputs(run, to)).Distinct().ToImmutableArray();
            steps.Add(new(run, fields));
            foreach (var field in fields) until.Add(field, run.Ended);
        }
        return new(steps.ToImmutable(), until.All);
    }

    private static IEnumerable<FieldKey> Inputs(RunNode run, FieldKey to) => run.Described.Contains(to.Dataset)
        ? run.Fields.Where(edge => Covers(to, edge.To) || (edge.To.Dataset == to.Dataset && edge.To.Field == FieldKey.Whole))
            .Select(edge => edge.From)
        : run.Inputs.Select(input => new FieldKey(input, FieldKey.Whole));

    private static bool Covers(FieldKey one, FieldKey other) =>
        one.Dataset == other.Dataset && (one.Field == FieldKey.Whole || one.Field == other.Field);

    /// <summary>What is reached and from when, by dataset; the first to reach a field counts.</summary>
    private sealed class Reach
    {
        private readonly Dictionary<DatasetKey, List<(FieldKey Field, Instant At)>> byDataset = [];
        private readonly HashSet<FieldKey> known = [];
        private readonly ImmutableArray<(FieldKey Field, Instant At)>.Builder all = ImmutableArray.CreateBuilder<(FieldKey, Instant)>();

        public Reach(FieldKey start, Instant at) => Add(start, at);

        public ImmutableArray<(FieldKey Field, Instant At)> All => all.ToImmutable();

        public void Add(FieldKey field, Instant at)
        {
            if (!known.Add(field)) return;
            all.Add((field, at));
            if (byDataset.TryGetValue(field.Dataset, out var fields)) fields.Add((field, at));
            else byDataset[field.Dataset] = [(field, at)];
        }

        public List<(FieldKey Field, Instant At)> Of(DatasetKey dataset) => byDataset.GetValueOrDefault(dataset, []);
    }
}
