using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Contracts;
using Busbar.Supply.Handoffs.Trading.Deals;
using NodaTime;

namespace Busbar.Supply.Trading.Deals;

/// <summary>The desk's deals and a clock.</summary>
public sealed record TrackConfirmationsInputs(
    ImmutableArray<TradeHistory> Deals, ImmutableArray<Counterparty> Counterparties, Instant Clock);

/// <summary>Where the confirmation of a deal stands.</summary>
/// <param name="Deal">The deal.</param>
/// <param name="Sent">When ours went out since the deal last changed; null while it has not.</param>
/// <param name="Reference">Our reference on it, or empty.</param>
/// <param name="Next">What is next: <c>send ours</c> or <c>get theirs</c>.</param>
/// <param name="DueAt">By when.</param>
/// <param name="IsOverdue">True when that has passed.</param>
public sealed record ConfirmationStanding(Trade Deal, Instant? Sent, string Reference, string Next, Instant DueAt, bool IsOverdue);

/// <summary>Which confirmations are open, and until when, in the market's business days. Sources: EEI Master Agreement section 2.3: the
/// seller sends within three business days after the transaction, objections within two of receipt; WSPP Agreement section 32: five, and
/// five. Other masters and deals without one keep EEI's days, by our own rule. A day ends at 17:00 on the market's clock.</summary>
public static class TrackConfirmations
{
    private static readonly LocalTime DayEnds = new(17, 0);

    /// <summary>Open confirmations, the earliest due first; deals that are confirmed, voided or posted by a market have none.</summary>
    public static ImmutableArray<ConfirmationStanding> Run(TrackConfirmationsInputs inputs) =>
    [
        .. inputs.Deals.Select(each => StandingOf(each, inputs)).OfType<ConfirmationStanding>()
            .OrderBy(each => each.DueAt).ThenBy(each => each.Deal.Id, StringComparer.Ordinal),
    ];

    /// <summary>True for deals that two parties confirm to each other in writing; what a market clears or awards is posted by it.</summary>
    public static bool IsWritten(TradeTerms terms) => terms is PowerDeal or PowerSwap or PowerOption or FuelDeal or CertificateDeal;

    internal static Refusal NotWritten(Trade trade) => new("not-confirmed-in-writing",
        $"A deal of the kind {TicketForm.KindOf(trade.Ticket.Terms)} is confirmed by the market's own posting", trade.Id,
        "Confirm it against what the market posted.");

    private static ConfirmationStanding? StandingOf(TradeHistory history, TrackConfirmationsInputs inputs)
    {
        var trade = FoldTrade.Run(history).OrThrow();
        if (trade.Status != TradeStatus.Captured || !IsWritten(trade.Ticket.Terms)) return null;
        var (send, answer) = inputs.Counterparties.FirstOrDefault(each => each.Id == trade.Ticket.Counterparty)?.Masters
            .FirstOrDefault()?.Form == MasterForm.Wspp ? (5, 5) : (3, 2);
        var since = history.Facts.Last(fact => fact is TradeCaptured or TradeAmended);
        var sent = history.Facts.OfType<ConfirmationSent>().LastOrDefault(fact => fact.At >= since.At);
        var calendar = MarketCalendar.Named(trade.Ticket.Terms.Market);
        var due = sent is null ? After(calendar, since is TradeCaptured captured ? captured.TradedAt : since.At, send)
            : After(calendar, sent.At, answer);
        return new(trade, sent?.At, sent?.Reference ?? "", sent is null ? "send ours" : "get theirs", due, due < inputs.Clock);
    }

    private static Instant After(MarketCalendar calendar, Instant start, int businessDays)
    {
        var day = calendar.DayOf(start);
        for (var left = businessDays; left > 0;)
        {
            day = day.Plus(1);
            if (calendar.IsBusinessDay(day)) left--;
        }
        return calendar.At(day, DayEnds);
    }
}
