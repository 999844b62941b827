using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using NodaTime;

namespace Busbar.Supply.Contracts.Tags;

/// <summary>A tag's facts in order of time, and the clock to fold them at.</summary>
public sealed record FollowTagInputs(Interconnection Interconnection, ImmutableArray<TagFact> Facts, Instant Now);

/// <summary>Where a tag stands.</summary>
/// <param name="Tag">As it stands, corrections in it.</param>
/// <param name="State">State of the transaction.</param>
/// <param name="Timing">Of its request.</param>
/// <param name="Waiting">Approval entities that have not answered; empty once the request is decided.</param>
/// <param name="Energy">MW that may flow: curtailments and termination taken off, nothing unless confirmed.</param>
public sealed record TagStanding(
    ETag Tag, TagState State, TagTiming Timing, ImmutableArray<string> Waiting, ImmutableArray<ProfileBlock> Energy);

/// <summary>State of a tag's transaction (names of the specification, from memory).</summary>
public enum TagState
{
    /// <summary>Entities are assessing it.</summary>
    Pending,
    /// <summary>All have approved; it has not begun.</summary>
    Confirmed,
    /// <summary>It flows, or has flowed.</summary>
    Implemented,
    /// <summary>An entity denied it.</summary>
    Denied,
    /// <summary>Assessment ended in silence, and it was late.</summary>
    Expired,
    /// <summary>Its author took it back while pending.</summary>
    Withdrawn,
    /// <summary>Its author gave it up before it began.</summary>
    Cancelled,
    /// <summary>Its author ended it early.</summary>
    Terminated,
}

/// <summary>Folds a tag's facts: NEW and CORRECTION wait for every approval entity; one denial denies; when assessment ends an on-time
/// request is approved by silence and a late one expires. Curtailment and reload take effect when they are made: reliability does not
/// wait. Source: NAESB WEQ-004 and the e-Tag specification 1.8, from memory.</summary>
public static class FollowTag
{
    /// <summary>Where the tag stands. Refuses an invalid tag (<c>bad-market-path</c>, <c>bad-physical-path</c>, <c>bad-profile</c>,
    /// <c>bad-losses</c>, <c>short-of-transmission</c>) and facts that do not follow: <c>facts-out-of-order</c>, <c>not-new</c>,
    /// <c>not-the-author</c>, <c>not-on-path</c>, <c>not-in-this-state</c>, <c>not-a-correction</c>.</summary>
    public static Outcome<TagStanding> Run(FollowTagInputs inputs)
    {
        if (inputs.Facts.IsDefaultOrEmpty || inputs.Facts[0] is not TagSubmitted first)
            return new Refusal("not-new", "a tag begins with a NEW request", "tag", "Give the tag's facts from its submission.");
        if (TagRefusals.Of(first.Tag) is { } invalid) return invalid;
        var run = new TagRun(inputs.Interconnection, first);
        var last = first.At;
        foreach (var fact in inputs.Facts.Skip(1))
        {
            if (fact.At < last || fact.At > inputs.Now)
                return new Refusal("facts-out-of-order", $"a fact of {fact.At} follows one of {last}, at {inputs.Now}", $"tag {first.Tag.Id}",
                    "Give the facts in order of time, up to the clock.");
            last = fact.At;
            run.MoveTo(fact.At);
            if (run.Take(fact) is { } refusal) return refusal;
        }
        run.MoveTo(inputs.Now);
        return run.Standing();
    }
}

/// <summary>One tag's transaction as its facts unfold.</summary>
internal sealed class TagRun(Interconnection interconnection, TagSubmitted submitted)
{
    private readonly HashSet<string> approved = [];
    private readonly List<TagCurtailed> curtailments = [];
    private ETag tag = submitted.Tag;
    private TagTiming timing = TagTiming.Of(interconnection, submitted.At, submitted.Tag.RampStart, submitted.Tag.Energy[0].Interval.Start);
    private TagState state = TagState.Pending;
    private Instant? end;

    internal void MoveTo(Instant clock)
    {
        if (state == TagState.Pending && clock >= timing.AssessedBy)
            state = timing.Class == TimingClass.OnTime ? TagState.Confirmed : TagState.Expired;
        if (state == TagState.Confirmed && clock >= tag.RampStart) state = TagState.Implemented;
    }

