using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Busbar.Digital.DataQuality.Lineage;
using Busbar.Digital.Handoffs.DataQuality;
using Busbar.Gateways;
using Busbar.Gateways.Lineage;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Store;
using Busbar.Supply.Handoffs.Utility;
using NodaTime;

namespace Busbar.Host.Desks.Quality;

/// <summary>Events of lineage that another program sent, as they came.</summary>
public sealed record KeptLineage(string Name, string Text);

/// <summary>A document of the desk and the run of lineage that stands for its making.</summary>
/// <param name="Run">The run's id in lineage.</param>
/// <param name="Step">The step that made it.</param>
/// <param name="Mark">The document.</param>
public sealed record MadeDocument(string Run, DeskStep Step, DocumentMark Mark);

/// <summary>Who made what from what: each document of the desk is a run of its step that read what <see cref="DeskReads"/> says, at the
/// market's clock; and the events that other programs sent. A day's document is a dataset of its own, <c>LoadForecast/2025-11-05</c>, so
/// that one bad day does not touch the next.</summary>
public sealed class DeskLineage(FactStore store)
{
    /// <summary>The namespace of the store's own datasets and jobs.</summary>
    public const string Space = "busbar";

    private const string Producer = "https://busbar.invalid/";
    private const string Schema = "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent";
    private const string ColumnFacet =
        "https://openlineage.io/spec/facets/1-2-0/ColumnLineageDatasetFacet.json#/$defs/ColumnLineageDatasetFacet";
    private const string Facet = "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunFacet";

    /// <summary>A dataset of the store in the graph.</summary>
    public static DatasetKey KeyOf(string dataset) => new(Space, dataset);

    /// <summary>The documents of the desk's steps as of an instant.</summary>
    public ImmutableArray<MadeDocument> Made(AsOf asOf) =>
    [
        .. DeskReads.Steps.SelectMany(step => store.DocumentMarks(step.Kind, asOf).GroupBy(mark => (mark.Id, mark.KnownAt))
            .Select(group => group.Last()).Select(mark => new MadeDocument(IdOf(mark), step, mark))),
    ];

    /// <summary>The events of the desk's own runs.</summary>
    public ImmutableArray<LineageEvent> Events(AsOf asOf)
    {
        if (new SupplyReads(store).Profile(asOf) is not { } profile) return [];
        var series = store.SeriesKeys().Select(key => key.Path).ToImmutableArray();
        var read = DeskReads.Steps.ToDictionary(step => step, step => SeriesOf(step, profile, series));
        return [.. Made(asOf).OrderBy(made => made.Mark.KnownAt).SelectMany(made => EventsOf(made, read[made.Step], profile))];
    }

    /// <summary>The graph of the desk's runs and of what was imported.</summary>
    public LineageGraph Graph(AsOf asOf) => BuildLineage.Run([.. Events(asOf), .. Imported(asOf)]).OrThrow();

    /// <summary>Keeps events of another program.</summary>
    /// <returns>The events; what <see cref="ReadLineageEvents"/> refuses.</returns>
    public Outcome<ImmutableArray<LineageEvent>> Import(SourceFile file, Instant at)
    {
        var read = ReadLineageEvents.Run(file);
        if (read is not Outcome<ImmutableArray<LineageEvent>>.Done) return read;
        var hash = ContentHash.Of(file.Content.Span);
        using var batch = store.Begin(Actor.Engine, RunId.Import(hash));
        batch.PutDocument(new(nameof(KeptLineage), hash.Hex), new KeptLineage(file.Name, Encoding.UTF8.GetString(file.Content.Span)), at);
        batch.Commit();
        return read;
    }

    private IEnumerable<LineageEvent> Imported(AsOf asOf) => store.ReadDocuments<KeptLineage>(nameof(KeptLineage), "", "~", asOf)
        .SelectMany(kept => ReadLineageEvents.Run(new(kept.Body.Name, Encoding.UTF8.GetBytes(kept.Body.Text))).OrThrow());

