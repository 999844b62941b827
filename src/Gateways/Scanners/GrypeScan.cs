using System.Text.Json;
using Busbar.Digital.Handoffs.Cybersecurity;

namespace Busbar.Gateways.Scanners;

/// <summary>Anchore Grype's JSON (<c>grype -o json</c>): an entry a match of package and vulnerability.</summary>
internal static class GrypeScan
{
    public static void Read(JsonElement report, ScanReading reading)
    {
        if (report.At("matches").ValueKind != JsonValueKind.Array)
        {
            reading.RefuseLayout("list of matches");
            return;
        }
        var target = report.At("source").At("target");
        reading.Target = target.ValueKind == JsonValueKind.Object ? target.Text("userInput") : target.Text();
        reading.ScannedAt = reading.Moment(report.At("descriptor").Text("timestamp"), "descriptor.timestamp");
        var index = 0;
        foreach (var match in report.Items("matches")) reading.Add(Entry(match, $"matches[{index++}]"));
    }

    private static ScanEntry Entry(JsonElement match, string where)
    {
        var found = match.At("vulnerability");
        var artifact = match.At("artifact");
        var cvss = found.Items("cvss").Concat(match.Items("relatedVulnerabilities").SelectMany(related => related.Items("cvss")));
        return new(found.Text("id"), $"{found.Text("id")} in {artifact.Text("name")} {artifact.Text("version")}",
            SeverityWords.Of(found.Text("severity")),
            [found.Text("id"), .. match.Items("relatedVulnerabilities").Select(related => related.Text("id"))],
            new FindingPlace.Package(artifact.Text("purl"), artifact.Text("name"), artifact.Text("version"), artifact.Text("type")), where)
        {
            FixedIn = string.Join(", ", found.At("fix").Texts("versions")),
            Vector = cvss.OrderByDescending(each => each.Text("version"), StringComparer.Ordinal).Select(each => each.Text("vector"))
                .FirstOrDefault("") ?? "",
        };
    }
}
