using System.Collections.Immutable;
using System.Xml.Linq;
using Busbar.Supply.Handoffs.Recovery.Filing;

namespace Busbar.Gateways.Documents.Office;

/// <summary>Writes sheets as a workbook (ISO/IEC 29500-1, SpreadsheetML) whose computed cells are live formulas with our own values kept
/// beside them; a spreadsheet program computes them again when it opens the file. Each number has a defined name.</summary>
internal static class XlsxFile
{
    public static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static readonly XNamespace Relations = OfficePackage.OfficeRelations;

    /// <summary>The bytes.</summary>
    public static byte[] Of(ImmutableArray<FilingSheet> sheets)
    {
        var (formulas, styles) = (new XlsxFormula(sheets), new XlsxStyles());
        ImmutableArray<OfficePart> parts =
        [
            .. sheets.Select((sheet, i) => new OfficePart($"xl/worksheets/sheet{i + 1}.xml", "worksheet", "spreadsheetml.worksheet",
                Sheet(sheet, formulas, styles))),
        ];
        return OfficePackage.Of(new("xl/workbook.xml", "", "spreadsheetml.sheet.main", Workbook(sheets, formulas)),
            [.. parts, new("xl/styles.xml", "styles", "spreadsheetml.styles", styles.Part())]);
    }

    /// <summary>A number's defined name. The prefix keeps it from reading as a cell.</summary>
    public static string NameOf(string id) => "n_" + id.Replace('-', '_');

    private static XElement Workbook(ImmutableArray<FilingSheet> sheets, XlsxFormula formulas) => new(Main + "workbook",
        new XAttribute(XNamespace.Xmlns + "r", Relations),
        new XElement(Main + "sheets", sheets.Select((sheet, i) => new XElement(Main + "sheet", new XAttribute("name", sheet.Name),
            new XAttribute("sheetId", i + 1), new XAttribute(Relations + "id", $"r{i + 1}")))),
        new XElement(Main + "definedNames",
            sheets.Select((sheet, i) => new XElement(Main + "definedName", new XAttribute("name", "_xlnm.Print_Titles"),
                new XAttribute("localSheetId", i), $"{XlsxFormula.Quoted(sheet.Name)}!${sheet.HeadingRow}:${sheet.HeadingRow}")),
            formulas.OwnCells.OrderBy(cell => NameOf(cell.Id), StringComparer.Ordinal)
                .Select(cell => new XElement(Main + "definedName", new XAttribute("name", NameOf(cell.Id)), cell.Place))),
        new XElement(Main + "calcPr", new XAttribute("calcId", 0), new XAttribute("fullCalcOnLoad", 1)));

    private static XElement Sheet(FilingSheet sheet, XlsxFormula formulas, XlsxStyles styles) => new(Main + "worksheet",
        new XElement(Main + "sheetPr", new XElement(Main + "pageSetUpPr", new XAttribute("fitToPage", 1))),
        new XElement(Main + "sheetViews", new XElement(Main + "sheetView", new XAttribute("workbookViewId", 0),
            new XElement(Main + "pane", new XAttribute("ySplit", sheet.HeadingRow),
                new XAttribute("topLeftCell", $"A{sheet.HeadingRow + 1}"),
                new XAttribute("activePane", "bottomLeft"), new XAttribute("state", "frozen")))),
        new XElement(Main + "cols", sheet.Cells.Where(cell => cell.Row >= sheet.HeadingRow).GroupBy(cell => cell.Column)
            .OrderBy(column => column.Key).Select(column => new XElement(Main + "col", new XAttribute("min", column.Key),
                new XAttribute("max", column.Key), new XAttribute("width", Math.Clamp(column.Max(cell => cell.Text.Length) + 2, 8, 60)),
                new XAttribute("customWidth", 1)))),
        new XElement(Main + "sheetData", sheet.Cells.GroupBy(cell => cell.Row).OrderBy(row => row.Key).Select(row =>
            new XElement(Main + "row",
            new XAttribute("r", row.Key), row.OrderBy(cell => cell.Column).Select(cell => Cell(cell, sheet.Name, formulas, styles))))),
        new XElement(Main + "pageMargins", new[] { "left", "right", "top", "bottom", "header", "footer" }
            .Select(side => new XAttribute(side, "0.5"))),
        new XElement(Main + "pageSetup", new XAttribute("orientation", "landscape"), new XAttribute("fitToHeight", 0)),
        new XElement(Main + "headerFooter", new XElement(Main + "oddFooter", "&C&A    Page &P of &N")));

    private static XElement Cell(FilingCell cell, string sheet, XlsxFormula formulas, XlsxStyles styles)
    {
        var element = new XElement(Main + "c", new XAttribute("r", cell.Address), new XAttribute("s", styles.Of(cell)));
        if (cell.Value is not { } value)
            element.Add(new XAttribute("t", "inlineStr"), new XElement(Main + "is", new XElement(Main + "t",
                new XAttribute(XNamespace.Xml + "space", "preserve"), cell.Text)));
        else
            element.Add(cell.Expression is null ? null : new XElement(Main + "f", formulas.Of(cell, sheet)),
                new XElement(Main + "v", XlsxFormula.Number(value)));
        return element;
    }
}
