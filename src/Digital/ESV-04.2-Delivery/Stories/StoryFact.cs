using System.Collections.Immutable;
using Busbar.Kernel.Facts;
using NodaTime;

namespace Busbar.Digital.Delivery.Stories;

/// <summary>Something that happened to a story.</summary>
public abstract record StoryFact(Instant At, Actor By);

/// <summary>Somebody says what is needed and when it is done; the first time it comes to the board's first column.</summary>
/// <param name="Requirement">The requirement it comes from, or empty.</param>
public sealed record StoryWritten(
    Instant At, Actor By, string Title, string Requirement, ImmutableArray<AcceptanceCriterion> Criteria) : StoryFact(At, By);

/// <summary>Its card went to another column.</summary>
public sealed record CardMoved(Instant At, Actor By, string Column) : StoryFact(At, By);

/// <summary>Nobody can go on with it.</summary>
public sealed record CardBlocked(Instant At, Actor By, string Why) : StoryFact(At, By);

/// <summary>Somebody can go on with it again.</summary>
public sealed record CardFreed(Instant At, Actor By) : StoryFact(At, By);
