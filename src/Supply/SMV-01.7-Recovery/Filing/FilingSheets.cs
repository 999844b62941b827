using System.Collections.Immutable;
using System.Globalization;
using Busbar.Supply.Handoffs.Recovery.Filing;

namespace Busbar.Supply.Recovery.Filing;

/// <summary>Lays a dataset out as worksheets: the inputs with their sources, a sheet for each schedule, and the workings for formulas that
/// stand on no schedule. Each number has one own cell: an input on the first sheet, a formula where it is first shown; elsewhere it is a
/// reference to that cell.</summary>
internal static class FilingSheets
{
    public const string Inputs = "Inputs";
    public const string Workings = "Workings";
    private const int HeadingRow = 5;
    private const int FirstNumber = 3;

    public static ImmutableArray<FilingSheet> Of(FilingTerms terms, FilingDataset dataset, FilingNumbers numbers)
    {
        var shown = new HashSet<string>(dataset.Values.Select(value => value.Id), StringComparer.Ordinal);
        var inputs = Listing(Inputs, "Inputs and their sources", terms, numbers.All.Where(number => number.Expression is null));
        ImmutableArray<FilingSheet> schedules = [.. dataset.Schedules.Select(schedule => Sheet(schedule, terms, numbers, shown))];
        var rest = numbers.All.Where(number => !shown.Contains(number.Id)).ToList();
        return [inputs, .. schedules, .. rest.Count == 0 ? [] : new[] { Listing(Workings, "Workings on no schedule", terms, rest) }];
    }

    private static FilingSheet Sheet(FilingSchedule schedule, FilingTerms terms, FilingNumbers numbers, HashSet<string> shown)
    {
        var cells = Head(terms, $"Schedule {schedule.Name}: {schedule.Title}", ["Line", "", .. schedule.Columns]);
        foreach (var (row, i) in schedule.Rows.Select((row, i) => (row, i)))
        {
            var style = row.IsTotal ? FilingCellStyle.Total : FilingCellStyle.Plain;
            var line = HeadingRow + 1 + i;
            cells.Add(new(line, 1, style, (i + 1).ToString(CultureInfo.InvariantCulture)));
            cells.Add(new(line, 2, style, row.Label));
            foreach (var (id, column) in row.Ids.Select((id, column) => (id, column)).Where(cell => cell.id.Length > 0))
                cells.Add(Number(line, FirstNumber + column, style, numbers[id], isOwn: shown.Add(id)));
        }

        return new(schedule.Name, HeadingRow, cells.ToImmutable());
    }

    private static FilingSheet Listing(string name, string title, FilingTerms terms, IEnumerable<FilingNumber> listed)
    {
        var cells = Head(terms, title, ["Id", "What it is", "Value", "Unit", "Source"]);
        foreach (var (number, i) in listed.Select((number, i) => (number, i)))
        {
            var line = HeadingRow + 1 + i;
            cells.AddRange(Label(line, 1, number.Id), Label(line, 2, number.Words),
                Number(line, FirstNumber, FilingCellStyle.Plain, number, isOwn: true), Label(line, 4, number.Unit),
                    Label(line, 5, number.Source));
        }

        return new(name, HeadingRow, cells.ToImmutable());
    }

    private static ImmutableArray<FilingCell>.Builder Head(FilingTerms terms, string title, ImmutableArray<string> headings)
    {
        var cells = ImmutableArray.CreateBuilder<FilingCell>();
        cells.AddRange(new FilingCell(1, 1, FilingCellStyle.Title, terms.Utility), new(2, 1, FilingCellStyle.Title,
            $"{terms.Docket}, {terms.Clause}"), new(3, 1, FilingCellStyle.Title, title));
        cells.AddRange(headings.Select((heading, i) => new FilingCell(HeadingRow, i + 1, FilingCellStyle.Heading, heading)));
        return cells;
    }

    private static FilingCell Label(int row, int column, string text) => new(row, column, FilingCellStyle.Plain, text);

    private static FilingCell Number(int row, int column, FilingCellStyle style, FilingNumber number, bool isOwn) =>
        new(row, column, style, FilingPrint.InTable(number), number.Id, number.Value, number.Unit, number.Digits,
            isOwn ? number.Expression : FilingExpression.Named(number.Id));
}
