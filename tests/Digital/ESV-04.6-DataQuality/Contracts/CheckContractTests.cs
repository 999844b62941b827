using System.Collections.Immutable;
using System.Text;
using Busbar.Digital.DataQuality.Contracts;
using Busbar.Digital.Handoffs.DataQuality;
using Busbar.Digital.DataQuality.Tests.DataContracts;
using Busbar.Gateways;
using Busbar.Gateways.DataContracts;
using Busbar.Gateways.Tables;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.DataQuality.Tests.Contracts;

public sealed class CheckContractTests
{
    private static readonly Instant asOf = Instant.FromUtc(2026, 7, 1, 12, 0);

    /// <summary>Orders whose faults were counted by hand: two rows share an id, one e-mail has no at sign, one is too long, two amounts are
    /// out of bounds.</summary>
    private const string Orders = """
        order_id,email,amount
        1,alice@example.com,50
        2,bob@test.com,10
        3,no-at-sign,200
        4,verylongaddress@example.com,-5
        2,carol@test.com,30

        """;

    private const string OrderFields = """
              - { name: order_id, logicalType: integer, required: true, unique: true }
              - name: email
                logicalType: string
                required: true
                logicalTypeOptions: { minLength: 5, maxLength: 20, pattern: "^.+@.+$" }
              - { name: amount, logicalType: integer, logicalTypeOptions: { minimum: 0, maximum: 100 } }

        """;

    [Fact]
    public void Each_constraint_counts_and_shows_its_own_failing_rows()
    {
        var report = Check(Contract(OrderFields), Orders).OrThrow();
        Assert.Equal(
            [
                ("order_id", "type integer", CheckState.Kept, 0), ("order_id", "required", CheckState.Kept, 0),
                ("order_id", "unique", CheckState.Broken, 2), ("email", "type string", CheckState.Kept, 0),
                ("email", "required", CheckState.Kept, 0), ("email", "minLength 5", CheckState.Kept, 0),
                ("email", "maxLength 20", CheckState.Broken, 1), ("email", "pattern ^.+@.+$", CheckState.Broken, 1),
                ("amount", "type integer", CheckState.Kept, 0), ("amount", "minimum 0", CheckState.Broken, 1),
                ("amount", "maximum 100", CheckState.Broken, 1),
            ],
            report.Checks.Select(check => (check.Property, check.Rule, check.State, check.Failing)));
        Assert.Equal((3, "-5"), (report.Checks[9].Samples[0].Row, report.Checks[9].Samples[0].Values[0].ToString()));
        Assert.False(report.IsKept);
        Assert.Contains("orders.amount: minimum 0", report.Broken);
    }

    /// <summary>The standard's metrics over the same five rows, and where the words of the contract are not ours to check.</summary>
    [Theory]
    [InlineData("metric: rowCount, mustBe: 5", "", CheckState.Kept, 5.0)]
    [InlineData("metric: rowCount, mustBeBetween: [1, 4]", "", CheckState.Broken, 5.0)]
    [InlineData("metric: duplicateValues, mustBeLessThan: 1", "order_id", CheckState.Broken, 1.0)]
    [InlineData("metric: duplicateValues, mustBeLessOrEqualTo: 20, unit: percent", "order_id", CheckState.Kept, 20.0)]
    [InlineData("metric: duplicateValues, mustBe: 0, arguments: { properties: [order_id, email] }", "", CheckState.Kept, 0.0)]
    [InlineData("metric: nullValues, mustBe: 0", "email", CheckState.Kept, 0.0)]
    [InlineData("metric: missingValues, mustNotBe: 0, arguments: { missingValues: [null, no-at-sign] }", "email", CheckState.Kept, 1.0)]
    [InlineData("metric: invalidValues, mustBeGreaterThan: 2, arguments: { validValues: [10, 30] }", "amount", CheckState.Kept, 3.0)]
    [InlineData("metric: invalidValues, mustBeGreaterOrEqualTo: 2, arguments: { pattern: '^.+@.+$' }", "email", CheckState.Broken, 1.0)]
    [InlineData("metric: invalidValues, mustBe: 0", "email", CheckState.Unchecked, null)]
    [InlineData("metric: nullValues, mustBe: 0", "", CheckState.Unchecked, null)]
    [InlineData("type: sql, query: 'SELECT COUNT(*) FROM orders WHERE amount < 0 OR amount > 100', mustBe: 0", "", CheckState.Broken, 2.0)]
    [InlineData("type: sql, query: 'select avg(amount) as a from {object}', mustNotBeBetween: [0, 10]", "", CheckState.Kept, 57.0)]
    [InlineData("type: sql, query: 'select 1 from orders o join people p', mustBe: 0", "", CheckState.Unchecked, null)]
    [InlineData("type: text, description: Orders are fresh", "", CheckState.Unchecked, null)]
    [InlineData("type: custom, engine: soda, implementation: { a: 1 }", "", CheckState.Unchecked, null)]
    [InlineData("type: custom, engine: greatExpectations, "
        + "implementation: { type: expect_column_max_to_be_between, kwargs: { max_value: 300 } }",
        "amount", CheckState.Kept, 200.0)]
    [InlineData("type: custom, engine: great-expectations, implementation: { type: expect_the_best, kwargs: { } }", "",
        CheckState.Unchecked,
        null)]
    public void A_rule_measures_and_is_held_against_its_bound(string rule, string field, CheckState state, double? measured)
    {
        var fields = field.Length == 0 ? OrderFields : OrderFields.Replace($"name: {field},", $"name: {field}, quality: [{{ {rule} }}],",
            StringComparison.Ordinal).Replace("- name: email", $"- name: email\n        quality: [{{ {rule} }}]", StringComparison.Ordinal);
        var table = field.Length == 0 ? $"    quality: [{{ {rule} }}]\n" : "";
        if (field is "order_id" or "amount") fields = fields.Replace($"- name: email\n        quality: [{{ {rule} }}]", "- name: email",
            StringComparison.Ordinal);
        var outcome = Check(Contract(fields, table), Orders);
        var known = Check(Contract(OrderFields), Orders).OrThrow().Checks.Select(check => check.Name).ToHashSet();
        var check = outcome.OrThrow().Checks.Single(each => !known.Contains(each.Name));
        Assert.Equal((state, measured), (check.State, check.Measured));
        Assert.Equal(state == CheckState.Unchecked, Findings(outcome).Any(finding => finding.Code == "rule-unchecked"));
    }

