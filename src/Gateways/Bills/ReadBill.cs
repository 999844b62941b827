using System.Xml.Linq;
using Busbar.Digital.Handoffs.Cybersecurity;
using Busbar.Gateways.Shapes;
using Busbar.Gateways.Xml;
using Busbar.Kernel.Outcomes;

namespace Busbar.Gateways.Bills;

/// <summary>Reads a software bill of materials: CycloneDX 1.4 to 1.7 as JSON or XML, SPDX 2.2 and 2.3 as JSON or tag-value
/// text, told apart by what it says. A bill is read whole or
/// refused whole.</summary>
public static class ReadBill
{
    private const int MaxBytes = 256 << 20;

    /// <summary>The bill. Refuses text that is too long, not JSON, XML or tags, too deep, with a key twice or a document type, and
    /// (<c>bill-format</c>, <c>bill-version</c>, <c>bad-bill</c>) what its standard does not allow, with the line of every fault.</summary>
    public static Outcome<BillOfMaterials> Run(SourceFile file)
    {
        var read = file.ReadText(MaxBytes);
        if (read is not Outcome<ReadOnlyMemory<byte>>.Done { Value: var text })
            return ((Outcome<ReadOnlyMemory<byte>>.Refused)read).Refusal;
        return FirstSign(text.Span) switch
        {
            '<' => Xml(file with { Content = text }),
            not ('{' or '[') when text.Span.IndexOf("SPDXVersion:"u8) >= 0 => TagValue(file.Name, text),
            _ => Json(file.Name, text),
        };
    }

    private static Outcome<BillOfMaterials> Json(string file, ReadOnlyMemory<byte> text)
    {
        var read = JsonNodes.Read(file, text);
        if (read is not Outcome<Node>.Done { Value: var node }) return ((Outcome<Node>.Refused)read).Refusal;
        return node switch
        {
            Node.Map map when map.Text("bomFormat") == "CycloneDX" => ReadCycloneDx.Run(file, map),
            Node.Map map when map["spdxVersion"] is not null => ReadSpdx.Run(file, map),
            _ => Unknown($"{file}:{node.Line}:{node.Column}"),
        };
    }

    private static Outcome<BillOfMaterials> TagValue(string file, ReadOnlyMemory<byte> text) => SpdxTagValue.Read(file, text.Span) switch
    {
        Outcome<Node.Map>.Done done => ReadSpdx.Run(file, done.Value),
        Outcome<Node.Map>.Refused refused => refused.Refusal,
        _ => throw new InvalidOperationException("An outcome is done or refused."),
    };

    private static Outcome<BillOfMaterials> Xml(SourceFile file)
    {
        var read = GuardedXml.Load(file, MaxBytes, "Split the bill.");
        if (read is not Outcome<XElement>.Done { Value: var root }) return ((Outcome<XElement>.Refused)read).Refusal;
        return root.Name.LocalName == "bom" && root.Name.NamespaceName.StartsWith(CycloneDxXmlNodes.Space, StringComparison.Ordinal)
            ? ReadCycloneDx.Run(file.Name, root) : Unknown($"{file.Name}:{((System.Xml.IXmlLineInfo)root).LineNumber}");
    }

    private static Refusal Unknown(string where) =>
        new("bill-format", "The document does not say that it is CycloneDX or SPDX 2", where,
            "Give a CycloneDX or an SPDX document.");

    /// <summary>The first that is neither white space nor a byte order mark.</summary>
    private static char FirstSign(ReadOnlySpan<byte> text)
    {
        var rest = text.TrimStart(" \t\r\n\u00EF\u00BB\u00BF"u8);
        return rest.IsEmpty ? '\0' : (char)rest[0];
    }
}
