using System.Collections.Immutable;

namespace Busbar.Digital.Delivery.Dora;

/// <summary>Finds for each deployment the one before it of the same scope, repository and environment, among those that succeeded and whose
/// environment is known: what is new in a deployment is what lies between the two.</summary>
public static class FindPrevious
{
    /// <summary>The earlier deployment's id by the later one's; the first of a line has none.</summary>
    public static ImmutableDictionary<string, string> Run(ImmutableArray<Deployment> deployments) => deployments
        .Where(one => one.Result == DeliveryResult.Success && one.Environment.Length > 0 && one.Started is not null)
        .GroupBy(one => (one.Scope, one.Repository, one.Environment))
        .SelectMany(line =>
        {
            var inOrder = line.OrderBy(one => one.Started).ThenBy(one => one.Id, StringComparer.Ordinal).ToArray();
            return inOrder.Skip(1).Zip(inOrder, (later, earlier) => KeyValuePair.Create(later.Id, earlier.Id));
        })
        .ToImmutableDictionary();
}
