using System.Collections.Immutable;
using Busbar.Digital.Handoffs.DataQuality;

namespace Busbar.Digital.DataQuality.Rules;

/// <summary>Rules about two or more fields of the same row.</summary>
internal static class RowRules
{
    private const double Tolerance = 1e-9;

    public static ImmutableArray<Rule> All { get; } =
    [
        Judging.OfColumns("expect_column_pair_values_to_be_equal", ["column_A", "column_B"], Pair, (_, pair) =>
            row => pair[0][row] is { } a && pair[1][row] is { } b && a == b),
        Judging.OfColumns("expect_column_pair_values_a_to_be_greater_than_b", ["column_A", "column_B", "or_equal"], Pair, Greater),
        Judging.OfColumns("expect_column_pair_values_to_be_in_set", ["column_A", "column_B", "value_pairs_set"], Pair, PairInSet),
        Judging.OfColumns("expect_multicolumn_sum_to_equal", ["column_list", "sum_total"], List, SumEqual),
        Judging.OfColumns("expect_compound_columns_to_be_unique", ["column_list"], List, CompoundUnique),
        Judging.OfColumns("expect_select_column_values_to_be_unique_within_record", ["column_list"], List, (_, columns) =>
            row => columns.Select(column => column[row]).OfType<Cell>().ToList() is var cells
                && cells.Distinct().Count() == cells.Count),
    ];

    private static ImmutableArray<TableColumn> Pair(RuleRun run) => [run.Column("column_A"), run.Column("column_B")];

    private static ImmutableArray<TableColumn> List(RuleRun run) => run.Columns("column_list");

    private static Func<int, bool> Greater(RuleRun run, ImmutableArray<TableColumn> pair)
    {
        if (run.KindOf(pair[0]) is { } a && run.KindOf(pair[1]) is { } b && a != b)
            run.Refuse("mixed-types", $"{pair[0].Name} holds {a}, {pair[1].Name} holds {b}", "Compare values of one kind.");
        var least = run.Flag("or_equal") ? 0 : 1;
        return row => pair[0][row] is { } left && pair[1][row] is { } right && left.CompareTo(right) >= least;
    }

    private static Func<int, bool> PairInSet(RuleRun run, ImmutableArray<TableColumn> pair)
    {
        var set = new HashSet<(Cell?, Cell?)>();
        foreach (var item in (run.Need(run.Argument("value_pairs_set"), "value_pairs_set", new Term.List([])) as Term.List)?.Items ?? [])
            if (item is Term.List { Items: [Term.Leaf a, Term.Leaf b] }) set.Add((a.Value, b.Value));
            else run.Refuse("wrong-argument", $"value_pairs_set holds {item}", "Give pairs of values.");
        return row => set.Contains((pair[0][row], pair[1][row]));
    }

    private static Func<int, bool> SumEqual(RuleRun run, ImmutableArray<TableColumn> columns)
    {
        var total = run.Need(run.Number("sum_total"), "sum_total", 0)!.Value;
        foreach (var column in columns) ColumnRules.Numbers(run, column);
        return row => Math.Abs(columns.Sum(column => column[row]?.Number ?? 0) - total) <= Tolerance * Math.Max(1, Math.Abs(total));
    }

    private static Func<int, bool> CompoundUnique(RuleRun run, ImmutableArray<TableColumn> columns)
    {
        var keys = new int[run.Table.RowCount];
        foreach (var column in columns)
        {
            var places = new Dictionary<(int, int), int>();
            foreach (var row in run.Rows)
            {
                var key = (keys[row], column.Codes[row]);
                if (!places.TryGetValue(key, out keys[row])) keys[row] = places[key] = places.Count;
            }
        }
        var counts = run.Rows.CountBy(row => keys[row]).ToDictionary();
        return row => counts[keys[row]] == 1;
    }
}
