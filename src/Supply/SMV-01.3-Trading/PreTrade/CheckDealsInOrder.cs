using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Risk;
using Busbar.Supply.Handoffs.Trading.Deals;
using NodaTime;

namespace Busbar.Supply.Trading.PreTrade;

/// <summary>Deals of a file about to be taken in.</summary>
/// <param name="Tickets">In the order of the file; each can be a deal by itself.</param>
/// <param name="Clock">When.</param>
/// <param name="Authorities">What each book may deal.</param>
/// <param name="Close">The last close and what was dealt since.</param>
public sealed record CheckDealsInOrderInputs(
    ImmutableArray<TradeTicket> Tickets, Instant Clock, ImmutableArray<TradingAuthority> Authorities, LastClose Close);

/// <summary>Checks deals one after the other as <see cref="CheckBeforeTrade"/> does one: each with those before it in the desk that may be
/// made. One that may not, or of which it cannot be said, does not count for those after it, so that without it the rest may be
/// made.</summary>
public static class CheckDealsInOrder
{
    /// <summary>The checks of each deal, or why they cannot be made of it. Refused as a whole where what was dealt since the close cannot
    /// be valued.</summary>
    public static Outcome<ImmutableArray<Outcome<PreTradeChecks>>> Run(CheckDealsInOrderInputs inputs)
    {
        var (tickets, clock, authorities, close) = inputs;
        var byBook = authorities.ToDictionary(each => each.Book);
        LiveDesk? desk = null;
        var judged = ImmutableArray.CreateBuilder<Outcome<PreTradeChecks>>(tickets.Length);
        foreach (var ticket in tickets)
        {
            var authority = byBook.GetValueOrDefault(ticket.Book);
            if (DealJudge.Refuse(ticket, clock, authority, close) is { } missing)
            {
                judged.Add(missing);
                continue;
            }
            if (desk is null && (desk = new(close, clock)).Catch(close.Since) is { } unvalued) return unvalued;
            judged.Add(desk.EffectOf(new("the deal", null, ticket)) switch
            {
                Outcome<DealEffect>.Done { Value: var effect } => Judge(new(close, clock, desk, authority!), desk, effect),
                Outcome<DealEffect>.Refused refused => refused.Refusal,
                _ => throw new InvalidOperationException("An outcome is done or refused."),
            });
        }
        return judged.MoveToImmutable();
    }

    private static PreTradeChecks Judge(DealJudge judge, LiveDesk desk, DealEffect effect)
    {
        var checks = judge.Judge(effect);
        if (checks.MayDealAlone) desk.Apply(effect);
        return checks;
    }
}
