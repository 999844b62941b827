using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Numerics;
using Busbar.Supply.Handoffs.Contracts;
using Busbar.Supply.Handoffs.Risk;
using Busbar.Supply.Handoffs.Trading;
using Busbar.Supply.Handoffs.Trading.Curves;
using Busbar.Supply.Handoffs.Trading.Deals;
using Busbar.Supply.Trading.Deals;
using Busbar.Supply.Trading.Positions;
using NodaTime;

namespace Busbar.Supply.Trading.PreTrade;

/// <summary>A deal about to be made, and the documents that say whether it may be. All are yesterday's, read as of the clock; a missing one
/// is null and refused, never passed.</summary>
/// <param name="Ticket">The deal.</param>
/// <param name="Clock">When.</param>
/// <param name="Authority">What the deal's book may deal.</param>
/// <param name="Counterparties">Whom we may deal with.</param>
/// <param name="Exposure">What they owe us.</param>
/// <param name="Position">What the desk holds.</param>
/// <param name="Scenarios">How prices may move, and what the book makes then.</param>
/// <param name="Marks">Prices of the deal.</param>
/// <param name="Volatilities">Of options.</param>
public sealed record CheckBeforeTradeInputs(
    TradeTicket Ticket, Instant Clock, TradingAuthority? Authority, ImmutableArray<Counterparty> Counterparties, CreditExposure? Exposure,
    ConsolidatedPosition? Position, RiskScenarios? Scenarios, ImmutableArray<ForwardCurve> Marks,
    ImmutableArray<PriceVolatility> Volatilities);

/// <summary>Checks a deal before it is made: product, counterparty, tenor, size, open position by month and block, credit and value at risk
/// with the deal in the book. Refuses when it cannot say: a ticket that cannot be a deal, a document that is missing, of another book or
/// made after the clock, limits without an owner, a price or a scenario that is missing.</summary>
public static class CheckBeforeTrade
{
    private const double Level = 0.95;

    /// <summary>Every check with what was measured; the verdict stands in the answer, not in a refusal.</summary>
    public static Outcome<PreTradeChecks> Run(CheckBeforeTradeInputs inputs)
    {
        var written = CheckTicket.Run(new(inputs.Ticket, inputs.Clock, inputs.Counterparties));
        if (written is not Outcome<TradeTicket>.Done { Findings: var findings }) return ((Outcome<TradeTicket>.Refused)written).Refusal;
        if (RefuseDocuments(inputs) is { } missing) return missing;
        var (ticket, authority) = (inputs.Ticket, inputs.Authority!);
        var book = new PositionBook(new(inputs.Clock, inputs.Marks, inputs.Volatilities, []), ticket.Terms.LastDay);
        if (book.Add(new("the deal", 1, TradeStatus.Captured, ticket, inputs.Clock, inputs.Clock)) is { } unpriced) return unpriced;
        var deal = book.Cells();
        if (RefuseFactors(inputs.Scenarios!, deal) is { } unknown) return unknown;
        var profits = ProfitsOf(inputs.Scenarios!, deal);
        ImmutableArray<PreTradeCheck> checks =
        [
            Product(ticket, authority), Counterparty(inputs), Tenor(inputs), Size(ticket, authority), .. Open(inputs, deal),
            Credit(inputs, deal, profits), ValueAtRisk(inputs, profits),
        ];
        var mwh = deal.Where(IsPower).GroupBy(cell => (cell.Commodity, cell.Location)).Select(leg => leg.Sum(cell => Math.Abs(Held(cell))))
            .DefaultIfEmpty(0).Max();
        var approval = mwh > (double)authority.ApprovalAboveMwh.Value
            ? FormattableString.Invariant($"{mwh:0} MWh is above {authority.ApprovalAboveMwh}; a second person approves it") : null;
        return Outcome.Of(new PreTradeChecks(ticket, inputs.Clock, authority.Owner, checks, approval), findings);
    }

