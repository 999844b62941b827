using System.Collections.Immutable;
using System.Xml;
using System.Xml.Linq;
using Busbar.Digital.Handoffs.Cybersecurity;
using Busbar.Gateways.Shapes;
using Busbar.Gateways.Xml;
using Busbar.Kernel.Outcomes;

namespace Busbar.Gateways.Bills;

/// <summary>Reads a CycloneDX bill of materials, versions 1.4 to 1.7, as JSON or XML.</summary>
internal static class ReadCycloneDx
{
    /// <summary>The bill, with findings where references or package URLs cannot be followed. Refuses (<c>bill-version</c>,
    /// <c>bad-bill</c>) what the standard does not allow.</summary>
    public static Outcome<BillOfMaterials> Run(string file, Node.Map map)
    {
        var version = map.Text("specVersion") ?? "";
        if (CycloneDxShapes.Of(version) is not { } shape)
            return new Refusal("bill-version", $"CycloneDX '{version}' is not offered", $"{file}:{map.Line}:{map.Column}",
                "Export version 1.4, 1.5, 1.6 or 1.7.");
        var faults = new Faults(file);
        shape.Check(map, "", faults);
        if (faults.Refusal("bad-bill", $"Correct the bill by CycloneDX {version}.") is { } refusal) return refusal;
        return Bill(file, version, map);
    }

    /// <summary>The same as XML, where a reference given to two things is refused too, as the XML schema has it. Refuses as the other
    /// does.</summary>
    public static Outcome<BillOfMaterials> Run(string file, XElement root)
    {
        var version = root.Name.NamespaceName[CycloneDxXmlNodes.Space.Length..];
        if (CycloneDxShapes.OfXml(version) is not { } type)
            return new Refusal("bill-version", $"CycloneDX '{version}' is not offered", $"{file}:{((IXmlLineInfo)root).LineNumber}",
                "Export version 1.4, 1.5, 1.6 or 1.7.");
        var faults = new Faults(file);
        var check = new XmlCheck(faults);
        type.Check(root, check);
        foreach (var twice in root.Descendants().Attributes("bom-ref").GroupBy(each => each.Value).Where(each => each.Count() > 1))
            check.Fault(twice.Last().Parent!, twice.Last(), $"has the bom-ref '{twice.Key}' of another element");
        foreach (var range in root.Descendants(root.Name.Namespace + "versionRange"))
            if (range.Parent!.Attribute("isExternal")?.Value is not ("true" or "1"))
                check.Fault(range, range, "stands although 'isExternal' is not true");
        return faults.Refusal("bad-bill", $"Correct the bill by CycloneDX {version}.") is { } refusal ? refusal
            : Bill(file, version, CycloneDxXmlNodes.Of(root));
    }

    private static Outcome<BillOfMaterials> Bill(string file, string version, Node.Map map)
    {
        var (components, findings) = (ImmutableArray.CreateBuilder<BillComponent>(), new List<Finding>(LinkFindings.Of(file, map)));
        void Add(Node.Map node)
        {
            foreach (var expression in node.Maps("licenses").Select(each => each.Text("expression")).OfType<string>())
                if (SpdxExpression.Fault(expression, References(expression)) is { } fault)
                    findings.Add(new(fault.Code, Severity.Note, fault.What, $"{file}:{node.Line}", "kept as it is written"));
            components.Add(new(node.Text("bom-ref") ?? "", node.Text("type") ?? "", node.Text("name") ?? "", node.Text("version") ?? "",
                Package(file, node, node.Text("purl"), findings), node.Text("cpe") ?? "", Licences(node)));
            foreach (var inner in node.Maps("components")) Add(inner);
        }
        foreach (var component in map.Maps("components")) Add(component);
        var subject = (map["metadata"] as Node.Map)?["component"] as Node.Map;
        var bill = new BillOfMaterials($"CycloneDX {version}", map.Text("serialNumber") ?? "",
            subject is null ? "" : $"{subject.Text("name")} {subject.Text("version")}".Trim(), components.ToImmutable(),
            [.. map.Maps("dependencies").Select(each => new BillDependency(each.Text("ref") ?? "", each.Texts("dependsOn")))],
            [.. map.Maps("vulnerabilities").Where(each => each["analysis"] is Node.Map)
                .Select(each => Statement(each, (map["metadata"] as Node.Map)?.Text("timestamp")))]);
        return Outcome.Of(bill, findings);
    }

    /// <summary>The package that a purl names; a finding and null where it names none.</summary>
    public static PackageUrl? Package(string file, Node.Map node, string? purl, List<Finding> findings)
    {
        var package = purl is null ? null : PackageUrl.Parse(purl, isTolerant: true);
        if (package is Outcome<PackageUrl>.Refused bad)
            findings.Add(new("bad-purl", Severity.Warning, bad.Refusal.What + $" ({bad.Refusal.Where})", $"{file}:{node.Line}",
                "kept by its name and version"));
        return (package as Outcome<PackageUrl>.Done)?.Value;
    }

    /// <summary>CycloneDX has no place that defines references: each is taken as it is.</summary>
    private static HashSet<string> References(string expression) => [.. expression.Split(' ', '(', ')')
        .Where(each => each.StartsWith("LicenseRef-", StringComparison.Ordinal))];

    private static ImmutableArray<string> Licences(Node.Map component) => [.. component.Maps("licenses").Select(choice =>
        choice.Text("expression") ?? (choice["license"] is Node.Map licence ? licence.Text("id") ?? licence.Text("name") : null))
        .OfType<string>()];

    private static VexStatement Statement(Node.Map vulnerability, string? issued)
    {
        var analysis = (Node.Map)vulnerability["analysis"]!;
        var status = analysis.Text("state") switch
        {
            "resolved" or "resolved_with_pedigree" => VexStatus.Fixed,
            "exploitable" => VexStatus.Affected,
            "false_positive" or "not_affected" => VexStatus.NotAffected,
            _ => VexStatus.UnderInvestigation,
        };
        return new(vulnerability.Text("id") ?? "", [.. vulnerability.Maps("references").Select(each => each.Text("id") ?? "").Distinct()],
            [.. vulnerability.Maps("affects").Select(each => each.Text("ref") ?? "")], [], status, analysis.Text("justification") ?? "",
            analysis.Text("detail") ?? "", (vulnerability["source"] as Node.Map)?.Text("name") ?? "",
            Moment.Find(analysis.Text("lastUpdated") ?? analysis.Text("firstIssued") ?? vulnerability.Text("updated") ?? issued), 0);
    }
}
