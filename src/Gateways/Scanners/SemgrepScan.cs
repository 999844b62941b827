using System.Text.Json;
using Busbar.Digital.Handoffs.Cybersecurity;

namespace Busbar.Gateways.Scanners;

/// <summary>Semgrep's JSON: results of <c>semgrep --json</c>, and vulnerable dependencies as its platform exports them.</summary>
internal static class SemgrepScan
{
    public static void Read(JsonElement report, ScanReading reading)
    {
        var index = 0;
        if (report.At("results").ValueKind == JsonValueKind.Array)
            foreach (var result in report.Items("results")) reading.Add(Code(result, $"results[{index++}]"));
        else if (report.At("vulns").ValueKind == JsonValueKind.Array)
            foreach (var found in report.Items("vulns")) reading.Add(Dependency(found, $"vulns[{index++}]"));
        else
            reading.RefuseLayout("list of results");
    }

    private static ScanEntry Code(JsonElement result, string where)
    {
        var extra = result.At("extra");
        var print = extra.Text("fingerprint");
        return new(result.Text("check_id"), extra.Text("message"), SeverityWords.Of(extra.Text("severity")), [],
            new FindingPlace.Code(result.Text("path"), result.At("start").Whole("line"), print == "requires login" ? "" : print), where)
        {
            Statement = extra.Flag("is_ignored") ? FindingStatement.Suppressed : FindingStatement.Affected,
        };
    }

    private static ScanEntry Dependency(JsonElement found, string where)
    {
        var advisory = found.At("advisory");
        var package = found.At("matchedDependency");
        return new(advisory.Text("ruleId"), found.Text("title"), SeverityWords.Of(advisory.Text("severity")),
            [.. advisory.At("references").Texts("cveIds")],
            new FindingPlace.Package("", package.Text("name"), package.Text("versionSpecifier"), advisory.Text("ecosystem")), where)
        {
            Published = advisory.Text("announcedAt"), FixedIn = found.At("closestSafeDependency").Text("versionSpecifier"),
        };
    }
}
