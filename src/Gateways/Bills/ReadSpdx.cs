using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Cybersecurity;
using Busbar.Gateways.Shapes;
using Busbar.Kernel.Outcomes;

namespace Busbar.Gateways.Bills;

/// <summary>Reads an SPDX document, versions 2.2 and 2.3: its packages, their package URLs and licences, and what contains and needs
/// what.</summary>
internal static class ReadSpdx
{
    private const string Document = "SPDXRef-DOCUMENT";

    /// <summary>From which to which; the others of the standard say nothing of what a piece of software is made of.</summary>
    private static readonly ImmutableHashSet<string> forward = ["DEPENDS_ON", "CONTAINS", "STATIC_LINK", "DYNAMIC_LINK",
        "HAS_PREREQUISITE"];

    private static readonly ImmutableHashSet<string> backward = ["DEPENDENCY_OF", "BUILD_DEPENDENCY_OF", "DEV_DEPENDENCY_OF",
        "OPTIONAL_DEPENDENCY_OF", "PROVIDED_DEPENDENCY_OF", "RUNTIME_DEPENDENCY_OF", "TEST_DEPENDENCY_OF", "CONTAINED_BY",
        "PREREQUISITE_FOR"];

    /// <summary>The bill. Findings: <c>bad-purl</c>, <c>licence-form</c>, <c>licence-unknown</c>, <c>ref-twice</c>, <c>ref-unknown</c>.
    /// Refuses (<c>bill-version</c>, <c>bad-bill</c>) what the standard does not allow.</summary>
    public static Outcome<BillOfMaterials> Run(string file, Node.Map map)
    {
        var version = map.Text("spdxVersion") ?? "";
        if (version is not ("SPDX-2.2" or "SPDX-2.3"))
            return new Refusal("bill-version", $"'{version}' is not offered", $"{file}:{map.Line}:{map.Column}",
                "Export SPDX 2.3.");
        var faults = new Faults(file);
        SpdxShapes.Document.Check(map, "", faults);
        if (faults.Refusal("bad-bill", "Correct the document by SPDX 2.3.") is { } refusal) return refusal;
        var findings = new List<Finding>(Links(file, map));
        var defined = map.Maps("hasExtractedLicensingInfos").Select(each => each.Text("licenseId")!).ToHashSet();
        var bill = new BillOfMaterials(version.Replace('-', ' '), map.Text("documentNamespace")!, Subject(map),
            [.. map.Maps("packages").Select(each => Component(file, each, defined, findings))], Dependencies(map), []);
        return Outcome.Of(bill, findings);
    }

    private static string Subject(Node.Map map)
    {
        var described = map.Texts("documentDescribes").Concat(map.Maps("relationships").SelectMany<Node.Map, string>(each =>
            (each.Text("relationshipType"), each.Text("spdxElementId"), each.Text("relatedSpdxElement")) switch
            {
                ("DESCRIBES", Document, { } other) => [other],
                ("DESCRIBED_BY", { } other, Document) => [other],
                _ => [],
            })).ToHashSet();
        var names = map.Maps("packages").Where(each => described.Contains(each.Text("SPDXID")!))
            .Select(each => $"{each.Text("name")} {each.Text("versionInfo")}".Trim()).ToList();
        return names.Count > 0 ? string.Join(", ", names) : map.Text("name")!;
    }

    private static BillComponent Component(string file, Node.Map node, IReadOnlySet<string> defined, List<Finding> findings)
    {
        string? Named(params string[] types) => node.Maps("externalRefs").FirstOrDefault(each => types.Contains(each.Text("referenceType")))
            ?.Text("referenceLocator");
        var licence = new[] { node.Text("licenseConcluded"), node.Text("licenseDeclared") }
            .FirstOrDefault(each => each is not (null or "NONE" or "NOASSERTION"));
        if (licence is not null && SpdxExpression.Fault(licence, defined) is { } fault)
            findings.Add(new(fault.Code, Severity.Note, fault.What, $"{file}:{node.Line}", "kept as it is written"));
        return new(node.Text("SPDXID")!, node.Text("primaryPackagePurpose")?.ToLowerInvariant() ?? "", node.Text("name")!,
            node.Text("versionInfo") ?? "", ReadCycloneDx.Package(file, node, Named("purl"), findings),
            Named("cpe23Type", "cpe22Type") ?? "", licence is null ? [] : [licence]);
    }

    private static ImmutableArray<BillDependency> Dependencies(Node.Map map)
    {
        var packages = map.Maps("packages").Select(each => each.Text("SPDXID")!).ToHashSet();
        return
        [
            .. map.Maps("relationships").Select(each => (Type: each.Text("relationshipType")!, From: each.Text("spdxElementId")!,
                To: each.Text("relatedSpdxElement")!))
                .Where(each => forward.Contains(each.Type) || backward.Contains(each.Type))
                .Select(each => forward.Contains(each.Type) ? (each.From, each.To) : (From: each.To, To: each.From))
                .Where(each => packages.Contains(each.From) && packages.Contains(each.To)).Distinct().GroupBy(each => each.From)
                .Select(group => new BillDependency(group.Key, [.. group.Select(each => each.To)])),
        ];
    }

    private static IEnumerable<Finding> Links(string file, Node.Map map)
    {
        var given = new HashSet<string> { Document, "NONE", "NOASSERTION" };
        foreach (var node in new[] { "packages", "files", "snippets" }.SelectMany(map.Maps))
            if (!given.Add(node.Text("SPDXID")!))
                yield return new("ref-twice", Severity.Warning, $"The reference '{node.Text("SPDXID")}' is given twice",
                    $"{file}:{node.Line}", "relationships lead to the first");
        foreach (var relation in map.Maps("relationships"))
            foreach (var name in new[] { relation.Text("spdxElementId")!, relation.Text("relatedSpdxElement")! })
                if (!given.Contains(name) && !name.StartsWith("DocumentRef-", StringComparison.Ordinal))
                    yield return new("ref-unknown", Severity.Note, $"Nothing in the document is called '{name}'", $"{file}:{relation.Line}",
                        "left out");
    }
}
