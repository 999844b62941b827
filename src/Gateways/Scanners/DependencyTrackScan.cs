using System.Text.Json;
using Busbar.Digital.Handoffs.Cybersecurity;

namespace Busbar.Gateways.Scanners;

/// <summary>OWASP Dependency-Track's finding packaging format 1.0 to 1.3. An analysis there that ended is a statement.</summary>
internal static class DependencyTrackScan
{
    public static void Read(JsonElement report, ScanReading reading)
    {
        if (report.At("meta").ValueKind != JsonValueKind.Object && report.At("findings").ValueKind == JsonValueKind.Undefined)
        {
            reading.RefuseLayout("meta and findings");
            return;
        }
        reading.Target = report.At("project").Text("name");
        reading.ScannedAt = reading.Moment(report.At("meta").Text("timestamp"), "meta.timestamp");
        var index = 0;
        foreach (var found in report.Items("findings")) reading.Add(Entry(found, $"findings[{index++}]"));
    }

    private static ScanEntry Entry(JsonElement found, string where)
    {
        var (component, flaw, analysis) = (found.At("component"), found.At("vulnerability"), found.At("analysis"));
        var name = component.Text("group") is { Length: > 0 } group ? $"{group}:{component.Text("name")}" : component.Text("name");
        return new($"{flaw.Text("source")}:{flaw.Text("vulnId")}", flaw.Text("title", "vulnId"), SeverityWords.Of(flaw.Text("severity")),
            Names(flaw), new FindingPlace.Package(component.Text("purl"), name, component.Text("version"), ""), where)
        {
            Published = flaw.Text("published"),
            Vector = flaw.Text("cvssV4Vector", "cvssV3Vector"),
            Statement = analysis.Text("state") switch
            {
                "NOT_AFFECTED" or "FALSE_POSITIVE" => FindingStatement.NotAffected,
                "RESOLVED" => FindingStatement.Fixed,
                "IN_TRIAGE" => FindingStatement.UnderInvestigation,
                _ => analysis.Flag("isSuppressed") ? FindingStatement.Suppressed : FindingStatement.Affected,
            },
            Reason = analysis.Text("justification", "detail"),
        };
    }

    /// <summary>Numbers of its own sources (<c>533</c> of NPM) are names within that source only.</summary>
    private static IEnumerable<string> Names(JsonElement flaw) =>
    [
        flaw.Text("vulnId").All(char.IsAsciiDigit) ? "" : flaw.Text("vulnId"),
        .. flaw.Items("aliases").SelectMany(alias =>
            new[] { "cveId", "ghsaId", "osvId", "snykId", "sonatypeId", "gsdId", "vulnDbId" }.Select(name => alias.Text(name))),
    ];
}
