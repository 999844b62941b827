using System.Collections.Immutable;
using Busbar.Digital.Operations.Alerts;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.Operations.OnCall;

/// <summary>A step of an escalation: whom to page, and how long they have to acknowledge before the next step.</summary>
/// <param name="Rotas">Teams whose person on duty is paged.</param>
/// <param name="People">People who are paged whoever is on duty.</param>
/// <param name="Wait">The acknowledgement time-out; positive.</param>
public sealed record EscalationStep(ImmutableArray<string> Rotas, ImmutableArray<string> People, Duration Wait);

/// <summary>Steps one after the other; the last is followed by the first again, so many rounds.</summary>
public sealed record EscalationPolicy(string Name, ImmutableArray<EscalationStep> Steps, int Rounds);

/// <summary>A stretch in which nobody has acknowledged an alert: from when it was raised, or an acknowledgement ran out, to when it was
/// acknowledged or resolved, or null while it lasts.</summary>
public sealed record OpenCall(string Key, Instant From, Instant? To)
{
    /// <summary>The calls of an alert.</summary>
    public static ImmutableArray<OpenCall> Of(AlertStanding alert) =>
        [.. alert.Calls.Select(call => new OpenCall(alert.Key, call.Start, call.HasEnd ? call.End : null))];
}

/// <summary>What is asked.</summary>
public sealed record PlanPagesInputs(EscalationPolicy Policy, ImmutableArray<RotaPlan> Plans, ImmutableArray<OpenCall> Calls, Instant AsOf);

/// <summary>One page to one person. The same call always yields the same pages, so that a sender can tell which it has sent.</summary>
/// <param name="Step">From 1, counted through the rounds.</param>
public sealed record Page(string Key, Instant At, int Step, string Person);

/// <summary>Lists the pages that are due up to the clock: each step pages who is on duty at its own time; a step that reaches nobody gives
/// way to the next at once (<c>step-reaches-nobody</c>); a call that went through every round is found (<c>nobody-answered</c>). Refuses a
/// policy without steps (<c>no-steps</c>), rounds below one (<c>no-rounds</c>), a wait that is none (<c>no-wait</c>), and a rota that no
/// plan covers at that time (<c>rota-not-planned</c>).</summary>
public static class PlanPages
{
    /// <summary>Every page due by the clock, in order of time.</summary>
    public static Outcome<ImmutableArray<Page>> Run(PlanPagesInputs inputs)
    {
        var policy = inputs.Policy;
        if (policy.Steps.IsEmpty) return new Refusal("no-steps", "The policy pages nobody", policy.Name, "Add a step.");
        if (policy.Rounds < 1) return new Refusal("no-rounds", $"{policy.Rounds} rounds", policy.Name, "Ask for at least one.");
        if (policy.Steps.Any(step => step.Wait <= Duration.Zero))
            return new Refusal("no-wait", "A step leaves no time to acknowledge", policy.Name, "Give each step minutes.");
        var (pages, findings) = (new List<Page>(), new List<Finding>());
        foreach (var call in inputs.Calls)
            if (Call(inputs, call, pages, findings) is { } refusal) return refusal;
        return Outcome.Of(pages.OrderBy(page => page.At).ThenBy(page => page.Key, StringComparer.Ordinal).ToImmutableArray(), findings);
    }

    private static Refusal? Call(PlanPagesInputs inputs, OpenCall call, List<Page> pages, List<Finding> findings)
    {
        var (steps, at) = (inputs.Policy.Steps, call.From);
        for (var step = 0; step < steps.Length * inputs.Policy.Rounds; step++)
        {
            if (at > inputs.AsOf || call.To is { } end && at >= end) return null;
            var people = new SortedSet<string>(steps[step % steps.Length].People, StringComparer.Ordinal);
            foreach (var team in steps[step % steps.Length].Rotas)
            {
                if (inputs.Plans.FirstOrDefault(plan => plan.Team == team && plan.From <= at && at < plan.To) is not { } plan)
                    return new("rota-not-planned", $"No plan of {team} covers {at}", inputs.Policy.Name,
                        "Resolve its rota over that time.");
                if (plan.OnDutyAt(at) is { } person) people.Add(person);
            }
            pages.AddRange(people.Select(person => new Page(call.Key, at, step + 1, person)));
            if (people.Count > 0) at += steps[step % steps.Length].Wait;
            else findings.Add(new("step-reaches-nobody", Severity.Error, $"Step {step + 1} of {inputs.Policy.Name} reaches nobody at {at}",
                call.Key, "The next step is taken at once."));
        }
        if (at <= inputs.AsOf && (call.To is null || at < call.To))
            findings.Add(new("nobody-answered", Severity.Error, $"Every round of {inputs.Policy.Name} passed by {at}", call.Key,
                "No more pages are sent; the alert stays open."));
        return null;
    }
}
