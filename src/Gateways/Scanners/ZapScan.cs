using System.Xml.Linq;
using Busbar.Digital.Handoffs.Cybersecurity;

namespace Busbar.Gateways.Scanners;

/// <summary>ZAP's traditional XML report: an entry an alert of a site. The pages it was seen on are evidence and not entries of their
/// own.</summary>
internal static class ZapScan
{
    public static void Read(ScanReading reading) => XmlEntries.Read(reading, "OWASPZAPReport", ["site"], (site, line) =>
    {
        var host = site.Given("host").ToLowerInvariant();
        reading.Looked(host);
        foreach (var alert in site.Child("alerts")?.Children("alertitem") ?? [])
            reading.Add(Entry(alert, new FindingPlace.Service(host, NessusXmlScan.Port(site.Given("port")), "http")));
    });

    private static ScanEntry Entry(XElement alert, FindingPlace place) => new(
        alert.Text("alertRef") is { Length: > 0 } reference ? reference : alert.Text("pluginid"), alert.Text("alert"),
        SeverityWords.Of(RiskOf(alert.Text("riskcode"))), [], place, $"{((System.Xml.IXmlLineInfo)alert).LineNumber}");

    /// <summary>ZAP counts from 0 (informational) to 3 (high).</summary>
    private static string RiskOf(string code) => code is "0" or "1" or "2" or "3" ? code : "";
}
