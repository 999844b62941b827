using System.Collections.Immutable;
using NodaTime;

namespace Busbar.Digital.Handoffs.Operations;

/// <summary>What a sender says of one alert at one moment, as it came in: from Alertmanager, a burn-rate rule, a probe.</summary>
/// <param name="Key">The same for every notice of one alert; unique over all senders.</param>
/// <param name="IsFiring">True while it lasts, false when it is over.</param>
/// <param name="Service">The service's name; empty when the sender does not say.</param>
/// <param name="Title">What is wrong, in a line.</param>
/// <param name="Urgency">How fast it wants a person, on the sender's word.</param>
/// <param name="Labels">What the sender knows of it; inhibition and routing read these.</param>
/// <param name="Began">When the trouble began, on the sender's word.</param>
/// <param name="Ended">When it ended; null while it lasts.</param>
/// <param name="ReceivedAt">When it reached us.</param>
/// <param name="Source">Who sent it: <c>alertmanager</c>, <c>probe</c>, <c>burn</c>.</param>
public sealed record AlertNotice(
    string Key, bool IsFiring, string Service, string Title, AlertUrgency Urgency, ImmutableSortedDictionary<string, string> Labels,
    Instant Began, Instant? Ended, Instant ReceivedAt, string Source);
