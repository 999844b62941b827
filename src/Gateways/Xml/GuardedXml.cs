using System.Xml;
using System.Xml.Linq;
using Busbar.Kernel.Outcomes;

namespace Busbar.Gateways.Xml;

/// <summary>Reads a file as XML that cannot hurt: no document type, no entities, a bounded length and depth.</summary>
internal static class GuardedXml
{
    /// <summary>Deeper than any format we read; a tree of elements takes time by the square of its depth to build.</summary>
    private const int MaxDepth = 200;

    /// <summary>The root, with the lines of its elements. Refuses <c>file-too-large</c>, <c>too-deep</c> and
    /// <c>broken-xml</c>.</summary>
    /// <param name="file">The file.</param>
    /// <param name="mostBytes">Its greatest length.</param>
    /// <param name="remedy">What to do with one that is longer.</param>
    /// <param name="doctype">What becomes of a document type: refused, or, where a format has one by custom, passed over unread; its
    /// entities are then unknown and refuse the file.</param>
    public static Outcome<XElement> Load(
        SourceFile file, int mostBytes, string remedy, DtdProcessing doctype = DtdProcessing.Prohibit)
    {
        if (file.Content.Length > mostBytes)
            return new Refusal("file-too-large", $"The document has {file.Content.Length} bytes, the most is {mostBytes}", file.Name,
                remedy);
        XmlReader Open() => XmlReader.Create(new MemoryStream(file.Content.ToArray(), writable: false), new XmlReaderSettings
        {
            DtdProcessing = doctype, XmlResolver = null, MaxCharactersInDocument = mostBytes, IgnoreComments = true,
        });
        try
        {
            using (var ahead = Open())
                while (ahead.Read())
                    if (ahead.Depth > MaxDepth)
                        return new Refusal("too-deep", $"The document is nested deeper than {MaxDepth} levels",
                            $"{file.Name}:{((IXmlLineInfo)ahead).LineNumber}", "Flatten it.");
            using var reader = Open();
            return XDocument.Load(reader, LoadOptions.SetLineInfo).Root!;
        }
        catch (XmlException fault)
        {
            return new Refusal("broken-xml", $"The text is no XML, or holds a document type: {fault.Message}",
                $"{file.Name}:{fault.LineNumber}", "Write plain XML 1.0 without a document type.");
        }
    }
}
