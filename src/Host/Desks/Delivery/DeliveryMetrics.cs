using System.Collections.Immutable;
using Busbar.Digital.Delivery.Projects;
using Busbar.Host.Desks.Service;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Host.Desks.Delivery;

/// <summary>The room's key metrics: projects on time and on budget within 10 %, defect density, and the change fail rate by
/// cause.</summary>
public static class DeliveryMetrics
{
    private const string Stage = "ESV-04.2";

    /// <summary>A project's standing on the day its plan was taken in; null where the plan cannot be measured.</summary>
    public static EarnedValue? StandingOf(ProjectPlan plan) => MeasureEarnedValue.Run(plan.Packages, plan.TakenAt.InUtc().Date)
        is Outcome<EarnedValue>.Done { Value: var value } ? value : null;

    /// <summary>The metrics as of an instant; empty before anything was taken in.</summary>
    public static ImmutableArray<Metric> Measure(DigitalBooks books, AsOf asOf)
    {
        var evidence = books.Evidence;
        var plans = evidence.Plans(asOf).Select(plan => (plan.Project, Value: StandingOf(plan)))
            .Where(one => one.Value is { IsOnBudget: not null, IsOnTime: not null }).ToArray();
        var modules = evidence.Modules(asOf);
        var dora = books.Delivery.Measure(asOf);
        if (plans.Length == 0 && modules.IsEmpty && dora is null && evidence.Builds(asOf).IsEmpty) return [];
        var kept = plans.Count(one => one.Value is { IsOnBudget: true, IsOnTime: true });
        int lines = modules.Sum(one => one.Figures.Lines), defects = modules.Sum(one => one.Figures.Defects);
        return
        [
            new(Stage, "On time, on budget", plans.Length == 0 ? null : 100.0 * kept / plans.Length, "%", 80, Better.Higher,
                "100 × projects whose schedule index and cost at completion are within 10 % ÷ projects measured",
                [.. plans.Select(one => Part(one.Project, one.Value is { IsOnBudget: true, IsOnTime: true } ? 1 : 0, ""))]),
            new(Stage, "Defect density", lines == 0 ? null : 1000.0 * defects / lines, "per kLOC", 1, Better.Lower,
                "1,000 × defects ÷ lines, each module's content once", [Part("defects", defects, ""), Part("lines", lines, "")]),
            new(Stage, "Change fail rate", 100 * dora?.ByCause.ChangeFailRate, "%", 15, Better.Lower,
                "100 × live deployments that caused a failure ÷ live deployments, by what they touched",
                [Part("failed", dora?.ByCause.Failed ?? 0, ""), Part("deployments", dora?.ByCause.Deployments ?? 0, "")]),
        ];
    }

    private static Explain Part(string name, double value, string unit) =>
        Explain.Leaf(name, FormattableString.Invariant($"{value:0.##}"), unit, "delivery records");
}
