using System.Text.Json;
using Busbar.Digital.Handoffs.Cybersecurity;

namespace Busbar.Gateways.Scanners;

/// <summary>Vulnerabilities and VEX of a CycloneDX document as JSON: an entry a vulnerability and component that it affects.</summary>
internal static class CycloneDxScan
{
    public static void Read(JsonElement report, ScanReading reading)
    {
        if (report.Text("bomFormat") != "CycloneDX")
        {
            reading.RefuseLayout("bomFormat CycloneDX");
            return;
        }
        reading.Target = report.At("metadata").At("component").Text("name");
        reading.ScannedAt = reading.Moment(report.At("metadata").Text("timestamp"), "metadata.timestamp");
        var components = new Dictionary<string, FindingPlace.Package>();
        Gather(report.At("components"), components);
        Gather(report.At("metadata").At("component"), components);
        var index = 0;
        foreach (var found in report.Items("vulnerabilities")) Take(found, components, $"vulnerabilities[{index++}]", reading);
    }

    /// <summary>The statement that an analysis ended in (CycloneDX 1.4, impact analysis state).</summary>
    public static FindingStatement StatementOf(string state) => state switch
    {
        "not_affected" or "false_positive" => FindingStatement.NotAffected,
        "resolved" or "resolved_with_pedigree" => FindingStatement.Fixed,
        "in_triage" => FindingStatement.UnderInvestigation,
        _ => FindingStatement.Affected,
    };

    /// <summary>The package behind a reference: a component of the document, or a package URL of another one's (BOM-Link).</summary>
    public static FindingPlace.Package PackageOf(string reference, IReadOnlyDictionary<string, FindingPlace.Package> components)
    {
        var name = reference.StartsWith("urn:cdx:", StringComparison.Ordinal) && reference.IndexOf('#') is var at and > 0
            ? Uri.UnescapeDataString(reference[(at + 1)..]) : reference;
        return components.TryGetValue(name, out var package) ? package
            : name.StartsWith("pkg:", StringComparison.Ordinal) ? new(name, name, "", "") : new("", name, "", "");
    }

    /// <summary>An id that is a UUID is one database's own and names nothing elsewhere.</summary>
    public static IEnumerable<string> NamesOf(string id, IEnumerable<string> references) =>
        [Guid.TryParse(id, out _) ? "" : id, .. references];

    private static void Gather(JsonElement components, Dictionary<string, FindingPlace.Package> into)
    {
        foreach (var component in components.ValueKind == JsonValueKind.Object ? [components] : components.Items())
        {
            var name = component.Text("group") is { Length: > 0 } group ? $"{group}:{component.Text("name")}" : component.Text("name");
            into.TryAdd(component.Text("bom-ref", "purl"), new(component.Text("purl"), name, component.Text("version"), ""));
            Gather(component.At("components"), into);
        }
    }

    private static void Take(
        JsonElement found, Dictionary<string, FindingPlace.Package> components, string where, ScanReading reading)
    {
        var rating = found.Items("ratings").Select(each => SeverityWords.Of(each.Text("severity"))).DefaultIfEmpty().Max();
        var affected = found.Items("affects").Select(each => PackageOf(each.Text("ref"), components)).DefaultIfEmpty(new("", "", "", ""));
        foreach (var package in affected)
            reading.Add(new(found.Text("id"), found.Text("id"), rating,
                NamesOf(found.Text("id"), found.Items("references").Select(each => each.Text("id"))), package, where)
            {
                Published = found.Text("published"), Statement = StatementOf(found.At("analysis").Text("state")),
                Reason = found.At("analysis").Text("justification", "detail"),
                Vector = found.Items("ratings").Select(each => each.Text("vector")).FirstOrDefault(vector => vector != "") ?? "",
            });
    }
}
