using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Numerics;
using Busbar.Supply.Handoffs.Risk;
using Busbar.Supply.Handoffs.Trading;
using Busbar.Supply.Handoffs.Trading.Curves;
using Busbar.Supply.Handoffs.Trading.Deals;
using Busbar.Supply.Trading.Deals;
using NodaTime;

namespace Busbar.Supply.Trading.PreTrade;

/// <summary>Holds what a deal would do to the desk against the limits of its book and its counterparty.</summary>
internal sealed class DealJudge(LastClose close, Instant clock, LiveDesk desk, TradingAuthority authority)
{
    /// <summary>Why nothing can be said of a deal: a document that is missing, of another book, made after the clock or not whole, and
    /// limits without an owner.</summary>
    public static Refusal? Refuse(TradeTicket ticket, Instant clock, TradingAuthority? authority, LastClose close)
    {
        var (exposure, position, scenarios) = (close.Exposure, close.Position, close.Scenarios);
        if (authority is null) return Missing("the book's trading authority");
        if (authority.Book != ticket.Book)
            return new("wrong-book", $"The authority is of book {authority.Book}, the deal of {ticket.Book}", "trading authority",
                "Give the authority of the deal's book.");
        if (string.IsNullOrWhiteSpace(authority.Owner))
            return new("limit-without-owner", $"Nobody owns the limits of book {authority.Book}", "trading authority",
                "Have the risk committee name an owner.");
        if (exposure is null) return Missing("the credit exposure");
        if (exposure.Counterparties.All(each => each.Counterparty != ticket.Counterparty))
            return Missing($"the credit exposure of {ticket.Counterparty}");
        if (position is null) return Missing("the consolidated position");
        if (scenarios is null || scenarios.Moves.IsEmpty || scenarios.Books.IsDefault) return Missing("the risk scenarios");
        if (scenarios.Books.Any(book => book.Profits.Length != scenarios.Moves.Length)
            || scenarios.Moves.Any(move => move.Length != scenarios.Factors.Length))
            return new("scenarios-do-not-match", $"{scenarios.Moves.Length} scenarios, their profits and {scenarios.Factors.Length} "
                + "factors do not fit together", "risk scenarios", "Have risk make them again.");
        foreach (var (name, at) in new[] { ("credit exposure", exposure.MeasuredAt), ("position", position.MeasuredAt),
            ("risk scenarios", scenarios.MeasuredAt) })
            if (at > clock)
                return new("not-known-then", $"The {name} was measured {at}, after the clock of the deal, {clock}", name,
                    "Read every document as of the clock of the deal.");
        return null;
    }

    private static Refusal Missing(string document) =>
        new("missing-document", $"There is no {document.Replace("the ", "", StringComparison.Ordinal)}", document,
            "Have it made first; without it nobody can say that the deal is allowed.");

    /// <summary>Every check.</summary>
    public PreTradeChecks Judge(DealEffect effect)
    {
        var (ticket, before) = (effect.In!.Ticket, effect.Out?.Ticket);
        ImmutableArray<PreTradeCheck> checks =
        [
            Product(ticket, before), Counterparty(ticket, before),
            PreTradeCheck.Of("tenor", MonthsTo(ticket), authority.TenorMonths, "months", before is null ? null : MonthsTo(before)),
            // Power is limited in MW; fuel and certificates by their position and value at risk alone.
            PreTradeCheck.Of("deal size", MwOf(ticket), (double)authority.DealMw.Value, "MW", before is null ? null : MwOf(before)),
            .. Open(effect), Credit(effect), ValueAtRisk(effect),
        ];
        var mwh = MwhOf(effect.In);
        var approval = mwh > (double)authority.ApprovalAboveMwh.Value && !(effect.Out is { } stood && mwh <= MwhOf(stood))
            ? FormattableString.Invariant($"{mwh:0} MWh is above {authority.ApprovalAboveMwh}; a second person approves it") : null;
        return new(ticket, clock, authority.Owner, checks, approval);
    }

    private PreTradeCheck Product(TradeTicket ticket, TradeTicket? before)
    {
        var kind = TicketForm.KindOf(ticket.Terms);
        return PreTradeCheck.Of("product", kind, string.Join(", ", authority.Products), authority.Products.Contains(kind),
            before?.Book == ticket.Book && TicketForm.KindOf(before.Terms) == kind);
    }

    private PreTradeCheck Counterparty(TradeTicket ticket, TradeTicket? before)
    {
        var (id, allowed) = (ticket.Counterparty, authority.Counterparties);
        return PreTradeCheck.Of("counterparty", id, allowed.IsEmpty ? "any with a credit limit" : string.Join(", ", allowed),
            allowed.IsEmpty ? LimitOf(id) > 0 : allowed.Contains(id), before?.Book == ticket.Book && before.Counterparty == id);
    }

