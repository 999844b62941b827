using System.Text.Json;
using Busbar.Digital.DataQuality.Rules;
using Busbar.Digital.Handoffs.DataQuality;
using Busbar.Kernel.Outcomes;

namespace Busbar.Digital.DataQuality.Tests.Rules;

/// <summary>The rules agree with Great Expectations' own test definitions (commit ce78204d, 663 tests).</summary>
public sealed class GreatExpectationsTests
{
    /// <summary>Tests of an offered rule that say what one engine's own types or numbers do, by number in the rule's file.</summary>
    private static readonly HashSet<(string Rule, int Number)> ofOneEngine =
    [
        // Snowflake's, Redshift's and SQLAlchemy's last digits.
        .. new[] { 2, 5, 6, 7, 9 }.Select(number => ("expect_column_stdev_to_be_between", number)),
        // pandas' names of its own column types: object, object_, O, Timestamp, DatetimeTZDtypeType.
        .. Enumerable.Range(20, 7).Select(number => ("expect_column_values_to_be_of_type", number)),
        // BigQuery writes nulls as the text None.
        ("expect_column_values_to_be_unique", 7),
        // Not pandas: the column would be dates there, and is text in the test's own data.
        ("expect_column_values_to_match_strftime_format", 9),
        // Spark's second API could not hold null in a set.
        ("expect_column_values_to_not_be_in_set", 9),
        // Marked never to run.
        ("expect_column_to_exist", 0),
    ];

    [Fact]
    public void Every_reference_test_of_an_offered_rule_agrees_and_the_others_are_refused_by_name()
    {
        var (agreed, aside, faults) = (0, 0, new List<string>());
        var unoffered = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var test in GreatExpectations.Read())
        {
            var outcome = CheckRule.Run(new(test.Rule, test.Arguments), test.Subject);
            if (outcome is Outcome<RuleResult>.Refused { Refusal.Code: "unknown-rule" })
                unoffered[test.Rule] = unoffered.GetValueOrDefault(test.Rule) + 1;
            else if (Fault(test, outcome) is not { } fault) agreed++;
            else if (ofOneEngine.Contains((test.Rule, test.Number))) aside++;
            else faults.Add($"{test.Rule} {test.Number} {test.Title}: {fault}");
        }
        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Assert.Equal("[expect_column_bootstrapped_ks_test_p_value_to_be_greater_than, 20] "
            + "[expect_column_pair_cramers_phi_value_to_be_less_than, 8]", string.Join(' ', unoffered));
        Assert.Equal((619, 16, 56), (agreed, aside, CheckRule.Offered.Length));
    }

    private static string? Fault(ReferenceTest test, Outcome<RuleResult> outcome)
    {
        if (test.WantsError) return outcome is Outcome<RuleResult>.Refused ? null : "a refusal was expected";
        if (outcome is not Outcome<RuleResult>.Done { Value: var result }) return outcome.ToString();
        var said = test.Out.TryGetProperty("result", out var inner) ? inner : test.Out;
        if (test.Out.TryGetProperty("success", out var success)
            && success.GetBoolean() != result.Passed) return $"passed is {result.Passed}";
        return said.EnumerateObject().Select(each => Compare(test, result, each.Name, each.Value))
            .FirstOrDefault(fault => fault is not null);
    }

    private static string? Compare(ReferenceTest test, RuleResult result, string name, JsonElement said) => (name, said.ValueKind) switch
    {
        ("observed_value", JsonValueKind.Null) => result.Observed is null ? null : $"observed {result.Observed}",
        ("observed_value", _) => Same(test, Terms.Of(said), result.Observed) ? null : $"observed {result.Observed}, not {said}",
        ("unexpected_list", _) or ("partial_unexpected_list", _) =>
            said.EnumerateArray().Select(Flat).SequenceEqual(result.FailedRows.Select(Flat)) ? null
                : $"{name} {string.Join("; ", result.FailedRows.Select(Flat))}",
        ("unexpected_index_list", _) or ("partial_unexpected_index_list", _) => Rows(said).SequenceEqual(
            result.FailedRows.Select(row => row.Row)) ? null : $"{name} {string.Join(' ', result.FailedRows.Select(row => row.Row))}",
        ("element_count", JsonValueKind.Number) => Number(said, result.Elements, name),
        ("missing_count", JsonValueKind.Number) => Number(said, result.Missing, name),
        ("unexpected_count", _) => Number(said, result.Unexpected, name),
        ("missing_percent", JsonValueKind.Number) => Number(said, 100.0 * result.Missing / result.Elements, name),
        ("unexpected_percent" or "unexpected_percent_nonmissing", _) =>
            Number(said, 100.0 * result.Unexpected / (result.Elements - result.Missing), name),
        ("unexpected_percent_total", _) => Number(said, 100.0 * result.Unexpected / result.Elements, name),
        ("details", _) when said.TryGetProperty("mismatched", out var mismatched) =>
            Same(test, Terms.Of(mismatched), result.Details["mismatched"]) ? null : $"mismatched {result.Details}",
        ("details", _) when said.TryGetProperty("observed_partition", out _) => Same(test, Terms.Of(said), result.Details) ? null
            : $"details {result.Details}",
        ("value_counts" or "observed_partition" or "expected_partition", _) => result.Details[name] is { } detail
            && Same(test, Terms.Of(said), detail) ? null : $"{name} {result.Details[name]}",
        _ => null,
    };

    private static bool Same(ReferenceTest test, Term said, Term? held) => (said, held) switch
    {
        (Term.Leaf { Value: { Kind: CellKind.Number } a }, Term.Leaf { Value: { Kind: CellKind.Number } b }) =>
            Math.Abs(a.Number - b.Number) <= Tolerance(test) * Math.Max(1, Math.Abs(a.Number)) && (a.Number == 0 || a.Number > 1e-30
                || a.Number < 0 || Math.Abs(b.Number / a.Number - 1) < 1e-6),
        (Term.Leaf { Value: { } a }, Term.Leaf { Value: { Kind: CellKind.Time } b }) => b.Text.StartsWith(a.Text, StringComparison.Ordinal),
        (Term.List a, Term.List b) => a.Items.Length == b.Items.Length && a.Items.Zip(b.Items)
            .All(each => Same(test, each.First, each.Second)),
        (Term.Map a, Term.Map b) => a.Entries.All(each => Same(test, each.Value, b[each.Key])),
        _ => Equals(said, held),
    };

    private static double Tolerance(ReferenceTest test) =>
        test.Whole.TryGetProperty("tolerance", out var tolerance) ? tolerance.GetDouble() : 1e-9;

    private static string Flat(JsonElement said) => said.ValueKind switch
    {
        JsonValueKind.Array => string.Join(", ", said.EnumerateArray().Select(each => Terms.CellOf(each)?.ToString() ?? "null")),
        JsonValueKind.Object => string.Join(", ", said.EnumerateObject().Select(each => Terms.CellOf(each.Value)?.ToString() ?? "null")),
        _ => Terms.CellOf(said)?.ToString() ?? "null",
    };

    private static string Flat(FailedRow row) => string.Join(", ", row.Values.Select(cell => cell?.ToString() ?? "null"));

    private static IEnumerable<int> Rows(JsonElement said) => said.EnumerateArray()
        .Select(each => each.ValueKind == JsonValueKind.Object ? each.GetProperty("pk_index").GetInt32() : each.GetInt32());

    private static string? Number(JsonElement said, double held, string name) =>
        Math.Abs(said.GetDouble() - held) < 1e-9 ? null : $"{name} is {held}";
}
