using System.Collections.Immutable;
using NodaTime;

namespace Busbar.Digital.Handoffs.Operations;

/// <summary>How fast an alert wants a person: a page at any hour, a ticket in working hours, or nobody.</summary>
public enum AlertUrgency
{
    /// <summary>Wakes who is on call.</summary>
    Page,
    /// <summary>Waits for the next working hour.</summary>
    Ticket,
    /// <summary>Kept, told to nobody.</summary>
    Note,
}

/// <summary>What operations tells the service desk about a service: one record each time the alert begins, changes or ends.</summary>
/// <param name="Key">The same for every notice of one alert, whatever sent it: the desk keeps one incident a key while that is
/// open.</param>
/// <param name="Service">The service's name in the <see cref="ServiceMap"/>, or what the sender called it.</param>
/// <param name="Title">What is wrong, in a line.</param>
/// <param name="Urgency">How fast it wants a person.</param>
/// <param name="Labels">What the sender knows of it: item, objective, instance.</param>
/// <param name="Began">When the trouble began, on the sender's word.</param>
/// <param name="Ended">When it ended; null while it lasts.</param>
/// <param name="Source">What raised it: a burn-rate rule, a probe, Alertmanager.</param>
public sealed record ServiceAlert(
    string Key, string Service, string Title, AlertUrgency Urgency, ImmutableSortedDictionary<string, string> Labels, Instant Began,
    Instant? Ended, string Source);
