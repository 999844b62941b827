using System.Collections.Immutable;
using Busbar.Digital.ServiceDesk.Approvals;
using Busbar.Digital.ServiceDesk.Practices;
using Busbar.Digital.ServiceDesk.Tickets;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using NodaTime;
using static Busbar.Digital.ServiceDesk.Tests.Desk;

namespace Busbar.Digital.ServiceDesk.Tests.Practices;

public sealed class ChangeTests
{
    private static readonly Actor Dan = new("dan", Roles.ServiceOperator), Eve = new("eve", Roles.Risk);
    private static readonly ChangePlan Plan = new(ChangeType.Normal, "", ["db-1"], At(10), At(12), "Move to version 17.", "Restore.");
    private static readonly ApprovalsAsked Board = new(At(1), Ann, [new("board", ApprovalMode.All, ["dan", "eve"])]);

    [Fact]
    public void A_normal_change_is_approved_by_all_of_the_board_before_it_begins_inside_its_window()
    {
        var planned = Open(TicketKind.Change).After(new ChangePlanned(At(1), Ann, Plan), Board);
        Assert.Equal("not-approved", planned.Refused(new ChangeStarted(At(10), Dan)));
        var half = planned.After(new ApprovalGiven(At(2), Dan, true, ""));
        Assert.Equal("not-approved", half.Refused(new ChangeStarted(At(10), Dan)));
        Assert.Equal("not-an-approver", half.Refused(new ApprovalGiven(At(3), Dan, true, "")));
        var approved = half.After(new ApprovalGiven(At(3), Eve, true, ""));
        Assert.Equal("no-approval-open", approved.Refused(new ApprovalGiven(At(4), Eve, true, "")));
        Assert.Equal("already-asked", approved.Refused(new ChangePlanned(At(4), Ann, Plan)));
        Assert.Equal("outside-window", approved.Refused(new ChangeStarted(At(9), Dan)));
        Assert.Equal("outside-window", approved.Refused(new ChangeStarted(At(12), Dan)));
        var started = approved.After(new ChangeStarted(At(10), Dan));
        Assert.Equal("change-not-ended", started.Refused(new TicketResolved(At(11), Dan, ResolutionCode.Fixed, "done")));
        Assert.Equal("no-reason", started.Refused(new ChangeEnded(At(11), Dan, ChangeOutcome.RolledBack, "")));
        Assert.Equal("not-planned", started.Refused(new ChangeStarted(At(11), Dan)));
        Assert.Equal("change-under-way", started.Refused(new ChangePlanned(At(11), Dan, Plan)));
        var ended = started.After(new ChangeEnded(At(11), Dan, ChangeOutcome.Successful, ""));
        Assert.Equal("not-under-way", ended.Refused(new ChangeEnded(At(11), Dan, ChangeOutcome.Successful, "")));
        Assert.Equal(TicketStage.Closed, ended.After(
            new TicketResolved(At(11), Dan, ResolutionCode.Fixed, "done"), new TicketClosed(At(12), Ann)).Stage);
    }

    [Fact]
    public void A_standard_change_follows_an_approved_recipe_and_an_emergency_is_approved_before_it_is_closed()
    {
        var change = Open(TicketKind.Change);
        Assert.Equal("no-such-recipe", change.Refused(new ChangePlanned(At(1), Ann, Plan with { Type = ChangeType.Standard,
            Recipe = "x" })));
        var rules = DeskRules.Default with { Recipes = ["restart"] };
        Outcome<Ticket> Standard(params TicketFact[] facts) => MoveTicket.Run(new(change, [.. facts], rules, At(99)));
        Assert.Equal("no-such-recipe", Code(Standard(new ChangePlanned(At(1), Ann, Plan with { Type = ChangeType.Standard,
            Recipe = "x" }))));
        Assert.Null(Code(Standard(new ChangePlanned(At(1), Ann, Plan with { Type = ChangeType.Standard, Recipe = "restart" }),
            new ChangeStarted(At(10), Dan), new ChangeEnded(At(11), Dan, ChangeOutcome.Successful, ""))));
        var done = change.After(new ChangePlanned(At(1), Ann, Plan with { Type = ChangeType.Emergency }), new ChangeStarted(At(2), Dan),
            new ChangeEnded(At(3), Dan, ChangeOutcome.Successful, ""), Board with { At = At(4) },
            new TicketResolved(At(5), Dan, ResolutionCode.Fixed, "done"));
        Assert.Equal("not-approved", done.Refused(new TicketClosed(At(6), Ann)));
        Assert.Null(done.Refused(new ApprovalGiven(At(6), Dan, true, ""), new ApprovalGiven(At(6), Eve, true, ""),
            new TicketClosed(At(7), Ann)));
    }