    internal Refusal? Take(TagFact fact)
    {
        var isOnPath = tag.Physical.Any(segment => segment.Entity == fact.By);
        var fault = fact switch
        {
            TagSubmitted => ("not-new", "a tag is submitted once"),
            TagAssessed when !tag.ApprovalEntities.Contains(fact.By) => ("not-on-path", $"{fact.By} does not approve it"),
            TagCurtailed or TagReloaded when !isOnPath => ("not-on-path", $"{fact.By} is not on the path"),
            TagCorrected or TagWithdrawn or TagCancelled or TagTerminated when fact.By != tag.Author =>
                ("not-the-author", $"{fact.By} did not write it"),
            _ when !MayCome(fact) => ("not-in-this-state", $"{fact.GetType().Name} does not come when a tag is {state}"),
            TagCorrected correction when !IsCorrection(correction.Tag) => ("not-a-correction", "id, path or energy changed"),
            _ => default,
        };
        if (fault.Item1 is not null)
            return new(fault.Item1, fault.Item2, $"tag {tag.Id}, {fact.At}", "Leave the fact out, or submit another tag.");
        if (fact is TagCorrected { Tag: var corrected } && TagRefusals.Of(corrected) is { } invalid) return invalid;
        Apply(fact);
        return null;
    }

    internal TagStanding Standing()
    {
        var energy = tag.Energy;
        foreach (var each in curtailments) energy = TagProfile.Cut(energy, each.Interval, each.Ceiling.Value);
        if (end is { } stop && stop < energy[^1].Interval.End)
            energy = [.. energy.Where(block => block.Interval.Start < stop).Select(block => block.Interval.End <= stop ? block
                : block with { Interval = new(block.Interval.Start, stop) })];
        return new(tag, state, timing, state == TagState.Pending ? [.. tag.ApprovalEntities.Except(approved)] : [],
            state is TagState.Confirmed or TagState.Implemented or TagState.Terminated ? energy : []);
    }

    private bool MayCome(TagFact fact) => fact switch
    {
        TagCorrected or TagWithdrawn or TagAssessed => state == TagState.Pending,
        TagCancelled => state == TagState.Confirmed,
        TagTerminated terminated => state == TagState.Implemented && terminated.End >= fact.At,
        _ => state is TagState.Confirmed or TagState.Implemented,
    };

    private bool IsCorrection(ETag corrected) =>
        corrected.Id == tag.Id && corrected.Author == tag.Author && corrected.Energy.SequenceEqual(tag.Energy)
        && corrected.Physical.Select(Route).SequenceEqual(tag.Physical.Select(Route));

    private static (SegmentKind, string, string, string) Route(PhysicalSegment segment) =>
        (segment.Kind, segment.Entity, segment.From, segment.To);

    private void Apply(TagFact fact)
    {
        switch (fact)
        {
            case TagAssessed { IsApproved: false }:
                state = TagState.Denied;
                break;
            case TagAssessed:
                approved.Add(fact.By);
                if (tag.ApprovalEntities.All(approved.Contains)) state = fact.At >= tag.RampStart ? TagState.Implemented : TagState.Confirmed;
                break;
            case TagCorrected correction:
                tag = correction.Tag;
                approved.Clear();
                timing = TagTiming.Of(interconnection, fact.At, tag.RampStart, tag.Energy[0].Interval.Start);
                break;
            case TagCurtailed curtailed:
                curtailments.Add(curtailed);
                break;
            case TagReloaded reloaded:
                Reload(reloaded);
                break;
            case TagTerminated terminated:
                (state, end) = (TagState.Terminated, terminated.End);
                break;
            default:
                state = fact is TagWithdrawn ? TagState.Withdrawn : TagState.Cancelled;
                break;
        }
    }

    private void Reload(TagReloaded reloaded)
    {
        for (var i = curtailments.Count - 1; i >= 0; i--)
        {
            var each = curtailments[i];
            if (each.By != reloaded.By || each.Interval.End <= reloaded.From) continue;
            if (each.Interval.Start >= reloaded.From) curtailments.RemoveAt(i);
            else curtailments[i] = each with { Interval = new(each.Interval.Start, reloaded.From) };
        }
    }
}
