using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Recovery.Filing;

namespace Busbar.Gateways.Documents.Pdf;

/// <summary>Draws a table: numbers to the right and never broken, words wrapped, the headings again on each page.</summary>
internal sealed class PdfTable
{
    private const decimal LargestSize = 9;
    private const decimal SmallestSize = 5.5m;
    private const decimal Padding = 8;
    private const decimal LeastText = 60;
    private const decimal Above = 8;
    private const decimal UnderHeadings = 3;
    private readonly FilingBlock.Table table;
    private readonly PdfPages pages;
    private readonly ImmutableArray<bool> isNumber;
    private decimal size;
    private ImmutableArray<decimal> widths;

    private PdfTable(FilingBlock.Table table, PdfPages pages)
    {
        (this.table, this.pages) = (table, pages);
        isNumber = [.. table.Columns.Select((_, column) => table.Rows.Any(row => row.Cells[column].Any(run => run.Id.Length > 0)))];
    }

    /// <summary>Draws it, or refuses a table whose numbers do not fit beside each other.</summary>
    public static Refusal? Draw(FilingBlock.Table table, PdfPages pages, string where)
    {
        var drawn = new PdfTable(table, pages);
        if (!drawn.Fit())
            return new("table-too-wide", $"{table.Columns.Length} columns do not fit across the page at {SmallestSize} points", where,
                "Split the schedule, or print fewer decimals.");
        drawn.Rows();
        return null;
    }

    private bool Fit()
    {
        for (size = LargestSize; size >= SmallestSize; size -= 0.5m)
        {
            var natural = table.Columns.Select((_, column) => NaturalWidth(column)).ToList();
            var most = pages.Paper.Measure;
            decimal Width(int column, decimal cap) => isNumber[column] ? natural[column] : Math.Min(natural[column], cap);
            if (natural.Select((_, column) => Width(column, LeastText)).Sum() > most) continue;
            var cap = most;
            while (natural.Select((_, column) => Width(column, cap)).Sum() > most) cap--;
            widths = [.. natural.Select((_, column) => Width(column, cap))];
            return true;
        }

        return false;
    }

    private decimal NaturalWidth(int column) => Padding + table.Rows.Select(row => PdfText.WidthOf(row.Cells[column], row.IsTotal, size))
        .Append(table.Columns[column].Split(' ').Max(word => TimesWidths.Of(word, isBold: true, size)))
        .Append(isNumber[column] ? 0 : Math.Min(LeastText, TimesWidths.Of(table.Columns[column], isBold: true, size))).Max();

    private void Rows()
    {
        var headings = table.Columns.Select((heading, column) =>
            PdfText.Wrap([new FilingRun(heading)], isBold: true, size, widths[column] - Padding + 1)).ToImmutableArray();
        var rows = table.Rows.Select(row => (Lines: Lines(row), row.IsTotal)).ToList();
        var whole = HeightOf(headings) + UnderHeadings + rows.Sum(row => HeightOf(row.Lines));
        var least = HeightOf(headings) + UnderHeadings + rows.Take(1).Sum(row => HeightOf(row.Lines));
        // A small table is not torn apart; a longer one begins where it stands.
        pages.Need(Above + (whole <= pages.Paper.Height / 3 ? whole : least));
        pages.Skip(Above);
        Headings(headings);
        foreach (var row in rows)
        {
            if (pages.Need(HeightOf(row.Lines))) Headings(headings);
            Row(row.Lines, row.IsTotal);
        }

        pages.Rule(pages.Paper.Left, widths.Sum(), rise: -2);
        pages.Skip(pages.Paper.Leading);
    }

    private void Headings(ImmutableArray<List<ImmutableArray<PdfStretch>>> headings)
    {
        Row(headings, hasRule: false);
        pages.Rule(pages.Paper.Left, widths.Sum(), rise: -3);
        pages.Skip(UnderHeadings);
    }

    private ImmutableArray<List<ImmutableArray<PdfStretch>>> Lines(FilingTableRow row) =>
        [.. row.Cells.Select((cell, column) => PdfText.Wrap(cell, row.IsTotal, size, widths[column] - Padding + 1))];

    private decimal HeightOf(ImmutableArray<List<ImmutableArray<PdfStretch>>> lines) => lines.Max(cell => cell.Count) * (size + 2) + 2;

    private void Row(ImmutableArray<List<ImmutableArray<PdfStretch>>> lines, bool hasRule)
    {
        var height = HeightOf(lines);
        if (hasRule) pages.Rule(pages.Paper.Left, widths.Sum(), rise: -2);
        pages.Skip(height);
        var left = pages.Paper.Left;
        for (var column = 0; column < widths.Length; column++)
        {
            var cell = lines[column];
            for (var line = 0; line < cell.Count; line++)
            {
                var indent = isNumber[column] ? widths[column] - Padding / 2 - WidthOf(cell[line]) : Padding / 2;
                pages.At(cell[line], left + indent, height - (line + 1) * (size + 2), size);
            }

            left += widths[column];
        }
    }

    private decimal WidthOf(ImmutableArray<PdfStretch> line) =>
        line.IsEmpty ? 0 : line[^1].From + TimesWidths.Of(line[^1].Text.TrimEnd(), line[^1].IsBold, size);
}
