using System.Collections.Immutable;
using Busbar.Digital.Handoffs.DataQuality;
using Busbar.Numerics;

namespace Busbar.Digital.DataQuality.Rules;

/// <summary>Rules about one measure of a column: extremes, moments, quantiles, distinct values. Missing values are left out.</summary>
internal static class ColumnRules
{
    private static readonly ImmutableArray<string> bounds = ["min_value", "max_value", "strict_min", "strict_max"];

    public static ImmutableArray<Rule> All { get; } =
    [
        Bounded("expect_column_max_to_be_between", needsBound: true, (run, column) => Extreme(run, column, 1)),
        Bounded("expect_column_min_to_be_between", needsBound: true, (run, column) => Extreme(run, column, -1)),
        Bounded("expect_column_sum_to_be_between", needsBound: true, Of(values => values.Sum())),
        Bounded("expect_column_mean_to_be_between", needsBound: false, Of(values => values.Average())),
        Bounded("expect_column_median_to_be_between", needsBound: false, Of(values => OfLevels(values, [0.5])[0])),
        Bounded("expect_column_stdev_to_be_between", needsBound: false, Of(Deviation)),
        Bounded("expect_column_unique_value_count_to_be_between", needsBound: false, (run, column) =>
            Cell.Of(Judging.Counts(run, column).Count(count => count > 0))),
        Bounded("expect_column_proportion_of_unique_values_to_be_between", needsBound: false, (run, column) =>
            Judging.Counts(run, column) is var counts && counts.Sum() is var all and > 0
                ? Cell.Of((double)counts.Count(count => count > 0) / all) : null),
        Judging.OfColumn("expect_column_quantile_values_to_be_between", ["quantile_ranges", "allow_relative_error"], QuantilesBetween),
        Distinct("expect_column_distinct_values_to_be_in_set", mayOmitSet: true, (held, set) => held.IsSubsetOf(set)),
        Distinct("expect_column_distinct_values_to_contain_set", mayOmitSet: false, (held, set) => held.IsSupersetOf(set)),
        Distinct("expect_column_distinct_values_to_equal_set", mayOmitSet: false, (held, set) => held.SetEquals(set)),
        Judging.OfColumn("expect_column_most_common_value_to_be_in_set", ["value_set", "ties_okay"], MostCommon),
    ];

    /// <summary>The numbers of the rows left; refuses values that are none. True counts 1, false 0.</summary>
    public static double[] Numbers(RuleRun run, TableColumn column)
    {
        if (run.KindOf(column) is { } kind and not (CellKind.Number or CellKind.Flag))
            run.Refuse("not-numeric", $"{column.Name} holds {kind}, the rule wants numeric values", "Ask it of a column of numbers.");
        return [.. run.Rows.Where(row => column.Codes[row] != TableColumn.Missing).Select(row => column.Values[column.Codes[row]].Number)];
    }

    /// <summary>Standard deviation of a sample, over n − 1; 0 of a single value.</summary>
    public static double Deviation(double[] values) => Statistics.StandardDeviation(values);

    private static Rule Bounded(string name, bool needsBound, Func<RuleRun, TableColumn, Cell?> measure) =>
        Judging.OfColumn(name, bounds, (run, column) =>
        {
            var observed = measure(run, column);
            var given = Bounds.Of(run, observed?.Kind ?? CellKind.Number);
            if (needsBound && given.IsOpen) run.Refuse("no-bounds", "min_value and max_value are both missing", "Give at least one.");
            return (observed is { } cell ? new Term.Leaf(cell) : null, observed is { } value && given.Contains(value), Term.Map.Empty);
        });

    private static Func<RuleRun, TableColumn, Cell?> Of(Func<double[], double> statistic) =>
        (run, column) => Numbers(run, column) is { Length: > 0 } values ? Cell.Of(statistic(values)) : null;

