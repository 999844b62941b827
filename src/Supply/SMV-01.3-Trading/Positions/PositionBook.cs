using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Trading;
using Busbar.Supply.Handoffs.Trading.Curves;
using Busbar.Supply.Handoffs.Trading.Deals;
using NodaTime;

namespace Busbar.Supply.Trading.Positions;

/// <summary>The desk's position by hour, location, commodity and book, and the same by month and block at the marks. A deal is added or
/// taken out in microseconds, whatever else the book holds. Not for use by two threads at once.</summary>
public sealed class PositionBook
{
    private readonly Dictionary<BookKey, BookRow> rows = [];
    private readonly Dictionary<string, HourGrid> grids = [];
    private readonly Dictionary<string, double> premiums = [];
    private readonly (Instant From, OperatingDay LastDay, Instant? Cut) span;
    private readonly PriceBoard prices;

    /// <summary>An empty book of the hours from the valuation's clock to the end of a day.</summary>
    public PositionBook(Valuation valuation, OperatingDay lastDay) : this(valuation, lastDay, valuation.Clock, null, []) { }

    /// <summary>A book of the hours from an earlier instant on; those before the cut are delivered.</summary>
    internal PositionBook(Valuation valuation, OperatingDay lastDay, Instant from, Instant? cut,
        ImmutableArray<ForwardCurve> deliveredMarks)
    {
        span = (from, lastDay, cut);
        prices = new(valuation, deliveredMarks, GridOf);
    }

    /// <summary>The rows, in order of book, commodity, market and location.</summary>
    public IEnumerable<BookKey> Keys => Rows.Select(row => row.Key);

    private IEnumerable<BookRow> Rows => Ordered(rows);

    private static IEnumerable<BookRow> Ordered(Dictionary<BookKey, BookRow> rows) => rows.Values
        .OrderBy(row => row.Key.Book, StringComparer.Ordinal).ThenBy(row => row.Key.Commodity)
        .ThenBy(row => row.Key.Market, StringComparer.Ordinal).ThenBy(row => row.Key.Location, StringComparer.Ordinal);

    /// <summary>Adds a deal. Refused, with nothing changed, when a price or volatility that it needs is not marked.</summary>
    public Refusal? Add(Trade trade) => Change(trade, 1, rows);

    /// <summary>Takes a deal out as it was added.</summary>
    public Refusal? Remove(Trade trade) => Change(trade, -1, rows);

    /// <summary>What one deal is by itself at these prices, without adding it. Refused like <see cref="Add"/>.</summary>
    public Outcome<ImmutableArray<PositionCell>> Alone(Trade trade)
    {
        var alone = new Dictionary<BookKey, BookRow>();
        if (Change(trade, 1, alone) is { } refusal) return refusal;
        return Ordered(alone).SelectMany(row => row.Cells(PricesOf(row.Key), [], prices.DiscountOf)).ToImmutableArray();
    }

    /// <summary>MWh (MMBtu) of everything but options, hour by hour; long positive.</summary>
    public Series<double> HourlyContracted(BookKey key) => Hourly(key, BookRow.Layer.Contracted);

    /// <summary>What the value moves by when the price of the hour moves by one: everything with a price risk, options at their
    /// delta.</summary>
    public Series<double> HourlyDelta(BookKey key) => Hourly(key, BookRow.Layer.Delta);

    /// <summary>The position by month and block, valued at the marks; hours that have prices of their own are worth those.</summary>
    public ImmutableArray<PositionCell> Cells(params ImmutableArray<HourlyPrices> hourly) =>
        [.. Rows.SelectMany(row => row.Cells(PricesOf(row.Key), hourly, prices.DiscountOf))];

    /// <summary>What each book's deals are worth less the premiums paid for its options.</summary>
    internal Dictionary<string, double> Values(ImmutableArray<HourlyPrices> hourly)
    {
        var values = Cells(hourly).GroupBy(cell => cell.Book).ToDictionary(group => group.Key, group => group.Sum(cell => cell.ValueUsd));
        foreach (var (book, premium) in premiums) values[book] = values.GetValueOrDefault(book) - premium;
        return values;
    }

    private Series<double> Hourly(BookKey key, BookRow.Layer layer) =>
        new(GridOf(key.Market).Start, Duration.FromHours(1), [.. rows[key].Hours(layer)]);

    private double[] PricesOf(BookKey key) => prices.Of(key.Commodity, key.Market, key.Location);

    private HourGrid GridOf(string market)
    {
        if (grids.TryGetValue(market, out var grid)) return grid;
        return grids[market] = new(MarketCalendar.Named(market), span.From, span.LastDay, span.Cut);
    }

    private Refusal? Change(Trade trade, int sign, Dictionary<BookKey, BookRow> into)
    {
        if (Exposure.Of(trade.Ticket.Terms) is not { } exposure) return null;
        if (trade.Ticket.Terms.LastDay.CompareTo(span.LastDay) > 0)
            return new("beyond-book", $"The deal delivers to {trade.Ticket.Terms.LastDay}, the book ends with {span.LastDay}", trade.Id,
                "Consolidate the position to a later day.");
        var entry = new DealEntry(trade, exposure, GridOf(trade.Ticket.Terms.Market), prices);
        if (entry.IsPast) return null;
        if (entry.RefuseUnpriced() is { } refusal) return refusal;
        if (entry.Premium != 0 && into == rows)
            premiums[trade.Ticket.Book] = premiums.GetValueOrDefault(trade.Ticket.Book) + sign * entry.Premium;
        entry.AddTo(leg => RowOf(into, new(trade.Ticket.Book, leg.Commodity, trade.Ticket.Terms.Market, leg.Location)), sign);
        return null;
    }

    private BookRow RowOf(Dictionary<BookKey, BookRow> into, BookKey key)
    {
        if (into.TryGetValue(key, out var row)) return row;
        return into[key] = new(key, GridOf(key.Market));
    }
}
