using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Operations;
using Busbar.Gateways.Yaml;
using Busbar.Kernel.Outcomes;
using YamlDotNet.RepresentationModel;

namespace Busbar.Gateways.ServiceLevels;

/// <summary>What a file of service levels holds.</summary>
/// <param name="Objectives">In the order of the file, with their alert windows bound.</param>
/// <param name="Windows">The alert windows that it defines for others to use, by Sloth's <c>AlertWindows</c>.</param>
public sealed record ServiceLevelFile(ImmutableArray<ServiceObjective> Objectives, ImmutableArray<BurnWindows> Windows);

/// <summary>Reads objectives as YAML: OpenSLO v1alpha, v1 and v2alpha, Sloth's own and its Kubernetes form, Pyrra's. Several documents a
/// file, or a list of them. What a document says that we do not use is a finding; a file without any objective is refused.</summary>
public static class ServiceLevelYaml
{
    /// <summary>Reads a file.</summary>
    /// <param name="where">The file's name, for refusals.</param>
    /// <param name="windows">The alert windows to bind; the workbook's unless an organisation has its own.</param>
    public static Outcome<ServiceLevelFile> Read(string text, string where, BurnWindows windows)
    {
        var tree = YamlText.Read(text, where);
        if (tree is Outcome<ImmutableArray<YamlNode>>.Refused { Refusal: var broken }) return broken;
        var reading = new SpecReading(where, windows);
        var maps = tree.OrThrow().SelectMany(root => root is YamlSequenceNode list ? list.Children : [root])
            .Select((node, i) => YamlMap.Of(node, "", reading.Fault)).ToArray();
        Keep(maps, "SLI", reading.Indicators);
        Keep(maps, "AlertPolicy", reading.Policies);
        Keep(maps, "AlertCondition", reading.Conditions);
        foreach (var map in maps) ReadDocument(map, reading);
        RefuseTwins(reading, maps);
        if (reading.Fault.Refusal is { } refusal) return refusal;
        if (reading.Objectives.Count + reading.Windows.Count == 0)
            return new Refusal("no-objective", $"The file holds no objective but {Others(reading)}", where,
                "Give the file that holds the SLO.");
        return Outcome.Of(new ServiceLevelFile([.. reading.Objectives], [.. reading.Windows]), reading.Findings);
    }

    /// <summary>What others of the file may name.</summary>
    private static void Keep(YamlMap[] maps, string kind, Dictionary<string, YamlMap> by)
    {
        foreach (var map in maps.Where(map => map.TextOr("kind", "") == kind)) by[map.Map("metadata").Text("name")] = map.Map("spec");
    }

    private static string Others(SpecReading reading) =>
        reading.Findings.Count == 0 ? "no document at all" : string.Join(", ", reading.Findings.Select(finding => finding.What).Distinct());

    private static void ReadDocument(YamlMap map, SpecReading reading)
    {
        var (version, kind) = (map.TextOr("apiVersion", map.TextOr("version", "")), map.TextOr("kind", ""));
        switch (version, kind)
        {
            case ("prometheus/v1", ""):
                SlothSpec.Read(map, SlothWords.Plain, reading);
                break;
            case ("sloth.slok.dev/v1", "PrometheusServiceLevel"):
                SlothSpec.Read(map.Map("spec"), SlothWords.Kubernetes, reading);
                break;
            case ("sloth.slok.dev/v1", "AlertWindows"):
                SlothWindows.Read(map.Map("spec"), reading);
                break;
            case ("pyrra.dev/v1alpha1", "ServiceLevelObjective"):
                PyrraSpec.Read(map, reading);
                break;
            case ("openslo/v1alpha" or "openslo/v1" or "openslo.com/v2alpha", "SLO"):
                OpenSloSpec.Read(map, version, reading);
                break;
            default:
                ReadOther(map, version, kind, reading);
                break;
        }
    }

    private static void ReadOther(YamlMap map, string version, string kind, SpecReading reading)
    {
        if (version.StartsWith("prometheus/", StringComparison.Ordinal))
            map.Refuse("version", "unknown-version", $"'{version}' is no version of Sloth's format that is read", "Write prometheus/v1.");
        else
            reading.Find(map.Node, "other-kind", $"{(kind.Length > 0 ? kind : "a document without a kind")} of '{version}'",
                "not used: it is no objective");
    }

    private static void RefuseTwins(SpecReading reading, YamlMap[] maps)
    {
        var groups = reading.Objectives.GroupBy(objective => (objective.Service, objective.Name));
        if (groups.FirstOrDefault(group => group.Count() > 1) is { } twin)
            maps[0].Refuse("", "duplicate-objective", $"Objective '{twin.Key.Name}' of '{twin.Key.Service}' is there twice",
                "Rename one.");
    }
}
