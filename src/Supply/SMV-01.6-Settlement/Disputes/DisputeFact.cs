using System.Collections.Immutable;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Settlement;
using NodaTime;

namespace Busbar.Supply.Settlement.Disputes;

/// <summary>What is disputed: one charge of one operating day on one statement.</summary>
/// <param name="Market">The market.</param>
/// <param name="StatementId">The statement's own number.</param>
/// <param name="Statement">Which run; null for an invoice.</param>
/// <param name="Day">The operating day.</param>
/// <param name="Code">The charge code.</param>
/// <param name="Asset">Whose charge; empty for the participant's.</param>
/// <param name="Intervals">The intervals in dispute, in order.</param>
/// <param name="Ours">What we computed for them.</param>
/// <param name="Iso">What the ISO billed for them.</param>
/// <param name="Cause">Why, in words.</param>
public sealed record DisputeClaim(
    string Market, string StatementId, StatementType? Statement, OperatingDay Day, string Code, string Asset,
    ImmutableArray<DeliveryInterval> Intervals, Usd Ours, Usd Iso, string Cause)
{
    /// <summary>What we ask back; negative when the ISO billed too little.</summary>
    public Usd Amount => Iso - Ours;
}

/// <summary>Something that happened to a dispute: who and when. Its state is a fold of these.</summary>
public abstract record DisputeFact(Instant At, Actor By);

/// <summary>It was drawn up.</summary>
/// <param name="Deadline">Until when the ISO hears it.</param>
public sealed record DisputeOpened(Instant At, Actor By, DisputeClaim Claim, DisputeDeadline Deadline) : DisputeFact(At, By);

/// <summary>A second person lets it go out.</summary>
public sealed record DisputeReleased(Instant At, Actor By, string Why) : DisputeFact(At, By);

/// <summary>It was filed with the ISO.</summary>
/// <param name="Number">The ISO's number of it.</param>
/// <param name="EvidenceHash">Content hash of the evidence pack filed with it.</param>
public sealed record DisputeFiled(Instant At, Actor By, string Number, string EvidenceHash) : DisputeFact(At, By);

/// <summary>The ISO asks for more, or says where it stands.</summary>
/// <param name="AnswerBy">When it wants an answer; null when it wants none.</param>
public sealed record DisputeAnswered(Instant At, Actor By, string Said, Instant? AnswerBy) : DisputeFact(At, By);

/// <summary>The ISO has decided.</summary>
/// <param name="Resolution">What it decided.</param>
/// <param name="Awarded">What comes back, of what was asked: same sign, at most as much.</param>
/// <param name="Reason">Its reason.</param>
public sealed record DisputeResolved(Instant At, Actor By, DisputeResolution Resolution, Usd Awarded, string Reason) : DisputeFact(At, By);

/// <summary>A later statement carries the money.</summary>
public sealed record DisputeSettled(Instant At, Actor By, string StatementId, Usd Amount) : DisputeFact(At, By);

/// <summary>It is given up.</summary>
public sealed record DisputeWithdrawn(Instant At, Actor By, string Why) : DisputeFact(At, By);

/// <summary>What an ISO decides, in ERCOT's terms (Protocols 9.14.4).</summary>
public enum DisputeResolution
{
    Granted,
    GrantedWithExceptions,
    Denied,
}
