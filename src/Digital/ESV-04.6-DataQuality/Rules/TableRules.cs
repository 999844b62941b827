using System.Collections.Immutable;
using Busbar.Digital.Handoffs.DataQuality;
using Busbar.Kernel.Outcomes;

namespace Busbar.Digital.DataQuality.Rules;

/// <summary>Rules about a table as a whole: its rows, its columns, what a query finds in it.</summary>
internal static class TableRules
{
    public static ImmutableArray<Rule> All { get; } =
    [
        CountBetween("expect_table_row_count_to_be_between", run => run.Rows.Length),
        CountEqual("expect_table_row_count_to_equal", run => run.Rows.Length),
        CountBetween("expect_table_column_count_to_be_between", run => run.Table.Columns.Length),
        CountEqual("expect_table_column_count_to_equal", run => run.Table.Columns.Length),
        OfTable("expect_table_row_count_to_equal_other_table", ["other_table_name"], OtherTable),
        OfTable("expect_column_to_exist", ["column", "column_index"], Exists),
        OfTable("expect_table_columns_to_match_ordered_list", ["column_list"], run =>
            (Names(run.Table), run.Texts("column_list") is not { } wanted
                || wanted.SequenceEqual(run.Table.Columns.Select(each => each.Name)),
                Term.Map.Empty)),
        OfTable("expect_table_columns_to_match_set", ["column_set", "exact_match"], MatchSet),
        OfTable("unexpected_rows_expectation", ["unexpected_rows_query"], UnexpectedRows),
    ];

    private static Rule OfTable(string name, ImmutableArray<string> arguments, Func<RuleRun, (Term?, bool, Term.Map)> measure) =>
        new(name, ["row_condition", "condition_parser", .. arguments], run =>
        {
            var (observed, passed, details) = measure(run);
            return new(name, passed, run.Rows.Length, 0, 0, observed, [], details);
        });

    private static Rule CountBetween(string name, Func<RuleRun, int> count) => OfTable(name, ["min_value", "max_value"], run =>
    {
        var (min, max, held) = (run.Whole("min_value"), run.Whole("max_value"), count(run));
        if (min > max) run.Refuse("bounds-crossed", $"min_value {min} is greater than max_value {max}", "Swap them.");
        return (Term.Of(held), !(held < min) && !(held > max), Term.Map.Empty);
    });

    private static Rule CountEqual(string name, Func<RuleRun, int> count) => OfTable(name, ["value"], run =>
        (Term.Of(count(run)), run.Need(run.Whole("value"), "value", 0) == count(run), Term.Map.Empty));

    private static (Term?, bool, Term.Map) OtherTable(RuleRun run)
    {
        var name = run.Need(run.Text("other_table_name"), "other_table_name", "");
        var other = run.Subject.Others.FirstOrDefault(table => table.Name == name);
        if (other is null) run.Refuse("unknown-table", $"There is no table '{name}'", "Give the other table too.");
        return (Term.Of(("self", Term.Of(run.Rows.Length)), ("other", Term.Of(other?.RowCount ?? 0))), run.Rows.Length == other?.RowCount,
            Term.Map.Empty);
    }

    private static (Term?, bool, Term.Map) Exists(RuleRun run)
    {
        var name = run.Need(run.Text("column"), "column", "");
        var place = run.Table.Columns.Select(column => column.Name).ToImmutableArray().IndexOf(name);
        return (null, place >= 0 && (run.Whole("column_index") is not { } wanted || wanted == place), Term.Map.Empty);
    }

    private static (Term?, bool, Term.Map) MatchSet(RuleRun run)
    {
        var held = run.Table.Columns.Select(column => column.Name).ToImmutableSortedSet(StringComparer.Ordinal);
        var wanted = (run.Texts("column_set") ?? []).ToImmutableSortedSet(StringComparer.Ordinal);
        var isExact = run.Argument("exact_match") is not Term.Leaf { Value: { Number: 0 } };
        (string Name, ImmutableSortedSet<string> Values)[] kinds = [("unexpected", held.Except(wanted)), ("missing", wanted.Except(held))];
        var mismatched = Term.Of([.. kinds.Where(kind => !kind.Values.IsEmpty).Select(kind =>
            (kind.Name, Term.Of(kind.Values.Select(name => (Cell?)Cell.Of(name)))))]);
        var passed = isExact ? held.SetEquals(wanted) : wanted.IsSubsetOf(held);
        return (Names(run.Table), passed, Term.Of(("mismatched", mismatched)));
    }

    private static (Term?, bool, Term.Map) UnexpectedRows(RuleRun run)
    {
        var text = run.Need(run.Text("unexpected_rows_query"), "unexpected_rows_query", "");
        switch (RowQuery.Parse(text, run.Table))
        {
            case Outcome<RowQuery>.Done done:
                var count = run.Rows.Count(done.Value.Where.Holds);
                return (Term.Of($"{count} unexpected row{(count == 1 ? "" : "s")}"), count == 0, Term.Map.Empty);
            case Outcome<RowQuery>.Refused refused:
                run.Refuse(refused.Refusal.Code, refused.Refusal.What, refused.Refusal.Remedy);
                break;
        }
        return (null, false, Term.Map.Empty);
    }

    private static Term Names(Table table) => Term.Of(table.Columns.Select(column => (Cell?)Cell.Of(column.Name)));
}