    [Fact]
    public void A_warning_does_not_break_a_contract()
    {
        var report = Check(Contract("      - { name: amount, logicalType: integer }\n",
            "    quality: [{ metric: rowCount, mustBe: 6, severity: warning }]\n"), Orders).OrThrow();
        Assert.Equal((CheckState.Broken, true), (report.Checks[^1].State, report.IsKept));
    }

    [Fact]
    public void Values_that_are_not_of_their_type_are_counted_once_and_no_bound_trips_over_them()
    {
        var report = Check(Contract("      - { name: amount, logicalType: number, logicalTypeOptions: { minimum: 0 } }\n"),
            "amount\n1\nabc\n-2\n").OrThrow();
        Assert.Equal([("type number", 1), ("minimum 0", 1)], report.Checks.Select(check => (check.Rule, check.Failing)));
    }

    [Fact]
    public void A_primary_key_and_a_foreign_key_hold_over_their_tables()
    {
        var contract = Contract("""
                  - { name: id, primaryKey: true, primaryKeyPosition: 1 }
                  - { name: part, primaryKey: true, primaryKeyPosition: 2 }
                  - { name: buyer, relationships: [{ to: people.id }] }
              - name: people
                properties:
                  - { name: id }

            """);
        var outcome = CheckContract.Run(new(contract, "orders",
            [Csv("orders", "id,part,buyer\n1,1,a\n1,2,b\n1,2,c\n,3,\n"), Csv("people", "id,age\na,1\nb,2\n")], asOf));
        Assert.Equal(
            [
                ("refers to people.id", 1), ("primary key has a value", 1), ("primary key has a value", 0), ("primary key id, part", 2),
            ],
            outcome.OrThrow().Checks.Select(check => (check.Rule, check.Failing)));
        Assert.Equal("field-without-contract", Findings(outcome).Single().Code);
    }

    [Fact]
    public void What_is_not_there_is_said()
    {
        var contract = Contract("""
                  - { name: amount, required: true }
                  - { name: note }
                  - { name: day, logicalTypeOptions: { format: weird } }
              - name: people
                properties: [{ name: id }]

            """);
        var outcome = CheckContract.Run(new(contract, "orders", [Csv("orders", "day\n1\n"), Csv("other", "x\n1\n")], asOf));
        Assert.Equal(["field-absent", "rule-unchecked", "schema-without-data", "data-without-schema"],
            Findings(outcome).Select(finding => finding.Code));
        Assert.Equal(["orders.amount: present"], outcome.OrThrow().Broken);
    }

    [Fact]
    public void A_contract_that_matches_nothing_is_refused()
    {
        var refused = Assert.IsType<Outcome<ContractReport>.Refused>(Check(Contract(OrderFields), "x,y\n1,2\n"));
        Assert.Equal("contract-matches-nothing", refused.Refusal.Code);
    }