    private static ImmutableArray<string> SeriesOf(DeskStep step, UtilityProfile profile, ImmutableArray<string> series)
    {
        var market = Markets.SeriesOf(profile).Market;
        return [.. series.Where(path => step.Series.Any(pattern => DeskReads.Covers(pattern, path, market, profile.Location)))];
    }

    private static IEnumerable<LineageEvent> EventsOf(MadeDocument made, ImmutableArray<string> series, UtilityProfile profile)
    {
        var (mark, step) = (made.Mark, made.Step);
        var run = new LineageRun(made.Run, Term.Of(("busbar", Term.Of(("_producer", Term.Of(Producer)), ("_schemaURL", Term.Of(Facet)),
            ("run", Term.Of(mark.Run.Value)), ("document", Term.Of(mark.Id.ToString()))))));
        var job = new LineageJob(Space, step.Job, Term.Map.Empty);
        ImmutableArray<LineageDataset> inputs = [.. series.Concat(step.Documents.SelectMany(kind => InputsOf(kind, mark.Id)))
            .Select(Named)];
        ImmutableArray<LineageDataset> outputs = [Named(NameOf(mark.Id)) with { Facets = ColumnsOf(mark.Id, series, profile) }];
        // Steps that share a clock end in the order of the day.
        var ended = mark.KnownAt + Duration.FromTicks(DeskReads.Steps.IndexOf(step) + 1);
        yield return new(mark.KnownAt, Producer, Schema, RunState.Start, run, job, [], [], null);
        yield return new(ended, Producer, Schema, RunState.Complete, run, job, inputs, outputs, null);
    }

    /// <summary>OpenLineage's facet of columns, of the kinds for which <see cref="DeskColumns"/> tells it.</summary>
    private static Term.Map ColumnsOf(HandoffId id, ImmutableArray<string> series, UtilityProfile profile)
    {
        if (!DeskColumns.Of.TryGetValue(id.Kind, out var columns)) return Term.Map.Empty;
        var market = Markets.SeriesOf(profile).Market;
        IEnumerable<string> Named(string from) => from.StartsWith('{')
            ? series.Where(path => DeskReads.Covers(from, path, market, profile.Location)) : InputsOf(from, id);
        return Term.Of(("columnLineage", Term.Of(("_producer", Term.Of(Producer)), ("_schemaURL", Term.Of(ColumnFacet)), ("fields", Term.Of(
        [
            .. columns.GroupBy(column => column.Field).Select(field => (field.Key, (Term)Term.Of(("inputFields", new Term.List(
            [
                .. field.SelectMany(column => Named(column.From).Select(name => (Term)Term.Of(("namespace", Term.Of(Space)), ("name",
                    Term.Of(name)),
                    ("field", Term.Of(column.Column))))),
            ]))))),
        ])))));
    }

    /// <summary>A month reads the documents of all its days, a day those of the day or of its month.</summary>
    private static IEnumerable<string> InputsOf(string kind, HandoffId reader)
    {
        var day = DayOf(reader.Key);
        if (DeskReads.OfMonths.Contains(kind)) return [$"{kind}/{day[..8]}01"];
        return DeskReads.OfMonths.Contains(reader.Kind)
            ? Enumerable.Range(1, 31).Select(each => FormattableString.Invariant($"{kind}/{day[..8]}{each:00}")) : [$"{kind}/{day}"];
    }

    /// <summary>The dataset that a document is a part of: its kind and day, whatever follows the day in its key.</summary>
    public static string NameOf(HandoffId id) => $"{id.Kind}/{DayOf(id.Key)}";

    private static string DayOf(string key) => key.Length > "2025-11-05".Length ? key[.."2025-11-05".Length] : key.PadRight(8, '-');

    private static LineageDataset Named(string name) => new(Space, name, Term.Map.Empty, Term.Map.Empty);

    private static string IdOf(DocumentMark mark) => new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(
        $"{mark.Run} {mark.Id} {mark.KnownAt} {mark.Seq}")).AsSpan(0, 16)).ToString();
}
