using System.Collections.Immutable;
using System.Globalization;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Settlement;
using Busbar.Supply.Settlement;
using Busbar.Supply.Settlement.Disputes;
using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Statements;
using NodaTime;

namespace Busbar.Host.Desks;

/// <summary>The intervals of a dispute with the working of our amounts, as they were when it was drawn up.</summary>
public sealed record DisputedLines(ImmutableArray<DisputedLine> Lines);

/// <summary>Makes the claim of a dispute from a charge of a market's statement and our determinants of the day.</summary>
internal static class ClaimOnStatement
{
    /// <summary>The claim and its lines: the intervals that differ, or the day where only the charge's total does.</summary>
    /// <exception cref="RefusedException"><c>no-such-problem</c>; what settling and comparing refuse.</exception>
    public static (DisputeClaim Claim, DisputedLines Lines) Of(MarketStatement statement, ChargedDay day, string code, Instant at)
    {
        var shadow = StateLines.Run(SettleCharges.Run(day).OrThrow(), at);
        var found = CompareWithShadow.Run(new(shadow, statement, at, ReconcileDayInputs.RoundingOfALine)).OrThrow().Problems
            .FirstOrDefault(each => each.Code == code) ?? throw new RefusedException(new("no-such-problem",
                $"The charge {code} does not differ from ours", statement.StatementId, "See busbar settle compare."));
        var whole = day.Calendar.WholeDay(day.Day);
        var cells = found.Intervals.IsEmpty
            ? [new(whole, found.Shadow ?? Usd.Zero, found.Billed ?? Usd.Zero, null, null)] : found.Intervals;
        ImmutableArray<DisputedLine> lines =
        [
            .. cells.Select(cell => new DisputedLine(cell.Interval, cell.Before, cell.After, WorkingOf(day, shadow, code, cell))),
        ];
        Usd Sum(Func<DisputedLine, Usd> of) => lines.Aggregate(Usd.Zero, (sum, line) => sum + of(line));
        return (new(statement.Market, statement.StatementId, statement.StatementType, day.Day, code, "",
            [.. lines.Select(line => line.Interval)], Sum(line => line.Ours), Sum(line => line.Iso),
            $"{found.Title}: billed otherwise than our determinants give in {lines.Length} intervals"), new(lines));
    }

    private static Explain WorkingOf(ChargedDay day, ShadowStatement shadow, string code, IntervalChange cell)
    {
        ImmutableArray<Explain> parts =
        [
            .. shadow.Lines.Where(line => line.Code == code && line.Interval.Start >= cell.Interval.Start
                    && line.Interval.End <= cell.Interval.End)
                .Select(line => ExplainCharge.Run(day, code, line.Asset, day.Calendar.LabelOf(line.Interval)).OrThrow()),
        ];
        return parts is [var only] ? only : new($"{code} {day.Calendar.LabelOf(cell.Interval)}",
            cell.Before.Value.ToString(CultureInfo.InvariantCulture), Usd.Unit, $"sum of {parts.Length} lines", "", parts);
    }
}
