using System.Text.Json;
using Busbar.Digital.Handoffs.Cybersecurity;

namespace Busbar.Gateways.Scanners;

/// <summary>Snyk's JSON: <c>snyk test</c> of one project or several, <c>snyk container test</c> with its applications, and Snyk Code, which
/// is SARIF. An entry a path from the project down to the package.</summary>
internal static class SnykScan
{
    public static void Read(JsonElement report, ScanReading reading)
    {
        if (report.At("runs").ValueKind == JsonValueKind.Array)
        {
            SarifScan.Read(report, reading);
            return;
        }
        JsonElement[] projects = report.ValueKind == JsonValueKind.Array ? [.. report.EnumerateArray()] : [report];
        if (projects.Any(project => project.At("vulnerabilities").ValueKind != JsonValueKind.Array))
        {
            reading.RefuseLayout("list of vulnerabilities");
            return;
        }
        reading.Target = projects.Length == 1 ? projects[0].Text("path", "projectName") : "";
        for (var index = 0; index < projects.Length; index++)
            TakeProject(projects[index], report.ValueKind == JsonValueKind.Array ? $"[{index}]." : "", reading);
    }

    private static void TakeProject(JsonElement project, string path, ScanReading reading)
    {
        var index = 0;
        foreach (var found in project.Items("vulnerabilities")) reading.Add(Entry(found, $"{path}vulnerabilities[{index++}]"));
        index = 0;
        foreach (var application in project.Items("applications")) TakeProject(application, $"{path}applications[{index++}].", reading);
    }

    private static ScanEntry Entry(JsonElement found, string where) => new(
        found.Text("id"), found.Text("title"), SeverityWords.Of(found.Text("severityWithCritical", "severity")),
        [found.Text("id"), .. found.At("identifiers").Texts("CVE"), .. found.At("identifiers").Texts("GHSA")],
        new FindingPlace.Package("", found.Text("packageName", "name"), found.Text("version"), found.Text("packageManager", "type")), where)
    {
        Published = found.Text("publicationTime"), Vector = found.Text("CVSSv3"), FixedIn = string.Join(", ", found.Texts("fixedIn")),
    };
}
