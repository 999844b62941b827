using System.Collections.Frozen;
using System.Collections.Immutable;
using Busbar.Digital.Handoffs.DataQuality;

namespace Busbar.Digital.DataQuality.Rules;

/// <summary>Rules about each value by size, set, presence and order.</summary>
internal static class ValueRules
{
    public static ImmutableArray<Rule> All { get; } =
    [
        Judging.OfValues("expect_column_values_to_be_between", ["min_value", "max_value", "strict_min", "strict_max"], Between),
        Judging.OfValues("expect_column_values_to_be_in_set", ["value_set"], (run, column) => InSet(run, column)),
        Judging.OfValues("expect_column_values_to_not_be_in_set", ["value_set"], (run, column) =>
            InSet(run, column) is var isIn ? cell => !isIn(cell) : null!),
        OfPresence("expect_column_values_to_be_null", isMissingExpected: true),
        OfPresence("expect_column_values_to_not_be_null", isMissingExpected: false),
        Judging.OfCodes("expect_column_values_to_be_unique", [], (run, column) =>
            Judging.Counts(run, column) is var counts ? code => counts[code] == 1 : null!),
        Judging.OfCodes("expect_column_values_to_be_increasing", ["strictly"], (run, column) => InOrder(run, column, 1)),
        Judging.OfCodes("expect_column_values_to_be_decreasing", ["strictly"], (run, column) => InOrder(run, column, -1)),
        Judging.OfValues("expect_column_value_z_scores_to_be_less_than", ["threshold", "double_sided"], ZScore),
    ];

    private static Func<Cell, bool> Between(RuleRun run, TableColumn column)
    {
        var kind = run.KindOf(column);
        var bounds = Bounds.Of(run, kind);
        if (bounds.IsOpen) run.Refuse("no-bounds", "min_value and max_value are both missing", "Give at least one.");
        if (bounds.IsEmpty) run.Refuse("bounds-crossed", $"min_value {bounds.Min} is greater than max_value {bounds.Max}", "Swap them.");
        return bounds.Contains;
    }

    private static Func<Cell, bool> InSet(RuleRun run, TableColumn column)
    {
        CellKind? kind = column.Values is [{ Kind: CellKind.Time }, ..] ? CellKind.Time : null;
        var set = run.Need(run.Cells("value_set"), "value_set", [])!.Value.OfType<Cell>()
            .Select(cell => Values.InKind(cell, kind) ?? cell).ToFrozenSet();
        return set.Contains;
    }

    private static Rule OfPresence(string name, bool isMissingExpected) =>
        new(name, ["column", "mostly", "row_condition", "condition_parser"], run =>
        {
            var column = run.Column();
            return Judging.Judge(run, name, [column], _ => false,
                row => column.Codes[row] == TableColumn.Missing == isMissingExpected);
        });

    private static Func<int, bool> InOrder(RuleRun run, TableColumn column, int direction)
    {
        run.KindOf(column);
        var least = run.Flag("strictly") ? 1 : 0;
        Cell? before = null;
        return code =>
        {
            var isInOrder = before is not { } last || column.Values[code].CompareTo(last) * direction >= least;
            before = column.Values[code];
            return isInOrder;
        };
    }

    /// <summary>Distance from the mean in sample standard deviations, below the threshold; on both sides if so asked.</summary>
    private static Func<Cell, bool> ZScore(RuleRun run, TableColumn column)
    {
        var values = ColumnRules.Numbers(run, column);
        var threshold = run.Need(run.Number("threshold"), "threshold", 0)!.Value;
        var (mean, deviation) = (values.Length == 0 ? 0 : values.Average(), ColumnRules.Deviation(values));
        var isDouble = run.Flag("double_sided");
        return cell => (cell.Number - mean) / deviation is var z && (isDouble ? Math.Abs(z) : z) < threshold;
    }
}