    private static Refusal? RefuseDocuments(CheckBeforeTradeInputs inputs)
    {
        var (authority, exposure, position, scenarios) = (inputs.Authority, inputs.Exposure, inputs.Position, inputs.Scenarios);
        if (authority is null) return Missing("the book's trading authority");
        if (authority.Book != inputs.Ticket.Book)
            return new("wrong-book", $"The authority is of book {authority.Book}, the deal of {inputs.Ticket.Book}", "trading authority",
                "Give the authority of the deal's book.");
        if (string.IsNullOrWhiteSpace(authority.Owner))
            return new("limit-without-owner", $"Nobody owns the limits of book {authority.Book}", "trading authority",
                "Have the risk committee name an owner.");
        if (exposure is null) return Missing("the credit exposure");
        if (exposure.Counterparties.All(each => each.Counterparty != inputs.Ticket.Counterparty))
            return Missing($"the credit exposure of {inputs.Ticket.Counterparty}");
        if (position is null) return Missing("the consolidated position");
        if (scenarios is null || scenarios.Moves.IsEmpty) return Missing("the risk scenarios");
        if (scenarios.Moves.Length != scenarios.BookProfits.Length || scenarios.Moves.Any(move => move.Length != scenarios.Factors.Length))
            return new("scenarios-do-not-match", $"{scenarios.Moves.Length} scenarios, {scenarios.BookProfits.Length} profits and "
                + $"{scenarios.Factors.Length} factors do not fit together", "risk scenarios", "Have risk make them again.");
        foreach (var (name, at) in new[] { ("credit exposure", exposure.MeasuredAt), ("position", position.MeasuredAt),
            ("risk scenarios", scenarios.MeasuredAt) })
            if (at > inputs.Clock)
                return new("not-known-then", $"The {name} was measured {at}, after the clock of the deal, {inputs.Clock}", name,
                    "Read every document as of the clock of the deal.");
        return null;
    }

    private static Refusal Missing(string document) =>
        new("missing-document", $"There is no {document.Replace("the ", "", StringComparison.Ordinal)}", document,
            "Have it made first; without it nobody can say that the deal is allowed.");

    /// <summary>Each price that the deal moves with must be one that the scenarios move.</summary>
    private static Refusal? RefuseFactors(RiskScenarios scenarios, ImmutableArray<PositionCell> deal)
    {
        var known = scenarios.Factors.ToHashSet();
        return deal.FirstOrDefault(cell => cell.Delta != 0 && !known.Contains(FactorOf(cell))) is { } cell
            ? new("missing-factor", $"The scenarios do not move {cell.Commodity} at {cell.Location} for {cell.Month}, {cell.Block}",
                "risk scenarios", "Have risk add the factor.")
            : null;
    }

    private static RiskFactor FactorOf(PositionCell cell) => new(cell.Commodity, cell.Location, cell.Month, cell.Block);

    /// <summary>What the deal makes in each scenario, by delta and gamma.</summary>
    private static double[] ProfitsOf(RiskScenarios scenarios, ImmutableArray<PositionCell> deal)
    {
        var cells = deal.Where(cell => cell.Delta != 0).Select(cell =>
            (At: scenarios.Factors.IndexOf(FactorOf(cell)), cell.Delta, cell.Gamma)).ToArray();
        return [.. scenarios.Moves.Select(moves => cells.Sum(cell => moves[cell.At] * (cell.Delta + cell.Gamma * moves[cell.At] / 2)))];
    }

    private static PreTradeCheck Product(TradeTicket ticket, TradingAuthority authority)
    {
        var kind = TicketForm.KindOf(ticket.Terms);
        return PreTradeCheck.Of("product", kind, string.Join(", ", authority.Products), authority.Products.Contains(kind));
    }

    private static PreTradeCheck Counterparty(CheckBeforeTradeInputs inputs)
    {
        var (id, allowed) = (inputs.Ticket.Counterparty, inputs.Authority!.Counterparties);
        return PreTradeCheck.Of("counterparty", id, allowed.IsEmpty ? "any with a credit limit" : string.Join(", ", allowed),
            allowed.IsEmpty ? LimitOf(inputs) > 0 : allowed.Contains(id));
    }

