using System.Collections.Immutable;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Store;
using Busbar.Supply.Contracts.Credit;
using Busbar.Supply.Handoffs.Risk;
using Busbar.Supply.Handoffs.Trading;
using Busbar.Supply.Handoffs.Trading.Deals;
using Busbar.Supply.Risk.Limits;
using Busbar.Supply.Risk.Measures;
using Busbar.Supply.Risk.Portfolio;
using Busbar.Supply.Trading.Profit;
using NodaTime;

namespace Busbar.Host.Desks;

/// <summary>The book at the close of a day: what it holds, could lose, is owed, made, and how far each limit is used. Yesterday's close is
/// what the next day's deals are checked against.</summary>
/// <param name="Position">By month and block.</param>
/// <param name="Risk">Value at risk by simulation, by book; null without a forward model in the policy.</param>
/// <param name="Stress">What the policy's scenarios cost; null likewise.</param>
/// <param name="Credit">What counterparties owe and could owe; null without a credit policy.</param>
/// <param name="Profit">Why profit changed since the mark day before; null for the first.</param>
/// <param name="Limits">How far each limit is used; null without limits.</param>
/// <param name="Findings">What was imperfect.</param>
public sealed record BookClose(
    ConsolidatedPosition Position, SimulatedBook? Risk, StressReport? Stress, ExposureReport? Credit, ProfitAttribution? Profit,
    LimitReport? Limits, ImmutableArray<Finding> Findings)
{
    /// <summary>What time and prices made since the mark day before of what was held at its close, deals since left out: what came true of
    /// the value at risk published there; null for the first.</summary>
    public Usd? MadeOfHoldings { get; init; }
}

/// <summary>Closes the desk's book: measures all of it as of the newest marks and keeps the result, with the price scenarios for the next
/// day's deals, and a breach for each limit that is broken.</summary>
public sealed class CloseBook(FactStore store)
{
    /// <summary>Scenarios kept for the trader's own check.</summary>
    private const int Scenarios = 1_000;

    /// <summary>Paths of the simulation when nothing else is asked.</summary>
    public const int Paths = 10_000;

    private readonly List<Finding> findings = [];

    /// <summary>The newest close known; null before the first.</summary>
    public BookClose? Newest(AsOf asOf) => store.ReadDocument<BookClose>(new(nameof(BookClose), Kinds.Current), asOf)?.Body;

    /// <summary>The scenarios of the newest close.</summary>
    public RiskScenarios? ScenariosOf(AsOf asOf) =>
        store.ReadDocument<RiskScenarios>(new(nameof(RiskScenarios), Kinds.Current), asOf)?.Body;

    /// <summary>Measures the book as of an instant and keeps it.</summary>
    /// <exception cref="RefusedException"><c>no-marks</c>, and what the stages refuse.</exception>
    public BookClose Run(AsOf asOf, int paths, ulong seed)
    {
        var (book, policy) = (new BookDesk(store), PolicyBook.Of(store, asOf));
        var state = book.StateAt(asOf) ?? throw new RefusedException(BookDesk.NoMarks);
        var position = Take(BookDesk.Position(state));
        Take(BookDesk.Others(state));
        // A book that holds nothing can lose nothing.
        var asked = policy.Forwards is { } model && !position.Cells.IsEmpty 
            ? new SimulateBookInputs(state.Trades, state.Valuation.Marks, position.MeasuredAt, model, paths, seed,
                Environment.ProcessorCount) : null;
        var scenarios = asked is null ? null : Take(DrawScenarios.Run(asked with { Paths = Scenarios }));
        var risk = asked is null ? null : Take(SimulateBook.Run(asked));
        var stress = asked is null ? null : Take(StressBook.Run(new(asked, policy.Stress, [], null)));
        var credit = policy is { Credit: { } terms, Exposure: { } simulation } ? Take(MeasureExposure.Run(new(position.MeasuredAt,
            position.MarkDay, policy.Counterparties, state.Trades, [], [], state.Valuation.Marks, [], [], terms, simulation))) : null;
        var days = book.MarkDays(asOf);
        var change = days.Length < 2 ? null : book.Change(days[^2], days[^1], asOf);
        var profit = change is null ? null : Take(AttributeProfit.Run(change));
        var limits = policy.Forwards is not null && credit is not null && !policy.Limits.IsEmpty
            ? Take(CheckLimits.Run(new(CalendarOf(position), position.MeasuredAt, position, BooksOf(policy, risk, profit), credit.Exposure,
                policy.Limits))) : null;
        var made = change is null ? (Usd?)null : Take(BookDesk.MadeOfHoldings(change));
        var close = new BookClose(position, risk, stress, credit, profit, limits, [.. findings.Distinct()]) { MadeOfHoldings = made };
        Keep(close, scenarios);
        return close;
    }

