using System.Collections.Immutable;
using Busbar.Digital.Handoffs.DataQuality;

namespace Busbar.Digital.DataQuality.Rules;

/// <summary>The ways a rule judges: value by value, row by row over several columns, or by one measure of the whole. A missing value
/// breaks no rule about values and does not count in its share (Great Expectations' column map semantics).</summary>
internal static class Judging
{
    private static readonly ImmutableArray<string> ofRows = ["mostly", "row_condition", "condition_parser"];

    /// <summary>A rule about each value of a column. <paramref name="expected"/> says of a distinct value whether it is as expected; it is
    /// asked once for each.</summary>
    public static Rule OfValues(string name, ImmutableArray<string> arguments, Func<RuleRun, TableColumn, Func<Cell, bool>> expected) =>
        OfCodes(name, arguments, (run, column) =>
        {
            var isExpected = expected(run, column);
            var verdicts = new sbyte[column.Values.Length];
            return code => (verdicts[code] != 0 ? verdicts[code] : verdicts[code] = isExpected(column.Values[code]) ? (sbyte)1 : (sbyte)-1)
                > 0;
        });

    /// <summary>A rule about each value of a column that depends on the others; asked in the order of the rows.</summary>
    public static Rule OfCodes(string name, ImmutableArray<string> arguments, Func<RuleRun, TableColumn, Func<int, bool>> expected) =>
        new(name, ["column", .. ofRows, .. arguments], run =>
        {
            var column = run.Column();
            var isExpected = expected(run, column);
            return Judge(run, name, [column], row => column.Codes[row] == TableColumn.Missing,
                row => isExpected(column.Codes[row]));
        });

    /// <summary>A rule about rows: which are left out, which are as expected.</summary>
    public static RuleResult Judge(
        RuleRun run, string name, ImmutableArray<TableColumn> columns, Func<int, bool> isLeftOut, Func<int, bool> isExpected)
    {
        var (missing, unexpected) = (0, 0);
        var failed = ImmutableArray.CreateBuilder<FailedRow>();
        if (run.Refusal is null)
            foreach (var row in run.Rows)
            {
                if (isLeftOut(row)) missing++;
                else if (!isExpected(row))
                {
                    unexpected++;
                    if (failed.Count < run.Subject.SampleLimit) failed.Add(new(row, [.. columns.Select(column => column[row])]));
                }
            }
        var asked = run.Rows.Length - missing;
        var passed = unexpected == 0 || (double)(asked - unexpected) / asked >= run.Mostly;
        return new(name, passed, run.Rows.Length, missing, unexpected, null, failed.ToImmutable(), Term.Map.Empty);
    }

    /// <summary>A rule about several columns at once; rows are left out by <c>ignore_row_if</c>.</summary>
    public static Rule OfColumns(
        string name, ImmutableArray<string> arguments, Func<RuleRun, ImmutableArray<TableColumn>> columns,
        Func<RuleRun, ImmutableArray<TableColumn>, Func<int, bool>> expected) =>
        new(name, ["ignore_row_if", .. ofRows, .. arguments], run =>
        {
            var all = columns(run);
            return Judge(run, name, all, LeftOut(run, all), run.Refusal is null ? expected(run, all) : _ => true);
        });

    /// <summary>A rule about one measure of a column.</summary>
    public static Rule OfColumn(
        string name, ImmutableArray<string> arguments, Func<RuleRun, TableColumn,
            (Term? Observed, bool Passed, Term.Map Details)> measure) =>
        new(name, ["column", "row_condition", "condition_parser", .. arguments], run =>
        {
            var column = run.Column();
            var missing = run.Rows.Count(row => column.Codes[row] == TableColumn.Missing);
            var (observed, passed, details) = run.Refusal is null ? measure(run, column) : (null, false, Term.Map.Empty);
            return new(name, passed, run.Rows.Length, missing, 0, observed, [], details);
        });

    /// <summary>How often each value stands in the rows left, by code.</summary>
    public static int[] Counts(RuleRun run, TableColumn column)
    {
        var counts = new int[column.Values.Length];
        foreach (var row in run.Rows)
            if (column.Codes[row] is var code and not TableColumn.Missing) counts[code]++;
        return counts;
    }

    private static Func<int, bool> LeftOut(RuleRun run, ImmutableArray<TableColumn> columns)
    {
        switch (run.Text("ignore_row_if"))
        {
            case null or "both_values_are_missing" or "all_values_are_missing":
                return row => columns.All(column => column.Codes[row] == TableColumn.Missing);
            case "either_value_is_missing" or "any_value_is_missing":
                return row => columns.Any(column => column.Codes[row] == TableColumn.Missing);
            case "neither" or "never":
                return _ => false;
            case var other:
                run.Refuse("wrong-argument", $"ignore_row_if is '{other}'", "Give all_values_are_missing, any_value_is_missing or never.");
                return _ => false;
        }
    }
}
