using Busbar.Digital.ServiceDesk.Tickets;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.ServiceDesk.Practices;

/// <summary>What the house allows of a major incident: declared once, led by somebody, ended, then reviewed.</summary>
internal static class MajorLaw
{
    public static Refusal? Refuse(Ticket ticket, TicketFact fact, string where)
    {
        if (fact is MajorDeclared declared) return RefuseDeclaring(ticket, declared, where);
        if (fact is not (CommandPassed or UpdateSent or MajorEnded or ReviewHeld or ActionDone))
            return fact is TicketClosed && ticket.Major is { Review: null }
                ? new("not-reviewed", "A major incident is reviewed before it is closed", where, "End it and hold the review.")
                : null;
        if (ticket.Major is not { } major) return new("not-major", "It was not declared major", where, "Declare it first.");
        return fact switch
        {
            CommandPassed { Commander: "" } => new("no-commander", "Nobody would lead", where, "Name who leads."),
            CommandPassed or UpdateSent or MajorEnded when major.EndedAt is not null =>
                new("major-over", $"It ended {major.EndedAt}", where, "Declare another, if it is back."),
            ReviewHeld when major.EndedAt is null => new("major-not-over", "It has not ended", where, "End it, then review it."),
            ReviewHeld when major.Review is not null => new("reviewed-twice", "It was reviewed before", where, "Note what is to be added."),
            ReviewHeld it when it.Actions.Select(each => each.Action).Distinct().Count() != it.Actions.Length
                || it.Actions.Any(each => each.Action == "" || each.Owner == "") => new("bad-action",
                "An action has no owner, or is named twice", where, "Name each action once, with its owner."),
            ActionDone it when major.OpenActions.All(each => each.Action != it.Action) => new("no-such-action",
                $"No open action is called '{it.Action}'", where, "Look at the review's open actions."),
            ActionDone { Proof: "" } => new("no-proof", "What shows that it is done is missing", where, "Name the change, file or test."),
            _ => null,
        };
    }

    private static Refusal? RefuseDeclaring(Ticket ticket, MajorDeclared it, string where) =>
        ticket.Kind is not (TicketKind.Incident or TicketKind.DataIncident)
            ? new("wrong-kind", $"A {ticket.Kind} is no incident", where, "Declare the incident.")
        : ticket.Major is { EndedAt: null } ? new("already-major", "It is major already", where, "Pass the command instead.")
        : it.Commander == "" ? new("no-commander", "Nobody would lead", where, "Name who leads.")
        : it.Cadence <= Duration.Zero ? new("bad-cadence", "The cadence is no time at all", where, "Give the longest silence promised.")
        : null;
}
