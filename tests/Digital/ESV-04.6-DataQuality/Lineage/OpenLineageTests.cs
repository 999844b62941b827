using System.Text;
using System.Text.Json.Nodes;
using Busbar.Digital.Handoffs.DataQuality;
using Busbar.Gateways;
using Busbar.Gateways.Lineage;
using Busbar.Kernel.Outcomes;

namespace Busbar.Digital.DataQuality.Tests.Lineage;

/// <summary>OpenLineage's own 47 documents (spec/tests): 46 facets and an event, all of which its schemas allow.</summary>
public sealed class OpenLineageTests
{
    private const string Folder = "OpenLineage/spec/tests/";

    [Fact]
    public void All_forty_seven_documents_of_the_specification_are_read()
    {
        var files = Documents();
        Assert.Equal(47, files.Count);
        var faults = files.Select(file => (file.Path, Refusal: Check(file.Path, file.Content)))
            .Where(each => each.Refusal is not null).ToList();
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    /// <summary>Every field of the 47 documents, taken away one at a time. An independent validator with the specification's JSON schemas
    /// refuses
    /// 362; of those we let 4 pass (a map without its only facet) and refuse 43 more, all of which stand in a facet that the schemas look
    /// at
    /// only as a facet of some kind: nested in a parent's facets, or of a job where a dataset's would pass.</summary>
    [Fact]
    public void A_document_without_a_field_it_needs_is_refused()
    {
        var (refused, kept) = (0, new List<string>());
        foreach (var (path, content) in Documents())
            foreach (var place in Places(JsonNode.Parse(content)!, []).ToList())
            {
                var document = JsonNode.Parse(content)!;
                Remove(document, place);
                if (Check(path, Encoding.UTF8.GetBytes(document.ToJsonString())) is null) kept.Add($"{path} {string.Join('.', place)}");
                else refused++;
            }
        Assert.Equal((401, 309), (refused, kept.Count));
    }

    [Theory]
    [InlineData("eventTime", "\"yesterday\"", "eventTime is \"yesterday\", not a date and time")]
    [InlineData("producer", "\"me\"", "producer is \"me\", not a URI")]
    [InlineData("eventType", "\"DONE\"", "eventType is \"DONE\", not one of START RUNNING COMPLETE ABORT FAIL OTHER")]
    [InlineData("run", "{ \"runId\": \"1\" }", "run.runId is \"1\", not a UUID")]
    [InlineData("job", "{ \"name\": \"x\" }", "job has no 'namespace'")]
    [InlineData("inputs", "[{ \"name\": \"x\" }]", "inputs[0] has no 'namespace'")]
    [InlineData("outputs", "{}", "outputs is not a list")]
    public void An_event_with_one_thing_wrong_is_refused_at_its_place(string field, string value, string what)
    {
        var node = JsonNode.Parse(Documents().Single(file => file.Path.EndsWith("example_full_event.json", StringComparison.Ordinal))
            .Content)!;
        node[field] = JsonNode.Parse(value);
        var refusal = Refusal(Encoding.UTF8.GetBytes(node.ToJsonString()));
        Assert.Equal(("bad-lineage", what), (refusal?.Code, refusal?.What));
    }

    [Fact]
    public void Text_that_is_no_JSON_is_refused_with_its_line()
    {
        Assert.Equal(("not-json", "e.json:2:1"), Refusal("{\n]"u8.ToArray()) is { } refusal ? (refusal.Code, refusal.Where) : default);
        Assert.Equal("key-twice", Refusal("""{"run":1,"run":2}"""u8.ToArray())?.Code);
        Assert.Equal("not-json", Refusal(Encoding.UTF8.GetBytes(new string('[', 1000)))?.Code);
    }

    [Fact]
    public void An_event_that_is_written_reads_as_it_was()
    {
        var file = Documents().Single(each => each.Path.EndsWith("example_full_event.json", StringComparison.Ordinal));
        var first = ReadLineageEvents.Run(new("e.json", file.Content)).OrThrow().Single();
        Assert.Equal((RunState.Complete, "dbt", "f69a6e9b-9bac-3c9a-9cf6-eacb70ecc9a9"), (first.State, first.Job!.Name, first.Run!.Id));
        var again = ReadLineageEvents.Run(new("e.json", WriteLineageEvent.Of(first))).OrThrow().Single();
        Assert.Equal(Encoding.UTF8.GetString(WriteLineageEvent.Of(first)), Encoding.UTF8.GetString(WriteLineageEvent.Of(again)));
        Assert.Equal((first.Time, first.Job.Facets.ToString()), (again.Time, again.Job!.Facets.ToString()));
    }

    private static Refusal? Refusal(byte[] text) =>
        (ReadLineageEvents.Run(new("e.json", text)) as Outcome<System.Collections.Immutable.ImmutableArray<LineageEvent>>.Refused)?.Refusal;

    private static Refusal? Check(string path, byte[] content)
    {
        var folder = path[Folder.Length..].Split('/')[0];
        if (!path[Folder.Length..].Contains('/', StringComparison.Ordinal)) return Refusal(content);
        var text = Encoding.UTF8.GetString(content);
        var where = folder switch
        {
            "LineageFacet" => path.Contains("dataset-to-dataset", StringComparison.Ordinal)
                || path.Contains("implicit-job", StringComparison.Ordinal) ? "dataset" : "job",
            "BaseSubsetDatasetFacet" => "input",
            _ when folder.EndsWith("InputDatasetFacet", StringComparison.Ordinal) => "input",
            _ when folder.EndsWith("OutputDatasetFacet", StringComparison.Ordinal) => "output",
            _ when folder.EndsWith("DatasetFacet", StringComparison.Ordinal) => "dataset",
            _ => folder.EndsWith("JobFacet", StringComparison.Ordinal) ? "job" : "run",
        };
        return ReadLineageEvents.CheckFacets(new("f.json", content), where);
    }

    private static List<(string Path, byte[] Content)> Documents() => [.. SharedFiles.Unpack("openlineage.tar.gz")
        .Where(file => file.Key.StartsWith(Folder, StringComparison.Ordinal)).Select(file => (file.Key, file.Value))];

    private static IEnumerable<object[]> Places(JsonNode node, object[] path) => node switch
    {
        JsonObject map => map.SelectMany(each => Places(each.Value!, [.. path, each.Key]).Prepend([.. path, each.Key])),
        JsonArray list => list.SelectMany((each, i) => Places(each!, [.. path, i])),
        _ => [],
    };

    private static void Remove(JsonNode node, object[] place)
    {
        foreach (var step in place[..^1]) node = step is int i ? node[i]! : node[(string)step]!;
        node.AsObject().Remove((string)place[^1]);
    }
}
