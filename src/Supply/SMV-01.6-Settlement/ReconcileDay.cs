using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Settlement;
using NodaTime;

namespace Busbar.Supply.Settlement;

/// <summary>Our statement and the ISO's, to be held against each other.</summary>
/// <param name="Tolerance">What a line may differ by and pass, at least 0; half a cent is the ISO's own rounding of a line.</param>
public sealed record ReconcileDayInputs(OperatingDay Day, Instant ReconciledAt, ShadowStatement Shadow, IsoStatement Iso, Usd Tolerance)
{
    /// <summary>Half a cent: an exact line against the same line in whole cents.</summary>
    public static Usd RoundingOfALine { get; } = new(0.005m);
}

/// <summary>Compares two statements line by line (charge, asset, interval) and names the likely cause of every difference, with the numbers
/// that suggest it. Nothing is netted: two errors that cancel are two variances.</summary>
public static class ReconcileDay
{
    /// <summary>The reconciliation; refused when a statement is of another day or not known yet, or the tolerance is negative.</summary>
    public static Outcome<Reconciliation> Run(ReconcileDayInputs inputs)
    {
        if (inputs.Shadow.Day != inputs.Day || inputs.Iso.Day != inputs.Day)
            return new Refusal("another-day",
                $"Our statement is of {inputs.Shadow.Day}, the ISO's of {inputs.Iso.Day}, to be reconciled is {inputs.Day}",
                $"{inputs.Day}", "Give both statements of the day.");
        if (inputs.Shadow.SettledAt > inputs.ReconciledAt || inputs.Iso.PublishedAt > inputs.ReconciledAt)
            return new Refusal("not-known-yet",
                $"Our statement is known from {inputs.Shadow.SettledAt} and the ISO's from {inputs.Iso.PublishedAt}, "
                + $"after the clock {inputs.ReconciledAt}",
                $"{inputs.Day}", "Reconcile at a clock at which both are known.");
        if (inputs.Tolerance < Usd.Zero)
            return new Refusal("negative-tolerance", $"A tolerance is at least 0, not {inputs.Tolerance}", $"{inputs.Day}",
                "Give 0.005 USD for the ISO's rounding.");

        var ours = inputs.Shadow.Lines.ToDictionary(line => new LineKey(line.Code, line.Asset, line.Interval));
        var theirs = inputs.Iso.Lines.ToLookup(line => new LineKey(line.Code, line.Asset, line.Interval));
        var variances = new List<Variance>();
        var passed = Usd.Zero;
        foreach (var (key, line) in ours)
        {
            var billed = theirs[key].FirstOrDefault();
            var difference = (billed?.Amount ?? Usd.Zero) - line.Amount;
            if (Math.Abs(difference.Value) <= inputs.Tolerance.Value) passed += difference;
            else variances.Add(billed is null ? Missing(key, line) : VarianceCauses.Suggest(line, billed, inputs.Tolerance));
        }
        variances.AddRange(theirs.SelectMany(group => Unexpected(group, ours.GetValueOrDefault(group.Key))));

        var compared = ours.Count + theirs.Sum(group => group.Count() - (ours.ContainsKey(group.Key) ? 1 : 0));
        return new Reconciliation(inputs.Day, inputs.ReconciledAt, inputs.Iso.StatementType, inputs.Shadow.Total, inputs.Iso.Total,
            compared,
            [.. variances.OrderBy(variance => variance.Interval).ThenBy(variance => variance.Code, StringComparer.Ordinal)
                .ThenBy(variance => variance.Asset, StringComparer.Ordinal)],
            passed, inputs.Iso.IsSimulated);
    }

    private static Variance Missing(LineKey key, SettlementLine line) =>
        new(key.Code, key.Asset, key.Interval, line.Amount, Usd.Zero, VarianceCause.MissingLine,
            $"The ISO's statement has no such line; ours is {line.Quantity} at {line.Rate}.");

    private static IEnumerable<Variance> Unexpected(IGrouping<LineKey, StatementLine> group, SettlementLine? ours) =>
        group.Skip(ours is null ? 0 : 1).Select(extra => new Variance(
            group.Key.Code, group.Key.Asset, group.Key.Interval, Usd.Zero, extra.Amount, VarianceCause.UnexpectedLine,
            ours is null
                ? $"We have no such line; the ISO billed {extra.Quantity} at {extra.Rate}."
                : $"The line is billed more than once; this one is {extra.Quantity} at {extra.Rate}."));

    private readonly record struct LineKey(string Code, string Asset, DeliveryInterval Interval);
}
