using System.Xml;
using System.Xml.Linq;
using Busbar.Gateways.Csv;

namespace Busbar.Gateways.Scanners;

/// <summary>Walks an XML report element by element, so that its length is no matter. Document types and entities are refused and never
/// resolved; Nmap's bare <c>&lt;!DOCTYPE nmaprun&gt;</c> declares nothing and is passed over.</summary>
internal static class XmlEntries
{
    /// <summary>Calls <paramref name="take"/> for each element of one of these names, whole, with its line. Elements inside it are not
    /// called for. Refuses <c>broken-xml</c>, <c>too-much-text</c>, <c>broken-gzip</c>; <c>not-this-scanner</c> for another root.</summary>
    public static void Read(ScanReading reading, string root, string[] names, Action<XElement, string> take)
    {
        using var text = reading.File.OpenStream();
        try
        {
            using var xml = XmlReader.Create(text, new XmlReaderSettings
            {
                DtdProcessing = HasBareType(reading) ? DtdProcessing.Ignore : DtdProcessing.Prohibit, XmlResolver = null,
                IgnoreComments = true, IgnoreProcessingInstructions = true,
                MaxCharactersInDocument = ReadLimits.Default.MaxTextBytes,
            });
            xml.MoveToContent();
            if (xml.LocalName != root)
            {
                reading.RefuseLayout($"<{root}> as its root but <{xml.LocalName}>");
                return;
            }
            Walk(xml, reading, names, take);
        }
        catch (XmlException fault)
        {
            reading.Refuse("broken-xml", $"The text is no XML, or holds a document type: {fault.Message}", $"{fault.LineNumber}",
                "Export the report again as plain XML.");
        }
        catch (InvalidDataException)
        {
            var fault = text.FaultIn("", ReadLimits.Default.MaxTextBytes);
            reading.Refuse(fault.Code, fault.What, "", fault.Remedy);
        }
    }

    /// <summary>The text of a child, or empty.</summary>
    public static string Text(this XElement element, string name) => element.Child(name)?.Value.Trim() ?? "";

    /// <summary>The first child of this name in whatever namespace, or null.</summary>
    public static XElement? Child(this XElement element, string name) =>
        element.Elements().FirstOrDefault(child => child.Name.LocalName == name);

    /// <summary>The children of this name.</summary>
    public static IEnumerable<XElement> Children(this XElement element, string name) =>
        element.Elements().Where(child => child.Name.LocalName == name);

    /// <summary>The value of an attribute, or empty.</summary>
    public static string Given(this XElement element, string name) => element.Attribute(name)?.Value.Trim() ?? "";

    private static void Walk(XmlReader xml, ScanReading reading, string[] names, Action<XElement, string> take)
    {
        var more = true;
        while (more && reading.Refusal is null)
        {
            if (xml.NodeType != XmlNodeType.Element || !names.Contains(xml.LocalName))
            {
                more = xml.Read();
                continue;
            }
            var line = $"{((IXmlLineInfo)xml).LineNumber}";
            take((XElement)XNode.ReadFrom(xml), line);
            more = !xml.EOF;
        }
    }

    /// <summary>True when the document's type is Nmap's, which has neither identifier nor declarations. A document has one type at
    /// most.</summary>
    private static bool HasBareType(ScanReading reading) => reading.Head().AsSpan().IndexOf("<!DOCTYPE nmaprun>"u8) >= 0;
}
