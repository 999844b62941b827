using System.Collections.Immutable;
using Busbar.Digital.ServiceDesk.Approvals;
using Busbar.Digital.ServiceDesk.Catalogue;
using Busbar.Digital.ServiceDesk.Tickets;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using NodaTime;
using static Busbar.Digital.ServiceDesk.Tests.Desk;

namespace Busbar.Digital.ServiceDesk.Tests.Practices;

public sealed class ApprovalTests
{
    private static readonly Actor Dan = new("dan", Roles.Risk), Eve = new("eve", Roles.Risk), Fay = new("fay", Roles.Risk);

    private static readonly CatalogueItem Access = new("market-access", "Access to market data", "identity", Audience.Employees,
        [
            new("reason", "Why", FieldKind.Text, true, [], 5, 100), new("feeds", "How many feeds", FieldKind.Number, true, [], 1, 10),
            new("until", "Until", FieldKind.Day, false, []), new("market", "Market", FieldKind.Choice, true, ["ERCOT", "PJM"]),
            new("is-admin", "Administrator", FieldKind.Flag, false, []),
        ],
        [
            new("head", ApprovalMode.Any, ["dan", "eve"], Duration.FromHours(8), OnTimeOut.Escalate, "fay"),
            new("security", ApprovalMode.All, ["eve", "fay"], Duration.FromHours(24)),
        ],
        ["grant", "tell"], Duration.FromHours(16));

    [Fact]
    public void A_request_is_resolved_after_its_approvals_and_tasks()
    {
        var ticket = Ask(Good());
        Assert.Equal((TicketKind.Request, "identity", "cleo"), (ticket.Kind, ticket.Queue, ticket.Requester));
        Assert.Equal("own-request", ticket.Refused(new ApprovalGiven(At(1), Cleo, true, "")));
        Assert.Equal("not-approved", ticket.Refused(new TaskDone(At(1), Ann, "grant")));
        Assert.Equal("no-reason", ticket.Refused(new ApprovalGiven(At(1), Dan, false, "")));
        var agreed = ticket.After(new ApprovalGiven(At(1), Dan, true, ""), new ApprovalDelegated(At(2), Fay, "gus"),
            new ApprovalGiven(At(3), Eve, true, ""), new ApprovalGiven(At(3), new("gus", Roles.Risk), true, ""));
        Assert.Equal(ApprovalStanding.Approved, agreed.Approvals!.Standing);
        Assert.Equal("tasks-open", agreed.Refused(new TicketResolved(At(4), Ann, ResolutionCode.Fulfilled, "done")));
        Assert.Equal("no-such-task", agreed.Refused(new TaskDone(At(4), Ann, "dance")));
        Assert.Equal(TicketStage.Resolved, agreed.After(new TaskDone(At(4), Ann, "grant"), new TaskDone(At(4), Ann, "tell"),
            new TicketResolved(At(5), Ann, ResolutionCode.Fulfilled, "done")).Stage);
    }

    [Fact]
    public void A_late_step_goes_to_another_once_and_is_then_refused()
    {
        var ticket = Ask(Good());
        Assert.Equal("not-timed-out", ticket.Refused(new ApprovalTimedOut(At(7.9), Actor.Engine)));
        Assert.Empty(ExpireApprovals.Run([ticket], At(7.9)));
        var (id, late) = Assert.Single(ExpireApprovals.Run([ticket], At(8)));
        Assert.Equal(ticket.Id, id);
        var escalated = ticket.After(late);
        Assert.Equal((At(16), "fay"), (escalated.Approvals!.DueAt!.Value, escalated.Approvals.Awaited.Single()));
        Assert.Equal("not-an-approver", escalated.Refused(new ApprovalGiven(At(9), Dan, true, "")));
        var refused = escalated.After(new ApprovalTimedOut(At(16), Actor.Engine));
        Assert.Equal((ApprovalStanding.Refused, "head was not decided in time"), (refused.Approvals!.Standing, refused.Approvals.Why));
        Assert.Null(refused.Approvals.DueAt);
        Assert.Equal("not-approved", refused.Refused(new TaskDone(At(17), Ann, "grant")));
        Assert.Null(refused.Refused(new ApprovalsAsked(At(17), Ann, Access.Approvals)));
        Assert.Equal("already-asked", ticket.Refused(new ApprovalsAsked(At(1), Ann, Access.Approvals)));
    }

