using System.Collections.Immutable;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Store;
using Busbar.Supply.Handoffs.Trading;
using Busbar.Supply.Handoffs.Trading.Curves;
using Busbar.Supply.Handoffs.Trading.Deals;
using Busbar.Supply.Trading.Curves;
using Busbar.Supply.Trading.Positions;
using Busbar.Supply.Trading.Profit;
using NodaTime;

namespace Busbar.Host.Desks;

/// <summary>The desk's whole book as of a clock: its deals at the newest marks then.</summary>
public sealed class BookDesk(FactStore store)
{
    /// <summary>The deals and what they are valued at; null while nothing is marked. The clock is the instant asked for; of the latest view
    /// it is that of the newest mark or deal, whichever came last, so that a book of the past is valued in its own time.</summary>
    public DeskState? StateAt(AsOf asOf)
    {
        var marks = new CurveBook(store).Newest(asOf);
        if (marks.IsEmpty) return null;
        var trades = new TradeBook(store).Trades(asOf);
        var clock = asOf.KnownAt != Instant.MaxValue ? asOf.KnownAt
            : marks.Select(mark => mark.MarkedAt).Concat(trades.Select(trade => trade.KnownAt)).Max();
        var policy = PolicyBook.Of(store, asOf);
        return new(trades, new(clock, marks, policy.Volatilities, []) { DiscountPerYear = policy.DiscountPerYear }, []);
    }

    /// <summary>The position by month and block.</summary>
    public Outcome<ConsolidatedPosition> Position(AsOf asOf) => StateAt(asOf) is { } state ? Position(state) : NoMarks;

    /// <summary>The position of a state that was read.</summary>
    public static Outcome<ConsolidatedPosition> Position(DeskState state) => ConsolidatePosition.Run(
        new(state.Trades, state.Valuation.Marks.Max(mark => mark.MarkDay), state.Valuation, state.Hourly));

    /// <summary>What is held that is no energy or fuel.</summary>
    public static Outcome<ImmutableArray<OtherHolding>> Others(DeskState state) =>
        CountOtherHoldings.Run(new(state.Trades, state.Valuation.Clock));

    /// <summary>Why the book's profit changed from the close of one mark day to that of the next.</summary>
    public Outcome<ProfitAttribution> Profit(OperatingDay from, OperatingDay to, AsOf asOf) =>
        Change(from, to, asOf) is { } change ? AttributeProfit.Run(change) : NoMarks;

    /// <summary>The book at the close of one mark day and at that of the next; null where one of them is not marked.</summary>
    public AttributeProfitInputs? Change(OperatingDay from, OperatingDay to, AsOf asOf)
    {
        var curves = new CurveBook(store);
        return curves.MarkedAt(from, asOf) is { } before && curves.MarkedAt(to, asOf) is { } after
            ? new(StateAt(asOf with { KnownAt = before })!, StateAt(asOf with { KnownAt = after })!) : null;
    }

    /// <summary>What time and prices made of what was held at the first of two closes: what came true of its value at risk. Deals since
    /// then are left out.</summary>
    public static Outcome<Usd> MadeOfHoldings(AttributeProfitInputs change) =>
        AttributeProfit.Run(change with { After = change.After with { Trades = change.Before.Trades } }).Select(profit =>
            profit.Books.Aggregate(Usd.Zero, (sum, book) => sum + book.Theta + book.Price + book.Shape));

    /// <summary>The newest day-ahead mark of a location by the hour, in the shape of the prices that the store holds of it.</summary>
    public Outcome<HourlyCurve> Shaped(string location, ShapeKind kind, AsOf asOf)
    {
        var mark = new CurveBook(store).Newest(asOf).FirstOrDefault(each => each.Commodity == Commodity.PowerDayAhead
            && each.Location == location);
        if (mark is null || new SupplyReads(store).Profile(asOf) is not { } profile) return NoMarks;
        var key = Markets.SeriesOf(profile).Price(location, "da", "lmp");
        if (store.SeriesExtent(key) is not { } extent)
            return new Refusal("no-series", $"The store holds no day-ahead prices of {location}", key.ToString(),
                "Import its prices first.");
        var history = store.ReadSeries(key, extent.From, Instant.Min(extent.To, mark.MarkedAt), asOf).ToKnown(mark.MarkedAt);
        return ShapeHourly.Run(new(MarketCalendar.Named(mark.Market), mark,
            history.Values.Select(price => new UsdPerMwhEstimate(price)), kind));
    }

    /// <summary>The days that were marked, in order.</summary>
    public ImmutableArray<OperatingDay> MarkDays(AsOf asOf) =>
        [.. new CurveBook(store).Marks(asOf).Select(mark => mark.MarkDay).Distinct().Order()];

    /// <summary>Why a desk without marks has no value.</summary>
    public static Refusal NoMarks => new("no-marks", "Nothing is marked as of this instant", "forward curves",
        "Build and keep a curve: busbar curve build --quotes FILE --day D --keep.");
}
