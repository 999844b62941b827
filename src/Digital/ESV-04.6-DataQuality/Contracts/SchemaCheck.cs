using System.Collections.Immutable;
using Busbar.Digital.DataQuality.Rules;
using Busbar.Digital.Handoffs.DataQuality;
using Busbar.Kernel.Outcomes;

namespace Busbar.Digital.DataQuality.Contracts;

/// <summary>Holds one table against its part of a contract. Each promise becomes a rule of the book.</summary>
internal sealed class SchemaCheck(
    CheckContractInputs inputs, TypedTable typed, ImmutableArray<TypedTable> all, List<Finding> findings,
    ImmutableArray<ContractCheck>.Builder checks)
{
    private readonly ContractSchema schema = typed.Schema;

    public void Run()
    {
        foreach (var property in schema.Properties) CheckProperty(property);
        CheckPrimaryKey();
        foreach (var rule in schema.Quality) Quality(rule, null);
        foreach (var key in schema.ForeignKeys) ForeignKey("", key.From, key.To);
        foreach (var column in typed.Whole.Columns)
            if (!schema.Properties.IsEmpty && !schema.Properties.Any(property => TypedTable.Find(typed.Whole, property) == column))
                findings.Add(new("field-without-contract", Severity.Note, $"The contract does not know {column.Name}", schema.Name,
                    "the field was not checked"));
    }

    private void CheckProperty(ContractProperty property)
    {
        if (TypedTable.Find(typed.Whole, property) is not { } column)
        {
            if (property.IsRequired) Add(property.Name, "present", CheckState.Broken, "completeness");
            else
                findings.Add(new("field-absent", Severity.Note, $"The data have no {property.Name}", schema.Name,
                    "every row counts as without a value"));
            return;
        }
        if (TypedTable.KindOf(property.LogicalType) is not null) CheckType(property, column);
        if (property.IsRequired) Ask(property.Name, "required", "completeness", "expect_column_values_to_not_be_null", column.Name);
        if (property.IsUnique) Ask(property.Name, "unique", "uniqueness", "expect_column_values_to_be_unique", column.Name);
        foreach (var (option, bound) in property.Options.Entries) Option(property, column.Name, option, bound);
        if (property.Custom["expectedIntervals"] is Term.Map intervals)
            Completeness.Check(schema.Name, property.Name, intervals, typed.Clean.Find(column.Name)!, findings, checks);
        foreach (var rule in property.Quality) Quality(rule, column.Name);
        foreach (var key in property.ForeignKeys) ForeignKey(property.Name, [column.Name], key.To);
    }

    private void CheckType(ContractProperty property, TableColumn column)
    {
        var isWhole = property.LogicalType == "integer";
        var kind = TypedTable.KindOf(property.LogicalType);
        var call = Term.Of(("column", Term.Of(column.Name)), ("type_", Term.Of(isWhole ? "int" : kind switch
        {
            CellKind.Number => "float",
            CellKind.Flag => "bool",
            CellKind.Time => "timestamp",
            CellKind.Nested => "struct",
            _ => "str",
        })));
        Ask(property.Name, $"type {property.LogicalType}", "conformity", new("expect_column_values_to_be_of_type", call), typed.Whole);
    }

    private void CheckPrimaryKey()
    {
        var parts = schema.Properties.Where(property => property.PrimaryKeyPosition is not null)
            .OrderBy(property => property.PrimaryKeyPosition).ToList();
        var columns = parts.Select(property => TypedTable.Find(typed.Whole, property)?.Name).ToList();
        if (parts.Count == 0 || columns.Contains(null)) return;
        foreach (var (part, column) in parts.Zip(columns).Where(pair => !pair.First.IsRequired))
            Ask(part.Name, "primary key has a value", "completeness", "expect_column_values_to_not_be_null", column!);
        Ask("", $"primary key {string.Join(", ", columns)}", "uniqueness", new("expect_compound_columns_to_be_unique",
            Term.Of(("column_list", Term.Of(columns.Select(column => (Cell?)Cell.Of(column!)))))), typed.Whole);
    }

    private void Option(ContractProperty property, string column, string option, Term bound)
    {
        RuleCall? call = option switch
        {
            "minimum" or "exclusiveMinimum" => Bound(column, "min_value", bound, option == "exclusiveMinimum" ? "strict_min" : null),
            "maximum" or "exclusiveMaximum" => Bound(column, "max_value", bound, option == "exclusiveMaximum" ? "strict_max" : null),
            "minLength" => new("expect_column_value_lengths_to_be_between", Of(column, ("min_value", bound))),
            "maxLength" => new("expect_column_value_lengths_to_be_between", Of(column, ("max_value", bound))),
            "pattern" => new("expect_column_values_to_match_regex", Of(column, ("regex", bound))),
            "format" when Formats.PatternOf(property.LogicalType, bound) is { } pattern =>
                new("expect_column_values_to_match_regex", Of(column, ("regex", Term.Of(pattern)))),
            _ => null,
        };
        var rule = $"{option} {bound.ToString().Trim('"')}";
        if (call is not null) Ask(property.Name, rule, "conformity", call, typed.Clean);
        else Unchecked(property.Name, rule, "the option is not offered", "conformity", isBinding: true);
    }

    private static RuleCall Bound(string column, string name, Term bound, string? strict) => new("expect_column_values_to_be_between",
        strict is null ? Of(column, (name, bound)) : Of(column, (name, bound), (strict, new Term.Leaf(Cell.Of(true)))));

    private static Term.Map Of(string column, params (string, Term)[] arguments) => Term.Of([("column", Term.Of(column)), .. arguments]);

    private void Ask(string property, string rule, string dimension, string name, string column) =>
        Ask(property, rule, dimension, new(name, Of(column)), typed.Whole);

    private void Ask(string property, string rule, string dimension, RuleCall call, Table table, bool isBinding = true)
    {
        switch (CheckRule.Run(call, new(table, [.. all.Select(each => each.Whole)], inputs.SampleLimit)))
        {
            case Outcome<RuleResult>.Done { Value: var result }:
                checks.Add(new(schema.Name, property, rule, result.Passed ? CheckState.Kept : CheckState.Broken, isBinding, dimension,
                    result.Observed is Term.Leaf { Value: { Kind: CellKind.Number } cell } ? cell.Number : null, result.Elements,
                    result.Unexpected, result.FailedRows));
                break;
            case Outcome<RuleResult>.Refused { Refusal: var refusal }:
                Unchecked(property, rule, refusal.ToString(), dimension, isBinding);
                break;
        }
    }

    private void Quality(QualityRule rule, string? column)
    {
        var name = rule.Name.Length > 0 ? rule.Name : $"{rule.Metric} {rule.Operator} {string.Join(" and ", rule.Bounds)}".Trim();
        var isBinding = !rule.Severity.StartsWith("warn", StringComparison.OrdinalIgnoreCase)
            && !rule.Severity.StartsWith("info", StringComparison.OrdinalIgnoreCase);
        var property = column ?? "";
        switch (rule.Kind)
        {
            case QualityKind.Library:
                Metric(rule, name, column, isBinding);
                break;
            case QualityKind.Sql when RowQuery.Parse(rule.Metric, typed.Clean) is var parsed:
                if (parsed is Outcome<RowQuery>.Refused { Refusal: var refusal })
                    Unchecked(property, name, refusal.ToString(), rule.Dimension, isBinding);
                else Measured(property, name, parsed.OrThrow().Of(typed.Clean), rule, isBinding, [], 0);
                break;
            case QualityKind.Custom when IsOurs(rule.Metric) && (rule.Arguments["type"] ?? rule.Arguments["expectation_type"]
                ?? rule.Arguments["expectationType"]) is Term.Leaf { Value: { } type }:
                Ask(property, name, rule.Dimension, new(type.Text,
                    WithColumn(rule.Arguments["kwargs"] as Term.Map ?? Term.Map.Empty, column)),
                    typed.Clean, isBinding);
                break;
            default:
                Unchecked(property, name, rule.Kind == QualityKind.Text ? "it is for people to read"
                    : $"it is written for the engine {rule.Metric}", rule.Dimension, isBinding);
                break;
        }
    }

    private static bool IsOurs(string engine) => engine.Replace("-", "", StringComparison.Ordinal)
        .Replace("_", "", StringComparison.Ordinal)
        .Equals("greatexpectations", StringComparison.OrdinalIgnoreCase);

    private static Term.Map WithColumn(Term.Map arguments, string? column) =>
        column is null || arguments.Entries.Any(entry => entry.Key.StartsWith("column", StringComparison.Ordinal)) ? arguments
            : new([KeyValuePair.Create("column", Term.Of(column)), .. arguments.Entries]);

    private void Metric(QualityRule rule, string name, string? column, bool isBinding)
    {
        switch (LibraryMetric.Count(rule, column, typed.Whole, inputs.SampleLimit))
        {
            case Outcome<LibraryMetric>.Refused { Refusal: var refusal }:
                Unchecked(column ?? "", name, refusal.ToString(), rule.Dimension, isBinding);
                break;
            case Outcome<LibraryMetric>.Done { Value: var count }:
                double measured = rule.IsPercent && rule.Metric != "rowCount"
                    ? typed.Whole.RowCount == 0 ? 0 : 100.0 * count.Rows / typed.Whole.RowCount : count.Rows;
                Measured(column ?? "", name, measured, rule, isBinding, count.Samples, rule.Metric == "rowCount" ? 0 : count.Rows);
                break;
        }
    }

    private void Measured(
        string property, string name, double? measured, QualityRule rule, bool isBinding, ImmutableArray<FailedRow> samples, int failing)
    {
        if (MustBe.Holds(rule.Operator, rule.Bounds, measured) is { } holds)
            checks.Add(new(schema.Name, property, name, holds ? CheckState.Kept : CheckState.Broken, isBinding, rule.Dimension, measured,
                typed.Whole.RowCount, failing, holds ? [] : samples));
        else Unchecked(property, name, measured is null ? "there is nothing to measure" : "it has no bound that is a number",
            rule.Dimension,
            isBinding);
    }

    private void ForeignKey(string property, ImmutableArray<string> from, ImmutableArray<string> to)
    {
        var name = $"refers to {string.Join(", ", to)}";
        var ends = to.Select(end => end.Split('.', '/')).Where(end => end.Length == 2)
            .Select(end => all.FirstOrDefault(each => each.Schema.Name == end[0]) is { } target
                && target.Schema.Properties.FirstOrDefault(each => each.Name == end[1]) is { } field
                    ? TypedTable.Find(target.Whole, field) : null).ToList();
        var starts = from.Select(start => start.Split('.')[^1])
            .Select(start => schema.Properties.FirstOrDefault(each => each.Name == start) is { } field
                ? TypedTable.Find(typed.Whole, field) : typed.Whole.Find(start)).ToList();
        if (ends.Count != to.Length || starts.Count != ends.Count || ends.Contains(null) || starts.Contains(null))
        {
            Unchecked(property, name, "the other table was not given", "consistency", isBinding: true);
            return;
        }
        var held = Enumerable.Range(0, ends[0]!.Codes.Length).Select(row => string.Join('\u001f', ends.Select(end => end![row])))
            .ToHashSet();
        var broken = Enumerable.Range(0, typed.Whole.RowCount).Where(row => starts.All(start => start![row] is not null)
            && !held.Contains(string.Join('\u001f', starts.Select(start => start![row])))).ToList();
        checks.Add(new(schema.Name, property, name, broken.Count == 0 ? CheckState.Kept : CheckState.Broken, true, "consistency", null,
            typed.Whole.RowCount, broken.Count,
            [.. broken.Take(inputs.SampleLimit).Select(row => new FailedRow(row, [.. starts.Select(start => start![row])]))]));
    }

    private void Add(string property, string rule, CheckState state, string dimension, bool isBinding = true) =>
        checks.Add(new(schema.Name, property, rule, state, isBinding, dimension, null, typed.Whole.RowCount, 0, []));

    private void Unchecked(string property, string rule, string why, string dimension, bool isBinding)
    {
        findings.Add(new("rule-unchecked", Severity.Warning, $"'{rule}' could not be checked: {why}",
            $"{schema.Name}.{property}".TrimEnd('.'),
            "it counts neither as kept nor as broken"));
        Add(property, rule, CheckState.Unchecked, dimension, isBinding);
    }
}
