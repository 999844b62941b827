using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Risk;
using Busbar.Supply.Risk.BackTesting;

namespace Busbar.Supply.Risk.Measures;

/// <summary>Turns the moves that history holds into samples of profits.</summary>
internal static class HistoricalRisk
{
    internal static Outcome<ValueAtRiskReport> Plain(ValueAtRiskMethod.Historical method, MeasureValueAtRiskInputs inputs)
    {
        if (method.AgeDecay is not (null or (> 0 and <= 1))) return WrongDecay(method.AgeDecay.Value);
        if (Refuse(method.Parts) is { } refusal) return refusal;
        var count = method.Parts[0].Days.Length;
        double[]? weights = method.AgeDecay is { } decay ? [.. Enumerable.Range(0, count).Select(i => Math.Pow(decay,
            count - 1 - i))] : null;
        var text = weights is null
            ? $"historical, {count} moves, {method.Convention}"
            : FormattableString.Invariant($"historical, {count} moves weighted by age ({method.AgeDecay}), first at the level");
        return new ProfitSample(Parts(method.Parts, inputs), method.Convention, weights).Measure(text, inputs.Levels);
    }

    internal static Outcome<ValueAtRiskReport> Filtered(ValueAtRiskMethod.Filtered method, MeasureValueAtRiskInputs inputs)
    {
        if (method.Decay is not (> 0 and < 1)) return WrongDecay(method.Decay);
        if (Refuse(method.Parts) is { } refusal) return refusal;
        var parts = Parts(method.Parts, inputs);
        var count = method.Parts[0].Days.Length;
        double[] whole = [.. Enumerable.Range(0, count).Select(i => parts.Values.Sum(part => part[i]))];
        var deviations = MovingVolatility.Of(whole, whole.Length, method.Decay);
        if (deviations.Any(deviation => !(deviation > 0)))
            return new Refusal("zero-variance", "the book never moved, so a move cannot be scaled", "value at risk",
                "Give days on which the book made or lost something.");
        foreach (var part in parts.Values)
            for (var i = 0; i < count; i++) part[i] *= deviations[count] / deviations[i];
        return new ProfitSample(parts, method.Convention, null).Measure(
            FormattableString.Invariant($"filtered historical, {count} moves, decay {method.Decay}, {method.Convention}"), inputs.Levels);
    }

    private static Refusal WrongDecay(double decay) =>
        new("wrong-decay", FormattableString.Invariant($"a decay of {decay}"), "value at risk", "Give one inside (0, 1): 0.94.");

    private static Refusal? Refuse(ImmutableArray<ScenarioProfits> parts)
    {
        if (parts.IsDefaultOrEmpty || parts[0].Days.IsEmpty)
            return new("no-profits", "there are no profits and losses", "value at risk", "Give the moves that the book is held through.");
        var stranger = parts.FirstOrDefault(part => part.ProfitsUsd.Length != parts[0].Days.Length
            || !part.Days.SequenceEqual(parts[0].Days)
            || part.ProfitsUsd.Any(profit => !double.IsFinite(profit)));
        return stranger is null ? null : new("profits-do-not-match",
            $"'{stranger.Name}' is not over the days of '{parts[0].Name}', or lacks one",
            "value at risk", "Give every piece a profit on each of the same days.");
    }

    private static SortedDictionary<string, double[]> Parts(ImmutableArray<ScenarioProfits> pieces, MeasureValueAtRiskInputs inputs)
    {
        var parts = new SortedDictionary<string, double[]>(StringComparer.Ordinal);
        foreach (var piece in pieces)
        {
            var name = MeasureValueAtRisk.NameOf(inputs.By, piece.Name, piece.Cut);
            if (!parts.TryGetValue(name, out var sum)) parts.Add(name, sum = new double[piece.ProfitsUsd.Length]);
            var root = Math.Sqrt(inputs.Holding.DaysOf(piece.Cut.Tenor));
            for (var i = 0; i < sum.Length; i++) sum[i] += root * piece.ProfitsUsd[i];
        }
        return parts;
    }
}
