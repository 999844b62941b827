using System.Collections.Immutable;
using Busbar.Digital.Handoffs.DataQuality;

namespace Busbar.Digital.DataQuality.Rules;

/// <summary>Rules that hold a column's distribution against an expected one: χ² of categories, Kolmogorov and Smirnov's distance from a
/// named distribution, relative entropy to a partition.</summary>
internal static class DistributionRules
{
    public static ImmutableArray<Rule> All { get; } =
    [
        Judging.OfColumn("expect_column_chisquare_test_p_value_to_be_greater_than", ["partition_object", "p", "tail_weight_holdout"],
            ChiSquare),
        Judging.OfColumn("expect_column_parameterized_distribution_ks_test_p_value_to_be_greater_than",
            ["distribution", "params", "p_value"], KolmogorovSmirnov),
        Judging.OfColumn("expect_column_kl_divergence_to_be_less_than",
            ["partition_object", "threshold", "tail_weight_holdout", "internal_weight_holdout"], RelativeEntropy.Judge),
    ];

    private static (Term?, bool, Term.Map) ChiSquare(RuleRun run, TableColumn column)
    {
        var partition = Partition.Of(run);
        if (partition is not { Values: [_, ..] values })
        {
            run.Refuse("bad-partition", "The partition has no categories", "Give values and their weights.");
            return (null, false, Term.Map.Empty);
        }
        var (observed, expected) = partition.OnCategories(run, column, run.Number("tail_weight_holdout") ?? 0);
        var all = observed.Sum();
        var statistic = observed.Zip(expected).Sum(each =>
            each.Second * all is var want && want > 0 ? (each.First - want) * (each.First - want) / want
            : each.First == 0 ? 0 : double.PositiveInfinity);
        var p = double.IsFinite(statistic) ? SpecialFunctions.UpperGamma((observed.Length - 1) / 2.0, statistic / 2) : 0;
        var level = run.Need(run.Number("p"), "p", 0.05)!.Value;
        return (Term.Of(p), p > level, partition.Shares([.. observed.Select(count => count / all)]));
    }

    private static (Term?, bool, Term.Map) KolmogorovSmirnov(RuleRun run, TableColumn column)
    {
        var values = ColumnRules.Numbers(run, column);
        Array.Sort(values);
        var cumulative = NamedDistribution.Of(run);
        var distance = 0.0;
        for (var i = 0; i < values.Length; i++)
        {
            var p = cumulative(values[i]);
            distance = Math.Max(distance, Math.Max((i + 1.0) / values.Length - p, p - (double)i / values.Length));
        }
        var root = Math.Sqrt(values.Length);
        var observed = values.Length == 0 ? 1 : SpecialFunctions.Kolmogorov((root + 0.12 + 0.11 / root) * distance);
        return (Term.Of(observed), observed >= (run.Number("p_value") ?? 0.05), Term.Of(("distance", Term.Of(distance))));
    }
}
