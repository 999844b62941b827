using System.Collections.Immutable;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Store;
using Busbar.Supply.Contracts.Credit;
using Busbar.Supply.Handoffs.Risk;
using Busbar.Supply.Handoffs.Trading;
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
    LimitReport? Limits, ImmutableArray<Finding> Findings);

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
        var position = Take(book.Position(asOf));
        var asked = policy.Forwards is { } model ? SimulationOf(asOf, position, model, paths, seed) : null;
        var scenarios = asked is null ? null : Take(DrawScenarios.Run(asked with { Paths = Scenarios }));
        var risk = asked is null ? null : Take(SimulateBook.Run(asked));
        var stress = asked is null ? null : Take(StressBook.Run(new(asked, policy.Stress, [], null)));
        var credit = policy is { Credit: { } terms, Exposure: { } simulation } ? Take(MeasureExposure.Run(new(position.MeasuredAt,
            position.MarkDay, policy.Counterparties, new TradeBook(store).Trades(asOf), [], [], new CurveBook(store).Newest(asOf), [], [],
                terms,
            simulation))) : null;
        var days = book.MarkDays(asOf);
        var profit = days.Length < 2 ? null : Take(book.Profit(days[^2], days[^1], asOf));
        var limits = risk is not null && credit is not null && !policy.Limits.IsEmpty
            ? Take(CheckLimits.Run(new(CalendarOf(position), position.MeasuredAt, position, BooksOf(risk, profit), credit.Exposure,
                policy.Limits))) : null;
        var close = new BookClose(position, risk, stress, credit, profit, limits, [.. findings.Distinct()]);
        Keep(close, scenarios);
        return close;
    }

    /// <summary>The market whose clock the book keeps.</summary>
    public static MarketCalendar CalendarOf(ConsolidatedPosition position) =>
        MarketCalendar.All.FirstOrDefault(each => each.Name == position.Cells.Select(cell =>
            cell.Market).FirstOrDefault()) ?? MarketCalendar.Pjm;

    private SimulateBookInputs SimulationOf(AsOf asOf, ConsolidatedPosition position, ForwardModel model, int paths, ulong seed) => new(
        new TradeBook(store).Trades(asOf), new CurveBook(store).Newest(asOf), position.MeasuredAt, model, paths, seed,
        Environment.ProcessorCount);

    private static ImmutableArray<BookRisk> BooksOf(SimulatedBook risk, ProfitAttribution? profit)
    {
        var (at95, at99) = (Figure(risk, 0.95), Figure(risk, 0.99));
        return
        [
            .. at95.Parts.Select((part, i) => new BookRisk(part.Name, part.Standalone, at99.Parts[i].Standalone,
                new((double)(profit?.Books.FirstOrDefault(each => each.Book == part.Name)?.Total.Value ?? 0)))),
        ];
    }

    /// <summary>The figure of a level.</summary>
    public static ValueAtRiskFigure Figure(SimulatedBook risk, double level) => risk.Report.Figures.First(each => each.Level == level);

    private void Keep(BookClose close, RiskScenarios? scenarios)
    {
        var at = close.Position.MeasuredAt;
        using (var batch = store.Begin(Actor.Engine, new RunId($"close {close.Position.MarkDay}")))
        {
            batch.PutDocument(new(nameof(BookClose), Kinds.Current), close, at);
            if (scenarios is not null) batch.PutDocument(new(nameof(RiskScenarios), Kinds.Current), scenarios, at);
            batch.Commit();
        }
        if (close.Limits is { } limits) new BreachBook(store).Open(limits, CalendarOf(close.Position));
    }

    private T Take<T>(Outcome<T> outcome)
    {
        if (outcome is Outcome<T>.Done done) findings.AddRange(done.Findings);
        return outcome.OrThrow();
    }
}
