using System.Text.RegularExpressions;
using Busbar.Digital.Handoffs.DataQuality;
using Busbar.Kernel.Outcomes;

namespace Busbar.Digital.DataQuality.Rules;

/// <summary>The one form of SQL that needs no database: <c>SELECT</c> of all rows, of <c>COUNT(*)</c> or of <c>MIN</c>, <c>MAX</c>,
/// <c>SUM</c>, <c>AVG</c> or <c>COUNT</c> of a column <c>FROM</c> one table, perhaps <c>WHERE</c> a condition holds. Anything else is
/// refused.</summary>
internal sealed partial record RowQuery(string Measure, TableColumn? Column, Condition Where)
{
    /// <summary>Reads a query over a table; the table may be called by its name, or <c>{batch}</c>, <c>{model}</c>, <c>{table}</c> or
    /// <c>{object}</c>, with or without a dollar.</summary>
    public static Outcome<RowQuery> Parse(string text, Table table)
    {
        if (Form().Match(text) is not { Success: true } match || !IsName(match.Groups["table"].Value, table))
            return Refused(text, "is more than a count or a measure of one table's rows");
        var column = match.Groups["column"] is { Success: true } name ? table.Find(name.Value) : null;
        if (match.Groups["column"].Success && column is null) return Refused(text, $"names a column that {table.Name} does not have");
        var where = match.Groups["where"] is { Success: true } given ? given.Value : "1 = 1";
        return Condition.Parse(where, table, missingIsUnknown: true).Select(condition =>
            new RowQuery(column is null ? "count" : match.Groups["measure"].Value.ToUpperInvariant(), column, condition));
    }

    /// <summary>The query's number; null where there is nothing to measure.</summary>
    public double? Of(Table table)
    {
        var rows = Enumerable.Range(0, table.RowCount).Where(Where.Holds);
        if (Column is null) return rows.Count();
        var values = rows.Select(row => Column[row]).OfType<Cell>().Select(cell => cell.Number).ToList();
        return (Measure, values.Count) switch
        {
            ("COUNT", var count) => count,
            (_, 0) => null,
            ("MIN", _) => values.Min(),
            ("MAX", _) => values.Max(),
            ("SUM", _) => values.Sum(),
            _ => values.Average(),
        };
    }

    private static Refusal Refused(string text, string why) => new("sql-not-offered", $"The query {why}",
        text.Length <= 80 ? text : text[..80] + "…", "Write SELECT COUNT(*) FROM table WHERE condition, or use a library or custom rule.");

    private static bool IsName(string name, Table table) =>
        name.Trim('$', '{', '}', '`', '"') is var bare
        && (string.Equals(bare, table.Name, StringComparison.OrdinalIgnoreCase) || (name.Contains('{', StringComparison.Ordinal)
            && bare is "batch" or "model" or "table" or "object"));

    [GeneratedRegex(
        """^\s*select\s+(\*|count\(\s*\*\s*\)|(?<measure>min|max|sum|avg|count)\(\s*(?<column>\w+)\s*\))"""
            + """(\s+as\s+\w+)?\s+from\s+(?<table>[\w${}`".]+)(\s+where\s+(?<where>.+?))?\s*;?\s*$""",
        RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Form();
}
