using System.Collections.Immutable;
using System.Globalization;
using Busbar.Host.Screens.Shell;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Store;
using Busbar.Supply.Handoffs.Commitment;
using Busbar.Supply.Handoffs.Forecasting;
using Busbar.Supply.Handoffs.Risk;
using Busbar.Supply.Handoffs.Trading.Curves;
using Busbar.Supply.Handoffs.Trading.Deals;
using Busbar.Supply.Recovery.Prudence;
using Busbar.Supply.Trading.Deals;
using Busbar.Supply.Trading.Positions;
using NodaTime;

namespace Busbar.Host.Desks;

/// <summary>SMV-01.7: decisions replayed with what the store knew when they were made: a deal (<c>T-000012</c>), a day's commitment
/// (<c>commit-2025-10-21</c>), the newest hedge recommendation (<c>hedges</c>). Costs are against leaving everything to the day-ahead
/// market.</summary>
public sealed class PrudenceDesk(FactStore store)
{
    /// <summary>The newest recommendation of hedges.</summary>
    public const string Hedges = "hedges";

    private const string Commit = "commit-", AsDealt = "as dealt", Market = "leave it to the day-ahead market";
    private const string NoHedge = "no hedge", AsRecommended = "as recommended";
    private const int UnitsShown = 4;

    /// <summary>What can be replayed as of an instant, deals first.</summary>
    public ImmutableArray<(string Id, string Words)> Decisions(AsOf asOf) =>
    [
        .. new TradeBook(store).Trades(asOf).Where(trade => trade.Status != TradeStatus.Voided)
            .Select(trade => (trade.Id, DealLine.Write(trade.Ticket))),
        .. new CostDesk(store).Advice(asOf) is { } advice
            ? [(Hedges, $"{advice.Recommended.Hedges.Length} hedges recommended")] : ImmutableArray<(string, string)>.Empty,
        .. new SupplyReads(store).Days(asOf).Select(day => ($"{Commit}{day}", $"commitment of {day}")),
    ];

    /// <summary>The decision as known then, and what came of it as far as known at the as-of.</summary>
    /// <exception cref="RefusedException"><c>unknown-decision</c>, <c>no-expectation</c>.</exception>
    public Outcome<PrudenceRecord> Replay(string id, AsOf asOf) => id switch
    {
        Hedges => ReplayDecision.Run(OfHedges(asOf)),
        _ when id.StartsWith(Commit, StringComparison.Ordinal) => ReplayDecision.Run(OfCommitment(DayAsked.Read(id[Commit.Length..], id),
            asOf)),
        _ when id.StartsWith('T') => ReplayDecision.Run(OfDeal(id, asOf)),
        _ => throw Unknown(id),
    };

    private ReplayDecisionInputs OfDeal(string id, AsOf asOf)
    {
        var captured = (TradeCaptured)new TradeBook(store).History(id, asOf).Facts[0];
        var (at, ticket) = (captured.TradedAt, captured.Ticket);
        var then = new AsOf(at, asOf.RecordedBy);
        var proposal = new ProposalBook(store).All(asOf).FirstOrDefault(each => each.State == id);
        var approved = proposal is { Decider: { } decider } ? (Who: decider, At: DecidedAt(proposal.Id, asOf)) : (captured.Who, At: at);
        if (ValueOf(ticket, then) is not { } expected)
            throw new RefusedException(new("no-expectation", $"No curve of {ticket.Terms.Location} was known at {at}, when {id} was dealt",
                id, "The record holds no expectation of the market then; nothing is put in its place afterwards."));
        var cost = Cost(ticket, expected.Value);
        Alternative Choice(string name, decimal part) => new(name, new(decimal.Round(cost * part, 2)), expected.Mark.KnownAt,
            [expected.Mark.Id], []);
        var later = ValueOf(ticket, asOf);
        var outcomes = later is { } now && now.Mark.KnownAt > at ? ImmutableArray.Create(AsDealt, "half of it", Market).Zip([1m, 0.5m, 0m],
            (name, part) => new RealisedCost(name, new(decimal.Round(Cost(ticket, now.Value) * part, 2)), now.Mark.KnownAt,
                $"recomputed at the marks of {now.Mark.Body.MarkDay}, not settled")) : [];
        return new(
            new(id, DecisionKind.Purchase, at, AsDealt, $"{DealLine.Write(ticket)}. {proposal?.Proposed.Why ?? captured.Why}".TrimEnd(),
                approved.Who, approved.At),
            Held(then, expected.Mark), [Choice(AsDealt, 1), Choice("half of it", 0.5m), Choice(Market, 0)], [.. outcomes]);
    }

