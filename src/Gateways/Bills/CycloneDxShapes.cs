using System.Collections.Frozen;
using System.Collections.Immutable;
using Busbar.Digital.Handoffs.DataQuality;
using Busbar.Gateways.Shapes;
using Busbar.Gateways.Xml;

namespace Busbar.Gateways.Bills;

/// <summary>The shape of a CycloneDX document, as JSON and as XML, by version.</summary>
internal static class CycloneDxShapes
{
    private const string Grammar = CycloneDxBase.Grammar + CycloneDxLicence.Grammar + CycloneDxService.Grammar + CycloneDxWorkflow.Grammar;
    private const string XmlGrammarText = CycloneDxXmlBase.Grammar + CycloneDxXmlService.Grammar + CycloneDxXmlWorkflow.Grammar
        + CycloneDxXmlProof.Grammar;
    private const string Uuid = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

    private static readonly ImmutableDictionary<string, string> patterns = new Dictionary<string, string>
    {
        ["serial-number"] = $"^urn:uuid:{Uuid}$",
        ["media-type"] = "^[-+a-z0-9.]+/[-+a-z0-9.]+$",
        ["hash"] = "^([a-fA-F0-9]{32}|[a-fA-F0-9]{40}|[a-fA-F0-9]{64}|[a-fA-F0-9]{96}|[a-fA-F0-9]{128})$",
        ["locale"] = "^([a-z]{2})(-[A-Z]{2})?$",
        ["document-link"] = $"^urn:cdx:{Uuid}/[1-9][0-9]*$",
        ["element-link"] = $"^urn:cdx:{Uuid}/[1-9][0-9]*#.+$",
        ["enumeration-id"] = "^CRE:[0-9]+-[0-9]+$",
        ["patent-number"] = @"^[A-Za-z0-9][A-Za-z0-9\-/.()\s]{0,28}[A-Za-z0-9]$",
        ["country"] = "^[A-Z]{2}$",
        ["urn-uuid"] = $$"""^(urn:uuid:{{Uuid}}|\{{{Uuid}}\})$""",
        ["patent"] = @"^[A-Za-z0-9][A-Za-z0-9\-/.() ]{0,28}[A-Za-z0-9]$",
        ["cpe"] = Shapes.Formats.Cpe,
    }.ToImmutableDictionary();

    private static readonly FrozenDictionary<string, Shape> versions = Enumerable.Range(4, 4).ToFrozenDictionary(
        minor => $"1.{minor}", minor => Shapes.Grammar.Of("bom", Grammar, minor, patterns, ("spdxId",
            new Shape.Leaves("an identifier of the SPDX licence list", cell => cell is { Kind: CellKind.Text } one
                && SpdxLicences.Ids.Contains(one.Text)))));

    private static readonly FrozenDictionary<string, XmlType> xmlVersions = Enumerable.Range(4, 4).ToFrozenDictionary(
        minor => $"1.{minor}", minor => XmlGrammar.Of("bom", XmlGrammarText, minor, patterns, ("spdxId",
            new XmlType.Value("an identifier of the SPDX licence list", SpdxLicences.Ids.Contains))));

    /// <summary>The shape; null for a version that is not offered.</summary>
    public static Shape? Of(string version) => versions.GetValueOrDefault(version);

    /// <summary>The same of XML.</summary>
    public static XmlType? OfXml(string version) => xmlVersions.GetValueOrDefault(version);
}
