using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Supply.Contracts.Tags;
using Busbar.Supply.Handoffs.Contracts.Tags;
using Busbar.Supply.Tests;
using NodaTime;

namespace Busbar.Supply.Contracts.Tests.Tags;

public sealed class FollowTagTests
{
    private static readonly OperatingDay Day = Given.Spring;
    private static readonly ETag Tag = Tagged.Usual(Day);
    private static readonly Instant Start = Tag.Energy[0].Interval.Start;
    private static readonly Instant Asked = Start - Duration.FromHours(6);
    private static readonly Instant Flowing = Start + Duration.FromMinutes(90);
    private static readonly TagSubmitted New = new("DESK", Asked, Tag);

    private static TagStanding Follow(Instant now, params ImmutableArray<TagFact> facts) =>
        Tagged.Follow(Interconnection.Eastern, now, [New, .. facts]);

    private static TagAssessed Yes(string entity, int minutes = 5) => new(entity, Asked + Duration.FromMinutes(minutes), true, "");

    private static string Code(Instant now, params ImmutableArray<TagFact> facts) =>
        Given.CodeOf(FollowTag.Run(new(Interconnection.Eastern, facts, now)));

    // Minutes before a ramp of twenty minutes straddling the hour, east and west.
    [Theory]
    [InlineData(Interconnection.Eastern, 300, TimingClass.OnTime, 120)]
    [InlineData(Interconnection.Eastern, 240, TimingClass.OnTime, 120)]
    [InlineData(Interconnection.Eastern, 239, TimingClass.OnTime, 20)]
    [InlineData(Interconnection.Eastern, 60, TimingClass.OnTime, 20)]
    [InlineData(Interconnection.Eastern, 59, TimingClass.OnTime, 10)]
    [InlineData(Interconnection.Eastern, 15, TimingClass.OnTime, 10)]
    [InlineData(Interconnection.Eastern, 14, TimingClass.Late, 10)]
    [InlineData(Interconnection.Western, 10, TimingClass.OnTime, 10)]
    [InlineData(Interconnection.Western, 9, TimingClass.Late, 10)]
    [InlineData(Interconnection.Western, -70, TimingClass.Late, 10)]
    [InlineData(Interconnection.Western, -71, TimingClass.AfterTheFact, 120)]
    public void A_request_is_timed_against_its_ramp(Interconnection where, int minutesBeforeRamp, TimingClass expected, int minutes)
    {
        var submitted = Tag.RampStart - Duration.FromMinutes(minutesBeforeRamp);
        Assert.Equal(Start - Duration.FromMinutes(10), Tag.RampStart);
        var timing = TagTiming.Of(where, submitted, Tag.RampStart, Start);
        Assert.Equal((expected, submitted + Duration.FromMinutes(minutes)), (timing.Class, timing.AssessedBy));
    }

    [Fact]
    public void All_on_the_path_and_the_first_and_last_owner_approve_and_then_it_flows()
    {
        string[] entities = ["NYIS", "NYPA", "NEPT", "ISNE", "GENCO", "LSE"];
        Assert.Equal(entities, Tag.ApprovalEntities);
        var some = Follow(Asked + Duration.FromMinutes(6), [.. entities.Take(5).Select(entity => Yes(entity))]);
        Assert.Equal((TagState.Pending, "LSE"), (some.State, Assert.Single(some.Waiting)));
        Assert.Empty(some.Energy);
        ImmutableArray<TagFact> all = [.. entities.Select(entity => Yes(entity))];
        Assert.Equal(TagState.Confirmed, Follow(Asked + Duration.FromMinutes(6), all).State);
        Assert.Equal(TagState.Confirmed, Follow(Tag.RampStart - Duration.Epsilon, all).State);
        Assert.Equal(TagState.Implemented, Follow(Tag.RampStart, all).State);
        Assert.Equal(Tag.Energy, Follow(Tag.RampStart, all).Energy);
    }

    [Fact]
    public void Silence_approves_what_was_on_time_and_lets_what_was_late_expire()
    {
        Assert.Equal(TagState.Pending, Follow(Asked + Duration.FromMinutes(119)).State);
        Assert.Equal(TagState.Confirmed, Follow(Asked + Duration.FromMinutes(120)).State);
        var late = New with { At = Start - Duration.FromMinutes(5) };
        Assert.Equal(TagState.Expired, Tagged.Follow(Interconnection.Eastern, Start + Duration.FromMinutes(5), late).State);
        var denied = Follow(Asked + Duration.FromHours(5), Yes("NYIS"),
            new TagAssessed("NYPA", Asked + Duration.FromMinutes(9), false, "ATC"));
        Assert.Equal(TagState.Denied, denied.State);
    }

