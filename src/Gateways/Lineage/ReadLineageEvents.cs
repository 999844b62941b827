using System.Collections.Immutable;
using Busbar.Digital.Handoffs.DataQuality;
using Busbar.Gateways.Shapes;
using Busbar.Kernel.Outcomes;
using NodaTime;
using NodaTime.Text;
using static Busbar.Gateways.Shapes.Shape;

namespace Busbar.Gateways.Lineage;

/// <summary>Reads OpenLineage events (2-0-2): run, job and dataset events, one as a document, or a list of them.</summary>
public static class ReadLineageEvents
{
    private const int MaxBytes = 64 << 20;
    private const string Remedy = "Correct the event by the OpenLineage specification.";

    private static readonly (string, Shape)[] ends =
    [
        ("job!", Fields.Open("namespace! name!", ("facets", FacetShapes.Of("job")))),
            ("inputs", new ListOf(Dataset("input", "inputFacets"))),
        ("outputs", new ListOf(Dataset("output", "outputFacets"))),
    ];

    private static readonly Fields job = Fields.Open("eventTime!:t producer!:x schemaURL!:x", ends).With((map, path, faults) =>
    {
        if (map["dataset"] is { } dataset) faults.Add(dataset, "dataset", "stands in a job event; an event has one kind");
    });

    private static readonly Fields run = Fields.Open("eventTime!:t producer!:x schemaURL!:x",
        [.. ends, ("run!", Fields.Open("runId!:u", ("facets", FacetShapes.Of("run")))),
            ("eventType", OneOf("START RUNNING COMPLETE ABORT FAIL OTHER"))]);

    private static readonly Fields dataset = Fields.Open("eventTime!:t producer!:x schemaURL!:x",
        ("dataset!", Dataset("dataset", "facets")));

    /// <summary>The events in the order of the file, and as findings the fields the standard does not know. Refuses text that is not JSON
    /// (<c>not-json</c>, <c>key-twice</c>) and events the standard does not allow (<c>bad-lineage</c>).</summary>
    public static Outcome<ImmutableArray<LineageEvent>> Run(SourceFile file)
    {
        if (file.ReadText(MaxBytes) is Outcome<ReadOnlyMemory<byte>>.Refused unread) return unread.Refusal;
        var read = JsonNodes.Read(file.Name, file.ReadText(MaxBytes).OrThrow());
        if (read is Outcome<Node>.Refused refused) return refused.Refusal;
        var faults = new Faults(file.Name);
        var events = read.OrThrow() is Node.List list ? list.Items : [read.OrThrow()];
        foreach (var each in events) ShapeOf(each).Check(each, "", faults);
        if (faults.Refusal("bad-lineage", Remedy) is { } refusal) return refusal;
        return Outcome.Of(events.Cast<Node.Map>().Select(Event).ToImmutableArray(), faults.Unknown);
    }

    /// <summary>Whether a map of facets is as the standard says: null, or the refusal.</summary>
    /// <param name="where">dataset, input, output, job or run.</param>
    public static Refusal? CheckFacets(SourceFile file, string where)
    {
        var read = JsonNodes.Read(file.Name, file.Content);
        if (read is Outcome<Node>.Refused refused) return refused.Refusal;
        var faults = new Faults(file.Name);
        FacetShapes.Of(where).Check(read.OrThrow(), "", faults);
        return faults.Refusal("bad-lineage", Remedy);
    }

    private static Fields ShapeOf(Node node) => node is not Node.Map map || map["run"] is not null ? run : map["job"] is not null ? job
        : dataset;

    private static Fields Dataset(string use, string facets)
    {
        var words = Fields.Open("namespace! name!", ("facets", FacetShapes.Of("dataset")));
        return facets == "facets" ? words
            : Fields.Open("namespace! name!", ("facets", FacetShapes.Of("dataset")), (facets, FacetShapes.Of(use)));
    }

    private static LineageEvent Event(Node.Map map) => new(
        Time(map.Text("eventTime")!), map.Text("producer")!, map.Text("schemaURL")!,
        map["run"] is null || map.Text("eventType") is not { } type ? null : Enum.Parse<RunState>(type, ignoreCase: true),
        map["run"] is Node.Map ofRun ? new LineageRun(ofRun.Text("runId")!, FacetsOf(ofRun, "facets")) : null,
        map["job"] is Node.Map ofJob ? new LineageJob(ofJob.Text("namespace")!, ofJob.Text("name")!, FacetsOf(ofJob, "facets")) : null,
        [.. map.Maps("inputs").Select(each => Dataset(each, "inputFacets"))],
        [.. map.Maps("outputs").Select(each => Dataset(each, "outputFacets"))],
        map["job"] is null && map["dataset"] is Node.Map of ? Dataset(of, "") : null);

    private static LineageDataset Dataset(Node.Map map, string use) =>
        new(map.Text("namespace")!, map.Text("name")!, FacetsOf(map, "facets"), FacetsOf(map, use));

    private static Term.Map FacetsOf(Node.Map map, string name) => map[name]?.ToTerm() as Term.Map ?? Term.Map.Empty;

    private static Instant Time(string text)
    {
        var iso = text.Replace(' ', 'T').ToUpperInvariant();
        return InstantPattern.ExtendedIso.Parse(iso) is { Success: true } instant ? instant.Value
            : OffsetDateTimePattern.ExtendedIso.Parse(iso) is { Success: true } offset ? offset.Value.ToInstant() : Instant.MinValue;
    }
}
