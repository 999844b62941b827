using System.Collections.Immutable;
using Busbar.Digital.DataQuality.Lineage;
using Busbar.Digital.Handoffs.DataQuality;
using Busbar.Kernel.Outcomes;

namespace Busbar.Digital.DataQuality.Breaches;

/// <summary>What a document of the desk carries: said by the desk, for documents that runs made.</summary>
/// <param name="Run">The run that made it.</param>
/// <param name="Document">Its id; a document stands once however many runs name it.</param>
/// <param name="Kind">forecast, position, bid, settlement and so on. Quantities pass from kind to kind: a forecast's megawatts are its
/// bid's
/// again.</param>
/// <param name="Mw">Megawatts it is about; null where it carries none.</param>
/// <param name="Usd">Dollars it is about; null where it carries none.</param>
public sealed record CarriedAmount(string Run, string Document, string Kind, decimal? Mw, decimal? Usd);

/// <summary>A breach, who read what, and what documents carry.</summary>
/// <param name="Breach">The breach.</param>
/// <param name="Dataset">The dataset in the graph.</param>
/// <param name="Fields">The fields the broken rules are about; empty: the whole dataset.</param>
/// <param name="Graph">Who made what from what.</param>
/// <param name="Documents">What each document carries.</param>
public sealed record FindBlastRadiusInputs(
    ContractBreach Breach, DatasetKey Dataset, ImmutableArray<string> Fields, LineageGraph Graph, ImmutableArray<CarriedAmount> Documents);

/// <summary>What one kind of document carries of a breach.</summary>
public sealed record KindTouched(string Kind, int Documents, decimal Mw, decimal Usd);

/// <summary>How far a breach reaches.</summary>
/// <param name="Breach">The breach with its readers and amounts.</param>
/// <param name="Runs">The runs that read it, directly or by what others made of it, in the order of making.</param>
/// <param name="Documents">Their documents, in the order of making.</param>
/// <param name="Kinds">The amounts by kind. Quantities pass from kind to kind, so that the breach's own amount is that of the largest kind,
/// never the sum.</param>
/// <param name="Recalculate">What to run again after repair, in an order in which each follows what it reads: of every job and set of
/// outputs the
/// latest run.</param>
public sealed record BlastRadius(
    ContractBreach Breach, ImmutableArray<RunNode> Runs, ImmutableArray<CarriedAmount> Documents, ImmutableArray<KindTouched> Kinds,
    ImmutableArray<RunNode> Recalculate);

/// <summary>Follows a breach downstream from its beginning: which forecasts, positions, bids and settlements read it, with their megawatts
/// and
/// dollars.</summary>
public static class FindBlastRadius
{
    /// <summary>The radius; refuses a dataset without lineage (<c>unknown-dataset</c>). Finding <c>document-twice</c>: a document of
    /// several
    /// runs or amounts counts once, as its last run states it.</summary>
    public static Outcome<BlastRadius> Run(FindBlastRadiusInputs inputs)
    {
        var steps = new Dictionary<string, RunNode>();
        foreach (var field in inputs.Fields.IsEmpty ? [FieldKey.Whole] : inputs.Fields)
        {
            var trace = TraceLineage.Run(new(inputs.Graph, new(inputs.Dataset, field), LineageDirection.Downstream, inputs.Breach.Began));
            if (trace is Outcome<LineageTrace>.Refused { Refusal: var refusal }) return refusal;
            foreach (var step in trace.OrThrow().Steps) steps[step.Run.Id] = step.Run;
        }
        var runs = Touched(inputs, steps);
        var places = runs.Select((run, place) => (run.Id, place)).ToDictionary(each => each.Id, each => each.place);
        var carried = inputs.Documents.Where(each => places.ContainsKey(each.Run)).OrderBy(each => places[each.Run])
            .GroupBy(each => each.Document).ToList();
        var documents = carried.Select(group => group.Last()).OrderBy(each => places[each.Run]).ToImmutableArray();
        var kinds = documents.GroupBy(each => each.Kind).Select(group => new KindTouched(group.Key, group.Count(),
            group.Sum(each => Math.Abs(each.Mw ?? 0)), group.Sum(each => Math.Abs(each.Usd ?? 0)))).ToImmutableArray();
        var breach = inputs.Breach with
        {
            MwTouched = documents.Any(each => each.Mw is not null) ? kinds.Max(kind => kind.Mw) : null,
            UsdTouched = documents.Any(each => each.Usd is not null) ? kinds.Max(kind => kind.Usd) : null,
            Readers = [.. runs.SelectMany(run => documents.Where(each => each.Run == run.Id).Select(each => $"{each.Kind} {each.Document}")
                .DefaultIfEmpty($"{run.Job} {run.Id}"))],
        };
        var latest = runs.GroupBy(run => $"{run.Job} > {string.Join(", ", run.Outputs)}").Select(group => group.Last().Id).ToHashSet();
        return Outcome.Of(new BlastRadius(breach, runs, documents, kinds, [.. runs.Where(run => latest.Contains(run.Id))]),
            carried.Where(group => group.Count() > 1).Select(group => new Finding("document-twice", Severity.Note,
                $"{group.Key} is named {group.Count()} times", group.Key, "it counts once, as its last run states it")));
    }

    /// <summary>The steps in order, without runs that began after the breach ended and read nothing that a touched run made.</summary>
    private static ImmutableArray<RunNode> Touched(FindBlastRadiusInputs inputs, Dictionary<string, RunNode> steps)
    {
        var made = new HashSet<DatasetKey>();
        var runs = ImmutableArray.CreateBuilder<RunNode>();
        foreach (var run in inputs.Graph.Runs)
        {
            if (!steps.ContainsKey(run.Id) || (run.Began >= inputs.Breach.Ended && !run.Inputs.Any(made.Contains))) continue;
            runs.Add(run);
            if (run.IsComplete) made.UnionWith(run.Outputs);
        }
        return runs.ToImmutable();
    }
}