    private Instant DecidedAt(string proposal, AsOf asOf) => store.ReadStream($"proposal/{proposal}", asOf)
        .First(each => each.Type == nameof(ProposalApproved)).KnownAt;

    /// <summary>What a deal was worth at the newest marks then, and the mark of its location; null where nothing was marked.</summary>
    private (double Value, StoredDocument<ForwardCurve> Mark)? ValueOf(TradeTicket ticket, AsOf asOf)
    {
        var marks = store.ReadDocuments<ForwardCurve>(nameof(ForwardCurve), "", "~", asOf);
        var mark = marks.Where(each => each.Body.Location == ticket.Terms.Location).MaxBy(each => each.Body.MarkedAt);
        if (mark is null) return null;
        var clock = mark.Body.MarkedAt;
        var alone = new Trade("the deal", 1, TradeStatus.Captured, ticket, clock, clock);
        ImmutableArray<ForwardCurve> newest = [.. new CurveBook(store).Newest(asOf).Where(each => each.MarkedAt <= clock)];
        var position = ConsolidatePosition.Run(new([alone], mark.Body.MarkDay,
            new(clock, newest, PolicyBook.Of(store, asOf).Volatilities, []), [])).OrThrow();
        return (position.Cells.Sum(cell => cell.ValueUsd), mark);
    }

    /// <summary>Fees and premium less what the deal is worth.</summary>
    private static decimal Cost(TradeTicket ticket, double valueUsd) =>
        ticket.Fee.Value + (ticket.Terms is PowerOption option ? Premium(option) : 0) - (decimal)valueUsd;

    private static decimal Premium(PowerOption option)
    {
        var calendar = MarketCalendar.Named(option.Market);
        var hours = option.FirstDay.Through(option.LastDay).SelectMany(day => calendar.HoursOf(day))
            .Count(hour => option.Shape.Blocks.Contains(calendar.BlockOf(hour.Start)));
        return (option.Side == Side.Buy ? 1 : -1) * hours * option.Shape.Mw.Value * option.Premium.Value;
    }

    private ReplayDecisionInputs OfCommitment(OperatingDay day, AsOf asOf)
    {
        var plan = Need<DispatchSchedule>(Kinds.PlanSchedule, day.ToString(), asOf);
        var (at, then) = (plan.KnownAt, new AsOf(plan.KnownAt, asOf.RecordedBy));
        var view = Need<PriceView>(nameof(PriceView), day.ToString(), then);
        var award = store.ReadDocument<DispatchSchedule>(new(Kinds.AwardSchedule, day.ToString()), asOf);
        ImmutableArray<string> units = [.. plan.Body.Units.Where(unit => unit.IsOn.Any(isOn => isOn)).OrderByDescending(unit =>
            Math.Abs(unit.Profit.Value)).Take(UnitsShown).Select(unit => unit.Unit)];
        IEnumerable<(string Name, Usd Cost)> Costs(DispatchSchedule schedule) =>
        [
            ("as committed", CostOf(schedule, null)), ("nothing committed", Usd.Zero),
            .. units.Select(unit => ($"without {unit}", CostOf(schedule, unit))),
        ];
        return new(
            new($"{Commit}{day}", DecisionKind.Outage, at, "as committed", $"Greatest expected margin of the fleet: {view.Body.Method}",
                plan.Who, at),
            [
                Document(plan.Id, plan.Hash, plan.KnownAt, Evidence.Position), Document(view.Id, view.Hash, view.KnownAt, Evidence.Curve),
                .. Held(then, null),
            ],
            [.. Costs(plan.Body).Select(each => new Alternative(each.Name, each.Cost, at, [plan.Id, view.Id], []))],
            award is null || award.KnownAt <= at ? []
                : [.. Costs(award.Body).Select(each => new RealisedCost(each.Name, each.Cost, award.KnownAt,
                    "schedule of the awards at the prices as cleared"))]);
    }

