using System.Collections.Immutable;
using Busbar.Gateways.Shapes;

namespace Busbar.Gateways.Advisories.Rules;

/// <summary>Mandatory tests of the profiles, 6.1.27.1 to 6.1.27.12 and 6.1.27.14: what a document of a category must hold.</summary>
internal static class ProfileRules
{
    private const string Note = "csaf_informational_advisory", Incident = "csaf_security_incident_response",
        Security = "csaf_security_advisory", Vex = "csaf_vex", Deprecated = "csaf_deprecated_security_advisory",
        Withdrawn = "csaf_withdrawn", Superseded = "csaf_superseded";

    public static ImmutableArray<CsafRule> All { get; } =
    [
        Of(1, [Note, Incident], Undescribed), Of(14, [Withdrawn, Superseded], Undescribed),
        Of(2, [Note, Incident], file => file.Document.Maps("references").Any(each => each.Text("category") is "external" or null) ? []
            : [new(file.Document, "No reference leads outside")]),
        Of(3, [Note, Withdrawn, Superseded], file => file.Root["vulnerabilities"] is { } node
            ? [new(node, "A document of this category lists no vulnerabilities")] : []),
        Of(4, [Security, Vex, Deprecated], file => file.Root["product_tree"] is null ? [new(file.Root, "There is no product tree")] : []),
        Of(5, [Security, Vex, Deprecated], file => Each(file, each => each["notes"] is not null, "A vulnerability has no notes")),
        Of(6, [Security, Deprecated], file => Each(file, each => each["product_status"] is not null,
            "A vulnerability has no product status")),
        Of(7, [Vex], file => Each(file, each => CsafDocument.Map(each, "product_status").Entries.Any(entry => entry.Key is "fixed"
            or "known_affected" or "known_not_affected" or "under_investigation"), "A vulnerability has none of the four states of VEX")),
        Of(8, [Vex], file => file.Vulnerabilities.SelectMany(each => Unnamed(file, each))),
        Of(9, [Vex], file => Said(file, "known_not_affected", "says why it is not affected", each => each.Maps("flags")
            .Concat(each.Maps("threats").Where(threat => threat.Text("category") == "impact")))),
        Of(10, [Vex], file => Said(file, "known_affected", "says what to do", each => each.Maps("remediations"))),
        Of(11, [Security, Vex, Deprecated], file => file.Root["vulnerabilities"] is null
            ? [new(file.Root, "There are no vulnerabilities")] : []),
        Of(12, [Security, Deprecated], file => !file.IsV21 ? [] : Each(file, each => CsafDocument.Map(each, "product_status").Entries
            .Any(entry => entry.Key is "first_affected" or "known_affected" or "last_affected"), "No product is affected")),
    ];

    /// <summary>The profiles of a version.</summary>
    public static ImmutableArray<string> Profiles(bool isV21) =>
        isV21 ? [Note, Incident, Security, Vex, Deprecated, Withdrawn, Superseded] : [Note, Incident, Security, Vex];

    private static CsafRule Of(int number, ImmutableArray<string> categories, Func<CsafDocument, IEnumerable<CsafFault>> find) =>
        new($"6.1.27.{number}", file => categories.Contains(file.Category) ? find(file) : []);

    private static IEnumerable<CsafFault> Each(CsafDocument file, Func<Node.Map, bool> holds, string what) =>
        file.Vulnerabilities.Where(each => !holds(each)).Select(each => new CsafFault(each, what));

    /// <summary>The text of test 14 asks for a description; the suite takes a summary too.</summary>
    private static IEnumerable<CsafFault> Undescribed(CsafDocument file) => file.Document.Maps("notes").Any(note =>
        note.Text("category") is "description" or "details" or "general" or "summary") ? []
        : [new(file.Document, "No note describes what the document is about")];

    /// <summary>An identifier may be of some products only; each product that has a status has one.</summary>
    private static IEnumerable<CsafFault> Unnamed(CsafDocument file, Node.Map vulnerability)
    {
        var ids = vulnerability.Maps("ids").ToList();
        if (vulnerability["cve"] is not null || ids.Exists(id => id["product_ids"] is null && id["group_ids"] is null)) return [];
        if (ids.Count == 0) return [new(vulnerability, "A vulnerability has no identifier")];
        var named = ids.SelectMany(file.ProductsOf).ToHashSet();
        return CsafDocument.Map(vulnerability, "product_status").Entries.SelectMany(entry => ((Node.List)entry.Value).Items)
            .OfType<Node.Leaf>().Where(each => !named.Contains(each.Value?.ToString() ?? ""))
            .Select(each => new CsafFault(each, $"For the product '{each.Value}' the vulnerability has no identifier"));
    }

    private static IEnumerable<CsafFault> Said(
        CsafDocument file, string status, string what, Func<Node.Map, IEnumerable<Node.Map>> statements) =>
        from vulnerability in file.Vulnerabilities
        let said = statements(vulnerability).SelectMany(file.ProductsOf).ToHashSet()
        from id in CsafDocument.Map(vulnerability, "product_status").Texts(status)
        where !said.Contains(id)
        select new CsafFault(vulnerability, $"Nothing {what} for the product '{id}'");
}
