using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Recovery.Filing;

namespace Busbar.Gateways.Documents.Pdf;

/// <summary>Writes a document as PDF 1.7 (ISO 32000-1) in the standard fonts Times-Roman and Times-Bold: page N of M, bookmarks, line
/// numbers where the layout has them. Streams are not compressed and nothing is dated: equal documents make equal bytes.</summary>
internal static class PdfFile
{
    private const int Catalog = 1;
    private const int PageTree = 2;
    private const int Roman = 3;
    private const int Bold = 4;
    private const int Properties = 5;
    private const int Outlines = 6;
    private const int FirstPage = 7;

    /// <summary>The bytes; refused when a letter or a table cannot be printed.</summary>
    public static Outcome<byte[]> Of(FilingDocument document, string docket) =>
        (WinAnsi.Check(document.Title, document.Name) ?? WinAnsi.Check(docket, document.Name)) is { } refusal ? refusal
            : PdfLayout.Of(document).Select(pages => Write(document, docket, pages));

    private static byte[] Write(FilingDocument document, string docket, PdfPages pages)
    {
        var count = pages.Contents.Length;
        var firstBookmark = FirstPage + 2 * count;
        ImmutableArray<string> objects =
        [
            $"<< /Type /Catalog /Pages {PageTree} 0 R /Outlines {Outlines} 0 R /PageMode /UseOutlines /Lang (en-US) "
                + "/ViewerPreferences << /DisplayDocTitle true >> >>",
            $"<< /Type /Pages /Count {count} "
                + $"/Kids [{string.Join(' ', Enumerable.Range(0, count).Select(i => $"{FirstPage + 2 * i} 0 R"))}] >>",
            Font("Times-Roman"),
            Font("Times-Bold"),
            $"<< /Title {PdfPages.Literal($"{docket}: {document.Title}")} /Producer (Busbar) >>",
            pages.Bookmarks.Count == 0 ? "<< /Type /Outlines /Count 0 >>" : $"<< /Type /Outlines /Count {pages.Bookmarks.Count} "
                + $"/First {firstBookmark} 0 R /Last {firstBookmark + pages.Bookmarks.Count - 1} 0 R >>",
            .. pages.Contents.SelectMany((content, i) =>
                new[] { Page(pages.Paper, i), Stream(content + Footer(pages.Paper, docket, i + 1, count)) }),
            .. pages.Bookmarks.Select((bookmark, i) => Bookmark(bookmark, i, firstBookmark, pages.Bookmarks.Count)),
        ];
        return Assemble(objects);
    }

    private static string Font(string name) =>
        $"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>";

    private static string Page(PdfPaper paper, int page) =>
        $"<< /Type /Page /Parent {PageTree} 0 R /MediaBox [0 0 {PdfPages.Points(paper.Width)} {PdfPages.Points(paper.Height)}] "
        + $"/Resources << /Font << /F1 {Roman} 0 R /F2 {Bold} 0 R >> >> /Contents {FirstPage + 2 * page + 1} 0 R >>";

    private static string Stream(string content) => $"<< /Length {content.Length} >>\nstream\n{content}\nendstream";

    private static string Footer(PdfPaper paper, string docket, int page, int count)
    {
        const decimal size = 9;
        var text = $"{docket}    Page {page} of {count}";
        return $"BT /F1 {size} Tf 1 0 0 1 {PdfPages.Points((paper.Width - TimesWidths.Of(text, isBold: false, size)) / 2)} 36 Tm "
            + $"{PdfPages.Literal(text)} Tj ET";
    }

    private static string Bookmark(PdfBookmark bookmark, int i, int first, int count) =>
        $"<< /Title {PdfPages.Literal(bookmark.Title)} /Parent {Outlines} 0 R "
        + (i > 0 ? $"/Prev {first + i - 1} 0 R " : "") + (i < count - 1 ? $"/Next {first + i + 1} 0 R " : "")
        + $"/Dest [{FirstPage + 2 * bookmark.Page} 0 R /XYZ 0 {PdfPages.Points(bookmark.Top)} 0] >>";

    private static byte[] Assemble(ImmutableArray<string> objects)
    {
        // The four bytes beyond ASCII in the second line say that the file is binary, so that nobody changes its line ends.
        var file = new StringBuilder("%PDF-1.7\n%\u00E2\u00E3\u00CF\u00D3\n");
        var offsets = new List<int>();
        foreach (var (text, i) in objects.Select((text, i) => (text, i)))
        {
            offsets.Add(file.Length);
            file.Append(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{text}\nendobj\n");
        }

        var table = file.Length;
        file.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n");
        foreach (var offset in offsets) file.Append(CultureInfo.InvariantCulture, $"{offset:0000000000} 00000 n \n");
        file.Append(CultureInfo.InvariantCulture,
            $"trailer\n<< /Size {objects.Length + 1} /Root {Catalog} 0 R /Info {Properties} 0 R >>\nstartxref\n{table}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(file.ToString());
    }
}