    [Fact]
    public void A_refusal_ends_the_approval_and_a_delegate_must_be_somebody_else()
    {
        var ticket = Ask(Good());
        Assert.Equal("bad-delegate", ticket.Refused(new ApprovalDelegated(At(1), Dan, "cleo")));
        Assert.Equal("bad-delegate", ticket.Refused(new ApprovalDelegated(At(1), Dan, "eve")));
        Assert.Equal("bad-delegate", ticket.Refused(new ApprovalDelegated(At(1), Dan, "")));
        var refused = ticket.After(new ApprovalGiven(At(1), Dan, false, "too many feeds"));
        Assert.Equal((ApprovalStanding.Refused, "too many feeds"), (refused.Approvals!.Standing, refused.Approvals.Why));
        Assert.Equal("no-approval-open", refused.Refused(new ApprovalGiven(At(2), Eve, true, "")));
    }

    [Fact]
    public void Steps_that_nobody_could_decide_are_refused()
    {
        string? Of(params ApprovalStep[] steps) => Open(TicketKind.Change).Refused(new ApprovalsAsked(At(1), Ann, [.. steps]));
        Assert.Equal("no-approver", Of());
        Assert.Equal("no-approver", Of(new ApprovalStep("x", ApprovalMode.All, [])));
        Assert.Equal("no-escalation", Of(new ApprovalStep("x", ApprovalMode.All, ["dan"], Duration.FromHours(1), OnTimeOut.Escalate)));
        Assert.Equal("own-request", Of(new ApprovalStep("x", ApprovalMode.All, ["cleo"])));
    }

    [Fact]
    public void A_form_is_refused_with_every_fault_of_it()
    {
        var bad = new Dictionary<string, string>
        {
            ["reason"] = "no", ["feeds"] = "eleven", ["until"] = "2026-02-30", ["market"] = "MISO", ["is-admin"] = "maybe",
                ["colour"] = "red",
        }.ToImmutableSortedDictionary();
        var refusal = Assert.IsType<Outcome<ImmutableArray<TicketFact>>.Refused>(RequestItem.Run(Inputs(bad))).Refusal;
        Assert.Equal("bad-form", refusal.Code);
        Assert.Equal(["colour is no field of the form", "reason is 2 letters, outside 5 to 100", "feeds 'eleven' is not a number",
            "until '2026-02-30' is not a day such as 2026-03-02", "market 'MISO' is none of ERCOT, PJM",
                "is-admin 'maybe' is not yes or no"],
            refusal.What.Split("; "));
        Assert.Equal("bad-form", Code(RequestItem.Run(Inputs(Good().Remove("reason")))));
        Assert.Equal("bad-form", Code(RequestItem.Run(Inputs(Good().SetItem("feeds", "11")))));
        Assert.Equal("not-offered", Code(RequestItem.Run(Inputs(Good()) with { Reader = Audience.Customers })));
        Assert.Equal("no-approver", Code(RequestItem.Run(Inputs(Good()) with { Item = Access with { Approvals =
            [new("x", ApprovalMode.Any, [])] } })));
        Assert.Equal("no-queue", Code(RequestItem.Run(Inputs(Good()) with { Item = Access with { Queue = "" } })));
    }

    private static ImmutableSortedDictionary<string, string> Good() => new Dictionary<string, string>
    {
        ["reason"] = "new desk", ["feeds"] = "3", ["market"] = "ERCOT",
    }.ToImmutableSortedDictionary();

    private static RequestItemInputs Inputs(ImmutableSortedDictionary<string, string> answers) =>
        new("R-1", Access, answers, Cleo, Audience.Employees, Channel.Portal, DeskRules.Default, Start);

    private static Ticket Ask(ImmutableSortedDictionary<string, string> answers) =>
        FoldTicket.Run(new("R-1", RequestItem.Run(Inputs(answers)).OrThrow())).OrThrow();
}
