using System.Globalization;
using System.Xml.Linq;
using Busbar.Digital.Handoffs.Cybersecurity;

namespace Busbar.Gateways.Scanners;

/// <summary>Tenable's <c>.nessus</c> file (NessusClientData_v2), of Nessus and of web application scanning: an entry a plugin, host and
/// port.</summary>
internal static class NessusXmlScan
{
    public static void Read(ScanReading reading) =>
        XmlEntries.Read(reading, "NessusClientData_v2", ["ReportHost"], (host, line) =>
        {
            var name = HostOf(host.Given("name"));
            reading.Looked(name);
            var tags = host.Child("HostProperties")?.Children("tag") ?? [];
            var end = tags.FirstOrDefault(tag => tag.Given("name") == "HOST_END")?.Value ?? "";
            reading.ScannedAt ??= reading.Moment(end, line);
            foreach (var item in host.Children("ReportItem")) reading.Add(Entry(item, name));
        });

    /// <summary>The host of a name or of a URL.</summary>
    public static string HostOf(string name) =>
        Uri.TryCreate(name, UriKind.Absolute, out var url) && url.Host != "" ? url.Host.ToLowerInvariant() : name.Trim().ToLowerInvariant();

    private static ScanEntry Entry(XElement item, string host) => new(
        item.Given("pluginID"), item.Given("pluginName"), SeverityWords.Of(item.Given("severity")),
        item.Children("cve").Select(cve => cve.Value),
        new FindingPlace.Service(host, Port(item.Given("port")), item.Given("protocol").ToLowerInvariant()),
        $"{((System.Xml.IXmlLineInfo)item).LineNumber}")
    {
        Published = item.Text("vuln_publication_date"),
        Vector = item.Text("cvss4_vector") is { Length: > 0 } newest ? newest : item.Text("cvss3_vector"),
    };

    /// <summary>A port from 1 to 65535, else 0 for the host as a whole.</summary>
    public static int Port(string text) =>
        ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : 0;
}
