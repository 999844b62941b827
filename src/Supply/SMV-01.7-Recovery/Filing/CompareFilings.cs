using System.Collections.Immutable;
using Busbar.Supply.Handoffs.Recovery.Filing;

namespace Busbar.Supply.Recovery.Filing;

/// <summary>Two versions of a filing.</summary>
public sealed record CompareFilingsInputs(FilingPackage Before, FilingPackage After);

/// <summary>What moved between two versions. Old or new is null where the one or the other has no such thing.</summary>
/// <param name="Values">Numbers of the dataset, unrounded.</param>
/// <param name="Cells">Cells of the workbook.</param>
/// <param name="Schedules">Sheets that hold a moved cell.</param>
/// <param name="Passages">Paragraphs, answers and table rows of the documents, as printed.</param>
public sealed record FilingChanges(
    ImmutableArray<ChangedValue> Values, ImmutableArray<ChangedCell> Cells, ImmutableArray<string> Schedules,
    ImmutableArray<ChangedPassage> Passages);

/// <summary>A number that moved.</summary>
public sealed record ChangedValue(string Id, string Words, decimal? Old, decimal? New);

/// <summary>A cell that moved: its value where it has one, otherwise its text.</summary>
public sealed record ChangedCell(string Sheet, string Address, string Id, string? Old, string? New);

/// <summary>A passage that reads otherwise.</summary>
/// <param name="Document">The document's name.</param>
/// <param name="Passage">Its lead (<c>A3.</c>), <c>table in block 4, row 2</c>, or <c>block 4</c>.</param>
/// <param name="Old">How it read.</param>
/// <param name="New">How it reads.</param>
public sealed record ChangedPassage(string Document, string Passage, string? Old, string? New);

/// <summary>Shows which values, cells, schedules and passages of a filing move when an input changes. Which printed pages move is asked of
/// the document writer.</summary>
public static class CompareFilings
{
    /// <summary>What moved; empty when the two are alike.</summary>
    public static FilingChanges Run(CompareFilingsInputs inputs)
    {
        ImmutableArray<ChangedCell> cells = [.. Pairs(Cells(inputs.Before), Cells(inputs.After), Same)
            .Select(pair => new ChangedCell(pair.Key.Sheet, pair.Key.Address, (pair.New ?? pair.Old)!.Id, Print(pair.Old),
                Print(pair.New)))];
        return new(
            [.. Pairs(Values(inputs.Before), Values(inputs.After), (a, b) => a.Value == b.Value)
                .Select(pair => new ChangedValue(pair.Key, (pair.New ?? pair.Old)!.Words, pair.Old?.Value, pair.New?.Value))],
            cells, [.. cells.Select(cell => cell.Sheet).Distinct()],
            [.. Pairs(Passages(inputs.Before), Passages(inputs.After), (a, b) => a == b)
                .Select(pair => new ChangedPassage(pair.Key.Document, pair.Key.Passage, pair.Old, pair.New))]);
    }

    private static IEnumerable<(TKey Key, T? Old, T? New)> Pairs<TKey, T>(
        Dictionary<TKey, T> before, Dictionary<TKey, T> after, Func<T, T, bool> same)
        where TKey : notnull where T : class =>
        before.Keys.Concat(after.Keys.Where(key => !before.ContainsKey(key)))
            .Select(key => (key, before.GetValueOrDefault(key), after.GetValueOrDefault(key)))
            .Where(pair => pair.Item2 is null || pair.Item3 is null || !same(pair.Item2, pair.Item3));

    private static Dictionary<string, FilingNumber> Values(FilingPackage package) =>
        FilingNumbers.Of(package.Dataset).OrThrow().All.ToDictionary(number => number.Id, StringComparer.Ordinal);

    private static Dictionary<(string Sheet, string Address), FilingCell> Cells(FilingPackage package) =>
        package.Sheets.SelectMany(sheet => sheet.Cells.Select(cell => (sheet.Name, cell)))
            .ToDictionary(each => (each.Name, each.cell.Address), each => each.cell);

    private static bool Same(FilingCell a, FilingCell b) => a.Value == b.Value && (a.Value is not null || a.Text == b.Text);

    private static string? Print(FilingCell? cell) =>
        cell?.Value is { } value ? value.ToString(System.Globalization.CultureInfo.InvariantCulture) : cell?.Text;

    private static Dictionary<(string Document, string Passage), string> Passages(FilingPackage package) => package.Documents
        .SelectMany(document => document.Blocks.SelectMany(PassagesOf).Select(passage => ((document.Name, passage.Where), passage.Text)))
        .ToDictionary(each => each.Item1, each => each.Text);

    private static IEnumerable<(string Where, string Text)> PassagesOf(FilingBlock block, int i) => block switch
    {
        FilingBlock.Paragraph { Lead.Length: > 0 } paragraph => [(paragraph.Lead, Text(paragraph.Runs))],
        FilingBlock.Paragraph paragraph => [($"block {i + 1}", Text(paragraph.Runs))],
        FilingBlock.Heading heading => [($"block {i + 1}", heading.Text)],
        FilingBlock.Centred line => [($"block {i + 1}", line.Text)],
        FilingBlock.Signature signature => [($"block {i + 1}", signature.Under)],
        FilingBlock.Table table => table.Rows.Select((row, r) =>
            ($"table in block {i + 1}, row {r + 1}", string.Join(" | ", row.Cells.Select(cell => Text(cell))))),
        _ => throw new ArgumentOutOfRangeException(nameof(block), block, "No such block."),
    };

    private static string Text(ImmutableArray<FilingRun> runs) => string.Concat(runs.Select(run => run.Text));
}
