using System.Collections.Immutable;
using Busbar.Supply.Handoffs.Recovery.Filing;

namespace Busbar.Gateways.Documents.Pdf;

/// <summary>A stretch of one line: its text, whether bold, its redline mark, and where it begins from the line's left end, in
/// points.</summary>
internal sealed record PdfStretch(string Text, bool IsBold, FilingMark Mark, decimal From);

/// <summary>Breaks runs into lines.</summary>
internal static class PdfText
{
    /// <summary>Lines no wider than a width; at least one. A word that is wider by itself is cut.</summary>
    public static List<ImmutableArray<PdfStretch>> Wrap(IEnumerable<FilingRun> runs, bool isBold, decimal size, decimal width)
    {
        var lines = new List<ImmutableArray<PdfStretch>>();
        var line = new List<PdfStretch>();
        var at = 0m;
        foreach (var (word, mark) in runs.SelectMany(run => Words(run.Text).Select(word => (word, run.Mark))))
            foreach (var piece in Pieces(word, isBold, size, width))
            {
                var wide = TimesWidths.Of(piece, isBold, size);
                if (at + TimesWidths.Of(piece.TrimEnd(), isBold, size) > width && line.Count > 0)
                {
                    lines.Add(Joined(line));
                    (line, at) = ([], 0);
                }

                if (line.Count == 0 && piece == " ") continue;
                line.Add(new(piece, isBold, mark, at));
                at += wide;
            }

        lines.Add(Joined(line));
        return lines;
    }

    /// <summary>How wide runs are on one line.</summary>
    public static decimal WidthOf(IEnumerable<FilingRun> runs, bool isBold, decimal size) =>
        runs.Sum(run => TimesWidths.Of(run.Text, isBold, size));

    // Each word keeps the space after it, so that the text comes back whole.
    private static IEnumerable<string> Words(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            var space = text.IndexOf(' ', at);
            var end = space < 0 ? text.Length : space + 1;
            yield return text[at..end];
            at = end;
        }
    }

    private static IEnumerable<string> Pieces(string word, bool isBold, decimal size, decimal width)
    {
        while (TimesWidths.Of(word.TrimEnd(), isBold, size) > width && word.Length > 1)
        {
            var length = word.Length - 1;
            while (length > 1 && TimesWidths.Of(word[..length], isBold, size) > width) length--;
            yield return word[..length];
            word = word[length..];
        }

        yield return word;
    }

    /// <summary>Neighbours of one mark become one stretch, so that the text of a line stays together.</summary>
    private static ImmutableArray<PdfStretch> Joined(List<PdfStretch> line)
    {
        var joined = ImmutableArray.CreateBuilder<PdfStretch>();
        foreach (var stretch in line)
            if (joined.Count > 0 && joined[^1].Mark == stretch.Mark) joined[^1] = joined[^1] with { Text = joined[^1].Text + stretch.Text };
            else joined.Add(stretch);
        return joined.ToImmutable();
    }
}
