using System.Collections.Immutable;
using Busbar.Digital.DataQuality.Rules;
using Busbar.Digital.Handoffs.DataQuality;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using NodaTime;

namespace Busbar.Digital.DataQuality.Contracts;

/// <summary>Whether a series has every interval of its market's days: 23 hours on the spring day, 25 on the autumn day. The contract says
/// so of
/// the field that holds the start of each interval by the custom property <c>expectedIntervals: { market: ISO-NE, minutes: 60 }</c>. The
/// days run from that of the first row to that of the last; the last one may still be on its way and counts up to its last row.</summary>
internal static class Completeness
{
    public static void Check(
        string schema, string property, Term.Map intervals, TableColumn column, List<Finding> findings,
        ImmutableArray<ContractCheck>.Builder checks)
    {
        var market = MarketCalendar.Find((intervals["market"] as Term.Leaf)?.Value?.Text);
        var minutes = (intervals["minutes"] as Term.Leaf)?.Value?.Number ?? 60;
        var rule = $"every {minutes} minutes of {market?.Name ?? "a market"}";
        var held = column.Values.Where(cell => cell.Kind == CellKind.Time)
            .Select(cell => NodaConstants.UnixEpoch + Duration.FromSeconds(cell.Number)).ToHashSet();
        if (market is null || minutes is not (5 or 15 or 60) || held.Count == 0)
        {
            findings.Add(new("rule-unchecked", Severity.Warning,
                $"'{rule}' could not be checked: it needs a market we keep, 5, 15 or 60 minutes, "
                + "and data", $"{schema}.{property}", "it counts neither as kept nor as broken"));
            checks.Add(new(schema, property, rule, CheckState.Unchecked, true, "completeness", null, 0, 0, []));
            return;
        }
        var (first, last) = (held.Min(), held.Max());
        var expected = market.DayOf(first).Through(market.DayOf(last))
            .SelectMany(day => market.IntervalsOf(day, Duration.FromMinutes(minutes)))
            .Where(interval => interval.Start <= last).ToList();
        var missing = expected.Where(interval => !held.Contains(interval.Start)).ToList();
        checks.Add(new(schema, property, rule, missing.Count == 0 ? CheckState.Kept : CheckState.Broken, true, "completeness",
            expected.Count - missing.Count, expected.Count, missing.Count,
            [.. missing.Take(10).Select(interval => new FailedRow(-1, [Cell.Of(interval.Start)]))]));
    }
}
