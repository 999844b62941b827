using System.Text;
using System.Xml.Linq;

namespace Busbar.Gateways.Tests.Statements;

/// <summary>Breaks a document in one way that no reader may let pass.</summary>
internal static class XmlDamage
{
    /// <summary>The ways, by name.</summary>
    public static readonly string[] Ways =
    [
        "renamed element", "unknown element", "loose text", "bad number", "bad date", "element twice", "element missing", "order turned",
        "truncated", "document type", "entity bomb", "unknown attribute", "other root", "empty value", "not utf-8",
    ];

    private static readonly HashSet<string> numbers = Words("Channel SaveChannel SortOrder IntervalValue StatementTotal NetAmount "
        + "BillAmount StatementAmount Subtotal BillableAmount DetailAmount DISPUTE_AMOUNT AMOUNT_AWARD TOTAL INTERVALCOUNT SPI "
        + "UIDBILLDETERMINANT");

    private static readonly HashSet<string> dates = Words("OperatingDay BatchDate InvoiceDate InvoiceDueDate OperatingDate BATCHDATE "
        + "DISPUTEDATE STARTTIME STOPTIME CREATED_DATE END_OP_DATE");

    private static readonly HashSet<string> needed = Words("MarketType OperatingDay Channel StatementID AmountCode SortOrder "
        + "StatementTotal NetAmount StatementAmount InvoiceID InvoiceDate BillableAmount DetailAmount "
        + "SETTLEMENTTYPE OPERATINGDATE STARTTIME SPI UOMCODE "
        + "UIDBILLDETERMINANT DISPUTE_NUMBER STATUS");

    private static readonly HashSet<string> ordered =
        Words("AccountSection ChargeType CurrentDollars SETTLEMENT_CALENDAR MPDISPUTE RTMOUTPUTINTERVAL RTMOUTPUTHEADER VersionDetail");

    private static readonly string[] badNumbers = ["12,5", "NaN", "INF", "abc", "1e999", "--1", "0x10", "1 2"];

    private static HashSet<string> Words(string words) => [.. words.Split(' ')];

    /// <summary>The broken document; null when this way does not apply to it.</summary>
    public static byte[]? Of(byte[] document, string way, Random chance)
    {
        var text = Encoding.UTF8.GetString(document);
        switch (way)
        {
            case "truncated": return document[..chance.Next(document.Length / 3, document.Length - 10)];
            case "document type": 
                return Encoding.UTF8.GetBytes(text.Replace("?>", "?><!DOCTYPE a [<!ELEMENT a ANY>]>", StringComparison.Ordinal));
            case "entity bomb":
                return Encoding.UTF8.GetBytes(text.Replace("?>", "?><!DOCTYPE a [<!ENTITY x \"xx\"><!ENTITY y \"&x;&x;\">]>",
                    StringComparison.Ordinal));
            case "not utf-8":
                return [.. document.AsSpan(0, document.Length - 12), 0xFF, 0xFE, 0xC0, .. document.AsSpan(document.Length - 12)];
            default:
                var parsed = XDocument.Parse(text);
                return Change(parsed.Root!, way, chance) ? Encoding.UTF8.GetBytes(parsed.ToString()) : null;
        }
    }

    private static bool Change(XElement root, string way, Random chance)
    {
        var leaves = root.Descendants().Where(element => !element.HasElements).ToList();
        var branches = root.DescendantsAndSelf().Where(element => element.HasElements).ToList();
        XElement? Pick(IEnumerable<XElement> from)
        {
            var all = from.ToList();
            return all.Count == 0 ? null : all[chance.Next(all.Count)];
        }
        switch (way)
        {
            case "renamed element": Pick(root.Descendants())!.Name = "RENAMED"; return true;
            case "unknown element": Pick(root.Descendants())!.AddAfterSelf(new XElement("UNKNOWN", 1)); return true;
            case "loose text": Pick(branches)!.AddFirst(new XText("loose")); return true;
            case "unknown attribute": Pick(root.DescendantsAndSelf())!.SetAttributeValue("unknown", "1"); return true;
            case "other root": root.Name = "Something"; return true;
            case "bad number" when Pick(leaves.Where(IsNumber)) is { } number:
                number.Value = badNumbers[chance.Next(badNumbers.Length)];
                return true;
            case "empty value" when Pick(leaves.Where(IsNumber)) is { } number: number.Value = ""; return true;
            case "bad date" when Pick(leaves.Where(IsDate)) is { } date: date.Value = "31/31/2024"; return true;
            case "element twice" when Pick(leaves.Where(IsSingle).Concat(root.Descendants("Interval"))) is { } single:
                single.AddAfterSelf(new XElement(single));
                return true;
            case "element missing" when Pick(leaves.Where(IsNeeded).Concat(root.Descendants("Interval"))) is { } gone:
                gone.Remove();
                return true;
            case "order turned" when Pick(leaves.Where(IsOrdered)) is { } moved:
                var before = moved.ElementsBeforeSelf().Last();
                moved.Remove();
                before.AddBeforeSelf(moved);
                return true;
            default: return false;
        }
    }

    private static bool IsNumber(XElement leaf) => numbers.Contains(leaf.Name.LocalName) && !IsTextChannel(leaf)
        || leaf.Name.LocalName.StartsWith("INT0", StringComparison.Ordinal);

    private static bool IsDate(XElement leaf) => dates.Contains(leaf.Name.LocalName);

    private static bool IsSingle(XElement leaf) => leaf.Parent!.Name.LocalName is not ("InvoiceGroup" or "UpliftGroup");

    private static bool IsNeeded(XElement leaf) => needed.Contains(leaf.Name.LocalName);

    /// <summary>Siblings whose order the schema fixes.</summary>
    private static bool IsOrdered(XElement leaf) => ordered.Contains(leaf.Parent!.Name.LocalName)
        && leaf.ElementsBeforeSelf().LastOrDefault() is { } before && before.Name != leaf.Name;

    /// <summary>The channel of a settlement invoice is text.</summary>
    private static bool IsTextChannel(XElement leaf) => leaf.Name == "SaveChannel" && leaf.Parent!.Name == "InvoiceDetail";
}
