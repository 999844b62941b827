using System.Xml.Linq;
using Busbar.Digital.Handoffs.Cybersecurity;

namespace Busbar.Gateways.Scanners;

/// <summary>Greenbone's (OpenVAS's) report as XML or as the table of its results: an entry a result.</summary>
internal static class OpenVasScan
{
    public static void ReadXml(ScanReading reading) => XmlEntries.Read(reading, "report", ["result", "scan_end", "host"], (element, line) =>
    {
        if (element.Name.LocalName == "scan_end") reading.ScannedAt ??= reading.Moment(element.Value, line);
        else if (element.Name.LocalName == "host") reading.Looked(element.Text("ip"));
        else if (element.Attribute("id") is not null) reading.Add(Entry(element, line));
    });

    public static void ReadCsv(ScanReading reading) => CsvEntries.Read(reading, ["IP", "NVT Name", "NVT OID"], row =>
    {
        reading.ScannedAt ??= reading.Moment(row.Text("Timestamp"), row.Line);
        reading.Add(new(row.Text("NVT OID", "NVT Name"), row.Text("NVT Name"), SeverityWords.Of(row.Text("Severity")),
            row.Text("CVEs").Split(',', StringSplitOptions.RemoveEmptyEntries),
            new FindingPlace.Service(row.Text("IP").ToLowerInvariant(), NessusXmlScan.Port(row.Text("Port")), row.Text("Port Protocol")),
            row.Line));
    });

    private static ScanEntry Entry(XElement result, string line)
    {
        var nvt = result.Child("nvt");
        var port = result.Text("port").Split('/');
        var host = result.Child("host")?.Nodes().OfType<XText>().FirstOrDefault()?.Value.Trim() ?? "";
        return new(nvt?.Given("oid") ?? "", result.Text("name") is { Length: > 0 } name ? name : nvt?.Text("name") ?? "",
            SeverityOf(result),
            (nvt?.Child("refs")?.Children("ref") ?? []).Where(each => each.Given("type") == "cve").Select(each => each.Given("id")),
            new FindingPlace.Service(host.ToLowerInvariant(), NessusXmlScan.Port(port[0]), port.Length > 1 ? port[1] : ""), line)
        {
            Vector = (nvt?.Child("severities")?.Children("severity") ?? []).Select(each => each.Text("value")).LastOrDefault("") ?? "",
        };
    }

    private static StatedSeverity SeverityOf(XElement result) =>
        result.Text("threat") is { Length: > 0 } threat ? SeverityWords.Of(threat) : SeverityWords.OfScore(result.Text("severity"));
}
