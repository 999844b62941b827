using Busbar.Digital.DataQuality.Rules;
using Busbar.Digital.Handoffs.DataQuality;
using Busbar.Kernel.Outcomes;

namespace Busbar.Digital.DataQuality.Tests.Rules;

public sealed class RuleTests
{
    private static readonly Table table = Terms.Table("t", ("n", Terms.Cells(1, 2, 3, null)), ("s", Terms.Cells("ab", "cd", "x", null)),
        ("m", Terms.Cells(1, "a", true, null)), ("j", Terms.Cells("{\"a\":1}", "{\"a\":\"x\"}", "[1]", null)));

    [Theory]
    [InlineData("unexpected_nothing", "{}", "unknown-rule")]
    [InlineData("expect_column_values_to_not_be_null", """{"column":"n","colour":1}""", "unknown-argument")]
    [InlineData("expect_column_values_to_not_be_null", "{}", "missing-argument")]
    [InlineData("expect_column_values_to_not_be_null", """{"column":"z"}""", "unknown-column")]
    [InlineData("expect_column_values_to_not_be_null", """{"column":"n","mostly":2}""", "mostly-out-of-range")]
    [InlineData("expect_column_values_to_not_be_null", """{"column":"n","mostly":"all"}""", "wrong-argument")]
    [InlineData("expect_column_values_to_not_be_null", """{"column":"n","row_condition":"n = 1","condition_parser":"sql"}""",
        "unknown-condition-parser")]
    [InlineData("expect_column_values_to_not_be_null", """{"column":"n","row_condition":"n ="}""", "bad-condition")]
    [InlineData("expect_column_values_to_be_between", """{"column":"n"}""", "no-bounds")]
    [InlineData("expect_column_values_to_be_between", """{"column":"n","min_value":2,"max_value":1}""", "bounds-crossed")]
    [InlineData("expect_column_values_to_be_between", """{"column":"m","min_value":2}""", "mixed-types")]
    [InlineData("expect_column_values_to_be_between", """{"column":"n","min_value":"a"}""", "mixed-types")]
    [InlineData("expect_column_value_lengths_to_equal", """{"column":"n","value":2}""", "not-text")]
    [InlineData("expect_column_mean_to_be_between", """{"column":"s","min_value":2}""", "not-numeric")]
    [InlineData("expect_column_values_to_match_regex", """{"column":"s","regex":"("}""", "bad-regex")]
    [InlineData("expect_column_values_to_match_regex", """{"column":"s","regex":"(a)\\1"}""", "bad-regex")]
    [InlineData("expect_column_values_to_match_strftime_format", """{"column":"s","strftime_format":"%Q"}""", "unknown-strftime")]
    [InlineData("expect_column_values_to_match_json_schema", """{"column":"j","json_schema":{"oneOf":[]}}""", "unknown-json-schema")]
    [InlineData("expect_column_values_to_be_of_type", """{"column":"s","type_":"quark"}""", "unknown-type")]
    [InlineData("expect_table_row_count_to_equal_other_table", """{"other_table_name":"u"}""", "unknown-table")]
    [InlineData("expect_column_chisquare_test_p_value_to_be_greater_than", """{"column":"s","p":0.1}""", "bad-partition")]
    [InlineData("expect_column_parameterized_distribution_ks_test_p_value_to_be_greater_than",
        """{"column":"n","distribution":"cauchy","params":[]}""", "unknown-distribution")]
    [InlineData("unexpected_rows_expectation", """{"unexpected_rows_query":"DROP TABLE t"}""", "sql-not-offered")]
    public void What_a_rule_cannot_do_is_refused(string rule, string arguments, string code) =>
        Assert.Equal(code, Assert.IsType<Outcome<RuleResult>.Refused>(Check(rule, arguments)).Refusal.Code);

    /// <summary>Rows of n = 1, 2, 3, missing and s = ab, cd, x, missing. pandas' missing is unequal to everything, SQL's is
    /// unknown.</summary>
    [Theory]
    [InlineData("n != 1", 3)]
    [InlineData("~(n == 1)", 3)]
    [InlineData("n >= 2 & s == 'cd' | n == 3", 2)]
    [InlineData("n in [1, 3] and not s == \"x\"", 1)]
    [InlineData("s == n", 0)]
    [InlineData("`n` < 2.5e0", 2)]
    public void A_condition_of_pandas_leaves_its_rows(string condition, int rows) =>
        Assert.Equal(rows, Check("expect_table_row_count_to_equal",
            $$"""{"value":0,"row_condition":{{System.Text.Json.JsonSerializer.Serialize(condition)}}}""").OrThrow().Elements);

    [Theory]
    [InlineData("n <> 1", 2)]
    [InlineData("NOT n = 1", 2)]
    [InlineData("n IS NULL OR n BETWEEN 2 AND 3", 3)]
    [InlineData("s IS NOT NULL AND s NOT LIKE '_'", 2)]
    [InlineData("s IN ('ab', 'it''s')", 1)]
    [InlineData("n not in (1, 2)", 1)]
    public void A_condition_of_sql_leaves_its_rows(string condition, int rows) =>
        Assert.Equal($"\"{rows} unexpected row{(rows == 1 ? "" : "s")}\"",
        Check("unexpected_rows_expectation", $$"""{"unexpected_rows_query":"SELECT * FROM t WHERE {{condition}}"}""").OrThrow()
            .Observed!.ToString());

