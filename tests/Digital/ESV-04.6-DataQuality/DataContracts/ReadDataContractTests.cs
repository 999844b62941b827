using System.Text;
using Busbar.Digital.Handoffs.DataQuality;
using Busbar.Gateways;
using Busbar.Gateways.DataContracts;
using Busbar.Kernel.Outcomes;

namespace Busbar.Digital.DataQuality.Tests.DataContracts;

public sealed class ReadDataContractTests
{
    private const string Small = """
        apiVersion: v3.1.0
        kind: DataContract
        id: feed
        version: 1.0.0
        status: active
        schema:
          - name: prices
            properties:
              - name: hour
                logicalType: timestamp
                required: true
              - name: usd
                logicalType: number
                logicalTypeOptions: { minimum: -2000 }
                quality:
                  - metric: nullValues
                    mustBe: 0
        servers:
          - server: here
            type: local
            path: a.csv
            format: csv

        """;

    [Fact]
    public void All_eighteen_examples_of_the_standard_are_read()
    {
        var examples = Contracts("open-data-contract-standard/docs/examples/");
        Assert.Equal(18, examples.Count);
        Assert.All(examples, example => Assert.IsType<Outcome<DataContract>.Done>(ReadDataContract.Run(example)));
    }

    /// <summary>Of the fixtures of datacontract-cli the standard's own JSON schemas refuse 4, and 28 are of an older specification. One
    /// more is
    /// no YAML 1.2: a text goes on at the indentation of its key, which PyYAML lets pass.</summary>
    [Fact]
    public void Valid_fixtures_are_read_and_invalid_ones_refused_with_line_and_column()
    {
        var refused = new SortedDictionary<string, Refusal>(StringComparer.Ordinal);
        var (read, old) = (0, 0);
        foreach (var file in Contracts("datacontract-cli/tests/fixtures/"))
            switch (ReadDataContract.Run(file))
            {
                case Outcome<DataContract>.Refused { Refusal.Code: "other-specification" }: old++; break;
                case Outcome<DataContract>.Refused other: refused[file.Name] = other.Refusal; break;
                default: read++; break;
            }
        Assert.Equal(
            [
                "adventureworks.odcs.yaml:76:22 The text is not YAML: While scanning a multi-line double-quoted scalar, "
                    + "found wrong indentation.",
                "invalid.odcs.yaml:1:1 the document has no 'status'",
                "invalid_multiple_errors.odcs.yaml:1:1 the document has no 'status'; the document has no 'version' (1:1)",
                "invalid_multiple_schema_errors.odcs.yaml:10:17 schema[0].description is null, not a text",
                "odcs_with_extra_top_level.yaml:8:3 change_management is not a field the standard knows",
            ],
            refused.Values.Select(refusal => $"{refusal.Where} {refusal.What}"));
        Assert.Equal((34, 28), (read, old));
    }

    [Fact]
    public void A_contract_says_what_its_text_says()
    {
        var full = ReadDataContract.Run(Contracts("open-data-contract-standard/docs/examples/all/full").Single()).OrThrow();
        Assert.Equal(("53581432-6c55-4ba2-a65f-72344a91553a", "1.1.0", "active", 2),
            (full.Id, full.Version, full.Status, full.Schemas.Length));
        Assert.Equal("daustin", full.Team.Owner);
        Assert.Equal(["mhopper", "daustin"], full.Team.Members.Select(member => member.UserName));
        var table = full.Schemas[0];
        Assert.Equal(("tbl", "tbl_1", 3, 1), (table.Name, table.PhysicalName, table.Properties.Length,
            table.ForeignKeys[0].From.Length - 1));
        Assert.Equal(("rowCount", "mustBeGreaterThan", 1_000_000),
            (table.Quality[0].Metric, table.Quality[0].Operator, table.Quality[0].Bounds[0]));
        Assert.Equal((1, "restricted"), (table.Properties[1].PrimaryKeyPosition, table.Properties[1].Classification));
        Assert.Equal(new ServiceLevel("latency", Cell.Of(4), "d", "tab1.txn_ref_dt", ""), full.ServiceLevels[0]);
        Assert.Equal(("postgres", "5432"), (full.Servers[0].Type, full.Servers[0].Settings["port"]!.ToString()));
        Assert.Equal((9.95, "USD"), (full.Price!.Amount, full.Price.Currency));
        Assert.Equal(4, full.Roles.Length);
        Assert.Equal(4, full.Support.Length);
        Assert.Equal("[\"cluster name\"]", full.Custom["dataprocClusterName"]!.ToString());
    }

