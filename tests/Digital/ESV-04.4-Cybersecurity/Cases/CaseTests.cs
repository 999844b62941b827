using System.Collections.Frozen;
using System.Collections.Immutable;
using Busbar.Digital.Cybersecurity.Cases;
using Busbar.Digital.Cybersecurity.Cip;
using Busbar.Digital.Cybersecurity.Detection;
using Busbar.Digital.Handoffs.Cybersecurity;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using NodaTime;
using static Busbar.Digital.Cybersecurity.Tests.Cip.CipRecords;

namespace Busbar.Digital.Cybersecurity.Tests.Cases;

public sealed class CaseTests
{
    private static readonly Instant start = Instant.FromUtc(2026, 3, 1, 0, 0);

    private static Instant Hour(double hours) => start + Duration.FromHours(hours);

    private static CaseFact Opened(params string[] alerts) => new CaseOpened(start, Ana, "odd logon", "ems-1", start, [.. alerts]);

    private static CaseFact[] Walk() =>
    [
        Opened("r@m"), new CaseTriaged(Hour(1), Ana, 2), new CaseDetermined(Hour(2), Ana, DeterminedAs.Attempt, "a try"),
        new CaseContained(Hour(3), Ana, "cut off"), new CaseEradicated(Hour(4), Ana, "wiped"), new CaseRecovered(Hour(6), Ana, "restored"),
        new LessonsRecorded(Hour(7), Ana, "patch sooner"), new CaseClosed(Hour(8), Ana),
    ];

    private static SecurityCase Fold(string id, params CaseFact[] facts) => FoldCase.Run(new(id, [.. facts])).OrThrow();

    private static string Move(SecurityCase it, params CaseFact[] facts) => MoveCase.Run(new(it, [.. facts], Hour(100))) switch
    {
        Outcome<SecurityCase>.Refused refused => refused.Refusal.Code,
        var done => $"{done.OrThrow().Stage}",
    };

    [Fact]
    public void A_case_walks_from_alert_to_lessons_and_its_determination_starts_the_clocks()
    {
        var facts = Walk();
        var it = Fold("CASE-1", facts[0]);
        foreach (var fact in facts[1..])
        {
            Assert.Contains(fact.GetType().Name, MoveCase.NextOf(it));
            it = MoveCase.Run(new(it, [fact], Hour(100))).OrThrow();
        }
        Assert.Equal(CaseStage.Closed, it.Stage);
        Assert.Equal(Fold("CASE-1", facts).ClosedAt, it.ClosedAt);
        var clocks = MeasureReportClocks.Run(Inputs(Hour(100), [.. DeterminationsOf.Run("CASE-1", [.. facts])])).OrThrow();
        Assert.Equal(["CASE-1 / E-ISAC", "CASE-1 / CISA"], clocks.Select(each => each.Duty.Subject));
        Assert.All(clocks, each => Assert.Equal((Hour(2), DueState.Overdue), (each.Began, each.State)));
    }

    [Fact]
    public void What_may_come_next_is_exactly_what_the_law_allows_at_every_stage()
    {
        CaseFact[] moves = [.. Walk()[1..].Select(fact => fact with { At = Hour(50) }), new CaseDismissed(Hour(50), Ana, "x"),
            new CaseReopened(Hour(50), Ana, "x")];
        for (var steps = 1; steps <= 8; steps++)
        {
            var it = Fold("c", Walk()[..steps]);
            Assert.Equal(moves.Where(move => MoveCase.Run(new(it, [move], Hour(100))) is Outcome<SecurityCase>.Done)
                .Select(move => move.GetType().Name)
                .Order(), MoveCase.NextOf(it).Order());
        }
    }

    [Fact]
    public void Every_refusal_is_provoked()
    {
        var (fresh, followed, recovered) = (Fold("c", Opened("r@m")), Fold("c", Walk()[..2]), Fold("c", [.. Walk()[..2], .. Walk()[3..6]]));
        Assert.Equal("in-the-future", Move(fresh, new CaseTriaged(Hour(101), Ana, 1)));
        Assert.Equal("before-opening", Move(fresh, new CaseTriaged(Hour(-1), Ana, 1)));
        Assert.Equal("already-open", Move(fresh, Opened()));
        Assert.Equal("move-not-allowed", Move(fresh, new CaseContained(Hour(1), Ana, "x")));
        Assert.Equal("move-not-allowed", Move(fresh, new CaseDetermined(Hour(1), Ana, DeterminedAs.Attempt, "x")));
        Assert.Equal("no-text", Move(followed, new CaseContained(Hour(1), Ana, " ")));
        Assert.Equal("bad-severity", Move(fresh, new CaseTriaged(Hour(1), Ana, 5)));
        Assert.Equal("bad-technique", Move(followed, new TechniqueSeen(Hour(1), Ana, "0831")));
        Assert.Equal("already-there", Move(followed, new TechniqueSeen(Hour(1), Ana, "T0831"), new TechniqueSeen(Hour(1), Ana, "T0831")));
        Assert.Equal("already-there", Move(followed, new AlertAttached(Hour(1), Ana, "r@m")));
        Assert.Equal("not-determined", Move(recovered, new CaseClosed(Hour(8), Ana)));
        Assert.Equal("no-lessons", Move(Fold("c", Walk()[..6]), new CaseClosed(Hour(8), Ana)));
        Assert.Equal("merge-with-itself", Move(fresh, new CaseMerged(Hour(1), Ana, "c")));
        Assert.Equal("not-merged", Move(fresh, new CaseUnmerged(Hour(1), Ana, "d", "x")));
        Assert.Equal("not-merged", Move(fresh, new CaseReleased(Hour(1), Ana, "d")));
        Assert.Equal("merged-away", Move(Fold("c", Opened(), new CaseMerged(Hour(1), Ana, "d")), new CaseTriaged(Hour(2), Ana, 1)));
        Assert.Equal("not-opened", ((Outcome<SecurityCase>.Refused)FoldCase.Run(new("c", [Walk()[1]]))).Refusal.Code);
        Assert.Equal("Dismissed", Move(followed, new CaseAssigned(Hour(1), Ana, "ana"), new CaseNoted(Hour(1), Ana, "x"),
            new CaseDismissed(Hour(2), Ana, "drill")));
    }

