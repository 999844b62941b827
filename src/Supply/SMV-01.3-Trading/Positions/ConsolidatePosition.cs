using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Trading;
using Busbar.Supply.Handoffs.Trading.Curves;
using Busbar.Supply.Handoffs.Trading.Deals;

namespace Busbar.Supply.Trading.Positions;

/// <summary>What a position is consolidated from.</summary>
/// <param name="Trades">Every deal known at the clock; voided ones count nowhere.</param>
/// <param name="MarkDay">The day of the marks.</param>
/// <param name="Valuation">Clock, marks and volatilities.</param>
/// <param name="Hourly">Shaped curves; where one is given, hours are worth their own prices instead of their block's.</param>
public sealed record ConsolidatePositionInputs(
    ImmutableArray<Trade> Trades, OperatingDay MarkDay, Valuation Valuation, ImmutableArray<HourlyPrices> Hourly);

/// <summary>Adds every deal to the desk's open position by book, commodity, location, month and block, with options at Black's delta,
/// valued at the marks without discounting; a premium paid is not part of it. Refuses deals and marks not known at the clock, and deals
/// that nothing marks.</summary>
public static class ConsolidatePosition
{
    /// <summary>The position; findings for deals that are no position in energy or fuel, and for marks of an earlier day.</summary>
    public static Outcome<ConsolidatedPosition> Run(ConsolidatePositionInputs inputs) => Fill(inputs).Select(
        book => new ConsolidatedPosition(inputs.Valuation.Clock, inputs.MarkDay, book.Cells(inputs.Hourly)));

    /// <summary>The same as a book that more deals can be added to.</summary>
    public static Outcome<PositionBook> Fill(ConsolidatePositionInputs inputs)
    {
        var (trades, _, valuation, _) = inputs;
        if (RefuseLate(inputs) is { } late) return late;
        var open = trades.Where(trade => trade.Status != TradeStatus.Voided).ToImmutableArray();
        var book = new PositionBook(valuation, open.Select(trade => trade.Ticket.Terms.LastDay).Append(inputs.MarkDay).Max());
        foreach (var trade in open)
            if (book.Add(trade) is { } refusal) return refusal;
        return Outcome.Of(book, Findings(inputs, open));
    }

    private static Refusal? RefuseLate(ConsolidatePositionInputs inputs)
    {
        var clock = inputs.Valuation.Clock;
        if (inputs.Trades.FirstOrDefault(trade => trade.KnownAt > clock) is { } trade)
            return new("not-known-then", $"{trade.Id} was changed {trade.KnownAt}, after the position's clock {clock}", trade.Id,
                "Read the deals as of the clock of the position.");
        return inputs.Valuation.Marks.FirstOrDefault(mark => mark.MarkedAt > clock) is { } mark
            ? new("not-known-then", $"The mark of {mark.Location} was made {mark.MarkedAt}, after the position's clock {clock}",
                mark.Location,
                "Read the marks as of the clock of the position.")
            : null;
    }

    private static IEnumerable<Finding> Findings(ConsolidatePositionInputs inputs, ImmutableArray<Trade> open)
    {
        foreach (var kind in open.Where(trade => Exposure.Of(trade.Ticket.Terms) is null).GroupBy(trade =>
            TicketForm.KindOf(trade.Ticket.Terms))
            .OrderBy(group => group.Key, StringComparer.Ordinal))
            yield return new("outside-position", Severity.Note,
                FormattableString.Invariant($"{kind.Count()} deals are of the kind {kind.Key}"),
                kind.First().Id, "left out: they are no position in energy or fuel");
        foreach (var mark in PriceBoard.Newest(inputs.Valuation.Marks).Values.Where(mark => mark.MarkDay != inputs.MarkDay)
            .OrderBy(mark => mark.Location, StringComparer.Ordinal))
            yield return new("stale-mark", Severity.Warning,
                $"The newest mark of {mark.Location} is of {mark.MarkDay}, not {inputs.MarkDay}",
                mark.Location, "used as it is");
    }
}
