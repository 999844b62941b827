using System.Text.Json;
using Busbar.Digital.Handoffs.Cybersecurity;

namespace Busbar.Gateways.Scanners;

/// <summary>Aqua Trivy's JSON: of an image, a folder or a cluster, schema 2 and the list that came before. Vulnerabilities, failed
/// configuration checks, secrets and licences.</summary>
internal static class TrivyScan
{
    public static void Read(JsonElement report, ScanReading reading)
    {
        reading.Target = report.Text("ArtifactName", "ClusterName");
        reading.ScannedAt = reading.Moment(report.Text("CreatedAt"), "CreatedAt");
        if (report.ValueKind == JsonValueKind.Array) TakeResults(report, "", reading);
        else if (report.At("Results").ValueKind != JsonValueKind.Undefined) TakeResults(report.At("Results"), "Results", reading);
        else if (report.Text("ClusterName") != "" || report.At("Resources").ValueKind == JsonValueKind.Array) TakeCluster(report, reading);
        else if (report.Text("ArtifactName") == "" && report.ValueKind != JsonValueKind.Null) reading.RefuseLayout("list of results");
    }

    private static void TakeCluster(JsonElement report, ScanReading reading)
    {
        foreach (var list in (string[])["Vulnerabilities", "Misconfigurations", "Resources"])
        {
            var index = 0;
            foreach (var resource in report.Items(list))
                TakeResults(resource.At("Results"), $"{list}[{index++}].Results", reading,
                    string.Join('/', new[] { resource.Text("Namespace"), resource.Text("Kind"), resource.Text("Name") }
                        .Where(part => part != "")));
        }
    }

    private static void TakeResults(JsonElement results, string path, ScanReading reading, string resource = "")
    {
        var index = 0;
        foreach (var result in results.Items())
        {
            var where = $"{path}[{index++}]";
            var target = resource == "" ? result.Text("Target") : resource;
            Take(result, "Vulnerabilities", where, reading, (each, at) => Vulnerability(each, result.Text("Type"), at));
            Take(result, "Misconfigurations", where, reading, (each, at) => each.Text("Status") is "PASS" or "EXCEPTION" ? null
                : Setting(each, target, at));
            Take(result, "Secrets", where, reading, (each, at) => new(each.Text("RuleID"), each.Text("Title"),
                SeverityWords.Of(each.Text("Severity")), [], new FindingPlace.Code(target, each.Whole("StartLine"), ""), at));
            Take(result, "Licenses", where, reading, (each, at) => new($"license:{each.Text("Name")}",
                $"{each.Text("Name")} of {each.Text("PkgName", "FilePath")}", SeverityWords.Of(each.Text("Severity")), [],
                each.Text("PkgName") == "" ? new FindingPlace.Code(each.Text("FilePath"), 0, "")
                    : new FindingPlace.Package("", each.Text("PkgName"), "", result.Text("Type")), at));
        }
    }

    private static void Take(
        JsonElement result, string list, string where, ScanReading reading, Func<JsonElement, string, ScanEntry?> entryOf)
    {
        var index = 0;
        foreach (var each in result.Items(list))
            if (entryOf(each, $"{where}.{list}[{index++}]") is { } entry) reading.Add(entry);
    }

    private static ScanEntry Vulnerability(JsonElement found, string ecosystem, string where) => new(
        found.Text("VulnerabilityID"), found.Text("Title", "VulnerabilityID"), SeverityWords.Of(found.Text("Severity")),
        [found.Text("VulnerabilityID")],
        new FindingPlace.Package(found.At("PkgIdentifier").Text("PURL"), found.Text("PkgName"), found.Text("InstalledVersion"), ecosystem),
        where)
    {
        Published = found.Text("PublishedDate"), FixedIn = found.Text("FixedVersion"),
        Vector = found.At("CVSS").Fields().OrderBy(source => source.Name == "nvd" ? "" : source.Name, StringComparer.Ordinal)
            .Select(source => source.Value.Text("V40Vector", "V3Vector")).FirstOrDefault(vector => vector != "") ?? "",
    };

    private static ScanEntry Setting(JsonElement found, string target, string where) => new(
        found.Text("ID", "AVDID"), found.Text("Title"), SeverityWords.Of(found.Text("Severity")), [],
        new FindingPlace.Code(target, found.At("CauseMetadata").Whole("StartLine"), found.At("CauseMetadata").Text("Resource")), where);
}
