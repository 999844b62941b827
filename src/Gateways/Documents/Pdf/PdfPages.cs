using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Busbar.Supply.Handoffs.Recovery.Filing;

namespace Busbar.Gateways.Documents.Pdf;

/// <summary>Where a bookmark leads.</summary>
internal sealed record PdfBookmark(string Title, int Page, decimal Top);

/// <summary>Pages under the pen: lines from top to bottom, a new page where one is full.</summary>
internal sealed class PdfPages(PdfPaper paper)
{
    private readonly List<StringBuilder> pages = [];
    private readonly List<PdfBookmark> bookmarks = [];
    private decimal y;
    private int lineOfPage;

    public PdfPaper Paper => paper;

    public IReadOnlyList<PdfBookmark> Bookmarks => bookmarks;

    public ImmutableArray<string> Contents => [.. pages.Select(page => page.ToString())];

    /// <summary>True when nothing stands on the page yet.</summary>
    public bool IsAtTop => pages.Count > 0 && y == paper.Height - paper.Top;

    public void StartPage()
    {
        pages.Add(new());
        (y, lineOfPage) = (paper.Height - paper.Top, 0);
    }

    /// <summary>Makes sure that so much height is left; true when that took a new page.</summary>
    public bool Need(decimal height)
    {
        if (pages.Count > 0 && y - height >= paper.Bottom) return false;
        StartPage();
        return true;
    }

    public void Skip(decimal height) => y -= height;

    public void Bookmark(string title) => bookmarks.Add(new(title, pages.Count - 1, Math.Min(y + paper.Leading, paper.Height)));

    /// <summary>One line of text; it is numbered where the layout numbers lines.</summary>
    public void Line(ImmutableArray<PdfStretch> line, decimal from, decimal size, decimal leading)
    {
        Need(leading);
        y -= leading;
        lineOfPage++;
        if (paper.NumbersLines)
        {
            var number = lineOfPage.ToString(CultureInfo.InvariantCulture);
            Text(number, isBold: false, 10, paper.Left - 22 - TimesWidths.Of(number, isBold: false, 10), y);
        }

        Stretches(line, from, y, size);
    }

    /// <summary>Stretches at the pen's height plus a rise, without moving it.</summary>
    public void At(ImmutableArray<PdfStretch> line, decimal from, decimal rise, decimal size) => Stretches(line, from, y + rise, size);

    /// <summary>A thin rule at the pen's height.</summary>
    public void Rule(decimal from, decimal width, decimal rise = 0) => Box(from, y + rise, width, 0.5m);

    private void Stretches(ImmutableArray<PdfStretch> line, decimal from, decimal baseline, decimal size)
    {
        foreach (var stretch in line)
        {
            Text(stretch.Text, stretch.IsBold, size, from + stretch.From, baseline);
            var width = TimesWidths.Of(stretch.Text.TrimEnd(), stretch.IsBold, size);
            if (stretch.Mark == FilingMark.Inserted) Box(from + stretch.From, baseline - size / 8, width, size / 20);
            if (stretch.Mark == FilingMark.Deleted) Box(from + stretch.From, baseline + size / 4, width, size / 20);
        }
    }

    private void Text(string text, bool isBold, decimal size, decimal x, decimal baseline) => pages[^1].Append(
        $"BT /{(isBold ? "F2" : "F1")} {Points(size)} Tf 1 0 0 1 {Points(x)} {Points(baseline)} Tm {Literal(text.TrimEnd())} Tj ET\n");

    private void Box(decimal x, decimal bottom, decimal width, decimal height) =>
        pages[^1].Append($"{Points(x)} {Points(bottom)} {Points(width)} {Points(height)} re f\n");

    /// <summary>A number as a content stream writes it.</summary>
    public static string Points(decimal value) => value.ToString("0.###", CultureInfo.InvariantCulture);

    /// <summary>A string object in ASCII: what is special or beyond 126 is escaped.</summary>
    public static string Literal(string text)
    {
        var literal = new StringBuilder("(");
        foreach (var each in text.Select(letter => WinAnsi.Of(letter)!.Value))
            literal.Append(each switch
            {
                (byte)'(' or (byte)')' or (byte)'\\' => $"\\{(char)each}",
                > 126 => "\\" + Convert.ToString(each, 8),
                _ => ((char)each).ToString(),
            });
        return literal.Append(')').ToString();
    }
}
