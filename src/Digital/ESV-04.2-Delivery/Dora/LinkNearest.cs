using System.Collections.Immutable;

namespace Busbar.Digital.Delivery.Dora;

/// <summary>Blames for each failure the last live deployment that ended before it began, whatever that changed: the heuristic of DevLake
/// and of most dashboards, kept beside <see cref="LinkCauses"/> to be compared with it.</summary>
public static class LinkNearest
{
    /// <summary>The deployment by the failure's id; a failure before every deployment has none.</summary>
    public static ImmutableSortedDictionary<string, Deployment> Run(
        ImmutableArray<ServiceFailure> failures, ImmutableArray<Deployment> deployments)
    {
        var live = deployments.Where(one => one.IsLive).OrderBy(one => one.Finished).ThenBy(one => one.Id,
            StringComparer.Ordinal).ToArray();
        var ends = live.Select(one => one.Finished!.Value).ToArray();
        return failures.Select(failure => (failure.Id, Before: Before(ends, failure)))
            .Where(link => link.Before >= 0)
            .ToImmutableSortedDictionary(link => link.Id, link => live[link.Before], StringComparer.Ordinal);
    }

    private static int Before(NodaTime.Instant[] ends, ServiceFailure failure)
    {
        var (low, high) = (0, ends.Length);
        while (low < high)
        {
            var middle = low + (high - low) / 2;
            if (ends[middle] <= failure.Began) low = middle + 1;
            else high = middle;
        }
        return low - 1;
    }
}
