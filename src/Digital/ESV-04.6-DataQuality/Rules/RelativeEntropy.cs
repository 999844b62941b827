using System.Collections.Immutable;
using Busbar.Digital.Handoffs.DataQuality;

namespace Busbar.Digital.DataQuality.Rules;

/// <summary>Relative entropy (Kullback and Leibler, 1951) of what a column holds to what is expected, Σ p ln(p/q). A holdout gives weight
/// to
/// tails and empty bins, so that a value never expected does not make it infinite; infinite breaks the rule and has no observed
/// value.</summary>
internal static class RelativeEntropy
{
    public static (Term?, bool, Term.Map) Judge(RuleRun run, TableColumn column)
    {
        var threshold = run.Number("threshold");
        if (run.Argument("partition_object") is null && threshold is null) return (null, true, Term.Map.Empty);
        var (tail, inner) = (Holdout(run, "tail_weight_holdout"), Holdout(run, "internal_weight_holdout"));
        if (Partition.Of(run) is not { } partition || run.Refusal is not null) return (null, false, Term.Map.Empty);
        if (partition.Values.IsEmpty) return OnBins(run, column, partition, tail, inner, threshold);
        if (inner > 0)
            run.Refuse("bad-partition", "Categories have no inner bins to hold weight out for", "Leave internal_weight_holdout out.");
        var (observed, expected) = partition.OnCategories(run, column, tail);
        var shares = Array.ConvertAll(observed, count => count / observed.Sum());
        return Answer(shares, expected, threshold, partition.Shares([.. shares]));
    }

    private static (Term?, bool, Term.Map) OnBins(
        RuleRun run, TableColumn column, Partition partition, double tail, double inner, double? threshold)
    {
        var bins = partition.Bins;
        var (isOpenBelow, isOpenAbove) = (double.IsNegativeInfinity(bins[0]), double.IsPositiveInfinity(bins[^1]));
        if (tail > 0 && (!partition.Tails.IsEmpty || (isOpenBelow && isOpenAbove))
            || (!partition.Tails.IsEmpty && (isOpenBelow || isOpenAbove)))
            run.Refuse("bad-partition", "The tails have their weight twice: by infinite edges, tail_weights or a holdout",
                "Give them weight in one way.");
        var values = ColumnRules.Numbers(run, column);
        if (values.Length == 0) return (null, false, Term.Map.Empty);
        var (below, held, above) = Shares(values, bins);
        var scaled = partition.Weights.Select(weight => weight * (1 - tail - inner)).ToArray();
        var empty = scaled.Count(weight => weight == 0);
        for (var i = 0; i < scaled.Length && inner > 0; i++)
            if (scaled[i] == 0) scaled[i] = inner / empty;
        double[] tails = !partition.Tails.IsEmpty ? [.. partition.Tails]
            : isOpenBelow ? [0, tail] : isOpenAbove ? [tail, 0] : [tail / 2, tail / 2];
        // An infinite edge makes the outermost bin the tail.
        var range = (isOpenBelow ? 1 : 0)..(scaled.Length - (isOpenAbove ? 1 : 0));
        double[] expectedTails = [isOpenBelow ? scaled[0] : tails[0], isOpenAbove ? scaled[^1] : tails[1]];
        double[] observedTails = [isOpenBelow ? held[0] : below, isOpenAbove ? held[^1] : above];
        var edges = Partition.List(bins.Where(double.IsFinite));
        return Answer([observedTails[0], .. held[range], observedTails[1]], [expectedTails[0], .. scaled[range], expectedTails[1]],
            threshold, Term.Of(
                ("observed_partition", Term.Of(("bins", edges), ("weights", Partition.List(held[range])),
                    ("tail_weights", Partition.List(observedTails)))),
                ("expected_partition", Term.Of(("bins", edges), ("weights", Partition.List(scaled[range])),
                    ("tail_weights", Partition.List(expectedTails))))));
    }

    /// <summary>Shares below the bins, in each, and above; a bin holds its lower edge, the last one both.</summary>
    private static (double Below, double[] Held, double Above) Shares(double[] values, ImmutableArray<double> bins)
    {
        var (below, above, counts) = (0, 0, new double[bins.Length - 1]);
        foreach (var value in values)
            if (value < bins[0]) below++;
            else if (value > bins[^1]) above++;
            else counts[bins.BinarySearch(value) is var place && place >= 0 ? Math.Min(place, counts.Length - 1) : ~place - 1]++;
        return ((double)below / values.Length, Array.ConvertAll(counts, count => count / values.Length), (double)above / values.Length);
    }

    private static (Term?, bool, Term.Map) Answer(double[] observed, double[] expected, double? threshold, Term.Map details)
    {
        var (all, wanted) = (observed.Sum(), expected.Sum());
        var divergence = observed.Zip(expected).Sum(each => each.First == 0 ? 0
            : each.Second == 0 ? double.PositiveInfinity : each.First / all * Math.Log(each.First / all / (each.Second / wanted)));
        // Rounding may leave a hair on either side of nothing.
        if (Math.Abs(divergence) < 1e-14) divergence = 0;
        return (double.IsFinite(divergence) ? Term.Of(divergence) : null, threshold is null || divergence <= threshold, details);
    }

    private static double Holdout(RuleRun run, string name)
    {
        var weight = run.Number(name) ?? 0;
        if (weight is not (>= 0 and <= 1))
            run.Refuse("wrong-argument", $"{name} is {weight}", "Give a share greater than or equal to 0 and less than or equal to 1.");
        return weight;
    }
}
