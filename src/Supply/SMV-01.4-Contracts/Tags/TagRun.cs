using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Contracts.Tags;
using NodaTime;

namespace Busbar.Supply.Contracts.Tags;

/// <summary>One tag's transaction as its facts unfold.</summary>
internal sealed class TagRun(Interconnection interconnection, TagSubmitted submitted)
{
    private readonly HashSet<string> approved = [];
    private readonly List<TagCurtailed> curtailments = [];
    private ETag tag = submitted.Tag;
    private TagTiming timing = TagTiming.Of(interconnection, submitted.At, submitted.Tag.RampStart, submitted.Tag.Energy[0].Interval.Start);
    private TagState state = TagState.Pending;
    private TagChange? change;
    private Instant? end;

    private bool IsAssessed => state == TagState.Pending || change is not null;

    internal void MoveTo(Instant clock)
    {
        if (state == TagState.Pending && clock >= timing.AssessedBy)
            state = timing.Class == TimingClass.OnTime ? TagState.Confirmed : TagState.Expired;
        if (change is { } asked && clock >= asked.Timing.AssessedBy) Decide(asked.Timing.Class == TimingClass.OnTime);
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
            TagCorrected or TagProfileChanged or TagWithdrawn or TagCancelled or TagTerminated when fact.By != tag.Author =>
                ("not-the-author", $"{fact.By} did not write it"),
            _ when !MayCome(fact) => ("not-in-this-state", $"{fact.GetType().Name} does not come when a tag is {state}"),
            TagCorrected correction when !IsCorrection(correction.Tag) => ("not-a-correction", "id, path or energy changed"),
            TagProfileChanged changed when !IsChange(changed) => ("not-a-change", "nothing changes, or what has flowed already"),
            _ => default,
        };
        if (fault.Item1 is not null)
            return new(fault.Item1, fault.Item2, $"tag {tag.Id}, {fact.At}", "Leave the fact out, or submit another tag.");
        var asked = fact switch
        {
            TagCorrected correction => correction.Tag,
            TagProfileChanged changed => tag with { Energy = changed.Energy },
            _ => null,
        };
        if (asked is not null && TagRefusals.Of(asked) is { } invalid) return invalid;
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
        return new(tag, state, timing, IsAssessed ? [.. tag.ApprovalEntities.Except(approved)] : [],
            state is TagState.Confirmed or TagState.Implemented or TagState.Terminated ? energy : [], change);
    }

    private bool MayCome(TagFact fact) => fact switch
    {
        TagCorrected => state == TagState.Pending,
        TagWithdrawn or TagAssessed => IsAssessed,
        TagCancelled => state == TagState.Confirmed,
        TagTerminated terminated => state == TagState.Implemented && terminated.End >= fact.At,
        TagProfileChanged => change is null && state is TagState.Confirmed or TagState.Implemented,
        _ => state is TagState.Confirmed or TagState.Implemented,
    };

    private bool IsCorrection(ETag corrected) =>
        corrected.Id == tag.Id && corrected.Author == tag.Author && corrected.Energy.SequenceEqual(tag.Energy)
        && corrected.Physical.Select(Route).SequenceEqual(tag.Physical.Select(Route));

    private bool IsChange(TagProfileChanged changed) => !changed.Energy.IsDefaultOrEmpty
        && TagProfile.FirstChange(tag.Energy, changed.Energy) is { } first && first >= changed.At;

    private static (SegmentKind, string, string, string) Route(PhysicalSegment segment) =>
        (segment.Kind, segment.Entity, segment.From, segment.To);

    private void Apply(TagFact fact)
    {
        switch (fact)
        {
            case TagAssessed { IsApproved: false }:
                if (change is not null) Decide(false);
                else state = TagState.Denied;
                break;
            case TagAssessed:
                approved.Add(fact.By);
                if (tag.ApprovalEntities.All(approved.Contains)) Approve();
                MoveTo(fact.At);
                break;
            case TagCorrected correction:
                tag = correction.Tag;
                approved.Clear();
                timing = TagTiming.Of(interconnection, fact.At, tag.RampStart, tag.Energy[0].Interval.Start);
                break;
            case TagProfileChanged changed:
                approved.Clear();
                change = new(changed.Energy, TimingOf(changed));
                break;
            case TagCurtailed curtailed:
                curtailments.Add(curtailed);
                break;
            case TagReloaded reloaded:
                Reload(reloaded);
                break;
            case TagTerminated terminated:
                (state, end, change) = (TagState.Terminated, terminated.End, null);
                break;
            case TagWithdrawn when change is not null:
                change = null;
                break;
            default:
                (state, change) = (fact is TagWithdrawn ? TagState.Withdrawn : TagState.Cancelled, null);
                break;
        }
    }

    private void Approve()
    {
        if (change is not null) Decide(true);
        else state = TagState.Confirmed;
    }

    private void Decide(bool isApproved)
    {
        if (isApproved) tag = tag with { Energy = change!.Energy };
        change = null;
    }

    /// <summary>A change is timed against the ramp into the first energy that differs.</summary>
    private TagTiming TimingOf(TagProfileChanged changed)
    {
        var start = TagProfile.FirstChange(tag.Energy, changed.Energy)!.Value;
        var ramp = tag.Energy.Concat(changed.Energy).Max(block =>
            block.Interval.Start == start ? block.RampAtStart : block.Interval.End == start ? block.RampAtEnd : Duration.Zero);
        return TagTiming.Of(interconnection, changed.At, start - ramp / 2, start);
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
