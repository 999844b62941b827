using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Kernel.Clocks;

/// <summary>What a reading of the clock needs.</summary>
/// <param name="Events">One ticket's log; any order.</param>
/// <param name="Terms">What was promised.</param>
/// <param name="Policy">How the questions are answered on which desks differ.</param>
/// <param name="AsOf">The instant of the reading: nothing later is counted, whether it happened or became known later.</param>
public sealed record ClockReading(
    ImmutableArray<ClockEvent> Events, ImmutableArray<TargetTerm> Terms, ClockPolicy Policy, Instant AsOf);

/// <summary>Reads where every target of a ticket stands off its log of events. Nothing is counted and kept, so that a backdated fact,
/// another calendar or another policy gives another answer at once.</summary>
public static class ReadTargets
{
    /// <summary>The states in the order of terms and cycles, with findings for events that were not counted or out of order. Refuses a log
    /// without a creation, <c>no-creation</c>, and a calendar that yields no deadline, <c>no-open-hours</c>,
    /// <c>deadline-too-far</c>.</summary>
    public static Outcome<ImmutableArray<TargetState>> Run(ClockReading inputs)
    {
        if (TicketLog.From(inputs.Events, inputs.AsOf) is not { } log)
            return new Refusal("no-creation", $"Nothing created the ticket by {inputs.AsOf}", "events", "Give the log its first event.");
        var states = ImmutableArray.CreateBuilder<TargetState>();
        var findings = log.Findings.ToBuilder();
        foreach (var term in inputs.Terms)
        {
            var measure = new MeasureTarget(term, inputs.Policy, log, inputs.AsOf);
            foreach (var cycle in new FoldTarget(term, inputs.Policy).Run(log))
            {
                if (measure.Run(cycle) is not { } state) continue;
                if (state is Outcome<TargetState>.Refused refused) return refused.Refusal;
                states.Add(state.OrThrow());
                if (states[^1] is { Due: null, Standing: TargetStanding.Running or TargetStanding.Met })
                    findings.Add(new("no-deadline", Severity.Warning,
                        $"{term.Name} lies beyond the policy's search of {inputs.Policy.SearchCap}",
                        term.Name, "left without a deadline"));
            }
        }
        return Outcome.Of(states.ToImmutable(), findings);
    }
}
