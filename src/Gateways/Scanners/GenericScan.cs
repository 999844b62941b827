using System.Text.Json;
using Busbar.Digital.Handoffs.Cybersecurity;

namespace Busbar.Gateways.Scanners;

/// <summary>Any other tool's findings in DefectDojo's generic layout, as a table (<c>Title</c>, <c>Severity</c>, <c>Url</c>, …) or as
/// JSON (<c>findings</c> of <c>title</c>, <c>severity</c>, …). Packages: <c>component_name</c>, <c>component_version</c> and our own
/// columns <c>purl</c> and <c>ecosystem</c>; files: <c>file_path</c>, <c>line</c>. A row that says it was mitigated, or is wrong, proves
/// nothing: it counts as suppressed.</summary>
internal static class GenericScan
{
    public static void ReadCsv(ScanReading reading) => CsvEntries.Read(reading, ["Title"], row => reading.Add(
        new(row.Text("vuln_id_from_tool", "rule", "Vulnerability Id", "CVE"), row.Text("Title"),
            SeverityWords.Of(row.Text("Severity")),
            row.Text("Vulnerability Id", "CVE").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries), Place(row), row.Line)
        {
            Published = row.Text("Published"), FixedIn = row.Text("fix_version"), Vector = row.Text("CVSSV4", "CVSSV3"),
            Statement = row.Flag("IsMitigated") || row.Flag("FalsePositive") ? FindingStatement.Suppressed : FindingStatement.Affected,
            Reason = row.Flag("IsMitigated") ? $"mitigated {row.Text("MitigatedDate")}".TrimEnd() : "",
        }));

    public static void ReadJson(JsonElement report, ScanReading reading)
    {
        if (report.At("findings").ValueKind != JsonValueKind.Array)
        {
            reading.RefuseLayout("list of findings");
            return;
        }
        reading.Target = report.Text("name");
        var index = 0;
        foreach (var found in report.Items("findings")) reading.Add(Entry(found, $"findings[{index++}]"));
    }

    private static FindingPlace Place(CsvEntries row) =>
        row.Text("component_name", "purl") is { Length: > 0 } name
            ? new FindingPlace.Package(row.Text("purl"), name, row.Text("component_version"), row.Text("ecosystem"))
        : row.Text("file_path") is { Length: > 0 } path ? new FindingPlace.Code(path, NessusXmlScan.Port(row.Text("line")), "")
        : ServiceOf(row.Text("Url"));

    private static ScanEntry Entry(JsonElement found, string where) => new(
        found.Text("vuln_id_from_tool"), found.Text("title"), SeverityWords.Of(found.Text("severity")),
        [found.Text("cve"), .. found.Texts("vulnerability_ids")], Place(found), where)
    {
        FixedIn = found.Text("fix_version"), Vector = found.Text("cvssv4", "cvssv3"),
        Statement = found.Flag("is_mitigated") || found.Flag("false_p") ? FindingStatement.Suppressed : FindingStatement.Affected,
        Reason = found.Flag("is_mitigated") ? $"mitigated {found.Text("mitigated")}".TrimEnd() : "",
    };

    private static FindingPlace Place(JsonElement found) =>
        found.Text("component_name", "purl") is { Length: > 0 } name
            ? new FindingPlace.Package(found.Text("purl"), name, found.Text("component_version"), found.Text("ecosystem"))
        : found.Text("file_path") is { Length: > 0 } path ? new FindingPlace.Code(path, found.Whole("line"), "")
        : found.Items("endpoints").FirstOrDefault() is var first && first.ValueKind == JsonValueKind.Object
            ? new FindingPlace.Service(first.Text("host").ToLowerInvariant(), first.Whole("port"), first.Text("protocol"))
        : ServiceOf(first.Text());

    /// <summary>The service behind a URL, or behind a host with or without a port.</summary>
    private static FindingPlace.Service ServiceOf(string text) =>
        Uri.TryCreate(text.Contains("://", StringComparison.Ordinal) ? text : $"any://{text}", UriKind.Absolute, out var url)
            ? new(url.Host.ToLowerInvariant(), Math.Max(url.Port, 0), url.Scheme == "any" ? "" : url.Scheme)
            : new(text.ToLowerInvariant(), 0, "");
}
