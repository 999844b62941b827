using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Cybersecurity;
using Busbar.Gateways.Shapes;
using Busbar.Kernel.Outcomes;

namespace Busbar.Gateways.Stix;

/// <summary>Reads STIX 2.1: a bundle, or one object. ATT&amp;CK comes as such a bundle; it is imported, never shipped.</summary>
public static class ReadStix
{
    private const int MaxBytes = 128 << 20;

    /// <summary>What the file tells. Refuses text that is not JSON (<c>not-json</c>, <c>key-twice</c>) and objects that STIX does not allow
    /// (<c>bad-stix</c>). Findings: <c>object-twice</c>, of which the newest counts; <c>dangling-reference</c>;
    /// <c>custom-object</c>.</summary>
    public static Outcome<ThreatBundle> Run(SourceFile file)
    {
        var read = JsonNodes.Read(file, MaxBytes);
        if (read is Outcome<Node>.Refused refused) return refused.Refusal;
        var (root, faults) = (read.OrThrow(), new Faults(file.Name));
        var isBundle = root is Node.Map top && (top.Text("type") == "bundle" || top["objects"] is not null);
        (isBundle ? StixShapes.Bundle : StixShapes.Any).Check(root, "", faults);
        if (faults.Refusal("bad-stix", "Correct the object by STIX 2.1.") is { } refusal) return refusal;
        var all = isBundle ? ((Node.Map)root).Maps("objects").ToList() : [(Node.Map)root];
        var findings = new List<Finding>();
        var objects = Newest(all, file.Name, findings);
        var known = objects.Select(each => each.Text("id")!).ToHashSet();
        foreach (var each in objects.Where(each => each.Text("type") == "relationship"))
            foreach (var end in new[] { "source_ref", "target_ref" })
                if (!known.Contains(each.Text(end)!))
                    findings.Add(new("dangling-reference", Severity.Note, $"{each.Text(end)} is not in the bundle",
                        $"{file.Name}:{each.Line}", "the link is kept"));
        foreach (var type in objects.Select(each => each.Text("type")!).Where(type => type.StartsWith("x-", StringComparison.Ordinal))
            .Distinct())
            findings.Add(new("custom-object", Severity.Note, $"{type} is no type of STIX", file.Name, "only its name is kept"));
        return Outcome.Of(Told(objects), findings);
    }

    private static List<Node.Map> Newest(List<Node.Map> all, string file, List<Finding> findings)
    {
        foreach (var twice in all.GroupBy(each => (each.Text("id"), each.Text("modified"))).Where(group => group.Count() > 1))
            findings.Add(new("object-twice", Severity.Warning, $"{twice.Key.Item1} comes {twice.Count()} times",
                $"{file}:{twice.Last().Line}",
                "the last one counts"));
        return [.. all.GroupBy(each => each.Text("id")).Select(group =>
            group.OrderBy(each => StixTime.Read(each.Text("modified"))).Last())];
    }

    private static ThreatBundle Told(List<Node.Map> objects)
    {
        var links = objects.Where(each => each.Text("type") == "relationship" && !IsRetired(each)).Select(each => new ThreatLink(
            each.Text("relationship_type")!, each.Text("source_ref")!, each.Text("target_ref")!)).ToImmutableArray();
        var assets = objects.Where(each => each.Text("type") == "x-mitre-asset" && !IsRetired(each)).ToDictionary(each => each.Text("id")!,
            each => each.Text("name") ?? "");
        var aimed = links.Where(link => link.Kind == "targets" && assets.ContainsKey(link.To))
            .ToLookup(link => link.From, link => assets[link.To]);
        return new(
            [.. objects.Where(each => each.Text("type") is not ("relationship" or "indicator"))
                .Select(each => new ThreatObject(each.Text("type")!,
                each.Text("id")!, each.Text("name") ?? each.Text("value") ?? "", StixTime.Read(each.Text("modified")),
                    each.Flag("revoked")))],
            [.. objects.Where(each => each.Text("type") == "indicator")
                .Select(each => new ThreatIndicator(each.Text("id")!, each.Text("name") ?? "",
                each.Text("pattern")!, each.Text("pattern_type")!, StixTime.Read(each.Text("valid_from"))!.Value,
                StixTime.Read(each.Text("valid_until")), each.Number("confidence") is { } sure ? (int)sure : null, each.Flag("revoked")))],
            links,
            [.. objects.Where(each => each.Text("type") == "attack-pattern" && !IsRetired(each))
                .SelectMany(each => MitreId(each).Select(id =>
                new AttackTechnique(id, each.Text("name")!, [.. each.Maps("kill_chain_phases")
                    .Select(phase => phase.Text("phase_name") ?? "")],
                    [.. aimed[each.Text("id")!].Order(StringComparer.Ordinal)]))).OrderBy(each => each.Id, StringComparer.Ordinal)]);
    }

    private static bool IsRetired(Node.Map each) => each.Flag("revoked") || each.Flag("x_mitre_deprecated");

    private static IEnumerable<string> MitreId(Node.Map each) => each.Maps("external_references")
        .Where(reference => reference.Text("source_name") == "mitre-attack").Select(reference => reference.Text("external_id") ?? "")
            .Take(1);
}
