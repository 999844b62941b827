using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using NodaTime;

namespace Busbar.Supply.Settlement.Disputes;

/// <summary>The facts of one dispute.</summary>
/// <param name="Facts">In order of time.</param>
/// <param name="AsOf">The clock; later facts are not yet known.</param>
public sealed record FoldDisputeInputs(ImmutableArray<DisputeFact> Facts, Instant AsOf);

/// <summary>How far a dispute has come.</summary>
public enum DisputeStage
{
    /// <summary>Drawn up; a second person has to release it.</summary>
    Drafted,
    /// <summary>May be filed.</summary>
    Released,
    /// <summary>With the ISO.</summary>
    Filed,
    /// <summary>The ISO waits for an answer of ours.</summary>
    Questioned,
    /// <summary>Decided in our favour, in whole or part; the money has not come.</summary>
    Awarded,
    /// <summary>Decided against us.</summary>
    Denied,
    /// <summary>The money has come.</summary>
    Settled,
    /// <summary>Given up.</summary>
    Withdrawn,
}

/// <summary>Where a dispute stands as of a clock.</summary>
/// <param name="Claim">What is disputed.</param>
/// <param name="Stage">How far it has come.</param>
/// <param name="Number">The ISO's number; empty before it is filed.</param>
/// <param name="Next">What we have to do; empty when nothing.</param>
/// <param name="DueAt">By when; null when nothing is due.</param>
/// <param name="IsOverdue">True when that has passed: a draft that is overdue can no longer be filed.</param>
/// <param name="Awarded">What was awarded.</param>
/// <param name="Received">What later statements carried.</param>
public sealed record DisputeStanding(
    DisputeClaim Claim, DisputeStage Stage, string Number, string Next, Instant? DueAt, bool IsOverdue, Usd Awarded, Usd Received)
{
    /// <summary>Awarded, and not on a statement yet.</summary>
    public Usd Awaited => Awarded - Received;

    /// <summary>True while something may still come of it.</summary>
    public bool IsOpen => Stage is not (DisputeStage.Denied or DisputeStage.Settled or DisputeStage.Withdrawn);
}

/// <summary>Folds a dispute's facts into its state: drawn up → released by another → filed before the window closes → answered → decided →
/// on a later statement. Refuses what its state does not allow.</summary>
public static class FoldDispute
{
    private const string Release = "release", File = "file", Answer = "answer", Collect = "find the award on a statement";

    /// <summary>The state as of the clock.</summary>
    public static Outcome<DisputeStanding> Run(FoldDisputeInputs inputs)
    {
        var facts = inputs.Facts.Where(fact => fact.At <= inputs.AsOf).ToArray();
        if (facts is not [DisputeOpened opened, ..])
            return new Refusal("not-open", "The first known fact is not the dispute itself", "dispute", "Begin with what is disputed.");
        if (Wrong(opened) is { } refused) return refused;
        var state = new DisputeStanding(opened.Claim, DisputeStage.Drafted, "", Release, opened.Deadline.ClosesAt, false, Usd.Zero,
            Usd.Zero);
        for (var i = 1; i < facts.Length; i++)
        {
            if (facts[i].At < facts[i - 1].At)
                return new Refusal("out-of-order", $"{facts[i].At} comes before {facts[i - 1].At}", Where(opened.Claim),
                    "Give the facts in order of time.");
            if (Refuse(state, opened, facts[i]) is { } refusal) return refusal;
            state = Apply(state, opened, facts[i]);
        }
        return state with { IsOverdue = state.DueAt is { } due && inputs.AsOf >= due };
    }

    private static DisputeStanding Apply(DisputeStanding state, DisputeOpened opened, DisputeFact fact) => fact switch
    {
        DisputeReleased => state with { Stage = DisputeStage.Released, Next = File, DueAt = opened.Deadline.ClosesAt },
        DisputeFiled filed => state with { Stage = DisputeStage.Filed, Number = filed.Number, Next = "", DueAt = null },
        DisputeAnswered { AnswerBy: { } by } => state with { Stage = DisputeStage.Questioned, Next = Answer, DueAt = by },
        DisputeAnswered => state with { Stage = DisputeStage.Filed, Next = "", DueAt = null },
        DisputeResolved { Resolution: DisputeResolution.Denied } => state with { Stage = DisputeStage.Denied, Next = "", DueAt = null },
        DisputeResolved resolved => state with
        {
            Stage = DisputeStage.Awarded, Awarded = resolved.Awarded, Next = Collect, DueAt = null,
        },
        DisputeSettled settled => Collected(state with { Received = state.Received + settled.Amount }),
        _ => state with { Stage = DisputeStage.Withdrawn, Next = "", DueAt = null },
    };

