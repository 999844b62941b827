using System.Text.Json;
using Busbar.Digital.Handoffs.Cybersecurity;

namespace Busbar.Gateways.Scanners;

/// <summary>npm's <c>npm audit --json</c>: version 6 has an entry an advisory, with every installed version; version 7 and later one an
/// advisory of a package. A package that is only said to be hit through another is no entry.</summary>
internal static class NpmAuditScan
{
    public static void Read(JsonElement report, ScanReading reading)
    {
        if (report.At("error").ValueKind == JsonValueKind.Object)
            reading.Refuse("scan-failed", $"npm audit ended in an error: {report.At("error").Text("summary")}", "error",
                "Run the audit again.");
        else if (report.At("advisories").ValueKind == JsonValueKind.Object)
            foreach (var advisory in report.At("advisories").Fields()) TakeAdvisory(advisory.Value, $"advisories.{advisory.Name}", reading);
        else if (report.At("vulnerabilities").ValueKind == JsonValueKind.Object)
            foreach (var package in report.At("vulnerabilities").Fields())
                TakePackage(package.Value, $"vulnerabilities.{package.Name}", reading);
        else
            reading.RefuseLayout("advisories");
    }

    private static void TakeAdvisory(JsonElement advisory, string where, ScanReading reading)
    {
        var versions = advisory.Items("findings").Select(found => found.Text("version")).Distinct();
        reading.Add(new($"{advisory.Text("id")}", advisory.Text("title"), SeverityWords.Of(advisory.Text("severity")),
            [advisory.Text("github_advisory_id", "ghsaId"), .. advisory.Texts("cves"), AdvisoryIn(advisory.Text("url"))],
            new FindingPlace.Package("", advisory.Text("module_name"), string.Join(", ", versions), "npm"), where)
        {
            Published = advisory.Text("created"), FixedIn = advisory.Text("patched_versions"),
            Vector = advisory.At("cvss").Text("vectorString"),
        });
    }

    private static void TakePackage(JsonElement package, string where, ScanReading reading)
    {
        var index = 0;
        foreach (var via in package.Items("via"))
        {
            var at = $"{where}.via[{index++}]";
            if (via.ValueKind != JsonValueKind.Object) continue;
            reading.Add(new(via.Text("source"), via.Text("title"), SeverityWords.Of(via.Text("severity")), [AdvisoryIn(via.Text("url"))],
                new FindingPlace.Package("", via.Text("name"), "", "npm"), at) { Vector = via.At("cvss").Text("vectorString") });
        }
    }

    /// <summary>GitHub's number at the end of a link, or empty.</summary>
    private static string AdvisoryIn(string url) =>
        url.LastIndexOf("GHSA-", StringComparison.OrdinalIgnoreCase) is var at and >= 0 ? url[at..] : "";
}
