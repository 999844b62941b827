using System.Collections.Immutable;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Quantities;
using NodaTime;

namespace Busbar.Supply.Recovery.Prudence;

/// <summary>What kind of decision is replayed.</summary>
public enum DecisionKind
{
    /// <summary>Energy, capacity or fuel bought or sold.</summary>
    Purchase,
    /// <summary>A price fixed ahead.</summary>
    Hedge,
    /// <summary>A unit taken out of service, or kept in.</summary>
    Outage,
}

/// <summary>What a document told the desk.</summary>
public enum Evidence
{
    /// <summary>Load, weather or price expected.</summary>
    Forecast,
    /// <summary>A forward curve.</summary>
    Curve,
    /// <summary>An offer that could be taken.</summary>
    Quote,
    /// <summary>What was open.</summary>
    Position,
    /// <summary>A limit or authority in force.</summary>
    Limit,
}

/// <summary>A decision as it was taken.</summary>
/// <param name="Id">Its name: a trade, a recommendation, an outage request.</param>
/// <param name="Kind">What was decided.</param>
/// <param name="DecidedAt">The instant after which nothing counts as known.</param>
/// <param name="Chosen">Name of the alternative chosen.</param>
/// <param name="Reason">The desk's words.</param>
/// <param name="ApprovedBy">Who approved it.</param>
/// <param name="ApprovedAt">When.</param>
public sealed record PurchaseDecision(
    string Id, DecisionKind Kind, Instant DecidedAt, string Chosen, string Reason, Actor ApprovedBy, Instant ApprovedAt);

/// <summary>A document the desk held, as of when it was known.</summary>
/// <param name="Id">Kind and key in the store.</param>
/// <param name="Version">Hash of the version read.</param>
/// <param name="KnownAt">When that version became known.</param>
/// <param name="Evidence">What it told.</param>
public sealed record KnownDocument(HandoffId Id, ContentHash Version, Instant KnownAt, Evidence Evidence);

/// <summary>Something that could have been done, and what it was expected to cost then.</summary>
/// <param name="Name">Short and unique; doing nothing is one too.</param>
/// <param name="ExpectedCost">Cost positive, revenue negative.</param>
/// <param name="KnownAt">When that expectation was made.</param>
/// <param name="From">Documents it was computed from.</param>
/// <param name="Breaches">Limits it would have breached as computed then; none where it was open to the desk.</param>
public sealed record Alternative(
    string Name, Usd ExpectedCost, Instant KnownAt, ImmutableArray<HandoffId> From, ImmutableArray<string> Breaches);

/// <summary>What an alternative turned out to cost, or would have.</summary>
/// <param name="Alternative">Its name.</param>
/// <param name="Cost">Realised, or recomputed at realised prices and load.</param>
/// <param name="KnownAt">When that became known.</param>
/// <param name="Source">Settlement or recomputation.</param>
public sealed record RealisedCost(string Alternative, Usd Cost, Instant KnownAt, string Source);
