using System.Collections.Immutable;
using System.Globalization;
using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Recovery.Form1;

namespace Busbar.Supply.Recovery.Form1;

/// <summary>A fact that a later filing states otherwise.</summary>
/// <param name="Before">As first filed; null when it is new.</param>
/// <param name="After">As restated; null when it is gone.</param>
/// <param name="Times">The larger of the two over the smaller, when both are numbers of one sign.</param>
/// <param name="IsOutlier">True when it changed beyond <see cref="CompareFilings.OutlierTimes"/>, through zero or in sign: no
/// rounding.</param>
public sealed record RestatedFact(Form1Fact? Before, Form1Fact? After, decimal? Times, bool IsOutlier);

/// <summary>A filing beside its restatement.</summary>
/// <param name="Same">Facts that did not change.</param>
/// <param name="Restated">Those that did.</param>
public sealed record FilingComparison(int Same, ImmutableArray<RestatedFact> Restated);

/// <summary>Compares two filings of one period fact by fact, and marks the changes too large to be a correction of detail. (SIGECO's of
/// 2021: a plant's net generation from 12,063,170,000 to 2,118,170,000 kWh, its cost from 0.0067 to 0.0379 USD/kWh.)</summary>
public static class CompareFilings
{
    /// <summary>A fact that changes by more than this factor is an outlier.</summary>
    public const decimal OutlierTimes = 3;

    /// <summary>The comparison; refused when a filing states a fact twice with two values. An outlier is a finding.</summary>
    public static Outcome<FilingComparison> Run(ImmutableArray<Form1Fact> before, ImmutableArray<Form1Fact> after)
    {
        if ((Contradicting(before) ?? Contradicting(after)) is { } refused) return refused;
        var (old, now) = (ByKey(before), ByKey(after));
        ImmutableArray<RestatedFact> restated =
        [
            .. old.Keys.Union(now.Keys).Select(key => (Old: old.GetValueOrDefault(key), Now: now.GetValueOrDefault(key)))
                .Where(pair => pair.Old?.Value != pair.Now?.Value).Select(pair => Restate(pair.Old, pair.Now))
                .OrderBy(change => change.Before?.Element ?? change.After!.Element, StringComparer.Ordinal),
        ];
        return Outcome.Of(new FilingComparison(old.Keys.Intersect(now.Keys).Count(key => old[key].Value == now[key].Value), restated),
            restated.Where(change => change is { IsOutlier: true, Before: not null, After: not null }).Select(change => new Finding(
                "restated-beyond-belief", Severity.Warning,
                $"{change.Before!.Element} goes from {change.Before.Value} to {change.After!.Value}",
                $"{change.Before.Filer} {change.Before.End:uuuu-MM-dd} {change.Before.Dimension}", "shown; find out which one is right")));
    }

    private static RestatedFact Restate(Form1Fact? before, Form1Fact? after)
    {
        if (NumberOf(before) is not { } old || NumberOf(after) is not { } now) return new(before, after, null, false);
        if (old == now) return new(before, after, 1, false);
        if (old == 0 || now == 0 || Math.Sign(old) != Math.Sign(now)) return new(before, after, null, true);
        var times = Math.Max(Math.Abs(old), Math.Abs(now)) / Math.Min(Math.Abs(old), Math.Abs(now));
        return new(before, after, times, times > OutlierTimes);
    }

    private static Refusal? Contradicting(ImmutableArray<Form1Fact> filing) =>
        filing.GroupBy(KeyOf).FirstOrDefault(same => same.Select(fact => fact.Value).Distinct().Count() > 1) is { } twice
            ? new("fact-twice", $"{twice.Key.Element} has two values", $"{twice.Key.Filer} {twice.Key.Dimension}",
                "Give the facts of one filing on each side.") : null;

    private static Dictionary<Form1Fact, Form1Fact> ByKey(ImmutableArray<Form1Fact> filing) =>
        filing.GroupBy(KeyOf).ToDictionary(same => same.Key, same => same.First());

    private static Form1Fact KeyOf(Form1Fact fact) => fact with { Filing = "", Value = "" };

    private static decimal? NumberOf(Form1Fact? fact) =>
        decimal.TryParse(fact?.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
