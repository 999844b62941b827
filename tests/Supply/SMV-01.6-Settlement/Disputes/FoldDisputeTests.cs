using System.Collections.Immutable;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Settlement;
using Busbar.Supply.Settlement.Disputes;
using NodaTime;

namespace Busbar.Supply.Settlement.Tests.Disputes;

public sealed class FoldDisputeTests
{
    private static readonly Instant Start = Instant.FromUtc(2024, 11, 27, 15, 0);
    private static readonly Actor Ann = new("Ann", Roles.Settlement), Ben = new("Ben", Roles.Settlement);

    private static readonly DisputeClaim Claim = new("ERCOT", "S-1", StatementType.DayAhead, OperatingDay.Of(2024, 11, 3), "DAEPAMT", "",
        [MarketCalendar.Ercot.HoursOf(OperatingDay.Of(2024, 11, 3))[2]], new(1057), new(2409), "The second 01:00 hour is billed twice.");

    private static readonly DisputeDeadline Deadline =
        new(OperatingDay.Of(2024, 12, 12), Instant.FromUtc(2024, 12, 13, 6, 0), "10 business days", "Protocols 9.14.2(6)");

    private static readonly DisputeOpened Opened = new(Start, Ann, Claim, Deadline);
    private static readonly DisputeReleased Released = new(At(1), Ben, "the hour is plain");
    private static readonly DisputeFiled Filed = new(At(2), Ann, "D-77", "hash");
    private static readonly DisputeAnswered Asked = new(At(30), Ann, "send the meter read", At(60));
    private static readonly DisputeAnswered Heard = new(At(40), Ann, "being looked at", null);
    private static readonly DisputeResolved Awarded = new(At(90), Ann, DisputeResolution.GrantedWithExceptions, new(1000), "part of it");
    private static readonly DisputeSettled Part = new(At(100), Ann, "S-9", new(400)), Rest = new(At(110), Ann, "S-10", new(600));

    [Fact]
    public void A_dispute_stands_where_its_facts_and_the_clock_put_it()
    {
        DisputeFact[] whole = [Opened, Released, Filed, Asked, Heard, Awarded, Part, Rest];
        DisputeStanding At_(int hours) => FoldDispute.Run(new([.. whole], At(hours))).OrThrow();
        Assert.Equal((DisputeStage.Drafted, "release", Deadline.ClosesAt), Standing(At_(0)));
        Assert.Equal((DisputeStage.Released, "file", Deadline.ClosesAt), Standing(At_(1)));
        Assert.Equal((DisputeStage.Filed, "", null), Standing(At_(2)));
        Assert.Equal((DisputeStage.Questioned, "answer", At(60)), Standing(At_(30)));
        Assert.Equal((DisputeStage.Filed, "", null), Standing(At_(40)));
        Assert.Equal((DisputeStage.Awarded, "find the award on a statement", null), Standing(At_(90)));
        Assert.Equal((new Usd(1000), new Usd(400), new Usd(600)), (At_(100).Awarded, At_(100).Received, At_(100).Awaited));
        Assert.Equal(DisputeStage.Settled, At_(110).Stage);
        Assert.Equal("D-77", At_(110).Number);
        Assert.False(At_(110).IsOpen);
    }

    [Fact]
    public void A_draft_is_overdue_when_the_window_has_closed_and_cannot_be_filed_any_more()
    {
        Assert.False(FoldDispute.Run(new([Opened], Deadline.ClosesAt - Duration.Epsilon)).OrThrow().IsOverdue);
        Assert.True(FoldDispute.Run(new([Opened], Deadline.ClosesAt)).OrThrow().IsOverdue);
        Assert.Equal("window-closed", Code(Opened, Released, Filed with { At = Deadline.ClosesAt }));
        Assert.Null(Code(Opened, Released, Filed with { At = Deadline.ClosesAt - Duration.Epsilon }));
    }

    [Fact]
    public void A_denial_and_a_withdrawal_end_it()
    {
        var denied = new DisputeResolved(At(90), Ann, DisputeResolution.Denied, Usd.Zero, "no error found");
        Assert.Equal(DisputeStage.Denied, FoldDispute.Run(new([Opened, Released, Filed, denied], At(91))).OrThrow().Stage);
        var withdrawn = new DisputeWithdrawn(At(3), Ann, "our own meter was wrong");
        Assert.Equal(DisputeStage.Withdrawn, FoldDispute.Run(new([Opened, Released, Filed, withdrawn], At(3))).OrThrow().Stage);
        Assert.Equal("step-not-allowed", Code(Opened, Released, Filed, denied, withdrawn with { At = At(95) }));
    }

