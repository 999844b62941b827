using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Numerics;
using Busbar.Supply.Handoffs.Trading;
using Busbar.Supply.Handoffs.Trading.Curves;

namespace Busbar.Supply.Trading.Curves;

/// <summary>The desk's mark of a day and what others say the same day.</summary>
/// <param name="Mark">The desk's curve.</param>
/// <param name="Independent">Settles, broker or consensus quotes that the desk did not make.</param>
public sealed record MarkedDay(ForwardCurve Mark, ImmutableArray<ForwardQuote> Independent);

/// <summary>How far a mark may stand from an independent price: the larger of the two.</summary>
/// <param name="Absolute">USD/MWh (for fuel USD/MMBtu), not below 0.</param>
/// <param name="Percent">Of the independent price, not below 0.</param>
/// <param name="StaleDays">A mark that has not moved over so many marks, while the independent price moved by more than the tolerance, is
/// stale; 1 or more.</param>
public sealed record MarkTolerance(UsdPerMwhEstimate Absolute, double Percent, int StaleDays);

/// <summary>What marks are verified with.</summary>
/// <param name="Calendar">The market whose hours weigh.</param>
/// <param name="Days">Oldest first; the last is verified, the earlier ones tell a stale mark.</param>
/// <param name="Tolerance">The policy's.</param>
/// <param name="Position">The position at the last mark, for what is at stake.</param>
public sealed record VerifyMarksInputs(
    MarketCalendar Calendar, ImmutableArray<MarkedDay> Days, MarkTolerance Tolerance, ConsolidatedPosition Position);

/// <summary>One month and block against the finest independent quote that covers it.</summary>
/// <param name="Month">First day of the month.</param>
/// <param name="Block">The block.</param>
/// <param name="Mark">The desk's price of the cell.</param>
/// <param name="Quote">The independent quote's id, or null where none covers the cell.</param>
/// <param name="Difference">The desk's mean over the quote's hours less the quote; 0 without one.</param>
/// <param name="Allowed">The tolerance in the price's unit.</param>
/// <param name="Delta">What the position's value moves by when the price moves by one: MWh or MMBtu, long positive.</param>
/// <param name="AtStake">Delta × difference: what the book is worth too much; without a quote delta × mark, which nobody confirms.</param>
public sealed record MarkLine(
    OperatingDay Month, PeakBlock Block, UsdPerMwhEstimate Mark, string? Quote, UsdPerMwhEstimate Difference, UsdPerMwhEstimate Allowed,
    double Delta, UsdEstimate AtStake);

/// <summary>A mark, verified.</summary>
/// <param name="Lines">By month and block.</param>
/// <param name="Overstated">Σ at stake over cells with a quote: what the book is worth too much at the desk's marks.</param>
/// <param name="Unverified">Σ |at stake| over cells without one.</param>
public sealed record MarkVerification(ImmutableArray<MarkLine> Lines, UsdEstimate Overstated, UsdEstimate Unverified);

/// <summary>Independent price verification: compares each month and block of the desk's mark with prices it did not make.</summary>
public static class VerifyMarks
{
    private const double Unmoved = 1e-9;

    /// <summary>The lines, with findings <c>mark-off</c>, <c>mark-stale</c> and <c>mark-not-verified</c>, the most dollars first, then
    /// <c>quote-beyond-curve</c> and <c>stale-not-tested</c>. Refuses curves that are not of one location or not in order, a position at
    /// other marks, a tolerance below nothing, and the quotes that a curve cannot be built on.</summary>
    public static Outcome<MarkVerification> Run(VerifyMarksInputs inputs)
    {
        if (Refuse(inputs) is { } refusal) return refusal;
        var (mark, independent) = inputs.Days[^1];
        var grid = new CurveGrid(inputs.Calendar, mark.Commodity, mark.MarkDay, mark.Prices[0].Month, mark.Prices[^1].Month);
        double[] prices = [.. mark.Prices.Select(price => price.Price.Value)];
        var shares = independent.Select(quote => (Quote: quote, Shares: grid.SharesOf(quote))).ToArray();
        var usable = shares.Where(each => each.Shares is { Length: > 0 })
            .OrderBy(each => each.Shares!.Count(share => share > 0)).ThenBy(each => each.Quote.Id, StringComparer.Ordinal).ToArray();
        var lines = ImmutableArray.CreateBuilder<MarkLine>();
        var findings = new List<(double Dollars, Finding Finding)>();
        for (var cell = 0; cell < prices.Length; cell++)
        {
            if (grid.HoursOf(cell) <= 0) continue;
            var (quote, weights) = usable.FirstOrDefault(each => each.Shares![cell] > 0);
            var line = LineOf(inputs, mark.Prices[cell], quote, quote is null ? 0 : Spans.Dot(weights, prices) - quote.Price);
            lines.Add(line);
            findings.AddRange(FindingsOf(inputs, line, quote));
        }
        return Outcome.Of(
            new MarkVerification(lines.ToImmutable(), new(lines.Where(line => line.Quote is not null).Sum(line => line.AtStake.Value)),
                new(lines.Where(line => line.Quote is null).Sum(line => Math.Abs(line.AtStake.Value)))),
            [
                .. findings.OrderByDescending(each => each.Dollars).Select(each => each.Finding),
                .. shares.Where(each => each.Shares is null).Select(each => Beyond(each.Quote)),
                .. inputs.Days.Length > inputs.Tolerance.StaleDays ? [] : (Finding[])[NotTested(inputs)],
            ]);
    }

