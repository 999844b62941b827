using System.Xml.Linq;
using Busbar.Supply.Handoffs.Recovery.Filing;

namespace Busbar.Gateways.Documents.Office;

/// <summary>The formats that a workbook's cells use, numbered as they are first asked for.</summary>
internal sealed class XlsxStyles
{
    private const int FirstOwnFormat = 164;
    private readonly List<string> formats = [];
    private readonly List<(FilingCellStyle Look, string Format)> styles = [(FilingCellStyle.Plain, "")];

    /// <summary>The index of a cell's style.</summary>
    public int Of(FilingCell cell)
    {
        var style = (cell.Style, cell.Value is null ? "" : FormatOf(cell));
        if (style.Item2.Length > 0 && !formats.Contains(style.Item2)) formats.Add(style.Item2);
        if (!styles.Contains(style)) styles.Add(style);
        return styles.IndexOf(style);
    }

    /// <summary>The part, once all cells have been asked for.</summary>
    public XElement Part()
    {
        var main = XlsxFile.Main;
        return new(main + "styleSheet",
            Counted("numFmts", formats.Select((format, i) => new XElement(main + "numFmt",
                new XAttribute("numFmtId", FirstOwnFormat + i), new XAttribute("formatCode", format)))),
            Counted("fonts", [Font(isBold: false), Font(isBold: true)]),
            Counted("fills", [Fill("none"), Fill("gray125")]),
            Counted("borders", [Border(""), Border("top"), Border("bottom")]),
            Counted("cellStyleXfs", [new XElement(main + "xf")]),
            Counted("cellXfs", styles.Select(Style)));
    }

    // As printed: thousands apart, negative amounts in parentheses.
    private static string FormatOf(FilingCell cell)
    {
        var digits = cell.Digits == 0 ? "" : "." + new string('0', cell.Digits);
        var format = cell.Unit == "share" ? $"#,##0{digits}%" : $"#,##0{digits}";
        return $"{format};({format})";
    }

    private XElement Style((FilingCellStyle Look, string Format) style)
    {
        var main = XlsxFile.Main;
        var xf = new XElement(main + "xf", new XAttribute("xfId", 0),
            new XAttribute("numFmtId", style.Format.Length == 0 ? 0 : FirstOwnFormat + formats.IndexOf(style.Format)),
            new XAttribute("fontId", style.Look == FilingCellStyle.Plain ? 0 : 1), new XAttribute("fillId", 0),
            new XAttribute("borderId", style.Look switch { FilingCellStyle.Total => 1, FilingCellStyle.Heading => 2, _ => 0 }),
            new XAttribute("applyNumberFormat", style.Format.Length == 0 ? 0 : 1), new XAttribute("applyFont", 1),
            new XAttribute("applyBorder", 1));
        if (style.Look == FilingCellStyle.Heading) xf.Add(new XAttribute("applyAlignment", 1),
            new XElement(main + "alignment", new XAttribute("horizontal", "center"), new XAttribute("wrapText", 1)));
        return xf;
    }

    private static XElement? Counted(string name, IEnumerable<XElement> elements)
    {
        var all = elements.ToList();
        return all.Count == 0 ? null : new(XlsxFile.Main + name, new XAttribute("count", all.Count), all);
    }

    private static XElement Font(bool isBold) => new(XlsxFile.Main + "font", isBold ? new XElement(XlsxFile.Main + "b") : null,
        new XElement(XlsxFile.Main + "sz", new XAttribute("val", 10)),
            new XElement(XlsxFile.Main + "name", new XAttribute("val", "Arial")));

    private static XElement Fill(string pattern) =>
        new(XlsxFile.Main + "fill", new XElement(XlsxFile.Main + "patternFill", new XAttribute("patternType", pattern)));

    private static XElement Border(string thin) => new(XlsxFile.Main + "border", new[] { "left", "right", "top", "bottom", "diagonal" }
        .Select(side => new XElement(XlsxFile.Main + side, side == thin ? new XAttribute("style", "thin") : null)));
}