    [Fact]
    public void A_correction_starts_the_approvals_again_and_may_not_move_energy()
    {
        var at = Asked + Duration.FromMinutes(30);
        var corrected = Tag with { CarbonCopies = ["OTHER"] };
        var standing = Follow(at, Yes("NYIS"), new TagCorrected("DESK", at, corrected));
        Assert.Equal((6, at + Duration.FromHours(2)), (standing.Waiting.Length, standing.Timing.AssessedBy));
        Assert.Equal(corrected, standing.Tag);
        Assert.Equal("not-a-correction", Code(at, New, new TagCorrected("DESK", at, Tag with { Energy = [Tag.Energy[0]] })));
    }

    [Fact]
    public void A_curtailment_cuts_the_profile_until_its_own_entity_reloads()
    {
        TagCurtailed cut = new("NYPA", Flowing, Agreements.Hours(Day, 8, 12), new(60), "TLR 3b");
        var standing = Follow(Flowing, cut);
        Assert.Equal(TagState.Implemented, standing.State);
        Assert.Equal([(6m, 100m), (8m, 60m), (10m, 60m), (12m, 150m)], Steps(standing));
        var deeper = Follow(Flowing + Duration.FromMinutes(1), cut,
            new TagCurtailed("ISNE", Flowing, Agreements.Hours(Day, 9, 11), new(0), "emergency"));
        Assert.Equal([(6m, 100m), (8m, 60m), (9m, 0m), (10m, 0m), (11m, 60m), (12m, 150m)], Steps(deeper));
        var later = Flowing + Duration.FromMinutes(30);
        var reloaded = Follow(later, cut, new TagReloaded("NYPA", later, Agreements.Hours(Day, 9, 10).Start));
        Assert.Equal([(6m, 100m), (8m, 60m), (9m, 100m), (10m, 150m)], Steps(reloaded));
        Assert.Equal(Tag.Energy, Follow(later, cut, new TagReloaded("NYPA", later, Flowing)).Energy);
        Assert.Equal(4, Follow(later, cut, new TagReloaded("ISNE", later, Flowing)).Energy.Length);
    }

    [Fact]
    public void A_profile_change_flows_once_all_have_approved_and_leaves_the_tag_as_it_was_when_one_denies()
    {
        string[] entities = ["NYIS", "NYPA", "NEPT", "ISNE", "GENCO", "LSE"];
        var at = Flowing + Duration.FromMinutes(30);
        TagProfileChanged more = new("DESK", at, [Tagged.Block(Day, 6, 12, 100), Tagged.Block(Day, 12, 14, 160)]);
        var asked = Follow(at, more);
        // The first energy that differs is at 10:00, two hours from 08:00, less half a ramp: twenty minutes to assess.
        Assert.Equal((TagState.Implemented, at + Duration.FromMinutes(20), 6),
            (asked.State, asked.Change!.Timing.AssessedBy, asked.Waiting.Length));
        Assert.Equal(Tag.Energy, asked.Energy);
        TagAssessed Answer(string entity, bool isApproved) => new(entity, at + Duration.FromMinutes(1), isApproved, "");
        var later = at + Duration.FromMinutes(2);
        Assert.Equal([(6m, 100m), (12m, 160m)], Steps(Follow(later, [more, .. entities.Select(each => Answer(each, true))])));
        var denied = Follow(later, more, Answer("NYPA", false));
        Assert.Equal((TagState.Implemented, null, 0), (denied.State, denied.Change, denied.Waiting.Length));
        Assert.Equal(Tag.Energy, denied.Energy);
        Assert.Equal(Tag.Energy, Follow(later, more, new TagWithdrawn("DESK", later)).Energy);
        Assert.Equal(160, Follow(at + Duration.FromMinutes(20), more).Energy[^1].Mw.Value);
        var late = more with { At = Agreements.Hours(Day, 10, 11).Start - Duration.FromMinutes(20) };
        Assert.Equal(TimingClass.Late, Follow(late.At, late).Change!.Timing.Class);
        Assert.Equal(Tag.Energy, Follow(late.At + Duration.FromMinutes(10), late).Energy);
        Assert.Null(Follow(later, more, new TagTerminated("DESK", later, later)).Change);

        Assert.Equal([(6m, 100m), (9m, 120m), (12m, 150m)], Steps(asked with { Energy =
            SetLevel.Run(Tag, Agreements.Hours(Day, 9, 12), new(120)) }));
        Assert.Equal([(6m, 100m), (10m, 150m), (13m, 80m)], Steps(asked with { Energy =
            SetLevel.Run(Tag, Agreements.Hours(Day, 13, 16), new(80)) }));
        Assert.Equal("not-a-change", Code(at, New, more with { Energy = Tag.Energy }));
        Assert.Equal("not-a-change", Code(at, New, more with { Energy = [Tagged.Block(Day, 7, 14, 100)] }));
        Assert.Equal("not-in-this-state", Code(later, New, more, more with { At = later }));
        Assert.Equal("not-in-this-state", Code(Asked, New, more with { At = Asked }));
        Assert.Equal("short-of-transmission", Code(at, New, more with { Energy = [Tagged.Block(Day, 6, 10, 100),
            Tagged.Block(Day, 10, 14, 250)] }));
    }