    [Fact]
    public void A_merge_is_undone_without_a_trace_but_in_the_log()
    {
        var (one, two) = (Fold("c1", Opened("a@m", "b@m"), Walk()[1]), Fold("c2", Opened("c@m")));
        var merge = MergeCases.Run(new(one, two, Ana, Hour(5))).OrThrow();
        var (from, into) = (Fold("c1", Opened("a@m", "b@m"), Walk()[1], merge.ForFirst), Fold("c2", Opened("c@m"), merge.ForSecond));

        Assert.False(from.IsOpen);
        Assert.Equal(["CaseUnmerged"], MoveCase.NextOf(from));
        Assert.Equal(["c@m", "a@m", "b@m"], into.Alerts);
        var undo = UnmergeCases.Run(new(from, into, Ana, "another matter", Hour(6))).OrThrow();
        var (back, rid) = (FoldCase.Apply(from, undo.ForFirst), FoldCase.Apply(into, undo.ForSecond));
        Assert.Equal((one.Stage, "", one.Alerts.Length), (back.Stage, back.MergedInto, back.Alerts.Length));
        Assert.Equal(["c@m"], rid.Alerts);
        var told = Fold("c3", Walk()[..3]);
        Assert.Equal("determined-already", ((Outcome<PairedCaseFacts>.Refused)MergeCases.Run(new(told, two, Ana, Hour(5)))).Refusal.Code);
        Assert.Equal("merged-away", ((Outcome<PairedCaseFacts>.Refused)MergeCases.Run(new(from, two, Ana, Hour(5)))).Refusal.Code);
    }

    [Fact]
    public void Means_count_from_the_first_sign_and_a_reopened_case_by_its_last_containment()
    {
        CaseFact[] again = [.. Walk(), new CaseReopened(Hour(10), Ana, "back"), new CaseContained(Hour(13), Ana, "cut off")];
        var metrics = MeasureCases.Run(new([Fold("c1", Walk()), Fold("c2", again),
            Fold("c3", Opened(), new CaseDismissed(Hour(1), Ana, "x")),
            Fold("c4", Opened()), Fold("c5", [.. Walk()[..4], new CaseMerged(Hour(9), Ana, "c1")])], start, Hour(1))).OrThrow();

        Assert.Equal([("Mean time to triage", 1.0), ("Mean time to respond", (3.0 + 13) / 2), ("Mean time to recover", 6)],
            metrics.Select(each => (each.Name, each.Value!.Value)));
        Assert.All(MeasureCases.Run(new([Fold("c1", Walk())], Hour(1), Hour(2))).OrThrow(), each => Assert.Null(each.Value));
    }

    [Fact]
    public void Detections_of_one_rule_on_one_machine_are_one_alert_and_an_open_case_keeps_it()
    {
        RuleMatch It(string rule, string level, string machine, double hour) =>
            new(new(rule, rule, level, new("", "", ""), ["attack.t0831"],
            ImmutableSortedDictionary<string, Selection>.Empty, [], ""), new($"log#{hour}", Hour(hour), "", "", [], machine == ""
            ? FrozenDictionary<string, ImmutableArray<string>>.Empty : new Dictionary<string,
                ImmutableArray<string>> { ["Computer"] = [machine] }
                .ToFrozenDictionary(), ""), []);
        var raised = RaiseAlerts.Run(new([It("r1", "low", "m", 2), It("r1", "low", "m", 1), It("r2", "critical", "m", 3),
            It("r1", "low", "", 4)],
            [Fold("c1", Opened("r1@m")), Fold("c2", Opened("r2@m"), new CaseDismissed(Hour(1), Ana, "x"))])).OrThrow();

        Assert.Equal([("r2@m", 1, ""), ("r1@m", 2, "c1"), ("r1@log", 1, "")],
            raised.Select(each => (each.Alert.Key, each.Alert.Count, each.Case)));
        Assert.Equal((Hour(1), Hour(2)), (raised[1].Alert.First, raised[1].Alert.Last));
        Assert.Equal(["T0831"], raised[0].Alert.Techniques);
    }
}
