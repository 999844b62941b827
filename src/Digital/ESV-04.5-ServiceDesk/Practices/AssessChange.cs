using System.Collections.Immutable;
using System.Globalization;
using Busbar.Digital.Handoffs.Operations;
using Busbar.Digital.ServiceDesk.Tickets;
using Busbar.Kernel.Outcomes;

namespace Busbar.Digital.ServiceDesk.Practices;

/// <summary>A change to be judged.</summary>
/// <param name="History">Changes that have ended, on whatever items.</param>
/// <param name="Incidents">Incidents, of which those tied to a change as its consequence count against it.</param>
public sealed record AssessChangeInputs(ChangePlan Plan, ServiceMap Map, ImmutableArray<Ticket> History, ImmutableArray<Ticket> Incidents);

/// <summary>How risky a change is.</summary>
public enum ChangeRiskLevel
{
    Low,
    Medium,
    High,
}

/// <summary>The risk of a change with its working.</summary>
/// <param name="Score">0 to 100.</param>
/// <param name="Services">The services that go down while its items do.</param>
public sealed record ChangeRisk(double Score, ChangeRiskLevel Level, ImmutableArray<string> Services, Explain Working);

/// <summary>Scores a change by what it touches, what stands on that, and how such changes went. Weights are the house's: 40 for the
/// criticality of the most critical thing down, 30 for the share of services down (weakened ones half), 30 for the share of earlier changes
/// on the same items that failed, were rolled back or caused an incident (with one failure in two assumed beforehand).</summary>
public static class AssessChange
{
    private const double Weighty = 60, Middling = 35;

    /// <summary>The risk. Refuses <c>unknown-item</c>.</summary>
    public static Outcome<ChangeRisk> Run(AssessChangeInputs inputs)
    {
        var (plan, map) = (inputs.Plan, inputs.Map);
        if (plan.Items.FirstOrDefault(name => map.Items.All(item => item.Name != name)) is { } unknown)
            return new Refusal("unknown-item", $"The service map has no item '{unknown}'", "change", "Correct the name, or add the item.");
        var blast = BlastRadius.Of(map, plan.Items);
        var services = map.Services.Where(service => blast.Down.Contains(service.Name)).ToImmutableArray();
        var most = map.Items.Where(item => blast.Down.Contains(item.Name)).Select(item => item.Criticality)
            .Concat(services.Select(service => service.Criticality)).Min();
        var weakened = map.Services.Count(service => blast.Weakened.Contains(service.Name));
        var same = inputs.History.Where(ticket => ticket.Change is { EndedAt: not null } change
            && change.Plan.Items.Any(plan.Items.Contains)).ToImmutableArray();
        var bad = same.Count(ticket => !WentWell(ticket, inputs.Incidents));
        Explain[] parts =
        [
            Part("criticality", 40 * (4 - (int)most) / 3.0, $"40 × (4 − {(int)most}) / 3", $"the most critical thing down is {most}"),
            Part("blast radius", 30 * (services.Length + 0.5 * weakened) / Math.Max(1, map.Services.Length),
                $"30 × ({services.Length} + ½ × {weakened}) / {map.Services.Length}", "services down and weakened by the service map"),
            Part("history", 30.0 * (bad + 1) / (same.Length + 2), $"30 × ({bad} + 1) / ({same.Length} + 2)",
                $"changes on the same items: {string.Join(", ", same.Select(ticket => ticket.Id))}"),
        ];
        var score = parts.Sum(part => double.Parse(part.Value, CultureInfo.InvariantCulture));
        var level = score >= Weighty ? ChangeRiskLevel.High : score >= Middling ? ChangeRiskLevel.Medium : ChangeRiskLevel.Low;
        return new ChangeRisk(score, level, [.. services.Select(service => service.Name)],
            new("risk", score.ToString("F1", CultureInfo.InvariantCulture), "of 100", "criticality + blast radius + history",
                "Busbar's weights", [.. parts]));
    }

    /// <summary>True when a change succeeded and no incident is tied to it as its consequence.</summary>
    public static bool WentWell(Ticket change, ImmutableArray<Ticket> incidents) => change.Change?.Outcome == ChangeOutcome.Successful
        && !incidents.Any(incident => incident.Links.Contains(new(LinkKind.CausedBy, change.Id)));

    private static Explain Part(string name, double value, string formula, string source) =>
        new(name, value.ToString("F1", CultureInfo.InvariantCulture), "of 100", formula, source, []);
}
