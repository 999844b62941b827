using System.Collections.Immutable;
using Busbar.Digital.ServiceDesk.Tickets;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.ServiceDesk.Practices;

/// <summary>The facts of a major incident as of a clock.</summary>
public sealed record ReviewMajorInputs(string Id, ImmutableArray<TicketFact> Facts, Instant Now);

/// <summary>One line of a timeline.</summary>
public sealed record TimelineEntry(Instant At, string Who, string What);

/// <summary>How a major incident went, from its facts alone.</summary>
/// <param name="Timeline">In order of time.</param>
/// <param name="LongestSilence">The longest time without a word to those who waited, from declaring to the end or now.</param>
/// <param name="IsCadenceKept">True when that is no longer than promised.</param>
/// <param name="Overdue">Actions whose day has passed.</param>
public sealed record MajorReview(
    MajorIncident Major, ImmutableArray<TimelineEntry> Timeline, Duration LongestSilence, bool IsCadenceKept,
    ImmutableArray<ReviewAction> Overdue);

/// <summary>Draws up the review of a major incident: its timeline, whether the promised cadence was kept, and which actions are
/// owed.</summary>
public static class ReviewMajor
{
    /// <summary>The review so far. Refuses <c>not-open</c>, <c>not-major</c>.</summary>
    public static Outcome<MajorReview> Run(ReviewMajorInputs inputs)
    {
        var folded = FoldTicket.Run(new(inputs.Id, inputs.Facts));
        if (folded is Outcome<Ticket>.Refused refused) return refused.Refusal;
        if (folded.OrThrow().Major is not { } major)
            return new Refusal("not-major", "It was not declared major", $"ticket {inputs.Id}", "Declare it first.");
        Instant[] spoken = [major.DeclaredAt, .. major.Updates.Order(), major.EndedAt ?? inputs.Now];
        var silence = spoken.Zip(spoken.Skip(1), (from, to) => to - from).Max();
        var today = inputs.Now.InUtc().Date;
        return new MajorReview(major,
            [.. inputs.Facts.Select(fact => (fact.At, fact.By.Name, What: Describe(fact))).Where(each => each.What != "")
                .OrderBy(each => each.At).Select(each => new TimelineEntry(each.At, each.Name, each.What))],
            silence, silence <= major.Cadence, [.. major.OpenActions.Where(action => action.Due < today)]);
    }

    private static string Describe(TicketFact fact) => fact switch
    {
        TicketOpened it => $"opened: {it.Title}",
        ImpactStated it => $"felt since {it.Began}",
        TicketAcknowledged => "acknowledged",
        TicketAssigned it => $"assigned to {it.Agent}",
        TicketNoted it => it.Text,
        MajorDeclared it => $"declared major, {it.Commander} leads",
        CommandPassed it => $"{it.Commander} leads",
        UpdateSent it => $"told {it.Audience}: {it.Text}",
        TicketLinked it => $"tied to {it.Target} ({it.Kind})",
        TicketResolved it => $"resolved: {it.Text}",
        TicketReopened it => $"reopened: {it.Why}",
        MajorEnded => "over",
        AlertEnded it => $"alert {it.AlertKey} ended",
        ReviewHeld => "reviewed",
        ActionDone it => $"done: {it.Action} ({it.Proof})",
        _ => "",
    };
}
