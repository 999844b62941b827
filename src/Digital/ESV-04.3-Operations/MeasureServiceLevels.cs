using System.Collections.Immutable;
using System.Globalization;
using Busbar.Digital.Operations.ServiceLevels;
using Busbar.Digital.Operations.Uptime;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.Operations;

/// <summary>What the room promised and did, over one period.</summary>
/// <param name="TargetUptimePercent">What is asked of all services together.</param>
public sealed record MeasureServiceLevelsInputs(
    ImmutableArray<ServiceUptime> Services, ImmutableArray<ObjectiveState> Objectives, double TargetUptimePercent);

/// <summary>The key metrics of operations: uptime, what of it is unknown, and SLA achievement.</summary>
public static class MeasureServiceLevels
{
    private const string Stage = "ESV-04.3";

    /// <summary>The metrics; one without anything to measure is null.</summary>
    public static ImmutableArray<Metric> Run(MeasureServiceLevelsInputs inputs)
    {
        var services = inputs.Services;
        var asked = Sum(services, each => each.Asked);
        double? Share(Duration part) => asked > Duration.Zero ? 100 * (part / asked) : null;
        var judged = inputs.Objectives.Where(each => each.IsMet is not null).ToArray();
        var met = judged.Count(each => each.IsMet == true);
        return
        [
            new(Stage, "Uptime", Share(asked - Sum(services, each => each.Down)), "%", inputs.TargetUptimePercent, Better.Higher,
                "100 × (1 − Σ minutes down, not excused ÷ Σ service minutes asked for)",
                [.. services.Select(each => Part(each.Service, each.Down, each)), Leaf("service minutes asked for", asked)]),
            new(Stage, "Uptime unknown", Share(Sum(services, each => each.Unknown)), "%", 1, Better.Lower,
                "100 × Σ minutes nobody saw ÷ Σ service minutes asked for",
                [.. services.Select(each => Part(each.Service, each.Unknown, each)), Leaf("service minutes asked for", asked)]),
            new(Stage, "SLA achievement", judged.Length == 0 ? null : 100.0 * met / judged.Length, "%", 100, Better.Higher,
                "100 × objectives within their budget ÷ objectives with anything to measure",
                [.. judged.Select(each => Explain.Leaf($"{each.Objective.Service}/{each.Objective.Name}",
                    each.Left.ToString("0.##", CultureInfo.InvariantCulture), $"{each.Unit} left",
                    string.Create(CultureInfo.InvariantCulture, $"{each.Spent:0.##} of {each.Budget:0.##} spent")))]),
        ];
    }

    private static Duration Sum(ImmutableArray<ServiceUptime> services, Func<ServiceUptime, Duration> part) =>
        services.Aggregate(Duration.Zero, (sum, each) => sum + part(each));

    private static Explain Part(string name, Duration minutes, ServiceUptime of) =>
        Leaf(name, minutes) with { Source = $"{of.Outages.Length} outage(s), {of.Period.Start} to {of.Period.End}" };

    private static Explain Leaf(string name, Duration time) =>
        Explain.Leaf(name, time.TotalMinutes.ToString("0.##", CultureInfo.InvariantCulture), "min", "observations");
}
