using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;

namespace Busbar.Supply.Risk.Measures;

/// <summary>Profits of the parts of a book under the same moves, equally likely or weighted: value at risk is a quantile of their sum, and
/// each part's share of it is what the part lost under the very move that sets the quantile.</summary>
internal sealed record ProfitSample(SortedDictionary<string, double[]> Parts, QuantileConvention Convention, double[]? Weights)
{
    internal Outcome<ValueAtRiskReport> Measure(string method, ImmutableArray<double> levels)
    {
        var whole = new double[Parts.Values.First().Length];
        foreach (var part in Parts.Values)
            for (var i = 0; i < whole.Length; i++) whole[i] += part[i];
        var order = OrderOf(whole);
        var findings = levels.Where(level => whole.Length * Math.Min(level, 1 - level) < 1).Select(level => new Finding("sample-too-short",
            Severity.Warning, FormattableString.Invariant($"{whole.Length} moves hold less than one beyond {level}"), "value at risk",
            "the worst one stands for the tail"));
        return Outcome.Of(new ValueAtRiskReport(method, [.. levels.Select(level => Figure(level, whole, order))]), findings);
    }

    private ValueAtRiskFigure Figure(double level, double[] whole, int[] order)
    {
        var at = PositionOf(order, 1 - level);
        var threshold = at.Of(order, whole);
        int[] beyond = [.. order.TakeWhile(i => whole[i] <= threshold)];
        var total = -threshold;
        var parts = Parts.Select(part =>
        {
            double[] without = [.. whole.Zip(part.Value, (all, own) => all - own)];
            return new RiskPart(part.Key, new(-at.Of(order, part.Value)), new(-MeanOf(part.Value, beyond)),
                new(ValueAtRisk(part.Value, level)), new(total - ValueAtRisk(without, level)));
        }).ToImmutableArray();
        return new(level, new(total), new(-MeanOf(whole, beyond)), Weights is null ? new(StandardError(level, whole, order)) : null,
            new(parts.Sum(part => part.Standalone.Value) - total), parts, []);
    }

    private double ValueAtRisk(double[] profits, double level)
    {
        var order = OrderOf(profits);
        return -PositionOf(order, 1 - level).Of(order, profits);
    }

    private static int[] OrderOf(double[] profits)
    {
        int[] order = [.. Enumerable.Range(0, profits.Length)];
        Array.Sort([.. profits], order);
        return order;
    }

    private SamplePosition PositionOf(int[] order, double probability)
    {
        if (Weights is null) return SamplePosition.Of(order.Length, probability, Convention);
        var (reached, goal) = (0.0, probability * Weights.Sum());
        for (var i = 0; i < order.Length; i++)
            if ((reached += Weights[order[i]]) >= goal * (1 - 1e-12)) return new(i, i, 0);
        return new(order.Length - 1, order.Length - 1, 0);
    }

    private double MeanOf(double[] profits, int[] scenarios)
    {
        if (Weights is null) return scenarios.Sum(i => profits[i]) / scenarios.Length;
        return scenarios.Sum(i => Weights[i] * profits[i]) / scenarios.Sum(i => Weights[i]);
    }

    // Half the distance between the order statistics one binomial deviation on either side: free of any distribution. David and Nagaraja,
    // Order Statistics, 3rd ed. (2003), section 7.1.
    private static double StandardError(double level, double[] whole, int[] order)
    {
        var (n, rank) = (order.Length, (1 - level) * order.Length);
        var spread = Math.Sqrt(n * level * (1 - level));
        double At(double position) => whole[order[Math.Clamp((int)Math.Round(position) - 1, 0, n - 1)]];
        return (At(rank + spread) - At(rank - spread)) / 2;
    }
}
