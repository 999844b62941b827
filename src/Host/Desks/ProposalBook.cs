using System.Collections.Immutable;
using System.Globalization;
using Busbar.Gateways.Deals;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Store;
using Busbar.Supply.Handoffs.Trading.Deals;
using Busbar.Supply.Trading.Deals;
using Busbar.Supply.Trading.PreTrade;
using NodaTime;

namespace Busbar.Host.Desks;

/// <summary>What traders may not do alone, until the middle office has decided: each proposal is a stream of facts. Nobody approves what
/// they proposed; the store sees to it.</summary>
public sealed class ProposalBook(FactStore store)
{
    private const string Prefix = "proposal/";

    /// <summary>Puts a deal before the middle office.</summary>
    /// <exception cref="RefusedException"><c>no-reason</c>; <c>duty</c>.</exception>
    public Proposal Propose(TradeTicket ticket, Instant tradedAt, string why, Actor who, Instant at) => Add(
        why, DealLine.Write(ticket), who, at,
        () => new(ticket, tradedAt, new PreTradeDesk(store).Check(ticket, at, tradedAt)?.Checks ?? [], why));

    /// <summary>Puts an amendment before the middle office.</summary>
    /// <exception cref="RefusedException"><c>no-reason</c>; <c>duty</c>; <c>unknown-trade</c>.</exception>
    public Proposal ProposeAmendment(string id, int seenVersion, TradeTicket ticket, string why, Actor who, Instant at) => Add(
        why, DealLine.Write(ticket), who, at, () => new(ticket, at,
            new PreTradeDesk(store).CheckAmendment(id, ticket, at)?.Checks ?? [], why, new AmendedDeal(id, seenVersion)));

    /// <summary>Puts a file of deals before the middle office; the store keeps it as it is.</summary>
    /// <exception cref="RefusedException"><c>no-reason</c>; <c>duty</c>.</exception>
    public Proposal ProposeFile(ProposedFile file, ReadOnlyMemory<byte> content, ImmutableArray<PreTradeCheck> failed, string why,
        Actor who, Instant at) => Add(why, file.Name, who, at, () => new(null, at, failed, why, File: file), batch =>
        {
            if (!store.HasFile(file.Hash)) batch.PutFile(file.Name, content);
        });

    /// <summary>Decides on a proposal.</summary>
    /// <exception cref="RefusedException"><c>unknown-proposal</c>, <c>already-decided</c>, <c>no-reason</c>; <c>duty</c>: only the middle
    /// office; <c>four-eyes</c>: not who proposed it.</exception>
    public Proposal Decide(string id, bool isApproved, string why, Actor who, Instant at)
    {
        var proposal = Find(id);
        if (proposal.State != "waiting")
            throw new RefusedException(new("already-decided", $"{proposal.Decider?.Name} has decided: {proposal.State}", id,
                "Leave it as it is."));
        if (string.IsNullOrWhiteSpace(why)) throw new RefusedException(new("no-reason", "A decision takes a reason", id, "Say why."));
        if (isApproved) Append(id, proposal.Events, new ProposalApproved(why), who, at);
        else Append(id, proposal.Events, new ProposalDeclined(why), who, at);
        return Find(id);
    }

    /// <summary>Makes what was approved as it was proposed: captures the deal or the file's deals, or amends.</summary>
    /// <returns>The deal, or the file's deals.</returns>
    /// <exception cref="RefusedException"><c>not-approved</c>; what a capture or an amendment refuses.</exception>
    public ImmutableArray<Trade> Take(string id, Actor who, Instant at)
    {
        var (proposal, book) = (Find(id), new TradeBook(store));
        if (proposal.State != "approved")
            throw new RefusedException(new("not-approved", $"The proposal is {proposal.State}", id,
                "Only an approved proposal is captured, and once."));
        var (proposed, why) = (proposal.Proposed, $"{id}: {proposal.Proposed.Why}");
        void Taken(WriteBatch batch, string trade) =>
            batch.Append(Prefix + id, proposal.Events, nameof(ProposalTaken), new ProposalTaken(trade), at);
        if (proposed.Amends is { } amends)
            return [book.Amend(amends.Id, amends.Seen, proposed.Ticket!, why, who, at, alongside: batch => Taken(batch, amends.Id))];
        var deals = proposed.File is { } file ? DealsOf(file, why) : [new NewDeal(proposed.Ticket!, proposed.TradedAt, why)];
        return book.Capture(deals, who, at, "capture", (batch, trades) =>
            Taken(batch, trades.Length == 1 ? trades[0].Id : $"{trades[0].Id}..{trades[^1].Id}"));
    }

    /// <summary>Every proposal, the oldest first.</summary>
    public ImmutableArray<Proposal> All(AsOf asOf) =>
        [.. store.ReadStreams(Prefix, asOf).GroupBy(each => each.Stream).Select(each => Fold(each.Key[Prefix.Length..], [.. each]))];

    /// <summary>One proposal.</summary>
    /// <exception cref="RefusedException"><c>unknown-proposal</c>.</exception>
    public Proposal Find(string id) => store.ReadStream(Prefix + id, AsOf.Latest) is { IsEmpty: false } events ? Fold(id, events)
        : throw new RefusedException(new("unknown-proposal", $"There is no proposal {id}", id, "Look the id up (busbar trade proposals)."));

    private ImmutableArray<NewDeal> DealsOf(ProposedFile file, string why) =>
    [
        .. DealFiles.Read(store, new(file.Name, store.ReadFile(file.Hash)!.Content), file.OurParty).Deals.Select(deal =>
            new NewDeal(deal.Ticket, deal.TradedAt, $"{DealFiles.PlaceOf(file.Name, deal)}, {why}")),
    ];

    private Proposal Add(string why, string what, Actor who, Instant at, Func<TradeProposed> propose, Action<WriteBatch>? alongside = null)
    {
        if (string.IsNullOrWhiteSpace(why))
            throw new RefusedException(new("no-reason", "A proposal takes a reason", what, "Say why, in a few words."));
        var id = string.Create(CultureInfo.InvariantCulture, $"P-{store.Streams(Prefix).Length + 1:D6}");
        Append(id, 0, propose(), who, at, alongside);
        return Find(id);
    }

    private static Proposal Fold(string id, ImmutableArray<StoredEvent> events)
    {
        var decided = events.FirstOrDefault(each => each.Type is nameof(ProposalApproved) or nameof(ProposalDeclined));
        var taken = events.FirstOrDefault(each => each.Type == nameof(ProposalTaken));
        var state = taken is not null ? taken.Body<ProposalTaken>().Trade
            : decided is null ? "waiting" : decided.Type == nameof(ProposalApproved) ? "approved" : "declined";
        return new(id, events[0].Body<TradeProposed>(), events[0].Who, events[0].KnownAt, state, decided?.Who, events.Length);
    }

    private void Append<T>(string id, int expected, T body, Actor who, Instant at, Action<WriteBatch>? alongside = null)
    {
        using var batch = store.Begin(who, new RunId($"proposal {id}"));
        batch.Append(Prefix + id, expected, typeof(T).Name, body, at);
        alongside?.Invoke(batch);
        batch.Commit();
    }
}
