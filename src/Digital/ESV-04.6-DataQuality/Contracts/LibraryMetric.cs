using System.Collections.Immutable;
using Busbar.Digital.DataQuality.Rules;
using Busbar.Digital.Handoffs.DataQuality;
using Busbar.Kernel.Outcomes;

namespace Busbar.Digital.DataQuality.Contracts;

/// <summary>A metric of the standard's library: how many rows it counts, and the first of them. Source: Open Data Contract Standard 3.1.0,
/// data quality, library. A duplicate is a row whose value stands in a row before it, so that a pair counts once.</summary>
internal sealed record LibraryMetric(int Rows, ImmutableArray<FailedRow> Samples)
{
    /// <summary>Counts; refuses a metric, a field or an argument that is not known.</summary>
    public static Outcome<LibraryMetric> Count(QualityRule rule, string? column, Table table, int sampleLimit)
    {
        if (rule.Metric == "rowCount") return new LibraryMetric(table.RowCount, []);
        var names = column is not null ? [column] : Texts(rule.Arguments["properties"]);
        var columns = names.Select(table.Find).OfType<TableColumn>().ToImmutableArray();
        if (columns.IsEmpty || columns.Length != names.Length)
            return new Refusal("unknown-column", $"The metric names no field of {table.Name}", rule.Metric,
                "Name one in arguments.properties.");
        Func<int, bool>? isCounted = rule.Metric switch
        {
            "nullValues" => row => columns.Any(each => each.Codes[row] == TableColumn.Missing),
            "missingValues" => Any(columns, Is(columns, Cells(rule.Arguments["missingValues"])), true),
            "invalidValues" => Invalid(rule, columns),
            "duplicateValues" or "duplicateCount" => Duplicate(columns, table.RowCount),
            _ => null,
        };
        if (isCounted is null)
            return new Refusal("unknown-metric", $"'{rule.Metric}' is no metric we know, or lacks its arguments", table.Name,
                "Use nullValues, missingValues, invalidValues with validValues or pattern, duplicateValues or rowCount.");
        var (count, samples) = (0, ImmutableArray.CreateBuilder<FailedRow>());
        for (var row = 0; row < table.RowCount; row++)
            if (isCounted(row) && count++ < sampleLimit) samples.Add(new(row, [.. columns.Select(each => each[row])]));
        return new LibraryMetric(count, samples.ToImmutable());
    }

    private static Func<int, bool> Any(ImmutableArray<TableColumn> columns, ImmutableArray<bool[]> isCode, bool isMissing) => row =>
    {
        for (var i = 0; i < columns.Length; i++)
            if (columns[i].Codes[row] is var code && (code == TableColumn.Missing ? isMissing : isCode[i][code])) return true;
        return false;
    };

    private static ImmutableArray<bool[]> Is(ImmutableArray<TableColumn> columns, HashSet<string> texts) =>
        [.. columns.Select(column => column.Values.Select(cell => texts.Contains(cell.ToString())).ToArray())];

    private static Func<int, bool>? Invalid(QualityRule rule, ImmutableArray<TableColumn> columns)
    {
        if (rule.Arguments["validValues"] is Term.List valid)
            return Any(columns, [.. Is(columns, Cells(valid)).Select(each => Array.ConvertAll(each, isValid => !isValid))], false);
        if (rule.Arguments["pattern"] is not Term.Leaf { Value: { } pattern } || columns.Length != 1) return null;
        var table = new Table("", columns, columns[0].Codes.Length);
        var call = new RuleCall("expect_column_values_to_match_regex",
            Term.Of(("column", Term.Of(columns[0].Name)), ("regex", Term.Of(pattern.Text))));
        return CheckRule.Run(call, new(table, [], int.MaxValue)) is Outcome<RuleResult>.Done { Value: var result }
            ? result.FailedRows.Select(failed => failed.Row).ToHashSet().Contains : null;
    }

    private static Func<int, bool> Duplicate(ImmutableArray<TableColumn> columns, int rows)
    {
        if (columns is [var one])
        {
            var seen = new bool[one.Values.Length];
            return row => one.Codes[row] is var code and not TableColumn.Missing && (seen[code] || !(seen[code] = true));
        }
        var keys = new HashSet<string>(rows);
        return row => !keys.Add(string.Join(',', columns.Select(column => column.Codes[row])));
    }

    private static ImmutableArray<string> Texts(Term? term) =>
        [.. ((term as Term.List)?.Items ?? []).OfType<Term.Leaf>().Select(leaf => leaf.Value?.Text ?? "")];

    private static HashSet<string> Cells(Term? term) =>
        [.. ((term as Term.List)?.Items ?? []).OfType<Term.Leaf>().Where(leaf => leaf.Value is not null)
            .Select(leaf => leaf.Value.ToString()!)];
}
