using System.Collections.Immutable;
using Busbar.Digital.Handoffs.DataQuality;

namespace Busbar.Digital.DataQuality.Rules;

/// <summary>An expected distribution: categories, or bins between ascending edges (the outer ones may be infinite) with perhaps the weight
/// of both tails; the weights add up to 1.</summary>
internal sealed record Partition(
    ImmutableArray<Cell> Values, ImmutableArray<double> Bins, ImmutableArray<double> Weights, ImmutableArray<double> Tails)
{
    private const double Tolerance = 1e-3;

    /// <summary>The argument <c>partition_object</c>; refuses one that is none.</summary>
    public static Partition? Of(RuleRun run)
    {
        var map = run.Argument("partition_object") as Term.Map ?? Term.Map.Empty;
        var values = (map["values"] as Term.List)?.Items.OfType<Term.Leaf>().Select(leaf => leaf.Value).OfType<Cell>().ToImmutableArray()
            ?? [];
        var partition = new Partition(values, Numbers(map["bins"]), Numbers(map["weights"]), Numbers(map["tail_weights"]));
        if (partition.IsWhole) return partition;
        run.Refuse("bad-partition", "The partition's bins or values do not go with its weights, or the weights do not add up to 1",
            "Give one weight a value, or one weight a bin between ascending edges.");
        return null;
    }

    private bool IsWhole => Weights.Length > 0 && Math.Abs(Weights.Sum() + Tails.Sum() - 1) < Tolerance
        && (Values.Length == Weights.Length ? Bins.IsEmpty : Bins.Length == Weights.Length + 1 && Tails.Length is 0 or 2
            && Bins.Zip(Bins.Skip(1)).All(pair => pair.First < pair.Second));

    /// <summary>Counts of the categories held or expected, and expected shares: what is not expected shares the holdout.</summary>
    public (double[] Observed, double[] Expected) OnCategories(RuleRun run, TableColumn column, double holdout)
    {
        var counts = Judging.Counts(run, column);
        var held = column.Values.Select((cell, code) => (cell, Count: counts[code])).Where(each => each.Count > 0)
            .ToDictionary(each => each.cell, each => (double)each.Count);
        var strangers = held.Keys.Except(Values).ToList();
        var scale = strangers.Count > 0 ? 1 - holdout : 1;
        return ([.. Values.Select(value => held.GetValueOrDefault(value)), .. strangers.Select(value => held[value])],
            [.. Weights.Select(weight => weight * scale), .. strangers.Select(_ => holdout / strangers.Count)]);
    }

    /// <summary>The shares held and expected of the partition's categories, for the reader.</summary>
    public Term.Map Shares(ImmutableArray<double> observed)
    {
        var values = Term.Of(Values.Select(value => (Cell?)value));
        return Term.Of(("observed_partition", Term.Of(("values", values), ("weights", List(observed.Take(Values.Length))))),
            ("expected_partition", Term.Of(("values", values), ("weights", List(Weights)))));
    }

    /// <summary>Numbers in order.</summary>
    public static Term List(IEnumerable<double> numbers) => Term.Of(numbers.Select(number => (Cell?)Cell.Of(number)));

    private static ImmutableArray<double> Numbers(Term? term) =>
        [.. ((term as Term.List)?.Items ?? []).OfType<Term.Leaf>().Select(leaf => leaf.Value?.Number ?? double.NaN)];
}
