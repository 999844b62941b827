using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Operations;
using Busbar.Kernel.Outcomes;

namespace Busbar.Digital.Operations.Map;

/// <summary>Holds a map of services against what it must be. Refuses a name that comes twice (<c>duplicate-name</c>) or is none
/// (<c>no-name</c>), a need of what is not there (<c>unknown-name</c>) or of itself, a number of members that a set does not have
/// (<c>at-least-out-of-range</c>), and a cycle, with its path (<c>dependency-cycle</c>). Finds a service that stands on nothing
/// (<c>service-on-nothing</c>) and an item that carries nothing (<c>orphan-item</c>).</summary>
public static class CheckMap
{
    /// <summary>The same map, with findings; or why it is none.</summary>
    public static Outcome<ServiceMap> Run(ServiceMap map)
    {
        var names = map.Services.Select(service => service.Name).Concat(map.Items.Select(item => item.Name)).ToArray();
        if (names.Any(string.IsNullOrWhiteSpace)) return new Refusal("no-name", "A service or item has no name", "map", "Name it.");
        if (names.GroupBy(name => name).FirstOrDefault(same => same.Count() > 1) is { } twice)
            return new Refusal("duplicate-name", $"{twice.Count()} services or items are called '{twice.Key}'", twice.Key,
                "Give each a name of its own.");
        var known = names.ToHashSet();
        foreach (var need in map.Dependencies)
            if (Wrong(need, known) is { } refusal) return refusal;
        if (Cycle(map) is { } path)
            return new Refusal("dependency-cycle", $"Each needs the next: {string.Join(" → ", path)}", path[0],
                "Take out the need that is not one.");
        return Outcome.Of(map, Findings(map));
    }

    private static Refusal? Wrong(Dependency need, HashSet<string> known)
    {
        if (need.Needs.Prepend(need.Dependent).FirstOrDefault(name => !known.Contains(name)) is { } unknown)
            return new("unknown-name", $"No service or item is called '{unknown}'", $"{need.Dependent} {need.Relation}",
                "Add it to the map, or correct the name.");
        if (need.AtLeast < 1 || need.AtLeast > need.Needs.Distinct().Count())
            return new("at-least-out-of-range", $"At least {need.AtLeast} of {need.Needs.Distinct().Count()} members",
                $"{need.Dependent} {need.Relation}", "Ask for 1 up to the number of different members.");
        return null;
    }

    /// <summary>A path that comes back to its start; null when there is none. Depth first, on a stack of our own, so that a deep map does
    /// not overflow.</summary>
    private static List<string>? Cycle(ServiceMap map)
    {
        var needs = map.Dependencies.GroupBy(need => need.Dependent)
            .ToDictionary(group => group.Key, group => group.SelectMany(need => need.Needs).Distinct().ToArray());
        var finished = new HashSet<string>();
        foreach (var root in needs.Keys)
        {
            var (path, place) = (new List<string> { root }, new Dictionary<string, int> { [root] = 0 });
            var next = new Stack<int>([0]);
            while (path.Count > 0 && !finished.Contains(root))
            {
                var members = needs.GetValueOrDefault(path[^1]) ?? [];
                var at = next.Pop();
                if (at == members.Length)
                {
                    finished.Add(path[^1]);
                    place.Remove(path[^1]);
                    path.RemoveAt(path.Count - 1);
                    continue;
                }
                next.Push(at + 1);
                if (place.TryGetValue(members[at], out var first)) return [.. path[first..], members[at]];
                if (finished.Contains(members[at])) continue;
                place.Add(members[at], path.Count);
                path.Add(members[at]);
                next.Push(0);
            }
        }
        return null;
    }

    private static IEnumerable<Finding> Findings(ServiceMap map)
    {
        var dependents = map.Dependencies.Select(need => need.Dependent).ToHashSet();
        var needed = map.Dependencies.SelectMany(need => need.Needs).ToHashSet();
        foreach (var service in map.Services.Where(service => !dependents.Contains(service.Name)))
            yield return new("service-on-nothing", Severity.Warning, $"{service.Name} needs nothing", service.Name,
                "No fault of an item is told to it.");
        foreach (var item in map.Items.Where(item => !needed.Contains(item.Name)))
            yield return new("orphan-item", Severity.Note, $"Nothing needs {item.Name}", item.Name, "Its faults touch no service.");
    }
}