    [Fact]
    public void A_plan_without_window_item_or_way_back_is_refused()
    {
        string? Of(ChangePlan plan, TicketKind kind = TicketKind.Change) => Open(kind).Refused(new ChangePlanned(At(1), Ann, plan));
        Assert.Null(Of(Plan));
        Assert.Equal("wrong-kind", Of(Plan, TicketKind.Incident));
        Assert.Equal("bad-window", Of(Plan with { To = At(10) }));
        Assert.Equal("no-item", Of(Plan with { Items = [] }));
        Assert.Equal("no-back-out", Of(Plan with { BackOut = " " }));
    }

    [Fact]
    public void The_blast_radius_counts_redundancy_as_brute_force_does()
    {
        var map = SampleServices.Map;
        foreach (var set in Enumerable.Range(0, 1 << map.Items.Length))
        {
            string[] down = [.. map.Items.Where((_, i) => (set >> i & 1) == 1).Select(item => item.Name)];
            bool IsUp(string name) => !down.Contains(name)
                && map.Dependencies.Where(each => each.Dependent == name).All(each => each.Needs.Count(IsUp) >= each.AtLeast);
            var expected = map.Items.Select(item => item.Name).Concat(map.Services.Select(service => service.Name)).Where(name =>
                !IsUp(name));
            var blast = BlastRadius.Of(map, down);
            Assert.Equal(expected.Order(StringComparer.Ordinal), blast.Down.ToArray());
            Assert.Equal(map.Dependencies.Where(each => IsUp(each.Dependent) && !each.Needs.All(IsUp)).Select(each => each.Dependent)
                .Distinct().Order(StringComparer.Ordinal), blast.Weakened.ToArray());
        }
    }

    [Fact]
    public void The_risk_of_a_change_adds_up_from_its_working_and_grows_with_bad_history()
    {
        var fresh = AssessChange.Run(new(Plan, SampleServices.Map, [], [])).OrThrow();
        Assert.Equal(["reports"], fresh.Services.AsEnumerable());
        Assert.Equal(40.0 * 2 / 3 * 0.5 + 30 * 1.5 / 2 + 15, fresh.Score, 0.11);
        Assert.Equal(["criticality", "blast radius", "history"], fresh.Working.Because.Select(part => part.Name));
        var failed = Open(TicketKind.Change, "C-1").After(new ChangePlanned(At(1), Ann, Plan with { Type = ChangeType.Emergency }),
            new ChangeStarted(At(2), Dan), new ChangeEnded(At(3), Dan, ChangeOutcome.Failed, "disk full"));
        var well = Open(TicketKind.Change, "C-2").After(new ChangePlanned(At(1), Ann, Plan with { Type = ChangeType.Emergency }),
            new ChangeStarted(At(2), Dan), new ChangeEnded(At(3), Dan, ChangeOutcome.Successful, ""));
        var caused = Open(id: "T-9").After(new TicketLinked(At(4), Ann, LinkKind.CausedBy, "C-2"));
        Assert.True(AssessChange.Run(new(Plan, SampleServices.Map, [failed], [])).OrThrow().Score > fresh.Score);
        Assert.True(AssessChange.Run(new(Plan, SampleServices.Map, [well], [])).OrThrow().Score < fresh.Score);
        Assert.True(AssessChange.Run(new(Plan, SampleServices.Map, [well], [caused])).OrThrow().Score > fresh.Score);
        Assert.Equal(ChangeRiskLevel.High, AssessChange.Run(new(Plan with { Items = ["price-feed"] }, SampleServices.Map, [failed],
            [])).OrThrow().Level);
        Assert.Equal(ChangeRiskLevel.Low, AssessChange.Run(new(Plan with { Items = ["printer"] }, SampleServices.Map, [],
            [])).OrThrow().Level);
        Assert.Equal("unknown-item", Code(AssessChange.Run(new(Plan with { Items = ["nowhere"] }, SampleServices.Map, [], []))));
    }

    [Fact]
    public void Changes_collide_on_the_same_items_and_on_what_stands_on_them_at_the_same_time()
    {
        Ticket Other(string id, ChangePlan plan) => Open(TicketKind.Change, id).After(new ChangePlanned(At(1), Ann, plan));
        var host = Other("C-2", Plan with { Items = ["host-1"], From = At(11), To = At(13) });
        var later = Other("C-3", Plan with { From = At(12), To = At(13) });
        var elsewhere = Other("C-4", Plan with { Items = ["printer"] });
        var itself = Other("C-1", Plan);
        var freeze = new FreezeWindow("day-ahead gate", At(9), At(11), ["day-ahead"]);
        var all = FindCollisions.Run(new("C-1", Plan, [host, later, elsewhere, itself], [freeze, freeze with { Names = ["printer"] }],
            SampleServices.Map));
        Assert.Equal([("day-ahead gate", "day-ahead", At(10), At(11)), ("C-2", "db-1", At(11), At(12))],
            all.Select(each => (each.With, each.On.Single(), each.From, each.To)));
    }
}
