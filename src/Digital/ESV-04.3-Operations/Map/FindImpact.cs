using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Operations;
using Busbar.Kernel.Outcomes;

namespace Busbar.Digital.Operations.Map;

/// <summary>What is asked: which services stop if these stop.</summary>
/// <param name="Map">A map that <see cref="CheckMap"/> let pass.</param>
/// <param name="Stopped">Services or items that are down, or would be.</param>
public sealed record FindImpactInputs(ServiceMap Map, ImmutableArray<string> Stopped);

/// <summary>A redundant set that still carries its dependent but can lose no member more.</summary>
public sealed record SpentReserve(string Dependent, ImmutableArray<string> Needs, int Up, int AtLeast);

/// <summary>What stops.</summary>
/// <param name="Services">Services that stop, the most critical first, then by name.</param>
/// <param name="Items">Items that stop, those asked about among them.</param>
/// <param name="Stages">The rooms of either stream that stop with them.</param>
/// <param name="WithoutReserve">What goes on, on its last legs.</param>
public sealed record Impact(
    ImmutableArray<BusinessService> Services, ImmutableArray<ConfigurationItem> Items, ImmutableArray<string> Stages,
    ImmutableArray<SpentReserve> WithoutReserve);

/// <summary>Follows every need downstream: a dependent stops when one of its sets has fewer members up than it must. Refuses a name that
/// the map does not know (<c>unknown-name</c>).</summary>
public static class FindImpact
{
    /// <summary>The services, items and rooms that stop.</summary>
    public static Outcome<Impact> Run(FindImpactInputs inputs)
    {
        var map = inputs.Map;
        var known = map.Services.Select(service => service.Name).Concat(map.Items.Select(item => item.Name)).ToHashSet();
        if (inputs.Stopped.FirstOrDefault(name => !known.Contains(name)) is { } unknown)
            return new Refusal("unknown-name", $"No service or item is called '{unknown}'", unknown, "Ask about a name of the map.");
        var down = map.DownWith(inputs.Stopped);
        var services = map.Services.Where(service => down.Contains(service.Name))
            .OrderBy(service => service.Criticality).ThenBy(service => service.Name, StringComparer.Ordinal).ToImmutableArray();
        return new Impact(
            services, [.. map.Items.Where(item => down.Contains(item.Name)).OrderBy(item => item.Name, StringComparer.Ordinal)],
            [.. services.SelectMany(service => service.Stages).Distinct().Order(StringComparer.Ordinal)],
            [.. map.Dependencies.Where(need => !down.Contains(need.Dependent))
                .Select(need => new SpentReserve(need.Dependent, need.Needs, need.Needs.Distinct().Count(name => !down.Contains(name)),
                    need.AtLeast))
                .Where(set => set.Up == set.AtLeast && set.Up < set.Needs.Distinct().Count())]);
    }
}