    private static Cell? Extreme(RuleRun run, TableColumn column, int direction)
    {
        if (run.KindOf(column) is null) return null;
        var counts = Judging.Counts(run, column);
        return column.Values.Where((_, code) => counts[code] > 0)
            .Aggregate((best, next) => next.CompareTo(best) * direction > 0 ? next : best);
    }

    private static (Term?, bool, Term.Map) QuantilesBetween(RuleRun run, TableColumn column)
    {
        var (levels, ranges) = run.Argument("quantile_ranges") is Term.Map map ? (map["quantiles"] as Term.List,
            map["value_ranges"] as Term.List) : (null, null);
        if (levels is null || ranges is null || levels.Items.Length != ranges.Items.Length)
        {
            run.Refuse("wrong-argument", "quantile_ranges does not hold as many value_ranges as quantiles", "Give a range for each.");
            return (null, false, Term.Map.Empty);
        }
        var values = OfLevels(Numbers(run, column), levels.Items.Select(Number).Select(level => level ?? 0));
        var isWithin = values.Length > 0;
        for (var i = 0; i < values.Length; i++)
        {
            var range = ranges.Items[i] is Term.List { Items: [var low, var high] } ? (Low: Number(low), High: Number(high)) : (null, null);
            if (range.Low > range.High)
                run.Refuse("bounds-crossed", "quantile_ranges must consist of ordered pairs", "Put the smaller value first.");
            isWithin &= !(values[i] < range.Low) && !(values[i] > range.High);
        }
        return (Term.Of(("quantiles", levels), ("values", Term.Of(values.Select(value => (Cell?)Cell.Of(value))))), isWithin,
            Term.Map.Empty);
    }

    private static double? Number(Term term) => term is Term.Leaf { Value: { Kind: CellKind.Number } cell } ? cell.Number : null;

    private static double[] OfLevels(double[] values, IEnumerable<double> levels)
    {
        Array.Sort(values);
        return values.Length == 0 ? [] : [.. levels.Select(level => Quantile.OfSorted(values, Math.Clamp(level, 0, 1)))];
    }

    private static Rule Distinct(string name, bool mayOmitSet, Func<HashSet<Cell>, HashSet<Cell>, bool> fits) =>
        Judging.OfColumn(name, ["value_set"], (run, column) =>
        {
            var counts = Judging.Counts(run, column);
            var held = column.Values.Where((_, code) => counts[code] > 0).ToHashSet();
            var given = run.Cells("value_set");
            if (given is null && !mayOmitSet) run.Need(given, "value_set", []);
            var kind = held.Count > 0 && held.First().Kind == CellKind.Time ? CellKind.Time : (CellKind?)null;
            var set = given?.OfType<Cell>().Select(cell => Values.InKind(cell, kind) ?? cell).ToHashSet();
            var places = column.Values.Select((cell, code) => (cell, code)).Where(each => counts[each.code] > 0)
                .OrderBy(each => each.cell).ToList();
            var details = Term.Of(("value_counts", new Term.List([.. places.Take(run.Subject.SampleLimit).Select(each =>
                Term.Of(("value", new Term.Leaf(each.cell)), ("count", Term.Of(counts[each.code]))))])));
            return (Term.Of(places.Take(run.Subject.SampleLimit).Select(each => (Cell?)each.cell)), set is null || fits(held, set),
                details);
        });

    private static (Term?, bool, Term.Map) MostCommon(RuleRun run, TableColumn column)
    {
        var counts = Judging.Counts(run, column);
        var most = counts.Length == 0 ? 0 : counts.Max();
        var modes = column.Values.Where((_, code) => counts[code] == most && most > 0).Order().ToList();
        var set = run.Need(run.Cells("value_set"), "value_set", [])!.Value.OfType<Cell>().ToHashSet();
        var isTieFine = run.Flag("ties_okay");
        return (Term.Of(modes.Select(cell => (Cell?)cell)), modes.Any(set.Contains) && (modes.Count == 1 || isTieFine), Term.Map.Empty);
    }
}
