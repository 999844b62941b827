using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Operations;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.Delivery.Dora;

/// <summary>How sure a cause is.</summary>
public enum CauseEvidence
{
    /// <summary>The deployment touched what the failing service stands on, shortly before it failed.</summary>
    Touched,
    /// <summary>And the failure ended when the deployment was rolled back.</summary>
    RolledBack,
}

/// <summary>What is known of deployments and failures.</summary>
/// <param name="Window">How long after a deployment a failure may still be its effect; four hours unless known better.</param>
/// <param name="Settle">How long after a rollback a failure may still last and be cured by it.</param>
public sealed record LinkCausesInputs(
    ServiceMap Map, ImmutableArray<Deployment> Deployments, ImmutableArray<ServiceFailure> Failures, Duration Window, Duration Settle);

/// <summary>A failure and the deployment that caused it.</summary>
/// <param name="Item">The touched item nearest to the service.</param>
/// <param name="Needs">How many needs lie between the service and the item; 0 when the service itself was touched.</param>
public sealed record CauseLink(ServiceFailure Failure, Deployment Deployment, CauseEvidence Evidence, string Item, int Needs);

/// <summary>Blames a failure on the deployment that changed something the failing service stands on: touched items are followed through the
/// service map. A rollback decides: it confirms when the failure ends with it, and clears a deployment whose rollback changed nothing.
/// Among several the confirmed one is taken, then the nearest on the map, then the latest. A failure no deployment touched has no cause
/// here. Finds <c>unknown-service</c>, <c>unknown-item</c>, <c>unknown-rollback</c>.</summary>
public static class LinkCauses
{
    /// <summary>The links, in the order of the failures.</summary>
    public static Outcome<ImmutableArray<CauseLink>> Run(LinkCausesInputs inputs)
    {
        var needs = inputs.Map.Dependencies.ToLookup(need => need.Dependent, need => need.Needs);
        var live = inputs.Deployments.Where(one => one.IsLive).OrderBy(one => one.Finished).ThenBy(one => one.Id, StringComparer.Ordinal)
            .ToImmutableArray();
        var undone = live.Where(one => one.RollsBack is not null).GroupBy(one => one.RollsBack!)
            .ToDictionary(group => group.Key, group => group.First());
        var reach = new Dictionary<string, Dictionary<string, int>>();
        var links = ImmutableArray.CreateBuilder<CauseLink>();
        foreach (var failure in inputs.Failures)
        {
            if (!reach.TryGetValue(failure.Service, out var upstream)) reach[failure.Service] = upstream = Upstream(failure.Service, needs);
            if (CauseOf(failure, upstream, live, undone, inputs) is { } cause) links.Add(cause);
        }
        return Outcome.Of(links.ToImmutable(), FindingsIn(inputs, live));
    }

    private static CauseLink? CauseOf(
        ServiceFailure failure, Dictionary<string, int> upstream, ImmutableArray<Deployment> live,
        Dictionary<string, Deployment> undone, LinkCausesInputs inputs)
    {
        var suspects = new List<CauseLink>();
        foreach (var deployment in live)
        {
            // What fails while a deployment still rolls out is its effect too.
            if ((deployment.Started ?? deployment.Finished) > failure.Began
                || deployment.Finished < failure.Began - inputs.Window) continue;
            if (deployment.Touched.Where(upstream.ContainsKey).OrderBy(item => upstream[item]).ThenBy(item => item, StringComparer.Ordinal)
                .FirstOrDefault() is not { } item) continue;
            var evidence = CauseEvidence.Touched;
            if (undone.TryGetValue(deployment.Id, out var rollback) && rollback.Finished >= failure.Began)
            {
                var isCured = failure.Ended is { } ended && ended >= (rollback.Started ?? rollback.Finished)
                    && ended <= rollback.Finished + inputs.Settle;
                if (!isCured) continue;
                evidence = CauseEvidence.RolledBack;
            }
            suspects.Add(new(failure, deployment, evidence, item, upstream[item]));
        }
        return suspects.OrderByDescending(link => link.Evidence).ThenBy(link => link.Needs)
            .ThenByDescending(link => link.Deployment.Finished).ThenBy(link => link.Deployment.Id, StringComparer.Ordinal).FirstOrDefault();
    }

    /// <summary>Everything a name stands on, itself among it, with the number of needs in between.</summary>
    private static Dictionary<string, int> Upstream(string name, ILookup<string, ImmutableArray<string>> needs)
    {
        var found = new Dictionary<string, int> { [name] = 0 };
        var queue = new Queue<string>([name]);
        while (queue.TryDequeue(out var at))
            foreach (var needed in needs[at].SelectMany(set => set))
                if (found.TryAdd(needed, found[at] + 1)) queue.Enqueue(needed);
        return found;
    }

    private static IEnumerable<Finding> FindingsIn(LinkCausesInputs inputs, ImmutableArray<Deployment> live)
    {
        var known = inputs.Map.Services.Select(service => service.Name).Concat(inputs.Map.Items.Select(item => item.Name)).ToHashSet();
        var ids = inputs.Deployments.Select(one => one.Id).ToHashSet();
        foreach (var name in inputs.Failures.Select(failure => failure.Service).Where(name => !known.Contains(name)).Distinct())
            yield return new("unknown-service", Severity.Warning, $"The map has no '{name}'", name, "only a deployment of that very name "
                + "can be its cause");
        foreach (var name in live.SelectMany(one => one.Touched).Where(name => !known.Contains(name)).Distinct())
            yield return new("unknown-item", Severity.Warning, $"The map has no '{name}'", name, "no service is known to stand on it");
        foreach (var one in live.Where(one => one.RollsBack is { } undone && !ids.Contains(undone)))
            yield return new("unknown-rollback", Severity.Warning, $"It rolls back '{one.RollsBack}', which is not known", one.Id,
                "confirmed nothing with it");
    }
}