    private double MonthsTo(TradeTicket ticket)
    {
        var (today, last) = (MarketCalendar.Named(ticket.Terms.Market).DayOf(clock).Date, ticket.Terms.LastDay.Date);
        return Math.Max(0, (last.Year - today.Year) * 12 + last.Month - today.Month);
    }

    private static double MwOf(TradeTicket ticket)
    {
        var shape = CheckTicket.ShapeOf(ticket.Terms);
        return (double)(shape?.Hourly is { } hourly ? hourly.Values.Max(value => value.Value) : shape?.Mw.Value ?? 0);
    }

    private static double MwhOf(DealRisk risk) => risk.Cells.Where(IsPower).GroupBy(cell => (cell.Commodity, cell.Location))
        .Select(leg => leg.Sum(cell => Math.Abs(LiveDesk.Held(cell)))).DefaultIfEmpty(0).Max();

    /// <summary>What the book holds of each month and block that the deal touches or leaves, with the deal: day-ahead and real time apart,
    /// all locations together.</summary>
    private IEnumerable<PreTradeCheck> Open(DealEffect effect)
    {
        var book = effect.In!.Ticket.Book;
        var leaving = effect.Out is { } stood && stood.Ticket.Book == book ? stood.Cells : [];
        return leaving.Select(cell => (Cell: cell, Sign: -1)).Concat(effect.In.Cells.Select(cell => (Cell: cell, Sign: 1)))
            .Where(each => IsPower(each.Cell)).GroupBy(each => (each.Cell.Commodity, each.Cell.Month, each.Cell.Block))
            .OrderBy(group => group.Key).Select(group =>
            {
                var held = desk.HeldOf(group.First().Cell);
                return PreTradeCheck.Of($"open position {group.Key.Month} {group.Key.Block} {group.Key.Commodity}",
                    Math.Abs(held + group.Sum(each => each.Sign * LiveDesk.Held(each.Cell))), (double)authority.OpenMwh.Value, "MWh",
                    effect.Out is null ? null : Math.Abs(held));
            });
    }

    private static bool IsPower(PositionCell cell) => cell.Commodity != Commodity.Fuel;

    /// <summary>Owed now and potentially, plus what deals since and this one could add, within the limit.</summary>
    private PreTradeCheck Credit(DealEffect effect)
    {
        var (counterparty, adds) = (effect.In!.Ticket.Counterparty, effect.Owed);
        var exposure = close.Exposure!.Counterparties.First(each => each.Counterparty == counterparty);
        var owed = Math.Max(exposure.Current.Value, exposure.Potential.Value) + desk.OwedSince(counterparty);
        var note = desk.OwedSince(counterparty) is > 0 and var since
            ? FormattableString.Invariant($"{since:0.00} USD of it by deals since the close") : "";
        return PreTradeCheck.Of("credit", owed + adds, LimitOf(counterparty), "USD", effect.Out is null ? null : owed, note);
    }

    private double LimitOf(string counterparty) => (double)Math.Min(
        close.Counterparties.First(each => each.Id == counterparty).CreditLimit.Value,
        close.Exposure!.Counterparties.First(each => each.Counterparty == counterparty).Limit.Value);

    /// <summary>Value at risk of the deal's book is the ⌈0.95 n⌉-th smallest loss. Incremental is with the deal less without it.</summary>
    private PreTradeCheck ValueAtRisk(DealEffect effect)
    {
        var book = desk.ProfitsOf(effect.In!.Ticket.Book);
        var stood = effect.Out is { } before && before.Ticket.Book == effect.In.Ticket.Book ? before.Profits : new double[book.Length];
        var (losses, losing) = (new double[book.Length], new double[book.Length]);
        for (var i = 0; i < book.Length; i++) (losses[i], losing[i]) = (-book[i], -book[i] + stood[i] - effect.In.Profits[i]);
        var without = Quantile.Of(losses, LiveDesk.Level, QuantileMethod.InverseDistribution);
        var with = Quantile.Of(losing, LiveDesk.Level, QuantileMethod.InverseDistribution);
        return PreTradeCheck.Of("value at risk with the deal", with, (double)authority.Var95Usd.Value, "USD",
            effect.Out is null ? null : without,
            FormattableString.Invariant($"incremental {with - without:0.00} USD on {without:0.00} USD")) with
        {
            Incremental = with - without,
        };
    }
}