    private static PreTradeCheck Tenor(CheckBeforeTradeInputs inputs)
    {
        var calendar = MarketCalendar.Named(inputs.Ticket.Terms.Market);
        var (today, last) = (calendar.DayOf(inputs.Clock).Date, inputs.Ticket.Terms.LastDay.Date);
        var months = Math.Max(0, (last.Year - today.Year) * 12 + last.Month - today.Month);
        return PreTradeCheck.Of("tenor", months, inputs.Authority!.TenorMonths, "months");
    }

    /// <summary>Power is limited in MW; fuel and certificates by their position and value at risk alone.</summary>
    private static PreTradeCheck Size(TradeTicket ticket, TradingAuthority authority)
    {
        var shape = CheckTicket.ShapeOf(ticket.Terms);
        var mw = shape?.Hourly is { } hourly ? hourly.Values.Max(value => value.Value) : shape?.Mw.Value ?? 0;
        return PreTradeCheck.Of("deal size", (double)mw, (double)authority.DealMw.Value, "MW");
    }

    /// <summary>What the book holds of each month and block that the deal touches, with the deal: day-ahead and real time apart, all
    /// locations together.</summary>
    private static IEnumerable<PreTradeCheck> Open(CheckBeforeTradeInputs inputs, ImmutableArray<PositionCell> deal)
    {
        var limit = (double)inputs.Authority!.OpenMwh.Value;
        var held = inputs.Position!.Cells.Where(cell => cell.Book == inputs.Ticket.Book)
            .ToLookup(cell => (cell.Commodity, cell.Month, cell.Block), Held);
        return deal.Where(IsPower).GroupBy(cell => (cell.Commodity, cell.Month, cell.Block)).OrderBy(group => group.Key)
            .Select(group => PreTradeCheck.Of($"open position {group.Key.Month} {group.Key.Block} {group.Key.Commodity}",
                Math.Abs(held[group.Key].Sum() + group.Sum(Held)), limit, "MWh"));
    }

    private static bool IsPower(PositionCell cell) => cell.Commodity != Commodity.Fuel;

    /// <summary>What counts as held: volume, and options at their delta.</summary>
    private static double Held(PositionCell cell) => cell.Contracted != 0 && cell.Delta == 0 ? cell.Contracted : cell.Delta;

    /// <summary>Owed now and potentially, plus the deal's gain at the marks and its 95 % gain over the scenarios, within the limit. Gains
    /// of a deal are not set off against what is owed: whether they may be is the master's matter and comes with the next
    /// exposure.</summary>
    private static PreTradeCheck Credit(CheckBeforeTradeInputs inputs, ImmutableArray<PositionCell> deal, double[] profits)
    {
        var owed = inputs.Exposure!.Counterparties.First(each => each.Counterparty == inputs.Ticket.Counterparty);
        var addOn = Math.Max(0, Quantile.Of(profits, Level, QuantileMethod.InverseDistribution));
        var gain = Math.Max(0, deal.Sum(cell => cell.ValueUsd));
        return PreTradeCheck.Of("credit", Math.Max(owed.Current.Value, owed.Potential.Value) + gain + addOn, LimitOf(inputs), "USD");
    }

    private static double LimitOf(CheckBeforeTradeInputs inputs) => (double)Math.Min(
        inputs.Counterparties.First(each => each.Id == inputs.Ticket.Counterparty).CreditLimit.Value,
        inputs.Exposure!.Counterparties.First(each => each.Counterparty == inputs.Ticket.Counterparty).Limit.Value);

    /// <summary>Value at risk is the ⌈0.95 n⌉-th smallest loss. Incremental is with the deal less without it.</summary>
    private static PreTradeCheck ValueAtRisk(CheckBeforeTradeInputs inputs, double[] profits)
    {
        var book = inputs.Scenarios!.BookProfits;
        var without = Quantile.Of(book.Select(profit => -profit).ToArray(), Level, QuantileMethod.InverseDistribution);
        var with = Quantile.Of(book.Zip(profits, (held, deal) => -held - deal).ToArray(), Level, QuantileMethod.InverseDistribution);
        return PreTradeCheck.Of("value at risk with the deal", with, (double)inputs.Authority!.Var95Usd.Value, "USD") with
        {
            Note = FormattableString.Invariant($"incremental {with - without:0.00} USD on {without:0.00} USD"),
                Incremental = with - without,
        };
    }
}
