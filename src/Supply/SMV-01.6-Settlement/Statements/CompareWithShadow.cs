using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Settlement;
using NodaTime;

namespace Busbar.Supply.Settlement.Statements;

/// <summary>Our own statement and the market's.</summary>
/// <param name="ComparedAt">The clock at which both must be known.</param>
/// <param name="Tolerance">What a total or an interval may differ by and pass, at least 0.</param>
public sealed record CompareWithShadowInputs(
    ShadowStatement Shadow, MarketStatement Statement, Instant ComparedAt, Usd Tolerance);

/// <summary>The market's statement against our own, by charge code.</summary>
/// <param name="Shadow">Sum of what we computed for the codes compared.</param>
/// <param name="Billed">The market's total.</param>
/// <param name="Codes">Every code of either side, largest difference first.</param>
public sealed record ShadowComparison(
    string StatementId, OperatingDay OperatingDay, Usd Shadow, Usd Billed, ImmutableArray<CodeVariance> Codes, bool IsAgainstSimulation)
{
    /// <summary>The codes that differ by more than the tolerance, or that one side lacks.</summary>
    public IEnumerable<CodeVariance> Problems => Codes.Where(code => !code.IsWithinTolerance);
}

/// <summary>One charge code on both sides.</summary>
/// <param name="Shadow">Ours in whole cents; null when we have no such code.</param>
/// <param name="Billed">The market's; null when it has no such code.</param>
/// <param name="Intervals">The intervals that differ by more than the tolerance, at the longer step of the two sides.</param>
public sealed record CodeVariance(
    string Code, string Title, Usd? Shadow, Usd? Billed, bool IsWithinTolerance, ImmutableArray<IntervalChange> Intervals)
{
    /// <summary>What the market billed beyond our own computation.</summary>
    public Usd Difference => (Billed ?? Usd.Zero) - (Shadow ?? Usd.Zero);
}

/// <summary>Holds a market's statement against our own computation of the day: totals by charge code, then the intervals of the codes that
/// differ. Nothing is netted: two errors that cancel are two variances.</summary>
public static class CompareWithShadow
{
    /// <summary>The comparison; refused when the statements are of different days or not known yet, or the tolerance is negative.</summary>
    public static Outcome<ShadowComparison> Run(CompareWithShadowInputs inputs)
    {
        var (shadow, statement) = (inputs.Shadow, inputs.Statement);
        if (shadow.Day != statement.OperatingDay)
            return new Refusal("another-day", $"Our statement is of {shadow.Day}, the market's of {statement.OperatingDay}",
                statement.StatementId, "Give both statements of the day.");
        if (shadow.SettledAt > inputs.ComparedAt || statement.PublishedAt > inputs.ComparedAt)
            return new Refusal("not-known-yet", $"Ours is known from {shadow.SettledAt}, the market's from {statement.PublishedAt}",
                statement.StatementId, $"Compare at a clock later than {inputs.ComparedAt}.");
        if (inputs.Tolerance < Usd.Zero)
            return new Refusal("negative-tolerance", $"A tolerance is at least 0, not {inputs.Tolerance}", statement.StatementId,
                "Give 0.005 USD for the market's rounding.");
        var ours = shadow.Totals.ToDictionary(total => total.Code);
        var codes = ours.Keys.Union(statement.Lines.Select(line => line.Code))
            .Select(code => VarianceOf(inputs, code, ours.GetValueOrDefault(code), statement.Line(code)))
            .OrderByDescending(code => Math.Abs(code.Difference.Value)).ThenBy(code => code.Code, StringComparer.Ordinal);
        return new ShadowComparison(statement.StatementId, shadow.Day, shadow.Total, statement.Total, [.. codes], statement.IsSimulated);
    }

    private static CodeVariance VarianceOf(CompareWithShadowInputs inputs, string code, ChargeTotal? ours, MarketStatementLine? theirs)
    {
        var difference = (theirs?.Amount ?? Usd.Zero) - (ours?.Billed ?? Usd.Zero);
        var intervals = Intervals(inputs, code, theirs);
        return new(code, ours?.Title ?? theirs!.Title, ours?.Billed, theirs?.Amount, ours is not null && theirs is not null
            && Math.Abs(difference.Value) <= inputs.Tolerance.Value && intervals.IsEmpty, intervals);
    }

    private static ImmutableArray<IntervalChange> Intervals(CompareWithShadowInputs inputs, string code, MarketStatementLine? theirs)
    {
        var lines = inputs.Shadow.Lines.Where(line => line.Code == code).ToList();
        if (theirs?.Intervals is not { } series || theirs.Unit != Usd.Unit || lines.Count == 0) return [];
        var step = Duration.Max(series.Step, lines.Max(line => line.Interval.Length));
        DeliveryInterval Cell(Instant at)
        {
            var start = series.Start + step * Math.Floor((at - series.Start) / step);
            return new(start, start + step);
        }
        var mine = lines.GroupBy(line => Cell(line.Interval.Start))
            .ToDictionary(group => group.Key, group => group.Sum(line => line.Amount.Value));
        var billed = Enumerable.Range(0, series.Count).GroupBy(i => Cell(series.IntervalAt(i).Start))
            .ToDictionary(group => group.Key, group => group.Sum(i => series[i]));
        return
        [
            .. mine.Keys.Union(billed.Keys).Order()
                .Select(cell => new IntervalChange(cell, new(mine.GetValueOrDefault(cell)), new(billed.GetValueOrDefault(cell)), null,
                    null))
                .Where(cell => Math.Abs(cell.Change.Value) > inputs.Tolerance.Value),
        ];
    }
}
