using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Busbar.Digital.Handoffs.Cybersecurity;
using Busbar.Gateways.Advisories;
using Busbar.Kernel.Outcomes;

namespace Busbar.Digital.Cybersecurity.Tests.Advisories;

/// <summary>OpenVEX 0.2.0: the documents in its specification, and its schema read literally.</summary>
public class OpenVexTests
{
    private const string Head = """
        "@context": "https://openvex.dev/ns/v0.2.0", "@id": "https://example.com/vex-1", "author": "Desk", "version": 3,
        "timestamp": "2026-01-08T18:02:03.5-06:00"
        """;

    private const string Whole = $$"""
        { {{Head}}, "role": "Maker", "last_updated": "2026-01-09T00:00:00Z", "tooling": "hand",
          "statements": [
            { "@id": "https://example.com/vex-1#1", "version": 2, "timestamp": "2026-01-08T00:00:00Z",
              "last_updated": "2026-01-08T12:00:00Z", "supplier": "Maker", "status_notes": "looked at",
              "vulnerability": { "@id": "https://example.com/CVE-2026-1", "name": "CVE-2026-1", "description": "A parser that runs on",
                "aliases": ["GHSA-2qrg-x229-3v8q"] },
              "products": [
                { "@id": "https://example.com/desk", "identifiers": { "purl": "pkg:nuget/desk@1.0", "cpe22": "cpe:/a:maker:desk:1.0",
                    "cpe23": "cpe:2.3:a:maker:desk:1.0:*:*:*:*:*:*:*" },
                  "hashes": { "sha-256": "00", "md5": "00" },
                  "subcomponents": [{ "@id": "pkg:nuget/parser@1.2", "identifiers": { "purl": "pkg:nuget/parser@1.2" },
                    "hashes": { "sha1": "00" } }] }],
              "status": "not_affected", "justification": "component_not_present", "impact_statement": "It is not in" },
            { "vulnerability": { "name": "CVE-2026-2" }, "products": [{ "@id": "pkg:nuget/desk@1.0" }], "status": "affected",
              "action_statement": "Take 1.1", "action_statement_timestamp": "2026-01-08T12:00:00Z" }] }
        """;

    [Fact]
    public void Documents_in_the_specification_are_taken_where_they_are_whole_json()
    {
        var spec = Encoding.UTF8.GetString(SharedFiles.Unpack("openvex.tar.gz").Single(file => file.Key.EndsWith("OPENVEX-SPEC.md",
            StringComparison.Ordinal)).Value);
        var outcomes = Regex.Matches(spec, "```json\n(\\{.*?)```", RegexOptions.Singleline).Select(match => match.Groups[1].Value)
            .Where(text => text.Contains("\"@context\"", StringComparison.Ordinal)).Select(text => Read(text) switch
            {
                Outcome<Advisory>.Refused refused => refused.Refusal.Code,
                var done => $"{done.OrThrow().Vulnerabilities.Single().Id}",
            });
        // Two of the four have commas too many or too few.
        Assert.Equal(["CVE-2023-12345", "CVE-2023-12345", "not-json", "not-json"], outcomes);
    }

    [Fact]
    public void The_reader_refuses_what_the_published_schema_refuses_and_nothing_else()
    {
        var schema = new JsonSchemaReading(JsonNode.Parse(SharedFiles.Unpack("openvex.tar.gz").Single(file =>
            file.Key.EndsWith("schema.json", StringComparison.Ordinal)).Value)!);
        var (taken, refused, wrong) = (0, 0, new List<string>());
        foreach (var (what, text) in Changed(Whole))
        {
            var isAllowed = schema.Allows(JsonNode.Parse(text));
            var outcome = Read(text);
            if (isAllowed) taken++;
            else refused++;
            if (isAllowed != outcome is Outcome<Advisory>.Done) wrong.Add($"{what}: {outcome}");
        }
        // The specification asks for more than its schema does: its own context, and a product for every statement.
        Assert.All(wrong, each => Assert.Matches("^(@context = |statements\\.[01]\\.products(\\.0)? (left out|= \\[\\]))", each));
        Assert.Equal(7, wrong.Count);
        Assert.True(taken > 80 && refused > 300, $"{taken} taken, {refused} refused");
    }

