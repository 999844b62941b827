using System.Collections.Immutable;
using System.Text.Json;
using Busbar.Digital.Handoffs.Cybersecurity;
using Busbar.Kernel.Outcomes;

namespace Busbar.Gateways.Scanners;

/// <summary>Reads a scanner's report, whole or not at all: XML and tables entry by entry, JSON as one document of bounded length and
/// depth. Nothing in a report is run, resolved or fetched.</summary>
public static class ReadScanReport
{
    private static readonly ImmutableSortedDictionary<string, Action<ScanReading>> readers = new Dictionary<string, Action<ScanReading>>
    {
        ["cyclonedx"] = reading => ByText(reading, CycloneDxScan.Read, CycloneDxXmlScan.Read),
        ["dependency-track"] = Json(DependencyTrackScan.Read),
        ["generic"] = reading => ByText(reading, GenericScan.ReadJson, GenericScan.ReadCsv),
        ["grype"] = Json(GrypeScan.Read),
        ["nessus"] = reading => (IsXml(reading) ? (Action<ScanReading>)NessusXmlScan.Read : NessusCsvScan.Read)(reading),
        ["nmap"] = NmapScan.Read,
        ["npm-audit"] = Json(NpmAuditScan.Read),
        ["openvas"] = reading => (IsXml(reading) ? (Action<ScanReading>)OpenVasScan.ReadXml : OpenVasScan.ReadCsv)(reading),
        ["osv-scanner"] = Json(OsvScan.Read),
        ["sarif"] = Json(SarifScan.Read),
        ["semgrep"] = Json(SemgrepScan.Read),
        ["snyk"] = Json(SnykScan.Read),
        ["trivy"] = Json(TrivyScan.Read),
        ["zap"] = ZapScan.Read,
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>The scanners whose reports are read, by the names that <see cref="Read"/> takes.</summary>
    public static IEnumerable<string> Scanners => readers.Keys;

    /// <summary>The report. Refuses <c>unknown-scanner</c>, <c>not-this-scanner</c>, <c>scan-failed</c>, <c>broken-json</c>,
    /// <c>broken-xml</c>, <c>broken-quotes</c>, <c>line-too-long</c>, <c>empty-file</c>, <c>broken-gzip</c>, <c>too-much-text</c>,
    /// <c>too-many-findings</c>; finds <c>impossible-date</c>, <c>no-rule</c>, <c>latin-1</c>, <c>more-notes</c>.</summary>
    public static Outcome<ScanReport> Read(string scanner, SourceFile file)
    {
        if (!readers.TryGetValue(scanner, out var read))
            return new Refusal("unknown-scanner", $"No reader for '{scanner}'", file.Name, $"Name one of {string.Join(", ", Scanners)}.");
        var reading = new ScanReading(scanner, file);
        read(reading);
        return reading.Close();
    }

    private static Action<ScanReading> Json(Action<JsonElement, ScanReading> take) => reading => JsonFields.Read(reading, take);

    private static void ByText(ScanReading reading, Action<JsonElement, ScanReading> json, Action<ScanReading> other)
    {
        if (First(reading) is (byte)'{' or (byte)'[') JsonFields.Read(reading, json);
        else other(reading);
    }

    private static bool IsXml(ScanReading reading) => First(reading) == (byte)'<';

    /// <summary>The first letter that is neither blank nor byte order mark; 0 when there is none.</summary>
    private static byte First(ScanReading reading) =>
        reading.Head().FirstOrDefault(letter => !" \t\r\n"u8.Contains(letter) && letter is not (0xEF or 0xBB or 0xBF));
}