    /// <summary>Closes each day of a span that is marked, the earliest first, each with what was known at its own marks.</summary>
    /// <exception cref="RefusedException"><c>no-marks</c>: no day of the span is marked; what the stages refuse.</exception>
    public ImmutableArray<BookClose> RunDays(OperatingDay first, OperatingDay last, int paths, ulong seed)
    {
        var instants = first.Through(last).Select(day => new CurveBook(store).MarkedAt(day,
            AsOf.Latest)).OfType<Instant>().ToImmutableArray();
        return instants.IsEmpty ? throw new RefusedException(BookDesk.NoMarks)
            : [.. instants.Select(at => new CloseBook(store).Run(new(at), paths, seed))];
    }

    /// <summary>Scenarios of deals for a desk that holds nothing yet: how prices move, and no profit of any book; null without a forward
    /// model.</summary>
    public RiskScenarios? ScenariosOf(ImmutableArray<TradeTicket> tickets, Instant clock, AsOf asOf)
    {
        if (PolicyBook.Of(store, asOf).Forwards is not { } model) return null;
        var alone = tickets.Select(ticket => new Trade("the deal", 1, TradeStatus.Captured, ticket, clock, clock)).ToImmutableArray();
        var drawn = DrawScenarios.Run(new(alone, new CurveBook(store).Newest(asOf), clock, model, Scenarios, 1, 1));
        return drawn is Outcome<RiskScenarios>.Done done ? done.Value with { Books = [] } : null;
    }

    /// <summary>The market whose clock the newest close keeps; PJM's before the first.</summary>
    public MarketCalendar Calendar => Newest(AsOf.Latest) is { } close ? CalendarOf(close.Position) : MarketCalendar.Pjm;

    /// <summary>The market whose clock the book keeps.</summary>
    public static MarketCalendar CalendarOf(ConsolidatedPosition position) =>
        MarketCalendar.Find(position.Cells.Select(cell => cell.Market).FirstOrDefault()) ?? MarketCalendar.Pjm;

    /// <summary>Every book that has authority or holds something; one that holds nothing is at no risk.</summary>
    private static ImmutableArray<BookRisk> BooksOf(TradingPolicy policy, SimulatedBook? risk, ProfitAttribution? profit)
    {
        UsdEstimate Of(string book, double level) => risk is null ? new(0)
            : Figure(risk, level).Parts.FirstOrDefault(part => part.Name == book)?.Standalone ?? new(0);
        var held = risk is null ? [] : Figure(risk, 0.95).Parts.Select(part => part.Name);
        return
        [
            .. policy.Authorities.Select(each => each.Book).Union(held).Select(book => new BookRisk(book, Of(book, 0.95), Of(book, 0.99),
                new((double)(profit?.Books.FirstOrDefault(each => each.Book == book)?.Total.Value ?? 0)))),
        ];
    }

    /// <summary>The figure of a level.</summary>
    public static ValueAtRiskFigure Figure(SimulatedBook risk, double level) => risk.Report.Figures.First(each => each.Level == level);

    private void Keep(BookClose close, RiskScenarios? scenarios)
    {
        var at = close.Position.MeasuredAt;
        var isNewest = Newest(AsOf.Latest) is not { } other || other.Position.MeasuredAt <= at;
        using (var batch = store.Begin(Actor.Engine, new RunId($"close {close.Position.MarkDay}")))
        {
            batch.PutDocument(new(nameof(BookClose), Kinds.Current), close, at);
            if (scenarios is not null) batch.PutDocument(new(nameof(RiskScenarios), Kinds.Current), scenarios, at);
            batch.Commit();
        }
        // A past day that is closed afterwards says nothing of what is broken now.
        if (close.Limits is { } limits && isNewest) new BreachBook(store).Open(limits, CalendarOf(close.Position));
    }

    private T Take<T>(Outcome<T> outcome)
    {
        if (outcome is Outcome<T>.Done done) findings.AddRange(done.Findings);
        return outcome.OrThrow();
    }
}