    private static Usd CostOf(DispatchSchedule schedule, string? without) => schedule.Units.Where(unit => unit.Unit != without)
        .Aggregate(Usd.Zero, (sum, unit) => sum - unit.Profit).ToCents();

    private ReplayDecisionInputs OfHedges(AsOf asOf)
    {
        var advice = Need<HedgeAdvice>(nameof(HedgeAdvice), Kinds.Current, asOf);
        var (at, given) = (advice.KnownAt, advice.Body.Recommended);
        var then = new AsOf(at, asOf.RecordedBy);
        var isTaken = new TradeBook(store).Trades(asOf).Any(trade => trade.TradedAt >= at && trade.Status != TradeStatus.Voided
            && given.Hedges.Any(hedge => hedge.Month.CompareTo(trade.Ticket.Terms.FirstDay.FirstOfMonth()) == 0));
        var scenarios = Need<CostScenarios>(nameof(CostScenarios), Kinds.Current, then);
        Alternative Choice(string name, HedgedCost cost) =>
            new(name, cost.Expected.ToRecord(2) - given.Before.Expected.ToRecord(2), at, [scenarios.Id], []);
        return new(
            new(Hedges, DecisionKind.Hedge, at, isTaken ? AsRecommended : NoHedge, string.Create(CultureInfo.InvariantCulture,
                $"The recommended {given.Hedges.Length} trades bring the mean of the dearest twentieth from ")
                + string.Create(CultureInfo.InvariantCulture, $"{given.Before.TailMean.Value:N0} to {given.After.TailMean.Value:N0} USD"),
                advice.Who, at),
            [
                Document(scenarios.Id, scenarios.Hash, scenarios.KnownAt, Evidence.Position),
                Document(advice.Id, advice.Hash, advice.KnownAt, Evidence.Quote), .. Held(then, NewestMark(then)),
            ],
            [
                Choice(NoHedge, given.Before), Choice(AsRecommended, given.After),
                Choice("half the budget, lots in parts", given.Frontier[given.Frontier.Length / 2]),
            ], HedgeOutcome.Of(new SupplyReads(store), given, at, asOf, NoHedge, AsRecommended));
    }

    private StoredDocument<ForwardCurve>? NewestMark(AsOf asOf) =>
        store.ReadDocuments<ForwardCurve>(nameof(ForwardCurve), "", "~", asOf).MaxBy(each => each.Body.MarkedAt);

    /// <summary>What the desk held at an instant: its forecast, its limits, the book's last close and the curve.</summary>
    private ImmutableArray<KnownDocument> Held(AsOf then, StoredDocument<ForwardCurve>? mark)
    {
        var held = new List<KnownDocument>();
        if (mark is not null) held.Add(Document(mark.Id, mark.Hash, mark.KnownAt, Evidence.Curve));
        if (store.ReadDocuments<LoadForecast>(nameof(LoadForecast), "0", "9999", then) is [.., var forecast])
            held.Add(Document(forecast.Id, forecast.Hash, forecast.KnownAt, Evidence.Forecast));
        if (store.ReadDocument<TradingPolicy>(new(nameof(TradingPolicy), Kinds.Current), then) is { } policy)
            held.Add(Document(policy.Id, policy.Hash, policy.KnownAt, Evidence.Limit));
        if (store.ReadDocument<BookClose>(new(nameof(BookClose), Kinds.Current), then) is { } close)
            held.Add(Document(close.Id, close.Hash, close.KnownAt, Evidence.Position));
        return [.. held];
    }

    private static KnownDocument Document(HandoffId id, ContentHash version, Instant knownAt, Evidence evidence) =>
        new(id, version, knownAt, evidence);

    private StoredDocument<T> Need<T>(string kind, string key, AsOf asOf) where T : class =>
        store.ReadDocument<T>(new(kind, key), asOf) ?? throw Unknown($"{kind} {key}");

    private static RefusedException Unknown(string id) => new(new("unknown-decision", $"There is no decision {id} as of this instant", id,
        $"Name a deal (T-000012), a day's commitment ({Commit}2025-10-21) or {Hedges}; busbar prudence list shows them."));
}
