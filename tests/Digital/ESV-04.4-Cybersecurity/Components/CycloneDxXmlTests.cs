using System.Text;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using Busbar.Digital.Handoffs.Cybersecurity;
using Busbar.Gateways.Bills;
using Busbar.Kernel.Outcomes;

namespace Busbar.Digital.Cybersecurity.Tests.Components;

/// <summary>CycloneDX as XML: the suite's documents, their JSON twins, and the published schema read by the framework's own
/// validator.</summary>
public class CycloneDxXmlTests
{
    /// <summary>Twins of the suite whose two files say different things: another version, name, type or purl of a component.</summary>
    private static readonly string[] unlike =
    [
        "valid-bom-1.4", "valid-bom-1.5", "valid-component-ref-1.4", "valid-component-ref-1.5", "valid-compositions-1.4",
        "valid-compositions-1.5", "valid-dependency-1.4", "valid-dependency-1.5", "valid-license-expression-1.4",
        "valid-license-expression-1.5", "valid-license-id-1.4", "valid-license-id-1.5", "valid-license-name-1.4", "valid-license-name-1.5",
        "valid-component-external-with-version", "valid-cryptography-implementation-1.7", "valid-license-choice-1.7",
    ];

    [Fact]
    public void Every_xml_document_of_the_suite_is_taken_or_refused_as_its_name_says()
    {
        var (counts, wrong) = (new SortedDictionary<string, int>(StringComparer.Ordinal), new List<string>());
        foreach (var (name, text) in Suite(".xml"))
        {
            var kind = name.Split('-')[0];
            counts[kind] = counts.GetValueOrDefault(kind) + 1;
            var outcome = ReadBill.Run(new(name, text));
            if (outcome is Outcome<BillOfMaterials>.Refused refused
                ? kind == "valid" || !refused.Refusal.Where.StartsWith(name + ":", StringComparison.Ordinal) : kind != "valid")
                wrong.Add($"{name}: {outcome}");
        }
        Assert.True(wrong.Count == 0, $"{wrong.Count}\n{string.Join('\n', wrong.Take(30))}");
        // The informal ones break a rule of the standard's text that its schema cannot say.
        Assert.Equal([("informal", 2), ("invalid", 103), ("valid", 179)], counts.Select(each => (each.Key, each.Value)));
    }

    [Fact]
    public void A_document_and_its_twin_in_json_are_one_bill()
    {
        var twins = Suite(".json").ToDictionary(each => Path.GetFileNameWithoutExtension(each.Name), each => each.Text);
        var pairs = Suite(".xml").Where(each => each.Name.StartsWith("valid", StringComparison.Ordinal))
            .Select(each => (Name: Path.GetFileNameWithoutExtension(each.Name), Xml: each.Text))
            .Where(each => twins.ContainsKey(each.Name)).ToList();
        var wrong = pairs.Where(each => !Lines(each.Name + ".xml", each.Xml).SequenceEqual(Lines(each.Name + ".json", twins[each.Name])))
            .Select(each => each.Name);
        Assert.Equal(unlike.Order(), wrong.Order());
        Assert.Equal(167, pairs.Count);
    }

    /// <summary>Single changes of whole documents, one at each element: an element left out, doubled, put before its neighbour, renamed, of
    /// another namespace, of another text, with one more text or attribute; an attribute left out or of another text.</summary>
    [Fact]
    public void A_changed_document_is_refused_where_the_published_schema_refuses_it_and_nowhere_else()
    {
        var archive = SharedFiles.Unpack("cyclonedx.tar.gz");
        var (taken, refused, wrong) = (0, 0, new List<string>());
        foreach (var version in new[] { "1.4", "1.5", "1.6", "1.7" })
        {
            var schema = new XmlSchemaSet { XmlResolver = null };
            foreach (var part in new[] { "spdx", $"bom-{version}" })
                schema.Add(XmlSchema.Read(new MemoryStream(archive.Single(file => file.Key.EndsWith($"/schema/{part}.xsd",
                    StringComparison.Ordinal)).Value), null)!);
            schema.Compile();
            foreach (var (name, text) in Suite($"-{version}.xml").Where(each => changed.Contains(each.Name.Replace($"-{version}.xml", "",
                StringComparison.Ordinal))))
                foreach (var (what, document) in Changed(text))
                {
                    var faults = new List<string>();
                    var written = document.ToString();
                    XDocument.Parse(written).Validate(schema, (_, fault) => faults.Add(fault.Message));
                    if (faults.Count == 0) taken++;
                    else refused++;
                    if (ReadBill.Run(new(name, Encoding.UTF8.GetBytes(written))) is Outcome<BillOfMaterials>.Refused
                        ? faults.Count == 0 : faults.Count > 0)
                        wrong.Add($"{name} {what}: {faults.FirstOrDefault()}");
                }
        }
        Assert.True(wrong.Count == 0, $"{wrong.Count}\n{string.Join('\n', wrong.Take(60))}");
        Assert.True(taken > 900 && refused > 2000, $"{taken} taken, {refused} refused");
    }

