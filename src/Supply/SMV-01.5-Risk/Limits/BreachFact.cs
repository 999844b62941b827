using Busbar.Kernel.Facts;
using NodaTime;

namespace Busbar.Supply.Risk.Limits;

/// <summary>Something that happened to a breach: who, when, and why. Its state is a fold of these.</summary>
public abstract record BreachFact(Instant At, Actor By);

/// <summary>A limit was found above its maximum.</summary>
/// <param name="At">When.</param>
/// <param name="By">Who found it.</param>
/// <param name="Use">The limit and what was measured.</param>
/// <param name="PositionOwner">Who holds the position and therefore may not approve it.</param>
public sealed record BreachOpened(Instant At, Actor By, LimitUse Use, string PositionOwner) : BreachFact(At, By);

/// <summary>The limit's owner was told.</summary>
public sealed record BreachNotified(Instant At, Actor By, string Told) : BreachFact(At, By);

/// <summary>The breach may stand until an instant.</summary>
public sealed record BreachApproved(Instant At, Actor By, string Reason, Instant Until) : BreachFact(At, By);

/// <summary>The position is back inside.</summary>
public sealed record BreachCured(Instant At, Actor By, double Measured) : BreachFact(At, By);

/// <summary>What was learnt is written down and the breach closed.</summary>
public sealed record BreachLogged(Instant At, Actor By, string Lesson) : BreachFact(At, By);
