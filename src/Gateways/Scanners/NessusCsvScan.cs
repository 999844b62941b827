using Busbar.Digital.Handoffs.Cybersecurity;

namespace Busbar.Gateways.Scanners;

/// <summary>The tables of Nessus, Tenable.sc, Tenable Vulnerability Management and web application scanning: an entry a plugin, host and
/// port. Nessus writes a row a CVE of it.</summary>
internal static class NessusCsvScan
{
    public static void Read(ScanReading reading)
    {
        var entries = new Dictionary<(string Plugin, FindingPlace Place), (ScanEntry Entry, List<string> Names)>();
        CsvEntries.Read(reading,
            ["Plugin ID|Plugin|definition.id", "Name|Plugin Name|definition.name", "Host|IP Address|asset.name|asset.host_name"], row =>
            {
                reading.ScannedAt ??= reading.Moment(row.Text("Last Observed", "Last Found", "last_seen"), row.Line);
                var entry = Entry(row);
                if (entries.TryGetValue((entry.Rule, entry.Place), out var known)) known.Names.AddRange(entry.Names);
                else entries.Add((entry.Rule, entry.Place), (entry, [.. entry.Names]));
            });
        foreach (var (entry, names) in entries.Values) reading.Add(entry with { Names = names });
    }

    private static ScanEntry Entry(CsvEntries row) => new(
        row.Text("Plugin ID", "Plugin", "definition.id"), row.Text("Name", "Plugin Name", "definition.name"),
        SeverityWords.Of(row.Text("Risk", "Severity", "definition.severity", "Risk Factor")),
        row.Text("CVE", "definition.cve").Split([',', ' ', '\n', '[', ']', '"', '\''], StringSplitOptions.RemoveEmptyEntries),
        new FindingPlace.Service(
            NessusXmlScan.HostOf(row.Text("Host", "asset.display_fqdn", "DNS Name", "asset.host_name", "IP Address",
                "asset.display_ipv4_address", "asset.name")),
            NessusXmlScan.Port(row.Text("Port", "port")), row.Text("Protocol", "protocol").ToLowerInvariant()), row.Line)
    {
        Published = row.Text("Vuln Publication Date", "definition.vulnerability_published"),
        Vector = row.Text("CVSS V3 Vector", "CVSS3 Vector", "definition.cvss3.base_vector"),
    };
}
