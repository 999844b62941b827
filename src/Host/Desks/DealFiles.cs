using System.Collections.Immutable;
using Busbar.Gateways;
using Busbar.Gateways.Deals;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Store;
using Busbar.Supply.Handoffs.Trading.Deals;
using Busbar.Supply.Trading.Deals;
using Busbar.Supply.Trading.PreTrade;
using NodaTime;

namespace Busbar.Host.Desks;

/// <summary>Files of deals: read whole, held line by line against the limits with the lines before in the book, then captured together or
/// put before the middle office.</summary>
public sealed class DealFiles(FactStore store)
{
    /// <summary>Most deals that are captured at once.</summary>
    private const int MostDeals = 250_000;

    /// <summary>The deals of a file, XML or CSV, or what is wrong with it.</summary>
    /// <exception cref="RefusedException">It is no such file.</exception>
    public static DealFile Read(FactStore store, SourceFile source, string ourParty)
    {
        var counterparties = PolicyBook.Of(store, AsOf.Latest).Counterparties;
        TicketRule rule = (ticket, tradedAt) =>
            CheckTicket.Run(new(ticket, tradedAt, counterparties)) is Outcome<TradeTicket>.Refused refused ? refused.Refusal : null;
        return (source.Name.Contains(".xml", StringComparison.OrdinalIgnoreCase)
            ? FpmlDeals.Read(source, ourParty, rule) : DealCsv.Read(source, rule)).OrThrow();
    }

    /// <summary>What a paper of the other side says of its one deal.</summary>
    /// <exception cref="RefusedException"><c>not-one-deal</c>; what is wrong with it.</exception>
    public static TradeTicket Paper(FactStore store, SourceFile source, string ourParty)
    {
        var deals = Read(store, source, ourParty);
        if (deals.FaultCount > 0) throw new RefusedException(deals.Faults[0]);
        return deals.Rows == 1 ? deals.Deals.Single().Ticket : throw new RefusedException(new("not-one-deal",
            $"The paper holds {deals.Rows} deals", deals.Name, "Give the paper of one deal."));
    }

    /// <summary>True when the deals of a file are in the book.</summary>
    /// <exception cref="RefusedException"><c>proposed-before</c>: it was put before the middle office and is taken in from
    /// there.</exception>
    public bool HasTaken(DealFile deals)
    {
        if (!store.HasFile(deals.Hash)) return false;
        return new ProposalBook(store).All(AsOf.Latest).FirstOrDefault(each => each.Proposed.File?.Hash == deals.Hash) is not
            { IsTaken: false } proposal ? true
            : throw new RefusedException(new("proposed-before", $"The file is proposal {proposal.Id}, {proposal.State}", deals.Name,
                $"Once approved it is taken in with busbar trade take {proposal.Id}; one that was declined has to be changed."));
    }

    /// <summary>The lines that break limits, or of which it cannot be said, each with its place; empty when the file may be taken
    /// in.</summary>
    public ImmutableArray<Refusal> BreaksOf(DealFile deals, Instant clock)
    {
        var lines = deals.Deals.ToImmutableArray();
        if (new PreTradeDesk(store).CheckInOrder([.. lines.Select(deal => deal.Ticket)], clock) is not { } judged) return [];
        return
        [
            .. lines.Zip(judged).Select(each => each.Second switch
            {
                Outcome<PreTradeChecks>.Refused refused => refused.Refusal with { Where = PlaceOf(deals.Name, each.First) },
                Outcome<PreTradeChecks>.Done { Value: { MayDealAlone: false } checks } => new Refusal("not-allowed-alone",
                    PreTradeDesk.Words(checks), PlaceOf(deals.Name, each.First),
                    $"Leave it out, or put the file before the middle office (--propose); {checks.LimitOwner} owns the limits."),
                _ => null,
            }).OfType<Refusal>(),
        ];
    }

    /// <summary>Captures the deals of a file that breaks nothing.</summary>
    /// <exception cref="RefusedException"><c>too-many-deals</c>; what a capture refuses.</exception>
    public ImmutableArray<Trade> Capture(DealFile deals, SourceFile source, Actor who, Instant at, int seen)
    {
        RefuseTooMany(deals);
        return new TradeBook(store).Capture([.. deals.Deals.Select(deal => new NewDeal(deal.Ticket, deal.TradedAt,
            PlaceOf(deals.Name, deal)))], who, at, $"deals {deals.Name}", (batch, _) =>
            {
                if (!store.HasFile(deals.Hash)) batch.PutFile(source.Name, source.Content);
            }, seen);
    }

    /// <summary>Puts a file before the middle office with what it breaks.</summary>
    /// <exception cref="RefusedException"><c>too-many-deals</c>; what a proposal refuses.</exception>
    public Proposal Propose(DealFile deals, SourceFile source, string ourParty, string why, Actor who, Instant at)
    {
        RefuseTooMany(deals);
        return new ProposalBook(store).ProposeFile(new(source.Name, deals.Hash, deals.Rows, ourParty), source.Content,
            [.. BreaksOf(deals, at).Select(each => new PreTradeCheck(each.Where, each.What, "the limits", false))], why, who, at);
    }

    /// <summary>Where a deal stands, with the sender's reference.</summary>
    public static string PlaceOf(string file, ImportedDeal deal) => $"{file} line {deal.Line} {deal.Reference}".TrimEnd();

    private static void RefuseTooMany(DealFile deals)
    {
        if (deals.Rows > MostDeals)
            throw new RefusedException(new("too-many-deals", $"The file has {deals.Rows} deals", deals.Name,
                $"Split it; at most {MostDeals} are captured at once."));
    }
}
