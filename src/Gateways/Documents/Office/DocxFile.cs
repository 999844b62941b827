using System.Xml.Linq;
using Busbar.Supply.Handoffs.Recovery.Filing;

namespace Busbar.Gateways.Documents.Office;

/// <summary>Writes a document as a text file of Office Open XML (ISO/IEC 29500-1, WordprocessingML): styles for headings, numbered
/// paragraphs, questions and answers; page N of M; line numbers from 1 on each page where the layout has them; redlines struck and
/// underlined.</summary>
internal static class DocxFile
{
    public static readonly XNamespace W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    private static readonly XNamespace Relations = OfficePackage.OfficeRelations;

    /// <summary>The bytes.</summary>
    public static byte[] Of(FilingDocument document, string docket)
    {
        var body = new XElement(W + "body", document.Blocks.SelectMany(DocxBlocks.Of), Section(document.Layout));
        var root = new XElement(W + "document", new XAttribute(XNamespace.Xmlns + "w", W),
            new XAttribute(XNamespace.Xmlns + "r", Relations),
            body);
        return OfficePackage.Of(new("word/document.xml", "", "wordprocessingml.document.main", root),
        [
            new("word/styles.xml", "styles", "wordprocessingml.styles", Styles(document.Layout == FilingLayout.Numbered)),
            new("word/footer1.xml", "footer", "wordprocessingml.footer", Footer(docket)),
        ]);
    }

    public static XElement Valued(string name, object value) => new(W + name, new XAttribute(W + "val", value));

    // The footer is the second part of the document, after the styles.
    private static XElement Section(FilingLayout layout) => new(W + "sectPr",
        new XElement(W + "footerReference", new XAttribute(W + "type", "default"), new XAttribute(Relations + "id", "r2")),
        new XElement(W + "pgSz", new XAttribute(W + "w", 12240), new XAttribute(W + "h", 15840)),
        new XElement(W + "pgMar", new XAttribute(W + "top", 1440), new XAttribute(W + "right", 1440), new XAttribute(W + "bottom", 1440),
            new XAttribute(W + "left", 1440), new XAttribute(W + "header", 720), new XAttribute(W + "footer", 720),
            new XAttribute(W + "gutter", 0)),
        layout != FilingLayout.Numbered ? null
            : new XElement(W + "lnNumType", new XAttribute(W + "countBy", 1), new XAttribute(W + "restart", "newPage")));

    private static XElement Footer(string docket) => new(W + "ftr", new XAttribute(XNamespace.Xmlns + "w", W),
        new XElement(W + "p", new XElement(W + "pPr", Valued("jc", "center")),
            DocxBlocks.Run(new($"{docket}    Page ")), Field("PAGE"), DocxBlocks.Run(new(" of ")), Field("NUMPAGES")));

    private static XElement Field(string instruction) =>
        new(W + "fldSimple", new XAttribute(W + "instr", instruction), DocxBlocks.Run(new("1")));

    private static XElement Styles(bool isDoubleSpaced) => new(W + "styles", new XAttribute(XNamespace.Xmlns + "w", W),
        new XElement(W + "docDefaults", new XElement(W + "rPrDefault", new XElement(W + "rPr",
            new XElement(W + "rFonts", new XAttribute(W + "ascii", "Times New Roman"), new XAttribute(W + "hAnsi", "Times New Roman"),
                new XAttribute(W + "cs", "Times New Roman")), Valued("sz", 24)))),
        Style("Normal", "Normal", isDefault: true, [Spacing(isDoubleSpaced)], []),
        Style("Heading1", "heading 1", isDefault: false,
            [new(W + "keepNext"), Spacing(isDoubleSpaced), Valued("outlineLvl", 0)], [new(W + "b"), Valued("sz", 26)]),
        Style("Caption", "caption", isDefault: false, [Valued("jc", "center")], [new(W + "b")]),
        Style("Numbered", "Numbered Paragraph", isDefault: false, [Hanging], []),
        Style("Question", "Question", isDefault: false, [new(W + "keepNext"), Hanging], [new(W + "b")]),
        Style("Answer", "Answer", isDefault: false, [Hanging], []),
        Style("TableText", "Table Text", isDefault: false, [Spacing(isDoubleSpaced: false, after: 0)], [Valued("sz", 18)]));

    private static XElement Hanging => new(W + "ind", new XAttribute(W + "left", 720), new XAttribute(W + "hanging", 720));

    private static XElement Spacing(bool isDoubleSpaced, int after = 120) => new(W + "spacing",
        new XAttribute(W + "after", isDoubleSpaced ? 0 : after), new XAttribute(W + "line", isDoubleSpaced ? 480 : 260),
        new XAttribute(W + "lineRule", "auto"));

    private static XElement Style(string id, string name, bool isDefault, XElement[] paragraph, XElement[] run) => new(W + "style",
        new XAttribute(W + "type", "paragraph"), isDefault ? new XAttribute(W + "default", 1) : null, new XAttribute(W + "styleId", id),
        Valued("name", name), isDefault ? null : Valued("basedOn", "Normal"), new XElement(W + "qFormat"),
        new XElement(W + "pPr", paragraph), run.Length == 0 ? null : new XElement(W + "rPr", run));
}
