using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Busbar.Gateways.Documents.Office;

/// <summary>The shell of an Office Open XML file (ISO/IEC 29500-2): content types, relationships and parts in a zip archive.</summary>
internal static class OfficePackage
{
    private const string Relations = "http://schemas.openxmlformats.org/package/2006/relationships";
    private const string Types = "http://schemas.openxmlformats.org/package/2006/content-types";
    public const string OfficeRelations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    /// <summary>The file of a main part and the parts it relates to, whose relationship ids are <c>r1</c>, <c>r2</c> and so on.</summary>
    public static byte[] Of(OfficePart main, IReadOnlyList<OfficePart> others)
    {
        var (folder, file) = (Path.GetDirectoryName(main.Name)!.Replace('\\', '/'), Path.GetFileName(main.Name));
        XNamespace types = Types;
        var contents = new XElement(types + "Types",
            new XElement(types + "Default", new XAttribute("Extension", "rels"),
                new XAttribute("ContentType", "application/vnd.openxmlformats-package.relationships+xml")),
            others.Prepend(main).Select(part => new XElement(types + "Override", new XAttribute("PartName", "/" + part.Name),
                new XAttribute("ContentType", $"application/vnd.openxmlformats-officedocument.{part.Kind}+xml"))));
        return StoredZip.Of(
        [
            ("[Content_Types].xml", Bytes(contents)),
            ("_rels/.rels", Bytes(Related([("officeDocument", main.Name)]))),
            (main.Name, Bytes(main.Root)),
            ($"{folder}/_rels/{file}.rels", Bytes(Related(others.Select(part => (part.Relation, part.Name[(folder.Length + 1)..]))))),
            .. others.Select(part => (part.Name, Bytes(part.Root))),
        ]);
    }

    private static XElement Related(IEnumerable<(string Type, string Target)> targets)
    {
        XNamespace relations = Relations;
        return new(relations + "Relationships", targets.Select((target, i) => new XElement(relations + "Relationship",
            new XAttribute("Id", $"r{i + 1}"), new XAttribute("Type", $"{OfficeRelations}/{target.Type}"),
            new XAttribute("Target", target.Target))));
    }

    private static byte[] Bytes(XElement root)
    {
        using var bytes = new MemoryStream();
        using (var writer = XmlWriter.Create(bytes, new() { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) }))
            new XDocument(new XDeclaration("1.0", "UTF-8", "yes"), root).Save(writer);
        return bytes.ToArray();
    }
}

/// <summary>One part of an Office file.</summary>
/// <param name="Name">Its path in the archive.</param>
/// <param name="Relation">The last word of its relationship's type.</param>
/// <param name="Kind">Its content type between the vendor's prefix and <c>+xml</c>.</param>
/// <param name="Root">Its content.</param>
internal sealed record OfficePart(string Name, string Relation, string Kind, XElement Root);