    /// <summary>One change each to a contract that is read; the standard's JSON schema of 3.1.0 refuses every one of them too.</summary>
    [Theory]
    [InlineData("kind: DataContract", "kind: Contract", "bad-contract", "2:7")]
    [InlineData("apiVersion: v3.1.0", "apiVersion: v9", "bad-contract", "1:13")]
    [InlineData("apiVersion: v3.1.0", "apiVersion: v2.2.2", "standard-version", "")]
    [InlineData("version: 1.0.0", "version: 1", "bad-contract", "4:10")]
    [InlineData("- name: prices", "- physicalName: prices", "bad-contract", "7:5")]
    [InlineData("logicalType: timestamp", "logicalType: datetime", "bad-contract", "10:22")]
    [InlineData("required: true", "required: maybe", "bad-contract", "11:19")]
    [InlineData("required: true", "requird: true", "bad-contract", "11:18")]
    [InlineData("minimum: -2000", "minLength: 2", "bad-contract", "14:42")]
    [InlineData("minimum: -2000", "minimum: low", "bad-contract", "14:40")]
    [InlineData("metric: nullValues", "metric: zeroValues", "bad-contract", "16:21")]
    [InlineData("mustBe: 0", "mustBeBetween: [0]", "bad-contract", "17:28")]
    [InlineData("mustBe: 0", "dimension: beauty", "bad-contract", "16:13")]
    [InlineData("metric: nullValues", "name: nulls", "bad-contract", "16:13")]
    [InlineData("metric: nullValues", "type: sql", "bad-contract", "16:13")]
    [InlineData("metric: nullValues", "type: custom", "bad-contract", "16:13")]
    [InlineData("type: local", "type: floppy", "bad-contract", "20:11")]
    [InlineData("path: a.csv", "pathh: a.csv", "bad-contract", "19:5")]
    [InlineData("id: feed", "id: &a feed", "yaml-anchor", "3:5")]
    [InlineData("id: feed", "id: feed\nid: food", "key-twice", "4:1")]
    [InlineData("id: feed", "id: 'feed", "not-yaml", "")]
    [InlineData("id: feed", "id: feed\ndataContractSpecification: 1.2.1", "other-specification", "4:28")]
    public void A_contract_with_one_thing_wrong_is_refused_at_its_place(string text, string instead, string code, string place)
    {
        Assert.IsType<Outcome<DataContract>.Done>(Read(Small));
        var refusal = Assert.IsType<Outcome<DataContract>.Refused>(Read(Small.Replace(text, instead, StringComparison.Ordinal))).Refusal;
        Assert.Equal(code, refusal.Code);
        Assert.EndsWith(place, refusal.Where, StringComparison.Ordinal);
    }

    [Fact]
    public void Hostile_text_is_refused()
    {
        Assert.Equal("too-deep", Code(new string('[', 5000)));
        Assert.Equal("empty-file", Code("# nothing\n"));
        Assert.Equal("bad-contract", Code("- a list\n"));
    }

    [Fact]
    public void A_field_that_version_3_0_does_not_know_is_noticed_and_kept_aside()
    {
        var done = Assert.IsType<Outcome<DataContract>.Done>(Read(Small.Replace("v3.1.0", "v3.0.2", StringComparison.Ordinal)
            .Replace("required: true", "requird: true", StringComparison.Ordinal)));
        Assert.Equal(("unknown-field", "c.yaml:11:18"), (done.Findings.Single().Code, done.Findings.Single().Where));
    }

    private static string Code(string text) => Assert.IsType<Outcome<DataContract>.Refused>(Read(text)).Refusal.Code;

    private static Outcome<DataContract> Read(string text) => ReadDataContract.Run(new("c.yaml", Encoding.UTF8.GetBytes(text)));

    internal static List<SourceFile> Contracts(string folder) => [.. SharedFiles.Unpack("odcs.tar.gz")
        .Where(file => file.Key.StartsWith(folder, StringComparison.Ordinal) && Path.GetExtension(file.Key) is ".yaml" or ".yml")
        .Select(file => new SourceFile(Path.GetFileName(file.Key), file.Value))];
}