    [Theory]
    [InlineData("""<!DOCTYPE bom [<!ENTITY a "b">]><bom xmlns="http://cyclonedx.org/schema/bom/1.6"/>""", "broken-xml")]
    [InlineData("""<bom xmlns="http://cyclonedx.org/schema/bom/1.6">""", "broken-xml")]
    [InlineData("""<bom xmlns="http://cyclonedx.org/schema/bom/1.3"/>""", "bill-version")]
    [InlineData("<bom/>", "bill-format")]
    [InlineData("""<bom xmlns="http://cyclonedx.org/schema/bom/1.6"><components><component/></components></bom>""", "bad-bill")]
    public void What_is_no_bill_is_refused(string text, string code) => Assert.Equal(code, Refused(text).Code);

    [Fact]
    public void Faults_are_told_with_element_line_and_column()
    {
        var refusal = Refused("""
            <bom xmlns="http://cyclonedx.org/schema/bom/1.6">
              <components>
                <component type="gadget"><name>a</name><purl>pkg:npm/a</purl><group>b</group></component>
              </components>
            </bom>
            """);
        Assert.Equal(("bill.xml:3:16", "bad-bill"), (refusal.Where, refusal.Code));
        Assert.StartsWith("bom/components/component has the attribute type='gadget', not one of the 13 values", refusal.What,
            StringComparison.Ordinal);
        Assert.Contains("bom/components/component/group was not expected here (3:67)", refusal.What, StringComparison.Ordinal);
    }

    [Fact]
    public void Elements_nested_without_end_are_refused_before_a_tree_is_built_of_them() =>
        Assert.Equal("too-deep", Refused(string.Concat(Enumerable.Repeat("<a>", 200_000))).Code);

    private static Refusal Refused(string text) =>
        Assert.IsType<Outcome<BillOfMaterials>.Refused>(ReadBill.Run(new("bill.xml", Encoding.UTF8.GetBytes(text)))).Refusal;

    private static List<(string Name, byte[] Text)> Suite(string ending) => [.. SharedFiles.Unpack("cyclonedx.tar.gz")
        .Where(file => file.Key.EndsWith(ending, StringComparison.Ordinal) && file.Key.Contains("/resources/", StringComparison.Ordinal))
        .Select(file => (Path.GetFileName(file.Key), file.Value))];

    private static List<string> Lines(string name, byte[] text) => Lines(ReadBill.Run(new(name, text)).OrThrow());

    private static List<string> Lines(BillOfMaterials bill) =>
    [
        $"{bill.Format} {bill.Serial} of {bill.Subject}",
        .. bill.Components.Select(each => $"{each.Ref} {each.Kind} {each.Name} {each.Version} {each.Package} {each.Cpe} "
            + string.Join(" / ", each.Licences)),
        .. bill.Dependencies.Select(each => $"{each.Ref} needs {string.Join(", ", each.DependsOn)}"),
        .. bill.Statements.Select(each => $"{each.Vulnerability} {string.Join(", ", each.Aliases)} {each.Status} {each.Justification} "
            + $"{each.Statement} {each.Author} {each.At} {string.Join(", ", each.Products)}"),
    ];

    private static readonly string[] changed = ["valid-bom", "valid-vulnerability", "valid-cryptography-full", "valid-standard",
        "valid-attestation", "valid-formulation", "valid-machine-learning", "valid-saasbom", "valid-annotation",
        "valid-license-licensing", "valid-license-choice", "valid-patent", "valid-citations", "valid-release-notes",
        "valid-component-swid-full", "valid-evidence", "valid-compositions", "valid-component-data"];

    private static IEnumerable<(string What, XDocument Document)> Changed(byte[] text)
    {
        var places = XDocument.Load(new MemoryStream(text)).Descendants().Count();
        for (var place = 1; place < places; place++)
        {
            var document = XDocument.Load(new MemoryStream(text));
            var element = document.Descendants().ElementAt(place);
            var what = $"{place} {element.Parent!.Name.LocalName}/{element.Name.LocalName} {place % 12}";
            if (Change(element, place % 12)) yield return (what, document);
        }
    }

    private static bool Change(XElement element, int kind)
    {
        switch (kind)
        {
            case 0: element.Remove(); return true;
            case 1: element.AddAfterSelf(new XElement(element)); return true;
            case 2 when element.ElementsBeforeSelf().LastOrDefault() is { } before:
                element.Remove();
                before.AddBeforeSelf(element);
                return true;
            case 3: element.Name = element.Name.Namespace + "gadget"; return true;
            case 4: element.Name = (XNamespace)"urn:other" + element.Name.LocalName; return true;
            case 5 when !element.HasElements: element.Value = " some words "; return true;
            case 6: element.SetAttributeValue("gadget", "1"); return true;
            case 7: element.SetAttributeValue((XNamespace)"urn:other" + "gadget", "1"); return true;
            case 8 when element.HasElements: element.FirstNode!.AddBeforeSelf(new XText("words")); return true;
            case 9 when element.FirstAttribute is { IsNamespaceDeclaration: false } first: first.Remove(); return true;
            case 10 when element.FirstAttribute is { IsNamespaceDeclaration: false } one: one.Value = ""; return true;
            case 11 when !element.HasElements: element.Value = ""; return true;
            default: return false;
        }
    }
}