    [Fact]
    public void Withdraw_cancel_and_terminate_come_pending_confirmed_and_flowing()
    {
        Assert.Equal(TagState.Withdrawn, Follow(Asked, new TagWithdrawn("DESK", Asked)).State);
        var confirmed = Asked + Duration.FromHours(3);
        var cancelled = Follow(confirmed, new TagCancelled("DESK", confirmed));
        Assert.Equal((TagState.Cancelled, 0), (cancelled.State, cancelled.Energy.Length));
        var terminated = Follow(Flowing, new TagTerminated("DESK", Flowing, Agreements.Hours(Day, 11, 12).Start));
        Assert.Equal(TagState.Terminated, terminated.State);
        Assert.Equal(Agreements.Hours(Day, 10, 11), terminated.Energy[^1].Interval);
    }

    [Fact]
    public void What_does_not_follow_is_refused()
    {
        Assert.Equal("not-new", Code(Asked));
        Assert.Equal("not-new", Code(Asked, New, New));
        Assert.Equal("facts-out-of-order", Code(Asked + Duration.FromHours(1), New, new TagWithdrawn("DESK", Asked - Duration.Epsilon)));
        Assert.Equal("facts-out-of-order", Code(Asked, New, new TagWithdrawn("DESK", Asked + Duration.Epsilon)));
        Assert.Equal("not-the-author", Code(Asked, New, new TagWithdrawn("LSE", Asked)));
        Assert.Equal("not-on-path", Code(Flowing, New, new TagCurtailed("LSE", Flowing, Agreements.Hours(Day, 8, 9), new(1), "")));
        Assert.Equal("not-on-path", Code(Asked, New, new TagAssessed("RELIAB", Asked, true, "")));
        Assert.Equal("not-in-this-state", Code(Flowing, New, new TagCancelled("DESK", Flowing)));
        Assert.Equal("not-in-this-state", Code(Flowing, New, Yes("NYIS", 121)));
        Assert.Equal("not-in-this-state", Code(Asked, New, new TagTerminated("DESK", Asked, Flowing)));
    }

    [Fact]
    public void A_tag_that_cannot_flow_is_refused()
    {
        string Invalid(ETag tag) => Code(Asked, New with { Tag = tag });
        Assert.Equal("bad-market-path", Invalid(Tag with { Author = "OTHER" }));
        Assert.Equal("bad-market-path", Invalid(Tag with { Market = [] }));
        Assert.Equal("bad-physical-path", Invalid(Tag with { Physical = [.. Tag.Physical.Reverse()] }));
        Assert.Equal("bad-physical-path", Invalid(Tag with { Physical = Tag.Physical.RemoveAt(1) }));
        Assert.Equal("bad-physical-path", Invalid(Tag with { Physical = Tag.Physical.SetItem(3,
            Tag.Physical[3] with { Entity = "PJM" }) }));
        Assert.Equal("bad-profile", Invalid(Tag with { Energy = [] }));
        Assert.Equal("bad-profile", Invalid(Tag with { Energy = [Tag.Energy[0], Tag.Energy[0]] }));
        Assert.Equal("bad-profile", Invalid(Tag with { Energy = [Tag.Energy[0] with { Mw = new(0.0001m) }] }));
        Assert.Equal("bad-profile", Invalid(Tag with { Energy = [Tag.Energy[0] with { RampAtEnd = Duration.FromMinutes(61) }] }));
        Assert.Equal("bad-profile", Invalid(Tag with { Energy = [Tag.Energy[0] with
            { Interval = new(Start, Start + Duration.FromSeconds(90)) }] }));
        Assert.Equal("bad-name", Invalid(Tag with { CarbonCopies = ["line\nbreak"] }));
        Assert.Equal("bad-losses", Invalid(Tag with { Physical = Tag.Physical.SetItem(1, Tag.Physical[1] with { LossFraction = 1 }) }));
        Assert.Equal("short-of-transmission", Invalid(Tag with { Physical = Tag.Physical.SetItem(2,
            Tagged.Transmission("NEPT", "B", "C", 146.9m, 0, LossMethod.InKind, Day)) }));
        // What the first provider keeps in kind needs no reservation with the second: 150 MW less 2 %.
        Assert.Equal(TagState.Pending, Tagged.Follow(Interconnection.Eastern, Asked, New with { Tag = Tag with
        {
            Physical = Tag.Physical.SetItem(2, Tagged.Transmission("NEPT", "B", "C", 147, 0, LossMethod.InKind, Day)),
        } }).State);
        Assert.Equal("bad-tag-id", Given.CodeOf(TagId.Parse("NYIS_DESK_SHORT_ISNE")));
        Assert.Equal("NYIS_DESK_A1B2C3D_ISNE", $"{Tag.Id}");
    }

    private static IEnumerable<(decimal, decimal)> Steps(TagStanding standing) => standing.Energy.Select(block =>
        ((decimal)(block.Interval.Start - Given.Calendar.WholeDay(Day).Start).TotalHours, block.Mw.Value));
}
