using Busbar.Digital.DataQuality.Contracts;
using Busbar.Digital.DataQuality.Tests.DataContracts;

using Busbar.Gateways.DataContracts;
using Busbar.Kernel.Outcomes;

namespace Busbar.Digital.DataQuality.Tests.Contracts;

public sealed class CompareContractsTests
{
    private const string Fields = """
              - name: id
                logicalType: integer
                physicalType: int
                primaryKey: true
                required: true
              - name: usd
                logicalType: number
                classification: public
                logicalTypeOptions: { minimum: 0, maximum: 10 }
                quality:
                  - { metric: invalidValues, mustBeLessThan: 5, arguments: { validValues: [a, b] } }

        """;

    private const string Levels = "slaProperties: [{ property: latency, value: 4, unit: h, element: orders.id }]\n";

    [Theory]
    [InlineData("- name: usd", "- name: eur", "orders.usd: the field is gone", Breaks.Readers)]
    [InlineData("- name: id", "- { name: x }\n      - name: id", "orders.x: the field is new", Breaks.Nobody)]
    [InlineData("- name: id", "- { name: x, required: true }\n      - name: id", "orders.x: the field is new and required",
        Breaks.Producers)]
    [InlineData("logicalType: integer", "logicalType: string", "orders.id: the type was integer, is string", Breaks.Readers)]
    [InlineData("logicalType: integer", "logicalType: number", "orders.id: the type was integer, is number", Breaks.Readers)]
    [InlineData("logicalType: number", "logicalType: integer", "orders.usd: the type was number, is integer", Breaks.Producers)]
    [InlineData("physicalType: int", "physicalType: text", "orders.id: the store's type was int, is text", Breaks.Readers)]
    [InlineData("logicalType: number", "logicalType: number\n        physicalName: u", "orders.usd: the store called it usd, calls it u",
        Breaks.Readers)]
    [InlineData("primaryKey: true", "primaryKey: false", "orders: the primary key was (id), is ()", Breaks.Readers)]
    [InlineData("required: true", "required: false", "orders.id: a value may now be missing", Breaks.Readers)]
    [InlineData("logicalType: number", "logicalType: number\n        required: true", "orders.usd: a value is now required",
        Breaks.Producers)]
    [InlineData("logicalType: number", "logicalType: number\n        unique: true", "orders.usd: values must now be unique",
        Breaks.Producers)]
    [InlineData("classification: public", "classification: secret", "orders.usd: the classification was 'public', is 'secret'",
        Breaks.Nobody)]
    [InlineData("minimum: 0", "minimum: 1", "orders.usd: minimum was 0, is 1", Breaks.Producers)]
    [InlineData("minimum: 0", "minimum: -1", "orders.usd: minimum was 0, is -1", Breaks.Readers)]
    [InlineData("maximum: 10", "maximum: 9", "orders.usd: maximum was 10, is 9", Breaks.Producers)]
    [InlineData(", maximum: 10", "", "orders.usd: maximum 10 no longer holds", Breaks.Readers)]
    [InlineData("maximum: 10", "maximum: 10, multipleOf: 2", "orders.usd: multipleOf 2 is new", Breaks.Producers)]
    [InlineData("mustBeLessThan: 5", "mustBeLessThan: 9", "mustBeLessThan 9", Breaks.Readers)]
    [InlineData("mustBeLessThan: 5", "mustBeLessThan: 2", "mustBeLessThan 2", Breaks.Producers)]
    [InlineData("[a, b]", "[a]", "is mustBeLessThan 5 {validValues: [\"a\"]}", Breaks.Producers)]
    [InlineData("[a, b]", "[a, b, c]", "[\"a\", \"b\", \"c\"]", Breaks.Readers)]
    [InlineData("metric: invalidValues", "metric: nullValues", "the rule 'invalidValues' is gone", Breaks.Readers)]
    [InlineData("- name: orders", "- name: bids", "orders: the table is gone", Breaks.Readers)]
    [InlineData("value: 4", "value: 2", "latency was 4 h, is 2 h", Breaks.Nobody)]
    [InlineData("value: 4", "value: 5", "latency was 4 h, is 5 h", Breaks.Readers)]
    [InlineData("property: latency", "property: retention", "latency is no longer promised", Breaks.Readers)]
    public void A_change_is_named_with_whom_it_breaks(string text, string instead, string change, Breaks breaks)
    {
        var after = (Fields + Levels).Replace(text, instead, StringComparison.Ordinal);
        var contract = text == "- name: orders"
            ? CheckContractTests.Contract(Fields + Levels) with { Schemas =
                [CheckContractTests.Contract(Fields).Schemas[0] with { Name = "bids" }] }
            : CheckContractTests.Contract(after);
        var changes = CompareContracts.Run(new(CheckContractTests.Contract(Fields + Levels), contract)).OrThrow();
        Assert.Contains(changes, each => $"{each.Place}: {each.What}".Contains(change, StringComparison.Ordinal) && each.Breaks == breaks);
    }

    [Fact]
    public void A_contract_does_not_differ_from_itself_and_two_contracts_are_not_compared()
    {
        var contract = CheckContractTests.Contract(Fields + Levels);
        Assert.Empty(CompareContracts.Run(new(contract, CheckContractTests.Contract(Fields + Levels))).OrThrow());
        Assert.Equal("other-contract", Assert.IsType<Outcome<System.Collections.Immutable.ImmutableArray<ContractChange>>.Refused>(
            CompareContracts.Run(new(contract, contract with { Id = "d" }))).Refusal.Code);
    }

    /// <summary>datacontract-cli's three versions of cities: an optional field comes, then is required.</summary>
    [Fact]
    public void Versions_of_the_fixtures_break_whom_they_should()
    {
        var versions = ReadDataContractTests.Contracts("datacontract-cli/tests/fixtures/schema-evolution/")
            .Select(file => ReadDataContract.Run(file).OrThrow()).ToList();
        Assert.Equal([new("cities.population", "the field is new", Breaks.Nobody)],
            CompareContracts.Run(new(versions[0], versions[1])).OrThrow());
        Assert.Equal([new("cities.population", "a value is now required", Breaks.Producers)],
            CompareContracts.Run(new(versions[1], versions[2])).OrThrow());
        Assert.Equal([new("cities.population", "the field is gone", Breaks.Readers)],
            CompareContracts.Run(new(versions[1], versions[0])).OrThrow());
    }
}
