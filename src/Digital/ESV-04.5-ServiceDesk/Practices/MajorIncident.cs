using System.Collections.Immutable;
using Busbar.Digital.ServiceDesk.Tickets;
using NodaTime;

namespace Busbar.Digital.ServiceDesk.Practices;

/// <summary>Something that a review wants done.</summary>
/// <param name="Action">In a line; unique in its review.</param>
/// <param name="Due">By which day.</param>
public sealed record ReviewAction(string Action, string Owner, LocalDate Due);

/// <summary>A major incident: who leads, and whether those who wait were told in time.</summary>
/// <param name="Cadence">The longest silence promised.</param>
/// <param name="Updates">When they were told.</param>
/// <param name="Review">Its review; null until it was held.</param>
/// <param name="Done">Actions of the review that are done.</param>
public sealed record MajorIncident(
    Instant DeclaredAt, string Commander, Duration Cadence, ImmutableArray<Instant> Updates, Instant? EndedAt, ReviewHeld? Review,
    ImmutableArray<string> Done)
{
    /// <summary>When those who wait have to hear next; null once it is over.</summary>
    public Instant? NextUpdateDue => EndedAt is null ? (Updates.IsEmpty ? DeclaredAt : Updates.Max()) + Cadence : null;

    /// <summary>Actions still to be done.</summary>
    public ImmutableArray<ReviewAction> OpenActions => Review is null ? [] : [.. Review.Actions.Where(each => !Done.Contains(each.Action))];

    internal static MajorIncident Of(MajorDeclared it) => new(it.At, it.Commander, it.Cadence, [], null, null, []);

    internal MajorIncident After(TicketFact fact) => fact switch
    {
        CommandPassed it => this with { Commander = it.Commander },
        UpdateSent it => this with { Updates = Updates.Add(it.At) },
        MajorEnded it => this with { EndedAt = it.At },
        ReviewHeld it => this with { Review = it },
        ActionDone it => this with { Done = Done.Add(it.Action) },
        _ => this,
    };
}
