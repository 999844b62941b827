using System.Xml;
using System.Xml.Linq;
using Busbar.Kernel.Outcomes;

namespace Busbar.Gateways.Xml;

/// <summary>Reads a file as XML that cannot hurt: no document type, no entities, a bounded length.</summary>
internal static class GuardedXml
{
    /// <summary>The root, with the lines of its elements. Refuses <c>file-too-large</c> and <c>broken-xml</c>.</summary>
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
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(file.Content.ToArray(), writable: false), new XmlReaderSettings
            {
                DtdProcessing = doctype, XmlResolver = null, MaxCharactersInDocument = mostBytes, IgnoreComments = true,
            });
            return XDocument.Load(reader, LoadOptions.SetLineInfo).Root!;
        }
        catch (XmlException fault)
        {
            return new Refusal("broken-xml", $"The text is no XML, or holds a document type: {fault.Message}",
                $"{file.Name}:{fault.LineNumber}", "Write plain XML 1.0 without a document type.");
        }
    }
}
