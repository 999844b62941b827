using System.Collections.Immutable;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Time;
using NodaTime;

namespace Busbar.Host.Desks;

/// <summary>A set of offers was built as a version of a market and day; it takes the place of the version before.</summary>
/// <param name="Market">The market.</param>
/// <param name="Day">The operating day.</param>
/// <param name="Version">From 1.</param>
/// <param name="Set">Hash of the set.</param>
/// <param name="Offers">How many offers it holds.</param>
/// <param name="BreaksRules">How many rules its market would refuse it by; such a set is not approved.</param>
/// <param name="BuiltAt">The clock of the build.</param>
public sealed record OffersBuilt(
    string Market, OperatingDay Day, int Version, ContentHash Set, int Offers, int BreaksRules, Instant BuiltAt);

/// <summary>Somebody else than who built the set has approved it.</summary>
public sealed record OffersApproved(ContentHash Set, Instant ApprovedAt);

/// <summary>The set went out.</summary>
/// <param name="Set">Hash of the set.</param>
/// <param name="SubmittedAt">When, not after the gate.</param>
/// <param name="GateAt">When the market closed.</param>
/// <param name="IsRehearsal">True when the instant was stated and not read off the clock: nothing was sent to a market.</param>
/// <param name="Files">The files that went out.</param>
public sealed record OffersSubmitted(
    ContentHash Set, Instant SubmittedAt, Instant GateAt, bool IsRehearsal, ImmutableArray<OutboxFile> Files);

/// <summary>A file in the outbox, with the hash of its bytes.</summary>
public sealed record OutboxFile(string Name, ContentHash Hash);

/// <summary>A version of a day's offers and how far it has come.</summary>
/// <param name="Built">Its build.</param>
/// <param name="BuiltBy">Who built it.</param>
/// <param name="Approved">Its approval, or null.</param>
/// <param name="ApprovedBy">Who approved it, or null.</param>
/// <param name="Submitted">Its submission, or null.</param>
/// <param name="SubmittedBy">Who submitted it, or null.</param>
public sealed record OfferVersion(
    OffersBuilt Built, Actor BuiltBy, OffersApproved? Approved, Actor? ApprovedBy, OffersSubmitted? Submitted, Actor? SubmittedBy);