    private static DisputeStanding Collected(DisputeStanding state) =>
        state.Awaited == Usd.Zero ? state with { Stage = DisputeStage.Settled, Next = "" } : state;

    private static Refusal? Refuse(DisputeStanding state, DisputeOpened opened, DisputeFact fact)
    {
        var where = Where(opened.Claim);
        var isWithIso = state.Stage is DisputeStage.Filed or DisputeStage.Questioned;
        var isAllowed = fact switch
        {
            DisputeReleased => state.Stage == DisputeStage.Drafted,
            DisputeFiled => state.Stage == DisputeStage.Released,
            DisputeAnswered or DisputeResolved => isWithIso,
            DisputeSettled => state.Stage == DisputeStage.Awarded,
            DisputeWithdrawn => state.IsOpen,
            _ => false,
        };
        if (!isAllowed)
            return new("step-not-allowed", $"{fact.GetType().Name} does not follow {state.Stage}", where,
                state.Next == "" ? "Look at the dispute's history." : $"Next comes: {state.Next}.");
        return fact switch
        {
            DisputeReleased released when released.By.Name == opened.By.Name => new("own-release",
                $"{released.By.Name} drew it up", where, "Have someone else release it."),
            DisputeFiled filed when filed.At >= opened.Deadline.ClosesAt => new("window-closed",
                $"The window closed at {opened.Deadline.ClosesAt}: {opened.Deadline.Rule}", where,
                "Ask the ISO for an extension, or dispute the next statement of the day."),
            DisputeFiled { Number: var number } when string.IsNullOrWhiteSpace(number) => new("no-number",
                "The ISO's number of the dispute is missing", where, "Give the number that the ISO answered with."),
            DisputeResolved resolved when !Fits(resolved, opened.Claim.Amount) => new("award-does-not-fit",
                $"{resolved.Resolution} with {resolved.Awarded} does not fit {opened.Claim.Amount} asked", where,
                "Granted is all that was asked, denied nothing, granted with exceptions something between."),
            DisputeSettled settled when Math.Sign(settled.Amount.Value) != Math.Sign(state.Awaited.Value)
                || Math.Abs(settled.Amount.Value) > Math.Abs(state.Awaited.Value) => new("more-than-awarded",
                $"{settled.Amount} on the statement against {state.Awaited} awaited", where, "Give the part that belongs to this dispute."),
            DisputeWithdrawn { Why: var why } when string.IsNullOrWhiteSpace(why) => new("no-reason", "Why it is given up is missing",
                where,
                "Say why."),
            _ => null,
        };
    }

    private static bool Fits(DisputeResolved resolved, Usd asked) => resolved.Resolution switch
    {
        DisputeResolution.Granted => resolved.Awarded == asked,
        DisputeResolution.Denied => resolved.Awarded == Usd.Zero,
        _ => Math.Sign(resolved.Awarded.Value) == Math.Sign(asked.Value) && Math.Abs(resolved.Awarded.Value) < Math.Abs(asked.Value),
    };

    private static Refusal? Wrong(DisputeOpened opened) =>
        opened.Claim.Amount == Usd.Zero ? new("nothing-in-dispute", "The ISO billed what we computed", Where(opened.Claim),
            "Dispute a difference.")
        : opened.Claim.Intervals.IsEmpty ? new("no-intervals", "It names no interval", Where(opened.Claim),
            "Name the intervals in dispute.")
        : null;

    private static string Where(DisputeClaim claim) =>
        $"dispute of {claim.Code}{(claim.Asset == "" ? "" : "/" + claim.Asset)} on {claim.Market} {claim.Day}";
}
