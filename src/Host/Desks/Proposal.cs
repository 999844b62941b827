using System.Collections.Immutable;
using Busbar.Kernel.Facts;
using Busbar.Supply.Handoffs.Trading.Deals;
using Busbar.Supply.Trading.Deals;
using Busbar.Supply.Trading.PreTrade;
using NodaTime;

namespace Busbar.Host.Desks;

/// <summary>What a trader may not do alone was put before the middle office: a deal, an amendment, or a file of deals.</summary>
/// <param name="Ticket">The deal, or the amended deal as it should read; null for a file.</param>
/// <param name="TradedAt">When it was agreed; for a file when it was proposed.</param>
/// <param name="Checks">What the checks said; for a file what failed, line by line.</param>
/// <param name="Why">The trader's reason.</param>
/// <param name="Amends">The deal that is amended, or null.</param>
/// <param name="File">The file, or null.</param>
public sealed record TradeProposed(
    TradeTicket? Ticket, Instant TradedAt, ImmutableArray<PreTradeCheck> Checks, string Why, AmendedDeal? Amends = null,
    ProposedFile? File = null)
{
    /// <summary>What was proposed, in a line.</summary>
    public string Words => File is { } file ? $"{file.Deals} deals of {file.Name}"
        : Amends is { } amends ? $"{amends.Id} to read {DealLine.Write(Ticket!)}" : DealLine.Write(Ticket!);
}

/// <summary>A deal that an amendment is of, and the version that was looked at.</summary>
public sealed record AmendedDeal(string Id, int Seen);

/// <summary>A file of deals, kept in the store; by which party it knows us if it is XML.</summary>
public sealed record ProposedFile(string Name, ContentHash Hash, int Deals, string OurParty);

/// <summary>The middle office lets it be made.</summary>
public sealed record ProposalApproved(string Why);

/// <summary>The middle office does not.</summary>
public sealed record ProposalDeclined(string Why);

/// <summary>It was made: the deal, or the first and last of a file.</summary>
public sealed record ProposalTaken(string Trade);

/// <summary>A proposal and how far it has come.</summary>
/// <param name="Id">Its id, <c>P-000012</c>.</param>
/// <param name="Proposed">The proposal.</param>
/// <param name="By">Who proposed it.</param>
/// <param name="At">When.</param>
/// <param name="State"><c>waiting</c>, <c>approved</c>, <c>declined</c> or the deal it became.</param>
/// <param name="Decider">Who decided, or null.</param>
/// <param name="Events">How many events it has.</param>
public sealed record Proposal(string Id, TradeProposed Proposed, Actor By, Instant At, string State, Actor? Decider, int Events)
{
    /// <summary>True once it was made.</summary>
    public bool IsTaken => State.StartsWith('T');
}
