using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.Delivery.Dora;

/// <summary>A period's deliveries and what they are blamed for.</summary>
/// <param name="From">Its beginning, inside.</param>
/// <param name="To">Its end, outside.</param>
/// <param name="Deployments">All; those live in the period are counted, each run once.</param>
/// <param name="Changes">Traces of changes.</param>
/// <param name="Blamed">Failures with the deployment each is blamed on, by <see cref="LinkCauses"/> or <see cref="LinkNearest"/>.</param>
public sealed record MeasureDoraInputs(
    Instant From, Instant To, ImmutableArray<Deployment> Deployments, ImmutableArray<ChangeTrace> Changes,
    ImmutableArray<(ServiceFailure Failure, Deployment Deployment)> Blamed);

/// <summary>DORA's five metrics of a period, with their numerators.</summary>
/// <param name="Deployments">Runs that reached customers.</param>
/// <param name="PerDay">Deployment frequency.</param>
/// <param name="LeadTime">Median lead time of the changes that reached customers; null when none did.</param>
/// <param name="Failed">Runs blamed for a failure.</param>
/// <param name="ChangeFailRate">Failed ÷ deployments; null without deployments.</param>
/// <param name="Recovery">Median time from the end of a failed deployment to the end of its last failure; null while none has
/// ended.</param>
/// <param name="Rework">Runs nobody had planned: rollbacks, and deployments of the same scope while a failure they are blamed for
/// lasted.</param>
/// <param name="ReworkRate">Rework ÷ deployments; null without deployments.</param>
public sealed record DoraFigures(
    int Deployments, double PerDay, Duration? LeadTime, int Failed, double? ChangeFailRate, Duration? Recovery, int Rework,
    double? ReworkRate);

/// <summary>Measures deployment frequency, lead time, change fail rate, failed deployment recovery time and deployment rework rate. Source:
/// dora.dev, DORA's software delivery performance metrics (five since 2024).</summary>
public static class MeasureDora
{
    /// <summary>The figures. Refuses a period that does not last (<c>empty-period</c>).</summary>
    public static Outcome<DoraFigures> Run(MeasureDoraInputs inputs)
    {
        if (inputs.To <= inputs.From)
            return new Refusal("empty-period", "The period ends before it begins", $"{inputs.From} to {inputs.To}", "Turn the ends round.");
        bool IsIn(Deployment one) => one.IsLive && one.Finished >= inputs.From && one.Finished < inputs.To;
        var runs = inputs.Deployments.Where(IsIn).GroupBy(one => one.Run).ToArray();
        var failed = inputs.Blamed.Where(pair => IsIn(pair.Deployment)).GroupBy(pair => pair.Deployment.Run).ToArray();
        var recoveries = failed.Where(run => run.All(pair => pair.Failure.Ended is not null))
            .Select(run => run.Max(pair => pair.Failure.Ended!.Value) - run.Min(pair => pair.Deployment.Finished!.Value))
            .Select(time => Duration.Max(time, Duration.Zero));
        var rework = runs.Count(run => run.Any(one => one.RollsBack is not null || inputs.Blamed.Any(pair => Remedies(one, pair))));
        double? Share(int part) => runs.Length == 0 ? null : (double)part / runs.Length;
        return new DoraFigures(runs.Length, runs.Length / (inputs.To - inputs.From).TotalDays,
            Median(inputs.Changes.Where(trace => trace.Deployment is { } one && IsIn(one)).Select(trace =>
                trace.LeadTime).OfType<Duration>()),
            failed.Length, Share(failed.Length), Median(recoveries), rework, Share(rework));
    }

    /// <summary>A deployment of the blamed scope while the failure lasted, other than the blamed one.</summary>
    private static bool Remedies(Deployment one, (ServiceFailure Failure, Deployment Deployment) blamed) =>
        one.Run != blamed.Deployment.Run && one.Scope == blamed.Deployment.Scope && one.Finished > blamed.Failure.Began
        && !(blamed.Failure.Ended < (one.Started ?? one.Finished));

    private static Duration? Median(IEnumerable<Duration> times)
    {
        var sorted = times.Order().ToArray();
        return sorted.Length == 0 ? null : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
