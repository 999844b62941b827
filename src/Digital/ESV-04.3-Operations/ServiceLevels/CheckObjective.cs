using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Operations;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.Operations.ServiceLevels;

/// <summary>What is checked: an objective against its counts.</summary>
/// <param name="Counts">In the order of time.</param>
/// <param name="AsOf">When; the last count's time when the caller has no other.</param>
/// <param name="MinimumBadEvents">The gate of the alerts.</param>
public sealed record CheckObjectiveInputs(
    ServiceObjective Objective, ImmutableArray<EventCount> Counts, Instant AsOf, double MinimumBadEvents);

/// <summary>An objective's state and what its alerts did in the window.</summary>
/// <param name="Firing">What fires as of the check.</param>
public sealed record ObjectiveCheck(ObjectiveState State, BurnHistory Burns, ImmutableArray<AlertUrgency> Firing);

/// <summary>Checks an objective: where its budget stands, and when its burn alerts would have fired, looked at every minute of the window
/// up to now. Refuses what <see cref="MeasureObjective"/> and <see cref="FindBurns"/> refuse.</summary>
public static class CheckObjective
{
    /// <summary>The check.</summary>
    public static Outcome<ObjectiveCheck> Run(CheckObjectiveInputs inputs)
    {
        var measured = MeasureObjective.Run(new(inputs.Objective, inputs.Counts, inputs.AsOf));
        if (measured is not Outcome<ObjectiveState>.Done { Value: var state, Findings: var findings })
            return ((Outcome<ObjectiveState>.Refused)measured).Refusal;
        var every = Duration.FromMinutes(1);
        var minutes = Math.Floor((inputs.AsOf - state.Window.Start) / every);
        var burns = FindBurns.Run(new(inputs.Objective, inputs.Counts, inputs.AsOf - every * minutes, inputs.AsOf, every,
            inputs.MinimumBadEvents)).OrThrow();
        return Outcome.Of(new ObjectiveCheck(state, burns, burns.Changes[^1].Firing), findings);
    }
}
