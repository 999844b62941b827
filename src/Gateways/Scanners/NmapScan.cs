using System.Xml.Linq;
using Busbar.Digital.Handoffs.Cybersecurity;

namespace Busbar.Gateways.Scanners;

/// <summary>Nmap's XML (<c>nmap -oX</c>): an entry an open port, and one a vulnerability that the script <c>vulners</c> names.</summary>
internal static class NmapScan
{
    public static void Read(ScanReading reading) => XmlEntries.Read(reading, "nmaprun", ["host", "finished"], (element, line) =>
    {
        if (element.Name.LocalName == "finished") reading.ScannedAt = reading.Moment(element.Given("time"), line);
        else TakeHost(element, reading);
    });

    private static void TakeHost(XElement host, ScanReading reading)
    {
        var address = host.Children("address").Select(each => each.Given("addr")).FirstOrDefault("")!.ToLowerInvariant();
        if (host.Child("status")?.Given("state") == "up") reading.Looked(address);
        foreach (var port in host.Child("ports")?.Children("port") ?? [])
        {
            if (port.Child("state")?.Given("state") != "open") continue;
            var place = new FindingPlace.Service(address, NessusXmlScan.Port(port.Given("portid")), port.Given("protocol"));
            var where = $"{((System.Xml.IXmlLineInfo)port).LineNumber}";
            var service = port.Child("service")?.Given("name") ?? "";
            reading.Add(new("open-port", $"Open port {place.Port}/{place.Protocol} {service}".TrimEnd(), StatedSeverity.Informational, [],
                place, where));
            foreach (var script in port.Children("script").Where(script => script.Given("id") == "vulners"))
                foreach (var table in script.Children("table").SelectMany(product => product.Children("table")))
                    reading.Add(Vulnerability(table, place, where));
        }
    }

    private static ScanEntry Vulnerability(XElement table, FindingPlace place, string where)
    {
        string Element(string key) => table.Children("elem").FirstOrDefault(each => each.Given("key") == key)?.Value ?? "";
        return new(Element("id"), Element("id"), SeverityWords.OfScore(Element("cvss")), [Element("id")], place, where);
    }
}
