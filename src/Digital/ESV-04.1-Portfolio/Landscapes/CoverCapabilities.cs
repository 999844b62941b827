using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Portfolio;
using Busbar.Kernel.Outcomes;

namespace Busbar.Digital.Portfolio.Landscapes;

/// <summary>What supports a capability.</summary>
/// <param name="Capability">The capability.</param>
/// <param name="Applications">Ids of what supports it itself; those of its parts are with the parts.</param>
/// <param name="YearlyCostUsd">What that costs a year, an application's cost shared evenly among what it supports.</param>
public sealed record CoveredCapability(Capability Capability, ImmutableArray<string> Applications, decimal YearlyCostUsd)
{
    /// <summary>True when more than one application does the same.</summary>
    public bool IsOverlap => Applications.Length > 1;
}

/// <summary>Lays applications over the capability map.</summary>
public static class CoverCapabilities
{
    /// <summary>One a capability. Findings: a capability without parts that nothing supports (<c>capability-gap</c>), a name that no
    /// capability has (<c>unknown-capability</c>).</summary>
    public static Outcome<ImmutableArray<CoveredCapability>> Run(Landscape landscape)
    {
        var ids = landscape.Capabilities.Select(each => each.Id).ToHashSet(StringComparer.Ordinal);
        var parents = landscape.Capabilities.Select(each => each.Parent).ToHashSet(StringComparer.Ordinal);
        ImmutableArray<CoveredCapability> covered = [.. landscape.Capabilities.Select(each => Cover(each, landscape.Applications))];
        var gaps = from each in covered
            where each.Applications.IsEmpty && !parents.Contains(each.Capability.Id)
            select new Finding("capability-gap", Severity.Warning, $"No application supports {each.Capability.Name}", each.Capability.Id,
                "shown as a gap");
        var strangers = from each in landscape.Applications
            from name in each.Capabilities
            where !ids.Contains(name)
            select new Finding("unknown-capability", Severity.Warning, $"{each.Id} supports '{name}', which is on no map", each.Id,
                "its share of the cost is with none");
        return Outcome.Of(covered, gaps.Concat(strangers));
    }

    private static CoveredCapability Cover(Capability capability, ImmutableArray<Application> applications)
    {
        var by = applications.Where(each => each.Capabilities.Contains(capability.Id)).ToList();
        return new(capability, [.. by.Select(each => each.Id)], by.Sum(each => each.YearlyCostUsd / each.Capabilities.Length));
    }
}