    [Theory]
    [InlineData("latency, value: 36, unit: h", CheckState.Kept, 36.0)]
    [InlineData("latency, value: 1, unit: d", CheckState.Broken, 1.5)]
    [InlineData("frequency, value: 1, unit: d", CheckState.Broken, 2.0)]
    [InlineData("frequency, value: 2, unit: days", CheckState.Kept, 2.0)]
    [InlineData("retention, value: 4, unit: d", CheckState.Broken, 4.5)]
    [InlineData("retention, value: 1, unit: w", CheckState.Kept, 4.5 / 7)]
    [InlineData("generalAvailability, value: soon", CheckState.Unchecked, null)]
    public void Service_levels_are_measured_from_the_field_they_name(string level, CheckState state, double? measured)
    {
        var contract = Contract("      - { name: day, logicalType: date }\n",
            $"slaProperties: [{{ property: {level}, element: orders.day }}]\n");
        var check = Check(contract, "day\n2026-06-27\n2026-06-28\n2026-06-30\n").OrThrow().Checks[^1];
        Assert.Equal((state, measured), (check.State, check.Measured));
    }

    /// <summary>8 March 2026 has 23 hours in New England, 1 November 25: 07:00 to 06:00 UTC and 05:00 to 05:00 + 25 h.</summary>
    [Theory]
    [InlineData(2026, 3, 8, 5, 23)]
    [InlineData(2026, 11, 1, 4, 25)]
    public void A_series_is_complete_when_it_has_every_hour_of_its_markets_day(int year, int month, int day, int firstHour, int hours)
    {
        var contract = Contract(
            "      - name: hour\n        logicalType: timestamp\n        customProperties: [{ property: expectedIntervals, "
            + "value: { market: ISO-NE, minutes: 60 } }]\n");
        var start = Instant.FromUtc(year, month, day, firstHour, 0);
        var lines = Enumerable.Range(0, hours).Select(hour => (start + Duration.FromHours(hour)).ToString()).ToList();
        var whole = Check(contract, "hour\n" + string.Join('\n', lines) + "\n").OrThrow().Checks[^1];
        Assert.Equal((CheckState.Kept, hours, 0), (whole.State, whole.Rows, whole.Failing));
        var gap = Check(contract, "hour\n" + string.Join('\n', lines.Where((_, i) => i != 1)) + "\n").OrThrow().Checks[^1];
        Assert.Equal((CheckState.Broken, 1, lines[1]), (gap.State, gap.Failing, gap.Samples[0].Values[0].ToString()));
        var nowhere =
            Check(Contract("      - name: hour\n        customProperties: [{ property: expectedIntervals, value: { market: Mars } }]\n"),
            "hour\n1\n").OrThrow().Checks[^1];
        Assert.Equal(CheckState.Unchecked, nowhere.State);
    }

    /// <summary>What datacontract-cli's own tests say of these files: the old file keeps the new contract while the new field may be
    /// missing,
    /// a population below 10,000 breaks it, and a required field that is absent breaks it.</summary>
    [Theory]
    [InlineData(1, "cities-version-1.csv", true)]
    [InlineData(2, "cities-version-1.csv", true)]
    [InlineData(2, "cities-version-2.csv", true)]
    [InlineData(2, "invalid/cities-version-2-invalid.csv", false)]
    [InlineData(3, "cities-version-1.csv", false)]
    [InlineData(3, "cities-version-3.csv", false)]
    public void Fixtures_of_schema_evolution_keep_or_break_their_contract(int version, string data, bool isKept)
    {
        const string folder = "datacontract-cli/tests/fixtures/schema-evolution/";
        var contract = ReadDataContract.Run(
            ReadDataContractTests.Contracts($"{folder}odcs-datacontract-cities-version-{version}").Single()).OrThrow();
        var table = ReadCsvTable.Run(new(data, SharedFiles.Unpack("odcs.tar.gz")[folder + data]), "cities").OrThrow();
        Assert.Equal(isKept, CheckContract.Run(new(contract, "cities", [table], asOf)).OrThrow().IsKept);
    }

    internal static DataContract Contract(string properties, string more = "", string version = "1.0.0") =>
        ReadDataContract.Run(new("c.yaml",
        Encoding.UTF8.GetBytes(
            $"apiVersion: v3.1.0\nkind: DataContract\nid: c\nversion: {version}\nstatus: active\nschema:\n  - name: orders\n"
            + $"    properties:\n{properties}{more}"))).OrThrow();

    private static Table Csv(string name, string text) => ReadCsvTable.Run(new($"{name}.csv", Encoding.UTF8.GetBytes(text)), name)
        .OrThrow();

    private static Outcome<ContractReport> Check(DataContract contract, string csv) =>
        CheckContract.Run(new(contract, "orders", [Csv("orders", csv)], asOf));

    private static ImmutableArray<Finding> Findings<T>(Outcome<T> outcome) => Assert.IsType<Outcome<T>.Done>(outcome).Findings;
}