    [Fact]
    public void Statements_are_read_with_products_parts_reasons_and_times()
    {
        var advisory = Read(Whole).OrThrow();
        Assert.Equal(("https://example.com/vex-1", "Desk", "OpenVEX 0.2.0"), (advisory.Id, advisory.Publisher, advisory.Format));
        Assert.Equal(["pkg:nuget/desk@1.0"], advisory.Products.Select(each => each.PackageUrl));
        var (first, second) = (advisory.Vulnerabilities[0].Statements[0], advisory.Vulnerabilities[1].Statements[0]);
        Assert.Equal((VexStatus.NotAffected, "component_not_present", "It is not in", "Maker"),
            (first.Status, first.Justification, first.Statement, first.Author));
        Assert.Equal(["GHSA-2qrg-x229-3v8q"], first.Aliases);
        Assert.Equal(["pkg:nuget/desk@1.0"], first.Products);
        Assert.Equal(["pkg:nuget/parser@1.2"], first.Subcomponents);
        Assert.Equal((NodaTime.Instant.FromUtc(2026, 1, 8, 12, 0), 2), (first.At, first.Version));
        Assert.Equal((VexStatus.Affected, "Take 1.1", "Desk"), (second.Status, second.Statement, second.Author));
        Assert.Equal((NodaTime.Instant.FromUtc(2026, 1, 9, 0, 0), 3), (second.At, second.Version));
    }

    [Theory]
    [InlineData(""" "status": "not_affected", "products": [{"@id": "pkg:npm/a@1"}] """, "justification")]
    [InlineData(""" "status": "affected", "products": [{"@id": "pkg:npm/a@1"}] """, "action_statement")]
    [InlineData(""" "status": "fixed" """, "product")]
    [InlineData(""" "status": "fixed", "products": [{"hashes": {"md5": "00"}}] """, "@id")]
    public void A_statement_that_lacks_its_reason_or_product_is_refused_with_its_place(string statement, string reason)
    {
        var refusal = Assert.IsType<Outcome<Advisory>.Refused>(Read(Document(statement))).Refusal;
        Assert.Equal("bad-advisory", refusal.Code);
        Assert.Contains(reason, refusal.What, StringComparison.Ordinal);
        Assert.StartsWith("vex.json:3:", refusal.Where, StringComparison.Ordinal);
    }

    [Fact]
    public void Version_0_0_1_is_named_and_refused() => Assert.Equal("advisory-version", Assert.IsType<Outcome<Advisory>.Refused>(
        Read("""{"@context": "https://openvex.dev/ns"}""")).Refusal.Code);

    [Fact]
    public void Odd_package_urls_and_updates_before_the_issue_are_found()
    {
        var done = Assert.IsType<Outcome<Advisory>.Done>(Read(Document("""
            "status": "fixed", "products": [{"@id": "pkg:npm"}], "timestamp": "2026-01-02T00:00:00Z",
            "last_updated": "2026-01-01T00:00:00Z"
            """)));
        Assert.Equal(["updated-before-issued", "bad-purl"], done.Findings.Select(each => each.Code));
    }

    private static string Document(string statement) =>
        $"{{ {Head}, \"statements\": [\n{{ \"vulnerability\": {{\"name\": \"CVE-2026-1\"}}, {statement} }}] }}";

    private static Outcome<Advisory> Read(string text) => ReadAdvisory.Run(new("vex.json", Encoding.UTF8.GetBytes(text)));

    /// <summary>The document with one thing changed: a field left out, a value of another kind, a field nobody knows, an item
    /// twice.</summary>
    private static IEnumerable<(string What, string Text)> Changed(string whole)
    {
        string[] values = ["null", "7", "0", "true", "[]", "{}", "\"\"", "\"some words\"", "\"affected\"", "\"2026-02-30T00:00:00Z\"",
            "\"https://example.com/x\""];
        foreach (var path in Paths(JsonNode.Parse(whole)!, []).ToList())
        {
            var shown = string.Join('.', path);
            yield return With($"{shown} left out", path, (parent, name) => _ = parent is JsonObject map ? map.Remove((string)name)
                : Removed((JsonArray)parent, (int)name));
            foreach (var value in values)
                yield return With($"{shown} = {value}", path, (parent, name) => Set(parent, name, JsonNode.Parse(value)));
            yield return With($"{shown} with more", path, (parent, name) =>
            {
                var node = parent is JsonObject map ? map[(string)name] : parent[(int)name];
                if (node is JsonObject own) own["nobody"] = 1;
                else if (node is JsonArray list) list.Add(list[0]!.DeepClone());
            });
        }

        (string, string) With(string what, List<object> path, Action<JsonNode, object> change)
        {
            var root = JsonNode.Parse(whole)!;
            change(path.SkipLast(1).Aggregate(root, (node, step) => step is string name ? node[name]! : node[(int)step]!), path[^1]);
            return (what, root.ToJsonString());
        }
    }

    private static bool Removed(JsonArray list, int place)
    {
        list.RemoveAt(place);
        return true;
    }

    private static void Set(JsonNode parent, object name, JsonNode? value)
    {
        if (name is string field) parent[field] = value;
        else parent[(int)name] = value;
    }

    private static IEnumerable<List<object>> Paths(JsonNode node, List<object> path) => (node switch
    {
        JsonObject map => map.Select(each => ((object)each.Key, each.Value)),
        JsonArray list => list.Select((each, place) => ((object)place, each)),
        _ => [],
    }).SelectMany(each => Paths(each.Item2!, [.. path, each.Item1]).Prepend([.. path, each.Item1]));
}
