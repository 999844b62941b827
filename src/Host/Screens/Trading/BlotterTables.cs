using System.Collections.Immutable;
using System.Globalization;
using Busbar.Host.Desks;
using Busbar.Host.Screens.Shell;
using Busbar.Supply.Handoffs.Trading.Deals;
using Busbar.Supply.Trading.Deals;
using NodaTime;
using static Busbar.Host.Screens.Shell.Column;

namespace Busbar.Host.Screens.Trading;

/// <summary>The desk's deals.</summary>
public static class BlotterTables
{
    /// <summary>The blotter: every deal as it stood, the newest first.</summary>
    public static ScreenTable Deals(ScreenView view) => new("blotter", "Deals",
        [
            Words("Deal"), Words("Status"), Words("Book"), Words("Kind"), Words("Ticket"), Words("Price"), Words("Counterparty"),
            Words("Trader"), Words("Traded"), Words("Version"),
        ],
        [
            .. new TradeBook(view.Reads.Store).Trades(view.AsOf).Reverse().Select(trade => (ImmutableArray<Cell>)
            [
                Cell.Of(trade.Id, view.Link("/deal", ("id", trade.Id))), StatusOf(trade), Cell.Of(trade.Ticket.Book),
                Cell.Of(TicketForm.KindOf(trade.Ticket.Terms)), Cell.Of(ShortLine(trade.Ticket)), Cell.Of(PriceOf(trade.Ticket.Terms)),
                Cell.Of(trade.Ticket.Counterparty), Cell.Of(trade.Ticket.Trader), Cell.Of(view.Clock.Show(trade.TradedAt)),
                    Cell.Of($"v{trade.Version}"),
            ]),
        ], IsMain: true);

    /// <summary>Confirmations that are open, the earliest due first.</summary>
    public static ScreenTable Confirmations(ScreenView view) => new("confirmations", "Confirmations that are open",
        [
            Words("Deal"), Words("Counterparty"), Words("Next"), Words("Due"), Words("Overdue"), Words("Sent"), Words("Reference"),
            Words("Ticket"),
        ],
        [
            .. new TradeBook(view.Reads.Store).Confirmations(view.AsOf, ReadClock.Of(view.AsOf)).Select(each => (ImmutableArray<Cell>)
            [
                Cell.Of(each.Deal.Id, view.Link("/deal", ("id", each.Deal.Id))), Cell.Of(each.Deal.Ticket.Counterparty), Cell.Of(each.Next),
                Cell.Of(view.Clock.Show(each.DueAt)), Cell.Of(each.IsOverdue ? "overdue" : "").As(each.IsOverdue ? Tone.Bad : Tone.Plain),
                Cell.Of(each.Sent is { } sent ? view.Clock.Show(sent) : ""), Cell.Of(each.Reference), Cell.Of(ShortLine(each.Deal.Ticket)),
            ]),
        ]);


    /// <summary>What happened to the deal that the address names.</summary>
    public static ScreenTable Facts(ScreenView view)
    {
        ImmutableArray<Column> columns = [Words("Fact"), Words("Who"), Words("Role"), Words("When"), Words("Why"), Words("Ticket")];
        if (view.Field("id") is not { Length: > 0 } id) return new("deal-facts", "What happened to it", columns, []);
        return new("deal-facts", "What happened to it", columns,
        [
            .. new TradeBook(view.Reads.Store).History(id, view.AsOf).Facts.Select(fact => (ImmutableArray<Cell>)
            [
                Cell.Of(NameOf(fact)), Cell.Of(fact.Who.Name), Cell.Of(fact.Who.Role), Cell.Of(view.Clock.Show(fact.At)), Cell.Of(fact.Why),
                fact switch
                {
                    TradeCaptured captured => Cell.Of(DealLine.Write(captured.Ticket)),
                    TradeAmended amended => Cell.Of(DealLine.Write(amended.Ticket)),
                    ConfirmationSent sent => Cell.Of($"confirmation {sent.Reference}"),
                    TradeConfirmed confirmed => Cell.Of($"paper {confirmed.Reference}"),
                    _ => Cell.Empty,
                },
            ]),
        ]);
    }

    private static string NameOf(TradeFact fact) => fact switch
    {
        TradeCaptured => "captured",
        TradeAmended => "amended",
        ConfirmationSent => "confirmation sent",
        TradeConfirmed => "confirmed",
        _ => "voided",
    };

    private static Cell StatusOf(Trade trade) => Cell.Of(trade.Status.ToString().ToLowerInvariant())
        .As(trade.Status switch { TradeStatus.Confirmed => Tone.Good, TradeStatus.Voided => Tone.Faint, _ => Tone.Plain });

    private static string PriceOf(TradeTerms terms) => terms switch
    {
        PowerDeal deal => PriceOf(deal.Price),
        PowerSwap swap => $"{swap.Fixed.Value} for {swap.Index}",
        PowerOption option => $"{option.Premium.Value} at strike {option.Strike.Value}",
        FuelDeal fuel => fuel.IsIndexed ? $"index {fuel.Price.Value:+0.00;-0.00}" : $"{fuel.Price.Value}",
        TransmissionRight right => $"{right.PriceUsdPerMw} a MW",
        CertificateDeal certificate => $"{certificate.PriceUsd} each",
        AncillaryDeal ancillary => $"{ancillary.PriceUsdPerMwHour} a MW-hour",
        _ => "as cleared",
    };

    private static string PriceOf(DealPrice price) => price.Index is { } index
        ? string.Create(CultureInfo.InvariantCulture, $"{index} {price.Fixed.Value:+0.00;-0.00}") : $"{price.Fixed.Value}";

    // Counterparty, book, trader and market have columns of their own.
    private static string ShortLine(TradeTicket ticket)
    {
        var line = DealLine.Write(ticket);
        var end = line.IndexOf(" book=", StringComparison.Ordinal);
        return end < 0 ? line : line[..end];
    }
}
