using System.Xml.Linq;
using Busbar.Supply.Handoffs.Recovery.Filing;
using static Busbar.Gateways.Documents.Office.DocxFile;

namespace Busbar.Gateways.Documents.Office;

/// <summary>The blocks of a document as paragraphs and tables.</summary>
internal static class DocxBlocks
{
    /// <summary>The elements of a block.</summary>
    public static IEnumerable<XElement> Of(FilingBlock block) => block switch
    {
        FilingBlock.Heading heading => [Paragraph("Heading1", [new(heading.Text)], heading.StartsPage
            ? new XElement(W + "pageBreakBefore") : null)],
        FilingBlock.Centred centred => [Paragraph("Caption", [new(centred.Text)])],
        FilingBlock.Paragraph { Lead.Length: > 0 } led => [Led(led)],
        FilingBlock.Paragraph plain => [Paragraph("Normal", plain.Runs)],
        FilingBlock.Signature signature => [Paragraph("Normal", [new("")]), Paragraph("Normal", [new(new string('_', 40))]),
            Paragraph("Normal", [new(signature.Under)])],
        // A paragraph after a table keeps it from growing into the next one.
        FilingBlock.Table table => [Table(table), Paragraph("TableText", [])],
        _ => throw new ArgumentOutOfRangeException(nameof(block), block, "No such block."),
    };

    /// <summary>A run with its redline mark.</summary>
    public static XElement Run(FilingRun run) => new(W + "r",
        run.Mark == FilingMark.None ? null
            : new XElement(W + "rPr", run.Mark == FilingMark.Deleted ? new XElement(W + "strike") : Valued("u", "single")),
        new XElement(W + "t", new XAttribute(XNamespace.Xml + "space", "preserve"), run.Text));

    private static XElement Led(FilingBlock.Paragraph led) => Paragraph(
        led.IsBold ? "Question" : led.Lead.StartsWith('A') ? "Answer" : "Numbered", led.Runs, null,
        new XElement(W + "r", new XElement(W + "t", led.Lead), new XElement(W + "tab")));

    private static XElement Paragraph(string style, IEnumerable<FilingRun> runs, XElement? property = null, XElement? lead = null) =>
        new(W + "p", new XElement(W + "pPr", Valued("pStyle", style), property), lead, runs.Select(Run));

    private static XElement Table(FilingBlock.Table table)
    {
        var isNumber = table.Columns.Select((_, column) => table.Rows.Any(row => row.Cells[column].Any(run => run.Id.Length > 0))).ToList();
        return new(W + "tbl",
            new XElement(W + "tblPr", new XElement(W + "tblW", new XAttribute(W + "w", 5000), new XAttribute(W + "type", "pct")),
                new XElement(W + "tblBorders", new[] { "top", "bottom", "insideH" }.Select(side => new XElement(W + side,
                    new XAttribute(W + "val", "single"), new XAttribute(W + "sz", 4), new XAttribute(W + "space", 0),
                    new XAttribute(W + "color", "auto"))))),
            new XElement(W + "tblGrid", table.Columns.Select(_ => new XElement(W + "gridCol"))),
            Row(table.Columns.Select(heading => new[] { new FilingRun(heading) }), isNumber, isBold: true, isHeading: true),
            table.Rows.Select(row => Row(row.Cells.Select(cell => cell.AsEnumerable()), isNumber, row.IsTotal, isHeading: false)));
    }

    private static XElement Row(IEnumerable<IEnumerable<FilingRun>> cells, List<bool> isNumber, bool isBold, bool isHeading) =>
        new(W + "tr",
        new XElement(W + "trPr", new XElement(W + "cantSplit"), isHeading ? new XElement(W + "tblHeader") : null),
        cells.Select((cell, column) =>
        {
            var paragraph = Paragraph("TableText", cell, isNumber[column] ? Valued("jc", "right") : null);
            foreach (var run in paragraph.Elements(W + "r").Where(_ => isBold))
                if (run.Element(W + "rPr") is { } properties) properties.AddFirst(new XElement(W + "b"));
                else run.AddFirst(new XElement(W + "rPr", new XElement(W + "b")));
            return new XElement(W + "tc", paragraph);
        }));
}