    [Fact]
    public void What_its_state_does_not_allow_is_refused()
    {
        Assert.Equal("not-open", Code(Released));
        Assert.Equal("out-of-order", Code(Opened, Released with { At = Start - Duration.Epsilon }));
        Assert.Equal("own-release", Code(Opened, Released with { By = Ann }));
        Assert.Equal("step-not-allowed", Code(Opened, Filed));
        Assert.Equal("step-not-allowed", Code(Opened, Opened with { At = At(1) }));
        Assert.Equal("step-not-allowed", Code(Opened, Released, Filed, Part with { At = At(3) }));
        Assert.Equal("no-number", Code(Opened, Released, Filed with { Number = " " }));
        Assert.Equal("no-reason", Code(Opened, new DisputeWithdrawn(At(1), Ann, "")));
        Assert.Equal("nothing-in-dispute", Code(Opened with { Claim = Claim with { Iso = Claim.Ours } }));
        Assert.Equal("no-intervals", Code(Opened with { Claim = Claim with { Intervals = [] } }));
        foreach (var (resolution, awarded) in new (DisputeResolution, decimal)[]
            {
                (DisputeResolution.Granted, 1000), (DisputeResolution.Denied, 1), (DisputeResolution.GrantedWithExceptions, 1352),
                (DisputeResolution.GrantedWithExceptions, 0), (DisputeResolution.GrantedWithExceptions, -5),
            })
            Assert.Equal("award-does-not-fit", Code(Opened, Released, Filed, Awarded with { Resolution = resolution, Awarded =
                new(awarded) }));
        Assert.Equal("more-than-awarded", Code(Opened, Released, Filed, Awarded, Part with { Amount = new(1000.01m) }));
        Assert.Equal("more-than-awarded", Code(Opened, Released, Filed, Awarded, Part with { Amount = new(-1) }));
    }

    [Fact]
    public void The_evidence_says_what_was_computed_and_is_the_same_every_time()
    {
        var line = new DisputedLine(Claim.Intervals[0], Claim.Ours, Claim.Iso, new("DAEPAMT", "1057.00", "USD", "100 MWh × 10.57 USD/MWh",
            "",
            [Explain.Leaf("DA price", "10.57", "USD/MWh", "price file v2"), Explain.Leaf("DA purchase", "100", "MWh", "award 7")]));
        var pack = BuildEvidence.Run(new(MarketCalendar.Ercot, Claim, Deadline, [line])).OrThrow();
        Assert.Equal("ERCOT 2024-11-03: DAEPAMT, 1352.00 USD in dispute", pack.Title);
        Assert.Equal(["award 7", "price file v2"], pack.Sources.AsEnumerable());
        Assert.Contains("2024-11-03T01:00:00-06 | 2409.00 | 1057.00 | 1352.00", pack.Text);
        Assert.Contains("DAEPAMT = 1057.00 USD = 100 MWh × 10.57 USD/MWh", pack.Text);
        Assert.Contains("  DA price = 10.57 USD/MWh [price file v2]", pack.Text);
        Assert.Equal(pack.Hash, BuildEvidence.Run(new(MarketCalendar.Ercot, Claim, Deadline, [line])).OrThrow().Hash);
        foreach (var other in new[] { line with { Iso = new(2408) }, line with { Interval = MarketCalendar.Ercot.HoursOf(Claim.Day)[1] } })
            Assert.Equal("lines-are-not-the-claim", Assert.IsType<Outcome<EvidencePack>.Refused>(
                BuildEvidence.Run(new(MarketCalendar.Ercot, Claim, Deadline, [other]))).Refusal.Code);
    }

    private static (DisputeStage, string, Instant?) Standing(DisputeStanding state) => (state.Stage, state.Next, state.DueAt);

    private static string? Code(params DisputeFact[] facts) =>
        (FoldDispute.Run(new([.. facts], Instant.MaxValue)) as Outcome<DisputeStanding>.Refused)?.Refusal.Code;

    private static Instant At(int hours) => Start + Duration.FromHours(hours);
}
