using System.Xml.Linq;
using Busbar.Digital.Handoffs.Cybersecurity;

namespace Busbar.Gateways.Scanners;

/// <summary>The same as XML; also the vulnerability extension 1.0 of versions before 1.4, inside its component or beside it.</summary>
internal static class CycloneDxXmlScan
{
    public static void Read(ScanReading reading)
    {
        var components = new Dictionary<string, FindingPlace.Package>();
        XmlEntries.Read(reading, "bom", ["timestamp", "component", "vulnerability"], (element, line) =>
        {
            if (element.Name.LocalName == "timestamp") reading.ScannedAt ??= reading.Moment(element.Value, line);
            else if (element.Name.LocalName == "component") TakeComponent(element, components, reading);
            else Take(element, null, components, reading);
        });
    }

    private static void TakeComponent(XElement component, Dictionary<string, FindingPlace.Package> components, ScanReading reading)
    {
        var name = component.Text("group") is { Length: > 0 } group ? $"{group}:{component.Text("name")}" : component.Text("name");
        var package = new FindingPlace.Package(component.Text("purl"), name, component.Text("version"), "");
        components.TryAdd(component.Given("bom-ref") is { Length: > 0 } reference ? reference : package.Purl, package);
        foreach (var found in component.Child("vulnerabilities")?.Children("vulnerability") ?? [])
            Take(found, package, components, reading);
        foreach (var part in component.Child("components")?.Children("component") ?? []) TakeComponent(part, components, reading);
    }

    private static void Take(
        XElement found, FindingPlace.Package? inside, Dictionary<string, FindingPlace.Package> components, ScanReading reading)
    {
        var line = $"{((System.Xml.IXmlLineInfo)found).LineNumber}";
        var id = found.Text("id");
        var ratings = (found.Child("ratings")?.Children("rating") ?? []).ToArray();
        var references = (found.Child("affects")?.Children("target") ?? []).Select(each => each.Text("ref")).ToArray();
        IEnumerable<FindingPlace.Package> affected = inside is not null ? [inside]
            : references.Length > 0 ? references.Select(each => CycloneDxScan.PackageOf(each, components))
            : [CycloneDxScan.PackageOf(found.Given("ref"), components)];
        foreach (var package in affected)
            reading.Add(new(id, id, ratings.Select(each => SeverityWords.Of(each.Text("severity"))).DefaultIfEmpty().Max(),
                CycloneDxScan.NamesOf(id, (found.Child("references")?.Children("reference") ?? []).Select(each => each.Text("id"))),
                package, line)
            {
                Published = found.Text("published"), Reason = found.Child("analysis")?.Text("justification") ?? "",
                Statement = CycloneDxScan.StatementOf(found.Child("analysis")?.Text("state") ?? ""),
                Vector = ratings.Select(each => each.Text("vector")).FirstOrDefault(vector => vector != "") ?? "",
            });
    }
}
