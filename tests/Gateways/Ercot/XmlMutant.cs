using System.Text;
using System.Xml.Linq;

namespace Busbar.Gateways.Tests.Ercot;

/// <summary>Changes a document in one to three ways: values, elements, attributes, namespaces, text, order.</summary>
internal static class XmlMutant
{
    private static readonly string[] words =
    [
        "", " ", "0", "-1", "1", "5", "9.9", "9.99", "9.999", "999999.99", "1234567", "1e5", "NaN", "INF", "+7", ".5", "5.", "00", "-0",
        "CURVE", "FIXED", "VARIABLE", "Reg-Down", "Off-Non-Spin", "REGUP-RRS-ONNS", "RRS", "true", "UNIT_9", "UNIT 9", "ÜNIT",
        "2026-03-06", "2026-3-6", "2026-03-06T00:00:00-06:00", "2026-03-06T25:00:00-06:00", "2026-03-06T00:00:00Z", "2026-03-06T00:00:00",
        "2026-02-30T00:00:00-06:00",
    ];

    private static readonly string[] names =
        ["mRID", "status", "error", "resource", "asType", "CurveData", "xvalue", "hot", "block", "ASOffer", "ThreePartOffer", "nothing"];

    public static byte[] Of(byte[] document, Random chance)
    {
        var parsed = XDocument.Load(new MemoryStream(document));
        for (var changes = chance.Next(1, 4); changes > 0; changes--) Change(parsed.Root!, chance);
        return Encoding.UTF8.GetBytes(parsed.ToString());
    }

    private static void Change(XElement root, Random chance)
    {
        var all = root.DescendantsAndSelf().ToList();
        var leaves = all.Where(element => !element.HasElements).ToList();
        var (element, leaf) = (all[chance.Next(all.Count)], leaves[chance.Next(leaves.Count)]);
        switch (chance.Next(10))
        {
            case 0 or 1 or 2: leaf.Value = words[chance.Next(words.Length)]; break;
            case 3: leaf.Value = leaves[chance.Next(leaves.Count)].Value; break;
            case 4: if (element != root) element.Remove(); break;
            case 5: if (element != root) element.AddAfterSelf(new XElement(element)); break;
            case 6: element.Name = element.Name.Namespace + names[chance.Next(names.Length)]; break;
            case 7: element.SetAttributeValue(chance.Next(2) == 0 ? "id" : XNamespace.Xml + "lang", "en"); break;
            case 8: element.AddFirst(chance.Next(2) == 0 ? new XComment("note") : new XText("loose")); break;
            default: if (element != root && element.ElementsBeforeSelf().LastOrDefault() is { } before) Swap(before, element); break;
        }
    }

    private static void Swap(XElement first, XElement second)
    {
        second.Remove();
        first.AddBeforeSelf(second);
    }
}
