using Busbar.Digital.ServiceDesk.Tickets;
using Busbar.Kernel.Outcomes;

namespace Busbar.Digital.ServiceDesk.Approvals;

/// <summary>What the house allows of an approval: nobody approves what they asked for, and only who is awaited decides.</summary>
internal static class ApprovalLaw
{
    public static Refusal? Refuse(Ticket ticket, TicketFact fact, string where)
    {
        if (fact is ApprovalsAsked asked) return RefuseAsking(ticket, asked, where);
        if (fact is not (ApprovalGiven or ApprovalDelegated or ApprovalTimedOut)) return null;
        if (ticket.Approvals is not { Standing: ApprovalStanding.Pending } flow)
            return new("no-approval-open", "Nothing of it waits for approval", where, "Ask for approval first.");
        if (fact is ApprovalTimedOut)
            return flow.DueAt is { } due && fact.At >= due ? null
                : new("not-timed-out", $"The step {flow.Steps[flow.Current].Name} is not late", where, "Wait until its time is over.");
        if (fact.By.Name == ticket.Requester || fact.By.Name == ticket.Opened.By.Name)
            return new("own-request", $"{fact.By.Name} asked for it", where, "Have somebody else decide.");
        if (!flow.Awaited.Contains(fact.By.Name))
            return new("not-an-approver", $"{fact.By.Name} does not decide {flow.Steps[flow.Current].Name}", where,
                $"It waits for {string.Join(", ", flow.Awaited)}.");
        return fact switch
        {
            ApprovalGiven { IsApproved: false, Why: var why } when string.IsNullOrWhiteSpace(why) =>
                new("no-reason", "Why it is refused is missing", where, "Say why."),
            ApprovalDelegated it when it.To == "" || it.To == ticket.Requester || it.To == ticket.Opened.By.Name
                || flow.Awaited.Contains(it.To) => new("bad-delegate", $"'{it.To}' cannot decide in {it.By.Name}'s place", where,
                    "Name somebody who neither asked for it nor decides already."),
            _ => null,
        };
    }

    private static Refusal? RefuseAsking(Ticket ticket, ApprovalsAsked asked, string where)
    {
        if (ticket.Approvals is { Standing: ApprovalStanding.Pending or ApprovalStanding.Approved })
            return new("already-asked", "Its approval is under way or given", where, "Wait for the decision.");
        if (asked.Steps.IsEmpty || asked.Steps.Any(step => step.Approvers.IsEmpty))
            return new("no-approver", "A step names nobody who could approve it", where, "Name at least one approver a step.");
        if (asked.Steps.FirstOrDefault(step => step.OnTimeOut == OnTimeOut.Escalate && step.EscalateTo == "") is { } step)
            return new("no-escalation", $"{step.Name} escalates to nobody", where, "Name who decides when the approvers are late.");
        return asked.Steps.FirstOrDefault(step => step.Mode == ApprovalMode.All && step.Approvers.Contains(ticket.Requester)) is { } own
            ? new("own-request", $"{ticket.Requester} would have to approve {own.Name}, their own wish", where, "Name somebody else.")
            : null;
    }
}
