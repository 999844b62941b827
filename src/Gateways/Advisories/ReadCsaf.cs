using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Cybersecurity;
using Busbar.Gateways.Advisories.Rules;
using Busbar.Gateways.Shapes;
using Busbar.Kernel.Outcomes;

namespace Busbar.Gateways.Advisories;

/// <summary>Reads a security advisory of the Common Security Advisory Framework, versions 2.0 and 2.1: its shape and its mandatory
/// tests.</summary>
internal static class ReadCsaf
{
    /// <summary>The advisory. Refuses another version (<c>advisory-version</c>) and (<c>bad-advisory</c>) what the standard does not allow:
    /// every fault by section and place.</summary>
    public static Outcome<Advisory> Run(string name, Node.Map node)
    {
        var version = CsafDocument.Map(node, "document").Text("csaf_version");
        if (version is not ("2.0" or "2.1"))
            return new Refusal("advisory-version", $"The document is of CSAF '{version}'", $"{name}:{node.Line}:{node.Column}",
                "Give a CSAF document of version 2.0 or 2.1.");
        var faults = new Faults(name);
        (version == "2.0" ? CsafShapes.V20 : CsafShapes.V21).Check(node, "", faults);
        if (faults.Count == 0)
        {
            var document = new CsafDocument(node);
            foreach (var rule in CsafRules.All)
                foreach (var fault in rule.Find(document)) faults.Add(fault.Node, $"{rule.Section}:", fault.What);
            if (faults.Count == 0) return Outcome.Of(Advisory(name, document), faults.Unknown);
        }

        return faults.Refusal("bad-advisory", $"Correct the advisory by CSAF {version}, section 6.1.")!;
    }

    private static Advisory Advisory(string name, CsafDocument file) => new(file.Tracking.Text("id")!, file.Document.Text("title")!,
        CsafDocument.Map(file.Document, "publisher").Text("name")!, file.Category, $"CSAF {file.Document.Text("csaf_version")}",
        Moment.Of(file.Tracking.Text("current_release_date")!),
        [.. file.Products.Select(product => new AdvisoryProduct(product.Id, product.Node.Text("name")!,
            CsafDocument.Map(product.Node, "product_identification_helper") is var names ? names.Text("purl")
                ?? names.Texts("purls").FirstOrDefault() : null))],
        [.. file.Vulnerabilities.Select(each => Vulnerability(name, file, each))]);

    private static AdvisoryVulnerability Vulnerability(string name, CsafDocument file, Node.Map node)
    {
        var id = node.Text("cve") ?? node.Maps("ids").FirstOrDefault()?.Text("text") ?? "";
        var remedies = node.Maps("remediations").ToList();
        return new(id, node.Text("title") ?? "",
            [.. node.Maps(file.IsV21 ? "metrics" : "scores").SelectMany(score => Scores(name, file.IsV21
                ? CsafDocument.Map(score, "content") : score))],
            [.. Statements(file, node, id)], remedies.Exists(each => each.Text("category") == "vendor_fix"),
            remedies.Exists(each => each.Text("category") == "no_fix_planned"));
    }

    private static IEnumerable<AdvisoryScore> Scores(string name, Node.Map content) =>
        from entry in content.Entries
        where entry.Key.StartsWith("cvss_", StringComparison.Ordinal)
        let metric = (Node.Map)entry.Value
        select new AdvisoryScore(metric.Text("version")!, metric.Text("vectorString")!, metric.Text("baseScore")!,
            metric.Text("baseSeverity"), metric.Entries.Where(each =>
                each.Value is Node.Leaf { Value: not null }).ToImmutableSortedDictionary(
                each => each.Key, each => ((Node.Leaf)each.Value).Value!.ToString()!, StringComparer.Ordinal), $"{name}:{metric.Line}");

    private static IEnumerable<VexStatement> Statements(CsafDocument file, Node.Map node, string id)
    {
        var status = CsafDocument.Map(node, "product_status");
        VexStatement? Of(VexStatus state, string remedy, params string[] names)
        {
            var products = names.SelectMany(each => status.Texts(each)).Distinct().ToImmutableArray();
            var flag = node.Maps("flags").FirstOrDefault(each => file.ProductsOf(each).Any(products.Contains))?.Text("label");
            return products.IsEmpty ? null : new(id, [], products, [], state, state == VexStatus.NotAffected ? flag ?? "" : "",
                node.Maps(remedy).FirstOrDefault()?.Text("details") ?? "", CsafDocument.Map(file.Document, "publisher").Text("name")!,
                Moment.Of(file.Tracking.Text("current_release_date")!), file.Tracking.Maps("revision_history").Count());
        }
        return new[]
        {
            Of(VexStatus.Affected, "remediations", "first_affected", "known_affected", "last_affected"),
            Of(VexStatus.NotAffected, "threats", "known_not_affected"), Of(VexStatus.Fixed, "none", "first_fixed", "fixed"),
            Of(VexStatus.UnderInvestigation, "none", "under_investigation"),
        }.OfType<VexStatement>();
    }
}
