using Busbar.Digital.ServiceDesk.Approvals;
using Busbar.Digital.ServiceDesk.Tickets;
using Busbar.Kernel.Outcomes;

namespace Busbar.Digital.ServiceDesk.Practices;

/// <summary>What the house allows of a change: a standard one by its recipe, a normal one approved before, an emergency approved before it
/// is closed.</summary>
internal static class ChangeLaw
{
    public static Refusal? Refuse(Ticket ticket, TicketFact fact, DeskRules rules, string where)
    {
        if (fact is ChangePlanned or ChangeStarted or ChangeEnded && ticket.Kind != TicketKind.Change)
            return new("wrong-kind", $"It is a {ticket.Kind}, not a change", where, "Open a change.");
        return fact switch
        {
            ChangePlanned it => RefusePlan(ticket, it.Plan, rules, where),
            ChangeStarted it => RefuseStart(ticket, it, where),
            ChangeEnded when ticket.Change is not { StartedAt: not null, EndedAt: null } =>
                new("not-under-way", "The change is not under way", where, "Record its beginning first."),
            ChangeEnded { Outcome: not ChangeOutcome.Successful, Why: var why } when string.IsNullOrWhiteSpace(why) =>
                new("no-reason", "Why it did not succeed is missing", where, "Say why."),
            TicketResolved when ticket.Kind == TicketKind.Change && ticket.Change?.EndedAt is null =>
                new("change-not-ended", "The change has not ended", where, "Record how it ended, or cancel it."),
            TicketClosed when ticket.Change is { Plan.Type: ChangeType.Emergency } && !IsApproved(ticket) =>
                new("not-approved", "An emergency change is approved afterwards", where, "Ask the board, then close it."),
            _ => null,
        };
    }

    private static Refusal? RefusePlan(Ticket ticket, ChangePlan plan, DeskRules rules, string where)
    {
        if (ticket.Change?.StartedAt is not null)
            return new("change-under-way", "It has begun; its plan stands", where, "End it, and plan another change.");
        if (ticket.Approvals is { Standing: not ApprovalStanding.Refused })
            return new("already-asked", "The plan is before the board or approved; another plan wants another approval", where,
                "Cancel it, and plan another change.");
        if (plan.To <= plan.From) return new("bad-window", $"The window ends {plan.To}, not after {plan.From}", where,
            "Correct the window.");
        if (plan.Items.IsEmpty) return new("no-item", "It touches no configuration item", where, "Name what it touches.");
        if (string.IsNullOrWhiteSpace(plan.BackOut))
            return new("no-back-out", "How it is taken back is missing", where, "Say how it is taken back, or that it cannot be.");
        return plan.Type == ChangeType.Standard && !rules.Recipes.Contains(plan.Recipe)
            ? new("no-such-recipe", $"'{plan.Recipe}' is no approved recipe", where, rules.Recipes.IsEmpty
                ? "Plan a normal change." : $"Approved are {string.Join(", ", rules.Recipes)}; else plan a normal change.")
            : null;
    }

    private static Refusal? RefuseStart(Ticket ticket, ChangeStarted it, string where)
    {
        if (ticket.Change is not { StartedAt: null } change)
            return new("not-planned", "It has no plan, or has begun before", where, "Plan it first.");
        if (change.Plan.Type == ChangeType.Emergency) return null;
        if (change.Plan.Type == ChangeType.Normal && !IsApproved(ticket))
            return new("not-approved", "The board has not approved it", where, "Ask for approval, or declare it an emergency.");
        return it.At < change.Plan.From || it.At >= change.Plan.To
            ? new("outside-window", $"{it.At} is outside {change.Plan.From} to {change.Plan.To}", where, "Begin inside its window.")
            : null;
    }

    private static bool IsApproved(Ticket ticket) => ticket.Approvals is { Standing: ApprovalStanding.Approved };
}
