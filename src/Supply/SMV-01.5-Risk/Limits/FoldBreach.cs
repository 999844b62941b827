using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using NodaTime;

namespace Busbar.Supply.Risk.Limits;

/// <summary>The facts of one breach.</summary>
/// <param name="Calendar">The market's clock, whose business hours count.</param>
/// <param name="Facts">In order of time.</param>
/// <param name="AsOf">The clock; later facts are not yet known.</param>
public sealed record FoldBreachInputs(MarketCalendar Calendar, ImmutableArray<BreachFact> Facts, Instant AsOf);

/// <summary>How far a breach has come.</summary>
public enum BreachStage
{
    /// <summary>Found; the limit's owner does not know yet.</summary>
    Opened,
    /// <summary>Its owner knows; to be cured or approved.</summary>
    Notified,
    /// <summary>It may stand for now.</summary>
    Approved,
    /// <summary>The approval ran out; to be cured.</summary>
    Expired,
    /// <summary>Back inside; to be logged.</summary>
    Cured,
    /// <summary>Closed.</summary>
    Logged,
}

/// <summary>Where a breach stands as of a clock.</summary>
/// <param name="Opened">What was found.</param>
/// <param name="Stage">How far it has come.</param>
/// <param name="Next">What has to be done, or nothing: <c>notify</c>, <c>cure or approve</c>, <c>cure</c>, <c>log</c>.</param>
/// <param name="DueAt">By when; null when closed.</param>
/// <param name="IsOverdue">True when that has passed.</param>
/// <param name="WasLate">Steps that were done after they were due.</param>
public sealed record BreachStanding(
    BreachOpened Opened, BreachStage Stage, string Next, Instant? DueAt, bool IsOverdue, ImmutableArray<string> WasLate);

/// <summary>Folds a breach's facts into its state: found → notified → cured or approved until an instant → logged. Refuses facts out of
/// order, a
/// step that its state does not allow, approval by who holds the position, without a reason or that ends before it begins, a cure above the
/// maximum, a log without a lesson.</summary>
public static class FoldBreach
{
    private const string Notify = "notify", CureOrApprove = "cure or approve", Cure = "cure", Log = "log";

    /// <summary>The state as of the clock.</summary>
    public static Outcome<BreachStanding> Run(FoldBreachInputs inputs)
    {
        var facts = inputs.Facts.Where(fact => fact.At <= inputs.AsOf).ToArray();
        if (facts is not [BreachOpened opened, ..])
            return new Refusal("not-open", "the first known fact is not the breach itself", "breach", "Begin with what was found.");
        var limit = opened.Use.Limit;
        if (PolicyLimit.Refuse([limit]) is { } unowned) return unowned;
        var timers = limit.Timers;
        var (notifyBy, cureBy) = (BusinessHours.After(inputs.Calendar, opened.At, timers.NotifyHours),
            BusinessHours.After(inputs.Calendar, opened.At, timers.CureHours));
        var state = new BreachStanding(opened, BreachStage.Opened, Notify, notifyBy, false, []);
        for (var i = 1; i < facts.Length; i++)
        {
            if (facts[i].At < facts[i - 1].At)
                return new Refusal("out-of-order", $"{facts[i].At} comes before {facts[i - 1].At}", Where(opened),
                    "Give the facts in order of time.");
            // A waiver that had run out by then is not in force any more.
            if (Refuse(state = Expire(state, facts[i].At), facts[i]) is { } refusal) return refusal;
            var late = Lateness(state, facts[i]);
            state = facts[i] switch
            {
                BreachNotified => state with { Stage = BreachStage.Notified, Next = CureOrApprove, DueAt = cureBy },
                BreachApproved approval => state with { Stage = BreachStage.Approved, Next = Cure, DueAt = approval.Until },
                BreachCured cure => state with
                {
                    Stage = BreachStage.Cured, Next = Log, DueAt = BusinessHours.After(inputs.Calendar, cure.At, timers.LogHours),
                },
                _ => state with { Stage = BreachStage.Logged, Next = "", DueAt = null },
            };
            state = state with { WasLate = state.WasLate.AddRange(late) };
        }
        state = Expire(state, inputs.AsOf);
        return state with { IsOverdue = state.DueAt is { } due && inputs.AsOf > due };
    }

    private static BreachStanding Expire(BreachStanding state, Instant at) =>
        state.Stage == BreachStage.Approved && at >= state.DueAt ? state with { Stage = BreachStage.Expired } : state;

    private static ImmutableArray<string> Lateness(BreachStanding state, BreachFact fact) =>
        state.DueAt is { } due && fact.At > due && state.Stage != BreachStage.Logged ? [state.Next] : [];

    private static Refusal? Refuse(BreachStanding state, BreachFact fact)
    {
        var isOpen = state.Stage is BreachStage.Notified or BreachStage.Approved or BreachStage.Expired;
        var isAllowed = fact switch
        {
            BreachNotified => state.Stage == BreachStage.Opened,
            BreachApproved or BreachCured => isOpen,
            BreachLogged => state.Stage == BreachStage.Cured,
            _ => false,
        };
        var where = Where(state.Opened);
        if (!isAllowed)
            return new("step-not-allowed", $"{fact.GetType().Name} does not follow {state.Stage}", where,
                state.Next == "" ? "The breach is closed; open another." : $"Next comes: {state.Next}.");
        return fact switch
        {
            BreachApproved approval when approval.By.Name == state.Opened.PositionOwner => new("own-approval",
                $"{approval.By.Name} holds the position", where, "Have someone else approve it."),
            BreachApproved approval when approval.Until <= approval.At => new("approval-without-end",
                $"the approval of {approval.At} ends {approval.Until}", where, "Give an end after the approval."),
            BreachApproved { Reason: var reason } when string.IsNullOrWhiteSpace(reason) => new("no-reason", "the approval has no reason",
                where,
                "Say why the breach may stand."),
            BreachCured cure when !(cure.Measured <= (double)state.Opened.Use.Limit.Limit.Maximum) => new("not-cured",
                FormattableString.Invariant($"{cure.Measured} is still above {state.Opened.Use.Limit.Limit.Maximum}"), where,
                "Bring the position inside first."),
            BreachLogged { Lesson: var lesson } when string.IsNullOrWhiteSpace(lesson) => new("no-reason", "the log says nothing", where,
                "Write down what happened."),
            _ => null,
        };
    }

    private static string Where(BreachOpened opened) => $"breach of '{opened.Use.Limit.Limit.Name}' by {opened.Use.Of}";
}
