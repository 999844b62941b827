using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Operations;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.Operations.ServiceLevels;

/// <summary>What is to be measured.</summary>
/// <param name="Counts">In the order of time; counts outside the window are left out.</param>
/// <param name="AsOf">When; of a calendar window, the part until then is measured against the budget of the whole.</param>
public sealed record MeasureObjectiveInputs(ServiceObjective Objective, ImmutableArray<EventCount> Counts, Instant AsOf);

/// <summary>Where an objective stands.</summary>
/// <param name="Window">The time it is measured over: start not included, end included.</param>
/// <param name="Unit">What the budget is counted in: <c>events</c> or <c>slices</c>.</param>
/// <param name="Good">Good events, good slices, or the sum of the slices' ratios.</param>
/// <param name="Total">All events, or the slices that had any, until now.</param>
/// <param name="Budget">How much may be bad in the window: of occurrences, as busy as it has been; of slices, in all of it.</param>
/// <param name="Spent">How much was bad.</param>
/// <param name="ExhaustedAt">When the spending first reached the budget; null when it has not.</param>
/// <param name="EmptySlices">Slices until now without any event: neither good nor bad, and spend nothing.</param>
public sealed record ObjectiveState(
    ServiceObjective Objective, Interval Window, string Unit, double Good, double Total, double Budget, double Spent, Instant? ExhaustedAt,
    int EmptySlices)
{
    /// <summary>The share that was good; null when nothing happened.</summary>
    public double? Achieved => Total > 0 ? Good / Total : null;

    /// <summary>Budget not yet spent; negative once it is overspent.</summary>
    public double Left => Budget - Spent;

    /// <summary>True while the budget is not overspent; null when nothing happened.</summary>
    public bool? IsMet => Total > 0 ? Left >= -ObjectiveBudget.Tolerance(Budget) : null;
}

/// <summary>Measures an objective by its budgeting method (OpenSLO v1): occurrences, timeslices or ratio-timeslices. Refuses counts that
/// are out of order or impossible, and a time before the first calendar window. Finds slices without events, and a last slice cut short by
/// the window.</summary>
public static class MeasureObjective
{
    /// <summary>The state.</summary>
    public static Outcome<ObjectiveState> Run(MeasureObjectiveInputs inputs)
    {
        var objective = inputs.Objective;
        if (CountLog.Fault(inputs.Counts, objective.Name) is { } fault) return fault;
        var found = FindWindow.Run(objective.Window, inputs.AsOf);
        if (found is Outcome<Interval>.Refused { Refusal: var refusal }) return refusal;
        var window = found.OrThrow();
        var first = CountLog.FirstAfter(inputs.Counts, window.Start);
        var counts = inputs.Counts[first..Math.Max(first, CountLog.FirstAfter(inputs.Counts, Instant.Min(window.End, inputs.AsOf)))];
        var state = objective.Method == BudgetingMethod.Occurrences
            ? ObjectiveBudget.OfEvents(objective, window, counts)
            : ObjectiveBudget.OfSlices(objective, window, counts, inputs.AsOf);
        return Outcome.Of(state, state.EmptySlices == 0 ? [] :
            [new Finding("empty-slices", Severity.Note, $"{state.EmptySlices} slice(s) of '{objective.Name}' had no event",
                $"{window.Start} to {inputs.AsOf}", "counted neither good nor bad")]);
    }
}