    [Theory]
    [InlineData("((((n = 1)", "A parenthesis is not closed")]
    [InlineData("n = 1 )", "')' was not expected")]
    [InlineData("z = 1", "t has no column 'z'")]
    [InlineData("n between 1", "BETWEEN wants AND")]
    [InlineData("n is 1", "IS wants NULL")]
    [InlineData("n like 1", "LIKE wants a pattern in quotes")]
    [InlineData("n in 1", "IN wants a list")]
    public void A_condition_that_is_none_says_why(string condition, string why) =>
        Assert.Equal(why, Assert.IsType<Outcome<RuleResult>.Refused>(
        Check("expect_table_row_count_to_equal", $$"""{"value":0,"row_condition":"{{condition}}"}""")).Refusal.What);

    [Fact]
    public void A_condition_cannot_be_nested_without_end() => Assert.Equal("bad-condition", Assert.IsType<Outcome<RuleResult>.Refused>(
        Check("expect_table_row_count_to_equal", $$"""{"value":0,"row_condition":"{{new string('(', 3000)}}"}""")).Refusal.Code);

    [Fact]
    public void Samples_stop_at_their_limit_and_counts_do_not()
    {
        var many = Terms.Table("t", ("n", Terms.Cells([.. Enumerable.Range(0, 100).Cast<object?>()])));
        var result = CheckRule.Run(new("expect_column_values_to_be_between", Terms.Map("""{"column":"n","max_value":9}""")),
            new(many, [], 3))
            .OrThrow();
        Assert.Equal((90, 3, 10), (result.Unexpected, result.FailedRows.Length, result.FailedRows[0].Row));
    }

    /// <summary>Schemas of objects, lists, sets and bounds over {"a":1}, {"a":"x"} and [1].</summary>
    [Theory]
    [InlineData("""{"type":"object"}""", 1)]
    [InlineData("""{"properties":{"a":{"type":"string"}}}""", 1)]
    [InlineData("""{"properties":{"a":{"minimum":2}}}""", 1)]
    [InlineData("""{"properties":{"a":{"maximum":0}}}""", 1)]
    [InlineData("""{"items":{"type":"integer"}}""", 0)]
    [InlineData("""{"properties":{"a":{"enum":["x"]}},"required":["a"]}""", 1)]
    public void A_json_schema_finds_what_does_not_fit(string schema, int unexpected) => Assert.Equal(unexpected, Check(
        "expect_column_values_to_match_json_schema", $$"""{"column":"j","json_schema":{{schema}}}""").OrThrow().Unexpected);

    /// <summary>Values of tables: upper tails of χ² (0.05 at 3.841 of one degree, 0.01 at 23.209 of ten) and of Kolmogorov's distance
    /// (0.05 at
    /// 1.3581).</summary>
    [Fact]
    public void Test_statistics_have_the_tails_that_tables_print()
    {
        Assert.Equal(0.05, SpecialFunctions.UpperGamma(0.5, 3.841458820694124 / 2), 1e-12);
        Assert.Equal(0.01, SpecialFunctions.UpperGamma(5, 23.209251158954356 / 2), 1e-12);
        Assert.Equal(0.95, SpecialFunctions.LowerGamma(0.5, 3.841458820694124 / 2), 1e-12);
        Assert.Equal(0.05, SpecialFunctions.Kolmogorov(1.3580986393225505), 1e-9);
        Assert.Equal(0.5 * 0.5 * (3 - 2 * 0.5), SpecialFunctions.Beta(2, 2, 0.5), 1e-14);
        Assert.Equal(1 - Math.Pow(0.7, 5), SpecialFunctions.Beta(1, 5, 0.3), 1e-14);
    }

    [Theory]
    [InlineData("a[b-d]%", "acx", true)]
    [InlineData("a[^b]_", "abx", false)]
    [InlineData("%%%a%%%%%%%%%%%%%%%b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false)]
    [InlineData("", "", true)]
    [InlineData("a[b", "a[b", true)]
    public void Like_covers_the_whole_text(string pattern, string text, bool matches) =>
        Assert.Equal(matches, LikePattern.Matches(pattern, text));

    [Theory]
    [InlineData("%d %b %Y %I:%M %p", "29 feb 2024 09:30 PM", true)]
    [InlineData("%d/%m/%y", "29/02/23", false)]
    [InlineData("%Y-%j %H%M%S.%f%z", "2024-366 235960.123-05:00", true)]
    [InlineData("%A, %B %d%%", "Monday, January 1%", true)]
    [InlineData("%a", "Mond", false)]
    [InlineData("%z", "Z", true)]
    public void A_date_is_in_the_format_when_python_reads_it(string format, string text, bool matches) =>
        Assert.Equal(matches, StrftimeFormat.Matches(format, text));

    private static Outcome<RuleResult> Check(string rule, string arguments) =>
        CheckRule.Run(new(rule, Terms.Map(arguments)), new(table, [], 100));
}
