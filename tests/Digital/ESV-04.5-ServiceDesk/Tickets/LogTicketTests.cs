using System.Collections.Immutable;
using Busbar.Digital.ServiceDesk.Approvals;
using Busbar.Digital.ServiceDesk.Tickets;
using Busbar.Kernel.Clocks;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using NodaTime;
using static Busbar.Digital.ServiceDesk.Tests.Desk;

namespace Busbar.Digital.ServiceDesk.Tests.Tickets;

public sealed class LogTicketTests
{
    private static readonly TicketPrioritised First = new(At(0), Ann, 1, 1, 1);
    private static readonly TicketResolved Resolved = new(At(9.5), Ben, ResolutionCode.Fixed, "done");

    [Fact]
    public void Waiting_holds_the_clock_and_the_answer_of_the_requester_lets_it_run_again()
    {
        TicketFact[] facts =
        [
            Opening(), First, new TicketReplied(At(0.5), Ben, Channel.Mail, "ben", false, "which?"),
            new TicketWaited(At(1), Ben, WaitingOn.Customer, "which?"), new TicketReplied(At(3), Cleo, Channel.Mail, "cleo", true, "this"),
                Resolved,
        ];
        Assert.Equal(["Created", "Started", "AgentReplied", "Paused", "Resumed", "RequesterWrote", "Resolved", "Stopped"], Names(facts));
        var state = Read("resolution", TargetKind.Resolution, 8, facts).Single();
        Assert.Equal((TargetStanding.Met, Duration.FromHours(7.5), "1"), (state.Standing, state.Worked, state.Priority));
        Assert.Equal(Duration.FromHours(0.5), Read("response", TargetKind.FirstResponse, 1, facts).Single().Worked);
        Assert.Equal(TargetStanding.Breached, Read("resolution", TargetKind.Resolution, 7, facts).Single().Standing);
    }

    [Fact]
    public void A_request_waits_while_its_approval_does()
    {
        TicketFact[] facts =
        [
            Opening(TicketKind.Request), new RequestMade(At(0), Cleo, "access", ImmutableSortedDictionary<string, string>.Empty, [],
                Duration.Zero),
            new ApprovalsAsked(At(0), Cleo, [new("head", ApprovalMode.Any, ["ben"])]), new ApprovalGiven(At(5), Ben, true, ""), Resolved,
        ];
        Assert.Equal(Duration.FromHours(4.5), Read("resolution", TargetKind.Resolution, 8, facts).Single().Worked);
    }

    [Fact]
    public void Each_queue_has_its_own_clock_and_a_merge_that_was_undone_leaves_no_trace()
    {
        TicketFact[] facts = [Opening(), new TicketQueued(At(2), Ann, "network"), new TicketQueued(At(5), Ann, "desk"), Resolved];
        Assert.Equal(Duration.FromHours(3), Read("queue:network", TargetKind.OperationalLevel, 8, facts).Single().Worked);
        Assert.Equal(2, Read("queue:desk", TargetKind.OperationalLevel, 8, facts).Length);
        Assert.Equal(TargetStanding.Cancelled,
            Read("resolution", TargetKind.Resolution, 8, [Opening(), new TicketMerged(At(1), Ann, "T-2")]).Single().Standing);
        TicketFact[] undone = [Opening(), new TicketMerged(At(1), Ann, "T-2"), new TicketUnmerged(At(4), Ann, "T-2", "mistake"), Resolved];
        Assert.Equal(Duration.FromHours(9.5), Read("resolution", TargetKind.Resolution, 10, undone).Single().Worked);
        Assert.Empty(LogTicket.Of([]));
    }

    [Fact]
    public void A_fact_recorded_late_is_known_late_and_counts_from_when_it_happened()
    {
        ImmutableArray<RecordedFact> facts = [new(Opening(), At(0)), new(Resolved, At(20))];
        TargetState At_(double asOf) => ReadTargets.Run(new(LogTicket.Run(facts), [Term("resolution", TargetKind.Resolution, 10)],
            ClockPolicy.Busbar, At(asOf))).OrThrow().Single();
        Assert.Equal(TargetStanding.Breached, At_(12).Standing);
        Assert.Equal((TargetStanding.Met, At(9.5)), (At_(20).Standing, At_(20).Stopped));
    }

    private static string[] Names(TicketFact[] facts) => [.. LogTicket.Of(facts).Select(each => each.GetType().Name)];

    private static TargetTerm Term(string name, TargetKind kind, double hours) => new(name, kind,
        new TargetAmount.Working(Duration.FromHours(hours)), WorkCalendar.Always, name.StartsWith("queue:", StringComparison.Ordinal));

    private static ImmutableArray<TargetState> Read(string name, TargetKind kind, double hours, TicketFact[] facts) =>
        ReadTargets.Run(new(LogTicket.Of(facts), [Term(name, kind, hours)], ClockPolicy.Busbar, At(100))).OrThrow();
}
