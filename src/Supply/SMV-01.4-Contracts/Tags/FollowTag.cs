using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Contracts.Tags;
using NodaTime;

namespace Busbar.Supply.Contracts.Tags;

/// <summary>A tag's facts in order of time, and the clock to fold them at.</summary>
public sealed record FollowTagInputs(Interconnection Interconnection, ImmutableArray<TagFact> Facts, Instant Now);

/// <summary>Where a tag stands.</summary>
/// <param name="Tag">As it stands, corrections in it.</param>
/// <param name="State">State of the transaction.</param>
/// <param name="Timing">Of its request.</param>
/// <param name="Waiting">Approval entities that have not answered the pending request; empty once it is decided.</param>
/// <param name="Energy">MW that may flow: curtailments and termination taken off, nothing unless confirmed.</param>
/// <param name="Change">The change of its profile that entities are assessing; null without one.</param>
public sealed record TagStanding(
    ETag Tag, TagState State, TagTiming Timing, ImmutableArray<string> Waiting, ImmutableArray<ProfileBlock> Energy,
    TagChange? Change = null);

/// <summary>Energy that the author asks for instead, and how that request is timed.</summary>
public sealed record TagChange(ImmutableArray<ProfileBlock> Energy, TagTiming Timing);

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

/// <summary>Folds a tag's facts: NEW, CORRECTION and PROFILE CHANGE wait for every approval entity; one denial denies; when assessment ends
/// an on-time request is approved by silence and a late one expires; a change that is not approved leaves the tag as it was. Curtailment
/// and reload take effect when they are made: reliability does not
/// wait. Source: NAESB WEQ-004 and the e-Tag specification 1.8, from memory.</summary>
public static class FollowTag
{
    /// <summary>Where the tag stands. Refuses an invalid tag (<c>bad-market-path</c>, <c>bad-physical-path</c>, <c>bad-profile</c>,
    /// <c>bad-losses</c>, <c>short-of-transmission</c>) and facts that do not follow: <c>facts-out-of-order</c>, <c>not-new</c>,
    /// <c>not-the-author</c>, <c>not-on-path</c>, <c>not-in-this-state</c>, <c>not-a-correction</c>, <c>not-a-change</c>.</summary>
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
                return new Refusal("facts-out-of-order", $"a fact of {fact.At} follows one of {last}, at {inputs.Now}",
                    $"tag {first.Tag.Id}",
                    "Give the facts in order of time, up to the clock.");
            last = fact.At;
            run.MoveTo(fact.At);
            if (run.Take(fact) is { } refusal) return refusal;
        }
        run.MoveTo(inputs.Now);
        return run.Standing();
    }
}
