using System.Collections.Immutable;
using System.Globalization;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Store;
using Busbar.Supply.Handoffs.Trading.Deals;
using Busbar.Supply.Trading.Deals;
using Busbar.Supply.Trading.PreTrade;
using NodaTime;

namespace Busbar.Host.Desks;

/// <summary>A deal that a trader may not make alone was put before the middle office.</summary>
/// <param name="Ticket">The deal.</param>
/// <param name="TradedAt">When it was agreed.</param>
/// <param name="Checks">What the checks said.</param>
/// <param name="Why">The trader's reason.</param>
public sealed record TradeProposed(TradeTicket Ticket, Instant TradedAt, ImmutableArray<PreTradeCheck> Checks, string Why);

/// <summary>The middle office lets it be made.</summary>
public sealed record ProposalApproved(string Why);

/// <summary>The middle office does not.</summary>
public sealed record ProposalDeclined(string Why);

/// <summary>It was captured.</summary>
public sealed record ProposalTaken(string Trade);

/// <summary>A proposal and how far it has come.</summary>
/// <param name="Id">Its id, <c>P-000012</c>.</param>
/// <param name="Proposed">The proposal.</param>
/// <param name="By">Who proposed it.</param>
/// <param name="At">When.</param>
/// <param name="State"><c>waiting</c>, <c>approved</c>, <c>declined</c> or the deal it became.</param>
/// <param name="Decider">Who decided, or null.</param>
/// <param name="Events">How many events it has.</param>
public sealed record Proposal(string Id, TradeProposed Proposed, Actor By, Instant At, string State, Actor? Decider, int Events);

/// <summary>Checks deals before they are made against the last close, captures those that pass, and keeps the rest as proposals until the
/// middle office has decided. Without any authority in the policy nothing is checked.</summary>
public sealed class PreTradeDesk(FactStore store)
{
    private const string Prefix = "proposal/";

    /// <summary>What the checks say of a deal; null when the policy gives no book any authority.</summary>
    /// <exception cref="RefusedException">What <see cref="CheckBeforeTrade"/> refuses: a document that is missing, a limit without
    /// owner.</exception>
    public PreTradeChecks? Check(TradeTicket ticket, Instant clock)
    {
        var policy = PolicyBook.Of(store, AsOf.Latest);
        if (policy.Authorities.IsEmpty) return null;
        var closes = new CloseBook(store);
        var close = closes.Newest(AsOf.Latest);
        var scenarios = close is { Risk: null } ? closes.ScenariosOf(ticket, clock, AsOf.Latest) : closes.ScenariosOf(AsOf.Latest);
        return CheckBeforeTrade.Run(new(ticket, clock, policy.Authorities.FirstOrDefault(each => each.Book == ticket.Book),
            policy.Counterparties, close?.Credit?.Exposure, close?.Position, scenarios,
            new CurveBook(store).Newest(AsOf.Latest), policy.Volatilities)).OrThrow();
    }

    /// <summary>Captures a deal that passes.</summary>
    /// <exception cref="RefusedException"><c>not-allowed-alone</c> with what failed; what a capture refuses.</exception>
    public Trade Capture(TradeTicket ticket, Instant tradedAt, Actor who, Instant at)
    {
        if (Check(ticket, at) is { } checks && (!checks.Passes || checks.SecondPerson is not null))
            throw new RefusedException(new("not-allowed-alone", Words(checks), DealLine.Write(ticket),
                $"Put it before the middle office with a reason (propose); {checks.LimitOwner} owns the limits."));
        return new TradeBook(store).Capture([new(ticket, tradedAt)], who, at, "capture")[0];
    }

    /// <summary>Puts a deal before the middle office.</summary>
    /// <exception cref="RefusedException"><c>no-reason</c>; <c>duty</c>.</exception>
    public Proposal Propose(TradeTicket ticket, Instant tradedAt, string why, Actor who, Instant at)
    {
        if (string.IsNullOrWhiteSpace(why))
            throw new RefusedException(new("no-reason", "A proposal takes a reason", DealLine.Write(ticket), "Say why, in a few words."));
        var id = string.Create(CultureInfo.InvariantCulture, $"P-{store.Streams(Prefix).Length + 1:D6}");
        Append(id, 0, new TradeProposed(ticket, tradedAt, Check(ticket, at)?.Checks ?? [], why), who, at);
        return Find(id);
    }

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

    /// <summary>Captures an approved proposal as it was proposed.</summary>
    /// <exception cref="RefusedException"><c>not-approved</c>; what a capture refuses.</exception>
    public Trade Take(string id, Actor who, Instant at)
    {
        var proposal = Find(id);
        if (proposal.State != "approved")
            throw new RefusedException(new("not-approved", $"The proposal is {proposal.State}", id,
                "Only an approved proposal is captured, and once."));
        var deal = new NewDeal(proposal.Proposed.Ticket, proposal.Proposed.TradedAt, $"{id}: {proposal.Proposed.Why}");
        return new TradeBook(store).Capture([deal], who, at, "capture", (batch, trades) =>
            batch.Append(Prefix + id, proposal.Events, nameof(ProposalTaken), new ProposalTaken(trades[0].Id), at))[0];
    }

    /// <summary>Every proposal, the oldest first.</summary>
    public ImmutableArray<Proposal> All(AsOf asOf) =>
        [.. store.ReadStreams(Prefix, asOf).GroupBy(each => each.Stream).Select(each => Fold(each.Key[Prefix.Length..], [.. each]))];

    /// <summary>One proposal.</summary>
    /// <exception cref="RefusedException"><c>unknown-proposal</c>.</exception>
    public Proposal Find(string id) => store.ReadStream(Prefix + id, AsOf.Latest) is { IsEmpty: false } events ? Fold(id, events)
        : throw new RefusedException(new("unknown-proposal", $"There is no proposal {id}", id, "Look the id up (busbar trade proposals)."));

    private static Proposal Fold(string id, ImmutableArray<StoredEvent> events)
    {
        var decided = events.FirstOrDefault(each => each.Type is nameof(ProposalApproved) or nameof(ProposalDeclined));
        var taken = events.FirstOrDefault(each => each.Type == nameof(ProposalTaken));
        var state = taken is not null ? taken.Body<ProposalTaken>().Trade
            : decided is null ? "waiting" : decided.Type == nameof(ProposalApproved) ? "approved" : "declined";
        return new(id, events[0].Body<TradeProposed>(), events[0].Who, events[0].KnownAt, state, decided?.Who, events.Length);
    }

    private void Append<T>(string id, int expected, T body, Actor who, Instant at)
    {
        using var batch = store.Begin(who, new RunId($"proposal {id}"));
        batch.Append(Prefix + id, expected, typeof(T).Name, body, at);
        batch.Commit();
    }

    private static string Words(PreTradeChecks checks) => string.Join("; ", checks.Checks.Where(check => !check.Passes)
        .Select(check => $"{check.Name} {check.Measured}, allowed {check.Limit}").Concat(checks.SecondPerson is { } second ? [second]
            : []));
}