    private static MarkLine LineOf(VerifyMarksInputs inputs, ForwardPrice price, ForwardQuote? quote, double difference)
    {
        var mark = inputs.Days[^1].Mark;
        var delta = inputs.Position.Cells.Where(cell => cell.Commodity == mark.Commodity && cell.Market == mark.Market
            && cell.Location == mark.Location && cell.Month == price.Month && cell.Block == price.Block).Sum(cell => cell.Delta);
        var allowed = Math.Max(inputs.Tolerance.Absolute.Value, inputs.Tolerance.Percent / 100 * Math.Abs(quote?.Price ?? 0));
        return new(price.Month, price.Block, price.Price, quote?.Id, new(difference), new(allowed), delta,
            new(delta * (quote is null ? price.Price.Value : difference)));
    }

    private static IEnumerable<(double Dollars, Finding Finding)> FindingsOf(VerifyMarksInputs inputs, MarkLine line, ForwardQuote? quote)
    {
        var cell = CurveGrid.NameOf(line.Month, line.Block);
        (double, Finding) Found(string code, double dollars, string what) => (Math.Abs(dollars),
            new(code, Severity.Warning, FormattableString.Invariant($"{what}; {Math.Abs(dollars):0.00} USD at stake"),
                $"{inputs.Days[^1].Mark.Location} {cell}", "the mark stands as the desk made it"));
        if (quote is null)
        {
            yield return Found("mark-not-verified", line.AtStake.Value, $"no independent price covers {cell}");
            yield break;
        }
        if (Math.Abs(line.Difference.Value) > line.Allowed.Value)
            yield return Found("mark-off", line.AtStake.Value,
                FormattableString.Invariant($"the mark stands {line.Difference.Value:+0.00;-0.00} from {quote.Id} at {quote.Price:0.00}, ")
                    + FormattableString.Invariant($"{line.Allowed.Value:0.00} is allowed"));
        if (MoveWhileUnmarked(inputs, line, quote) is { } move && Math.Abs(move) > line.Allowed.Value)
            yield return Found("mark-stale", line.Delta * move,
                FormattableString.Invariant($"the mark has been {line.Mark.Value:0.00} for {inputs.Tolerance.StaleDays} marks ")
                    + FormattableString.Invariant($"while {quote.Id} moved {move:+0.00;-0.00}"));
    }

    // What the independent price moved by over the days in which the mark did not; null when it moved, or the days are too few to tell.
    private static double? MoveWhileUnmarked(VerifyMarksInputs inputs, MarkLine line, ForwardQuote quote)
    {
        if (inputs.Days.Length <= inputs.Tolerance.StaleDays) return null;
        var span = inputs.Days[^(inputs.Tolerance.StaleDays + 1)..];
        var isUnmoved = span.All(day => day.Mark.Prices.Any(price => price.Month == line.Month && price.Block == line.Block
            && Math.Abs(price.Price.Value - line.Mark.Value) <= Unmoved));
        var before = span[0].Independent.FirstOrDefault(each => each.FirstDay == quote.FirstDay && each.LastDay == quote.LastDay
            && each.Blocks.Order().SequenceEqual(quote.Blocks.Order()));
        return isUnmoved && before is not null ? quote.Price - before.Price : null;
    }

    private static Refusal? Refuse(VerifyMarksInputs inputs)
    {
        var (calendar, days, tolerance, position) = inputs;
        if (days.IsEmpty || days[^1].Mark.Prices.IsEmpty)
            return new("no-marks", "there is no mark to verify", "marks", "Give the desk's curve of the day.");
        var mark = days[^1].Mark;
        if (tolerance.Absolute.Value < 0 || !(tolerance.Percent >= 0) || tolerance.StaleDays < 1)
            return new("bad-tolerance", "a tolerance is below nothing, or a mark is stale at once", "tolerance", "Correct the policy.");
        for (var i = 0; i < days.Length; i++)
            if ((days[i].Mark.Commodity, days[i].Mark.Market, days[i].Mark.Location) != (mark.Commodity, calendar.Name, mark.Location)
                || (i > 0 && days[i].Mark.MarkDay.Date <= days[i - 1].Mark.MarkDay.Date))
                return new("other-curve", $"the mark of {days[i].Mark.MarkDay} is of another curve, or out of order",
                    $"{days[i].Mark.Location} {days[i].Mark.MarkDay}", "Give the marks of one location, one a day, oldest first.");
        return position.MarkDay == mark.MarkDay
            ? days.Select(day => CurveRefusals.OfQuotes(mark.Commodity, mark.Location, day.Mark.MarkDay, day.Independent))
                .FirstOrDefault(refusal => refusal is not null)
            : new("other-mark-day", $"the position is valued at the marks of {position.MarkDay}, the mark is of {mark.MarkDay}",
                $"{mark.MarkDay}", "Measure the position at the mark that is verified.");
    }

    private static Finding Beyond(ForwardQuote quote) => new("quote-beyond-curve", Severity.Note,
        $"{quote.Id} reaches beyond the curve", quote.Id, "not compared");

    private static Finding NotTested(VerifyMarksInputs inputs) => new("stale-not-tested", Severity.Note,
        $"{inputs.Days.Length} marks do not tell whether one is {inputs.Tolerance.StaleDays} marks old", "marks",
            "staleness was not tested");
}
