using System.Text.Json;
using Busbar.Digital.Handoffs.Cybersecurity;

namespace Busbar.Gateways.Scanners;

/// <summary>OSV-Scanner's JSON: an entry a package and vulnerability of a lock file.</summary>
internal static class OsvScan
{
    public static void Read(JsonElement report, ScanReading reading)
    {
        if (report.At("results").ValueKind is not (JsonValueKind.Array or JsonValueKind.Null))
        {
            reading.RefuseLayout("list of results");
            return;
        }
        var (source, package) = (0, 0);
        foreach (var result in report.Items("results"))
        {
            package = 0;
            foreach (var held in result.Items("packages")) TakePackage(held, $"results[{source}].packages[{package++}]", reading);
            source++;
        }
    }

    private static void TakePackage(JsonElement held, string path, ScanReading reading)
    {
        var package = held.At("package");
        var index = 0;
        foreach (var found in held.Items("vulnerabilities"))
        {
            var severity = found.At("database_specific").Text("severity");
            reading.Add(new(found.Text("id"), found.Text("summary", "id"), SeverityWords.Of(severity),
                [found.Text("id"), .. found.Texts("aliases")],
                new FindingPlace.Package("", package.Text("name"), package.Text("version"), package.Text("ecosystem")),
                $"{path}.vulnerabilities[{index++}]")
            {
                Published = found.Text("published"),
                Vector = found.Items("severity").Select(each => each.Text("score")).LastOrDefault("") ?? "",
            });
        }
    }
}
