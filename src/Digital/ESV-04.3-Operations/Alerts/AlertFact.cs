using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Operations;
using NodaTime;

namespace Busbar.Digital.Operations.Alerts;

/// <summary>Something that happened to an alert, and when we knew. Its state is a fold of these.</summary>
public abstract record AlertFact(Instant At, string Key);

/// <summary>It began, or began again after it was over.</summary>
/// <param name="Began">When, on the sender's word.</param>
public sealed record AlertRaised(
    Instant At, string Key, string Service, string Title, AlertUrgency Urgency, ImmutableSortedDictionary<string, string> Labels,
    Instant Began, string Source) : AlertFact(At, Key);

/// <summary>It was told again while it lasts; so many times.</summary>
public sealed record AlertRepeated(Instant At, string Key, int Times) : AlertFact(At, Key);

/// <summary>A team was told: from here on the desk has it.</summary>
/// <param name="Rule">The route that chose the team.</param>
public sealed record AlertRouted(Instant At, string Key, string Team, AlertUrgency Urgency, string Rule) : AlertFact(At, Key);

/// <summary>Somebody has it, until an instant.</summary>
public sealed record AlertAcknowledged(Instant At, string Key, string By, Instant Until) : AlertFact(At, Key);

/// <summary>The acknowledgement ran out and it still lasts: paging begins anew.</summary>
public sealed record AcknowledgementExpired(Instant At, string Key) : AlertFact(At, Key);

/// <summary>It is not told while another lasts that explains it.</summary>
/// <param name="ByKey">The other.</param>
public sealed record AlertInhibited(Instant At, string Key, string ByKey, string Rule) : AlertFact(At, Key);

/// <summary>It is not told because of a silence or approved maintenance.</summary>
public sealed record AlertSilenced(Instant At, string Key, string Silence, Instant Until) : AlertFact(At, Key);

/// <summary>It comes and goes: neither its ends nor its new beginnings are told until it has been quiet for a while.</summary>
/// <param name="Changes">Beginnings and ends in the window.</param>
public sealed record AlertDamped(Instant At, string Key, int Changes) : AlertFact(At, Key);

/// <summary>It came in a storm and is told as one with the others.</summary>
/// <param name="Into">The storm's key.</param>
public sealed record AlertGathered(Instant At, string Key, string Into) : AlertFact(At, Key);

/// <summary>What held it back is over.</summary>
public sealed record AlertReleased(Instant At, string Key, string Why) : AlertFact(At, Key);

/// <summary>It is over.</summary>
/// <param name="Ended">When, on the sender's word.</param>
public sealed record AlertResolved(Instant At, string Key, Instant Ended) : AlertFact(At, Key);
