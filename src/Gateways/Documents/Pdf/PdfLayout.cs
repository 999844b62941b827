using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Recovery.Filing;

namespace Busbar.Gateways.Documents.Pdf;

/// <summary>Lays a document's blocks out on pages.</summary>
internal static class PdfLayout
{
    private const decimal LeadWidth = 36;
    private const decimal HeadingSize = 13;

    /// <summary>The pages; refused when a letter or a table cannot be printed.</summary>
    public static Outcome<PdfPages> Of(FilingDocument document)
    {
        var pages = new PdfPages(PdfPaper.Of(document.Layout));
        foreach (var block in document.Blocks)
        {
            if (TextsOf(block).Select(text => WinAnsi.Check(text, document.Name)).FirstOrDefault(each => each is not null) is { } letter)
                return letter;
            if (Draw(block, pages, document.Name) is { } refusal) return refusal;
        }

        return pages;
    }

    private static Refusal? Draw(FilingBlock block, PdfPages pages, string where)
    {
        switch (block)
        {
            case FilingBlock.Heading heading: Heading(heading, pages); break;
            case FilingBlock.Centred centred: Centred(centred.Text, pages); break;
            case FilingBlock.Paragraph paragraph: Paragraph(paragraph, pages); break;
            case FilingBlock.Signature signature: Signature(signature.Under, pages); break;
            case FilingBlock.Table table: return PdfTable.Draw(table, pages, where);
            default: throw new ArgumentOutOfRangeException(nameof(block), block, "No such block.");
        }

        return null;
    }

    private static void Heading(FilingBlock.Heading heading, PdfPages pages)
    {
        var paper = pages.Paper;
        if (heading.StartsPage && !pages.IsAtTop) pages.StartPage();
        // A heading is not left alone at the foot of a page.
        pages.Need(paper.Leading * 4);
        pages.Skip(paper.Gap);
        pages.Bookmark(heading.Text);
        foreach (var line in PdfText.Wrap([new(heading.Text)], isBold: true, HeadingSize, paper.Measure))
            pages.Line(line, paper.Left, HeadingSize, paper.Leading);
        pages.Skip(paper.Gap);
    }

    private static void Centred(string text, PdfPages pages)
    {
        var paper = pages.Paper;
        foreach (var line in PdfText.Wrap([new(text)], isBold: true, paper.Size, paper.Measure))
            pages.Line(line, paper.Left + (paper.Measure - line.Sum(part =>
                TimesWidths.Of(part.Text.TrimEnd(), isBold: true, paper.Size))) / 2,
                paper.Size, paper.Leading);
    }

    private static void Paragraph(FilingBlock.Paragraph paragraph, PdfPages pages)
    {
        var (paper, indent) = (pages.Paper, paragraph.Lead.Length > 0 ? LeadWidth : 0);
        var lines = PdfText.Wrap(paragraph.Runs, paragraph.IsBold, paper.Size, paper.Measure - indent);
        // Two lines at least stay together, and a question stays with the start of its answer.
        pages.Need(paper.Leading * (Math.Min(2, lines.Count) + (paragraph.IsBold ? 2 : 0)));
        for (var i = 0; i < lines.Count; i++)
        {
            pages.Line(lines[i], paper.Left + indent, paper.Size, paper.Leading);
            if (i == 0 && indent > 0)
                pages.At([new(paragraph.Lead, IsBold: true, FilingMark.None, 0)], paper.Left, 0, paper.Size);
        }

        pages.Skip(paper.Gap);
    }

    private static void Signature(string under, PdfPages pages)
    {
        var paper = pages.Paper;
        pages.Need(paper.Leading * 4);
        pages.Skip(paper.Leading * 2);
        pages.Rule(paper.Left, paper.Measure / 2);
        pages.Line([new(under, IsBold: false, FilingMark.None, 0)], paper.Left, paper.Size, paper.Leading);
        pages.Skip(paper.Gap);
    }

    private static IEnumerable<string> TextsOf(FilingBlock block) => block switch
    {
        FilingBlock.Heading heading => [heading.Text],
        FilingBlock.Centred centred => [centred.Text],
        FilingBlock.Signature signature => [signature.Under],
        FilingBlock.Paragraph paragraph => paragraph.Runs.Select(run => run.Text).Append(paragraph.Lead),
        FilingBlock.Table table => table.Columns.Concat(table.Rows.SelectMany(row => row.Cells).SelectMany(cell => cell).Select(run =>
            run.Text)),
        _ => [],
    };
}
