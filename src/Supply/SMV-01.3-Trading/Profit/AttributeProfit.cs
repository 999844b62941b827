using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Trading.Deals;
using Busbar.Supply.Trading.Positions;
using NodaTime;

namespace Busbar.Supply.Trading.Profit;

/// <summary>The desk's deals at one clock and what they are valued at.</summary>
/// <param name="Trades">Every deal known at the clock, voided ones too.</param>
/// <param name="Valuation">Clock, marks, volatilities; after, also the prices settled since before.</param>
/// <param name="Hourly">Shaped curves, where there are any.</param>
public sealed record DeskState(ImmutableArray<Trade> Trades, Valuation Valuation, ImmutableArray<HourlyPrices> Hourly);

/// <summary>Two states of the desk to be told apart.</summary>
public sealed record AttributeProfitInputs(DeskState Before, DeskState After);

/// <summary>Tells why the desk's profit changed from one clock to another. The book is revalued with one thing changed after the other, in
/// this order: amendments and voids (volume), new deals, the clock (theta), marks and settled prices (price; volatilities too), the hours'
/// own prices (shape), fees. Each value is rounded to the cent once, so the pieces are whole cents and sum to the change without a
/// residual. Undiscounted; hours delivered between the clocks stay in the profit at what they settled. Refuses clocks in the wrong order, a
/// deal that is gone, prices settled after the clock, and deals that nothing marks.</summary>
public static class AttributeProfit
{
    /// <summary>The pieces by book; a finding where delivered hours were not settled and count at the mark before.</summary>
    public static Outcome<ProfitAttribution> Run(AttributeProfitInputs inputs)
    {
        var (before, after) = inputs;
        if (Refuse(inputs) is { } refusal) return refusal;
        var known = before.Trades.Select(trade => trade.Id).ToHashSet(StringComparer.Ordinal);
        var (old, all) = (Open(before.Trades), Open(after.Trades));
        var amended = all.Where(trade => known.Contains(trade.Id)).ToImmutableArray();
        var lastDay = old.Concat(all).Select(trade => trade.Ticket.Terms.LastDay).DefaultIfEmpty(OperatingDay.Of(2000, 1, 1)).Max();
        var clock = before.Valuation with { Clock = after.Valuation.Clock };
        var settled = after.Valuation.Settled.AddRange(after.Hourly);
        (ImmutableArray<Trade> Trades, Valuation At, ImmutableArray<HourlyPrices> Hourly)[] steps =
        [
            (old, before.Valuation, before.Hourly), (old, before.Valuation, []), (amended, before.Valuation, []),
                (all, before.Valuation, []),
            (all, clock, []), (all, after.Valuation, []), (all, after.Valuation, settled),
        ];
        var values = new List<Dictionary<string, double>>();
        foreach (var (trades, at, hourly) in steps)
        {
            var book = new PositionBook(at, lastDay, before.Valuation.Clock, after.Valuation.Clock, before.Valuation.Marks);
            foreach (var trade in trades)
                if (book.Add(trade) is { } unpriced) return unpriced;
            values.Add(book.Values(hourly));
        }
        return Outcome.Of(Attribution(inputs, values, old, all), Findings(inputs, all));
    }

    private static ImmutableArray<Trade> Open(ImmutableArray<Trade> trades) =>
        [.. trades.Where(trade => trade.Status != TradeStatus.Voided)];

    private static ProfitAttribution Attribution(
        AttributeProfitInputs inputs, List<Dictionary<string, double>> values, ImmutableArray<Trade> old, ImmutableArray<Trade> all)
    {
        var books = old.Concat(all).Select(trade => trade.Ticket.Book).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        var lines = books.Select(book =>
        {
            Usd At(int step) => new UsdEstimate(values[step].GetValueOrDefault(book)).ToRecord(2);
            Usd Fees(ImmutableArray<Trade> trades) => new Usd(trades.Where(trade => trade.Ticket.Book == book).Sum(trade =>
                trade.Ticket.Fee.Value)).ToCents();
            return new BookProfit(book, At(2) - At(1), At(3) - At(2), At(4) - At(3), At(5) - At(4), At(6) - At(5) - (At(0) - At(1)),
                Fees(old) - Fees(all));
        }).ToImmutableArray();
        return new(inputs.Before.Valuation.Clock, inputs.After.Valuation.Clock, lines);
    }

    private static Refusal? Refuse(AttributeProfitInputs inputs)
    {
        var (from, to) = (inputs.Before.Valuation.Clock, inputs.After.Valuation.Clock);
        if (to < from)
            return new("back-in-time", $"The state after is of {to}, the state before of {from}", "clock", "Give the earlier state first.");
        var still = inputs.After.Trades.Select(trade => trade.Id).ToHashSet(StringComparer.Ordinal);
        if (inputs.Before.Trades.FirstOrDefault(trade => !still.Contains(trade.Id)) is { } gone)
            return new("deal-gone", $"{gone.Id} was there before and is not after; a deal is voided, never lost", gone.Id,
                "Read every deal as of the later clock, voided ones too.");
        return inputs.After.Valuation.Settled.FirstOrDefault(prices => prices.Prices.End > to) is { } early
            ? new("not-known-then", $"Prices of {early.Location} are settled to {early.Prices.End}, after the clock {to}", early.Location,
                "Read the settled prices as of the later clock.")
            : null;
    }

    private static IEnumerable<Finding> Findings(AttributeProfitInputs inputs, ImmutableArray<Trade> all)
    {
        var (from, to) = (inputs.Before.Valuation.Clock, inputs.After.Valuation.Clock);
        var delivered = all.Where(trade => MarketCalendar.Named(trade.Ticket.Terms.Market) is var calendar
            && calendar.WholeDay(trade.Ticket.Terms.FirstDay).Start < to && calendar.WholeDay(trade.Ticket.Terms.LastDay).End > from);
        foreach (var (commodity, market, location) in delivered.SelectMany(trade => (Exposure.Of(trade.Ticket.Terms)?.Legs ?? [])
            .Select(leg => (leg.Commodity, trade.Ticket.Terms.Market, leg.Location))).Distinct().Order())
            if (!inputs.After.Valuation.Settled.Any(prices =>
                (prices.Commodity, prices.Market, prices.Location) == (commodity, market, location)
                && prices.Prices.Start - Duration.FromHours(1) < from && prices.Prices.End + Duration.FromHours(1) > to))
                yield return new("delivered-at-mark", Severity.Warning,
                    $"{commodity} at {location} was delivered and is not settled for all hours",
                    location, "hours without a settled price count at the mark before");
    }
}
