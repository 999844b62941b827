using System.Collections.Immutable;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Store;
using Busbar.Supply.Handoffs.Trading.Deals;
using Busbar.Supply.Trading.Deals;
using Busbar.Supply.Trading.PreTrade;
using NodaTime;

namespace Busbar.Host.Desks;

/// <summary>Checks deals and amendments before they are made, against the last close and everything dealt since, and makes those that pass;
/// the rest is put before the middle office (<see cref="ProposalBook"/>). Without any authority in the policy nothing is checked.</summary>
public sealed class PreTradeDesk(FactStore store)
{
    /// <summary>How often a deal is judged anew when somebody dealt meanwhile.</summary>
    private const int Tries = 5;

    /// <summary>What the checks say of a deal, or of an amendment of one that says <paramref name="replaces"/> now; null when the policy
    /// gives no book any authority.</summary>
    /// <exception cref="RefusedException">What <see cref="CheckBeforeTrade"/> refuses: a document that is missing, a limit without
    /// owner.</exception>
    public PreTradeChecks? Check(TradeTicket ticket, Instant clock, Instant? tradedAt = null, TradeTicket? replaces = null)
    {
        var policy = PolicyBook.Of(store, AsOf.Latest);
        if (policy.Authorities.IsEmpty) return null;
        return CheckBeforeTrade.Run(new(ticket, clock, tradedAt ?? clock, policy.Authorities.FirstOrDefault(each =>
            each.Book == ticket.Book), CloseFor([ticket], clock, policy), replaces)).OrThrow();
    }

    /// <summary>What the checks say of each deal of a file, with those before it in the book; null when nothing is checked.</summary>
    /// <exception cref="RefusedException">What was dealt since the close cannot be valued.</exception>
    public ImmutableArray<Outcome<PreTradeChecks>>? CheckInOrder(ImmutableArray<TradeTicket> tickets, Instant clock)
    {
        var policy = PolicyBook.Of(store, AsOf.Latest);
        if (policy.Authorities.IsEmpty || tickets.IsEmpty) return null;
        return CheckDealsInOrder.Run(new(tickets, clock, policy.Authorities, CloseFor(tickets, clock, policy))).OrThrow();
    }

    /// <summary>Captures a deal that passes.</summary>
    /// <exception cref="RefusedException"><c>not-allowed-alone</c> with what failed; what a capture refuses.</exception>
    public Trade Capture(TradeTicket ticket, Instant tradedAt, Actor who, Instant at)
    {
        for (var left = Tries; ; left--)
        {
            var book = new TradeBook(store);
            var seen = book.Count;
            RefuseAlone(Check(ticket, at, tradedAt), ticket);
            try
            {
                return book.Capture([new(ticket, tradedAt)], who, at, "capture", seen: seen)[0];
            }
            catch (RefusedException moved) when (moved.Refusal.Code == "stream-moved" && left > 1)
            {
                // Somebody dealt while this was judged, so it is judged again with that deal in the book.
            }
        }
    }

    /// <summary>Amends a deal where the amendment passes; one that enlarges nothing always does.</summary>
    /// <exception cref="RefusedException"><c>not-allowed-alone</c> with what failed; what an amendment refuses.</exception>
    public Trade Amend(string id, int seenVersion, TradeTicket ticket, string why, Actor who, Instant at)
    {
        var book = new TradeBook(store);
        return book.Amend(id, seenVersion, ticket, why, who, at, () => RefuseAlone(CheckAmendment(id, ticket, at), ticket));
    }

    /// <summary>What the checks say of an amendment.</summary>
    internal PreTradeChecks? CheckAmendment(string id, TradeTicket ticket, Instant at)
    {
        var stood = FoldTrade.Run(new TradeBook(store).History(id, AsOf.Latest)).OrThrow();
        return Check(ticket, at, stood.TradedAt, stood.Ticket);
    }

    /// <summary>What failed, in words.</summary>
    internal static string Words(PreTradeChecks checks) => string.Join("; ", checks.Checks.Where(check => !check.Passes)
        .Select(check => $"{check.Name} {check.Measured}, allowed {check.Limit}")
        .Concat(checks.SecondPerson is { } second ? [second] : []));

    private LastClose CloseFor(ImmutableArray<TradeTicket> tickets, Instant clock, TradingPolicy policy)
    {
        var closes = new CloseBook(store);
        var close = closes.Newest(AsOf.Latest);
        var since = close is null ? [] : new TradeBook(store).Since(close.Position.MeasuredAt);
        var scenarios = close is { Risk: null } ? closes.ScenariosOf(tickets, clock, AsOf.Latest) : closes.ScenariosOf(AsOf.Latest);
        return new(policy.Counterparties, close?.Credit?.Exposure, close?.Position, scenarios, new CurveBook(store).Newest(AsOf.Latest),
            policy.Volatilities, since);
    }

    private static void RefuseAlone(PreTradeChecks? checks, TradeTicket ticket)
    {
        if (checks is { MayDealAlone: false })
            throw new RefusedException(new("not-allowed-alone", Words(checks), DealLine.Write(ticket),
                $"Put it before the middle office with a reason (propose); {checks.LimitOwner} owns the limits."));
    }
}
