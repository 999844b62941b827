using Busbar.Digital.Handoffs.Operations;
using Busbar.Gateways.Yaml;
using Busbar.Kernel.Outcomes;
using YamlDotNet.RepresentationModel;

namespace Busbar.Gateways.ServiceLevels;

/// <summary>What has been read of a file so far.</summary>
/// <param name="where">The file.</param>
/// <param name="windows">The alert windows to bind.</param>
internal sealed class SpecReading(string where, BurnWindows windows)
{
    public YamlFault Fault { get; } = new(where);

    public List<ServiceObjective> Objectives { get; } = [];

    public List<BurnWindows> Windows { get; } = [];

    public List<Finding> Findings { get; } = [];

    /// <summary>The indicators that stand alone in the file, by name.</summary>
    public Dictionary<string, YamlMap> Indicators { get; } = [];

    /// <summary>The alert policies that stand alone in the file, by name.</summary>
    public Dictionary<string, YamlMap> Policies { get; } = [];

    /// <summary>The alert conditions that stand alone in the file, by name.</summary>
    public Dictionary<string, YamlMap> Conditions { get; } = [];

    /// <summary>The windows that alert on an objective of this length.</summary>
    public BurnWindows AlertWindows => windows;

    public void Find(YamlNode node, string code, string what, string done) =>
        Findings.Add(new(code, Severity.Warning, what, YamlText.Place(where, node.Start), done));

    /// <summary>A target that must lie between 0 and 1.</summary>
    public static decimal Target(YamlMap map, string key, decimal percentOfOne)
    {
        var written = map.Number(key);
        var target = written / percentOfOne;
        if (target is > 0 and < 1) return target;
        map.Refuse(key, "target-out-of-range",
            FormattableString.Invariant($"'{map.PathOf(key)}' is {written}; a promise of nothing or of everything is no target"),
            FormattableString.Invariant($"Write a number between 0 and {percentOfOne}, neither included."));
        return 0.5m;
    }
}
