using System.Buffers;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Busbar.Kernel.Outcomes;

namespace Busbar.Gateways.Statements.Ercot;

/// <summary>One settlement document of ERCOT's, read safely and found to be of its shape: no document type, nothing external, at most
/// <see cref="MostBytes"/> and <see cref="MostLevels"/> levels; valid by ERCOT's own schema where that is given.</summary>
internal sealed record ErcotDocument(string File, XElement Root, bool IsSimulated)
{
    /// <summary>Largest document: 64 MB.</summary>
    public const int MostBytes = 64 << 20;

    /// <summary>ERCOT's deepest document has six levels.</summary>
    public const int MostLevels = 16;

    /// <summary>The comment that marks what our simulator wrote; ERCOT's schemas have no field for it.</summary>
    public const string SimulatedMark = " simulated by Busbar, not by ERCOT ";

    /// <summary>Opens a document whose root is one of these.</summary>
    public static Outcome<ErcotDocument> Open(SourceFile file, OfficialSchemas? schemas, Func<string, bool> isWanted, string wanted)
    {
        if (file.Content.Length > MostBytes)
            return new Refusal("file-too-large", $"The document has {file.Content.Length} bytes, the most is {MostBytes}", file.Name,
                "Split it by day.");
        XDocument document;
        try
        {
            if (TooDeep(file) is { } deep) return deep;
            using var reader = XmlReader.Create(Stream(file), Settings());
            document = XDocument.Load(reader, LoadOptions.SetLineInfo);
        }
        catch (XmlException fault)
        {
            return new Refusal("broken-xml", $"The text is no XML, or holds a document type: {fault.Message}",
                $"{file.Name}:{(fault.LineNumber > 0 ? fault.LineNumber : FirstLineNotUtf8(file.Content.Span))}",
                "Fetch the document again; plain XML 1.0 without a document type is read.");
        }
        var root = document.Root!;
        if (!isWanted(root.Name.ToString()) || !ErcotShapes.ByRoot.TryGetValue(root.Name.ToString(), out var shape))
            return XmlShape.Fault("wrong-document", file.Name, root, $"<{root.Name.LocalName}> stands where {wanted} was expected",
                "Check which document this is.");
        if (schemas?.FirstFault(file, shape.Name, Settings) is { } invalid) return invalid;
        if (shape.FirstFault(file.Name, root) is { } fault2) return fault2;
        return new ErcotDocument(file.Name, root, document.Nodes().OfType<XComment>().Any(comment => comment.Value == SimulatedMark));
    }

    /// <summary>The text below an element; empty when an optional one is absent.</summary>
    public static string Text(XElement parent, params ReadOnlySpan<string> path)
    {
        var at = parent;
        foreach (var name in path)
        {
            if (at.Element(name) is not { } next) return "";
            at = next;
        }
        return XmlValue.Collapsed(at.Value);
    }

    /// <summary>The number below an element; null when it is absent or nil.</summary>
    public static decimal? Number(XElement parent, string name) =>
        parent.Element(name) is { } element ? XmlValue.NumberOf(element.Value) : null;

    public Refusal Fault(string code, XElement at, string what, string remedy) => XmlShape.Fault(code, File, at, what, remedy);

    private static XmlReaderSettings Settings() => new()
    {
        DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = MostBytes,
    };

    private static MemoryStream Stream(SourceFile file) => new(file.Content.ToArray(), writable: false);

    /// <summary>Where the reader cannot say: the line of the first byte that is not UTF-8.</summary>
    private static int FirstLineNotUtf8(ReadOnlySpan<byte> text)
    {
        var line = 1;
        while (!text.IsEmpty && Rune.DecodeFromUtf8(text, out _, out var used) == OperationStatus.Done)
        {
            if (text[0] == '\n') line++;
            text = text[used..];
        }
        return line;
    }

    private static Refusal? TooDeep(SourceFile file)
    {
        using var reader = XmlReader.Create(Stream(file), Settings());
        while (reader.Read())
            if (reader.Depth > MostLevels)
                return new("too-deep", $"Elements stand more than {MostLevels} levels deep",
                    $"{file.Name}:{((IXmlLineInfo)reader).LineNumber}", "Check which document this is.");
        return null;
    }
}
