using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Busbar.Supply.Handoffs.Recovery.Filing;

/// <summary>A filing as it will be printed: the workbook's sheets with their live formulas, and the documents. Made from one dataset, so
/// that a number is the same wherever it appears.</summary>
/// <param name="Terms">Who files what.</param>
/// <param name="Dataset">The dataset it was made from.</param>
/// <param name="Sheets">The inputs, the schedules and, where a formula is on no schedule, the workings.</param>
/// <param name="Documents">Application, testimony, exhibits, workpapers, verification, tariff sheet clean and redlined.</param>
public sealed record FilingPackage(
    FilingTerms Terms, FilingDataset Dataset, ImmutableArray<FilingSheet> Sheets, ImmutableArray<FilingDocument> Documents);

/// <summary>One worksheet.</summary>
/// <param name="Name">At most 31 characters, without <c>[]:*?/\'</c>.</param>
/// <param name="HeadingRow">The row of the column headings, repeated on each printed page.</param>
/// <param name="Cells">Its cells, row by row.</param>
public sealed record FilingSheet(string Name, int HeadingRow, ImmutableArray<FilingCell> Cells);

/// <summary>One cell: a label (no value), an input (a value, no expression) or a formula (both).</summary>
/// <param name="Row">From 1.</param>
/// <param name="Column">From 1.</param>
/// <param name="Style">How it looks.</param>
/// <param name="Text">As printed.</param>
/// <param name="Id">The number shown, or empty.</param>
/// <param name="Value">The number, unrounded, or null.</param>
/// <param name="Unit">The number's unit.</param>
/// <param name="Digits">The number's printed decimals.</param>
/// <param name="Expression">How it is computed; a bare reference where the number's own cell is elsewhere.</param>
public sealed record FilingCell(
    int Row, int Column, FilingCellStyle Style, string Text, string Id = "", decimal? Value = null, string Unit = "", int Digits = 0,
    FilingExpression? Expression = null)
{
    /// <summary>As a spreadsheet names it: <c>C7</c>.</summary>
    [JsonIgnore]
    public string Address => AddressOf(Row, Column);

    /// <summary>The name of a cell, row and column from 1.</summary>
    public static string AddressOf(int row, int column) => FormattableString.Invariant($"{ColumnOf(column)}{row}");

    private static string ColumnOf(int column) =>
        column <= 26 ? ((char)('A' + column - 1)).ToString() : ColumnOf((column - 1) / 26) + ColumnOf((column - 1) % 26 + 1);
}

/// <summary>How a cell looks.</summary>
public enum FilingCellStyle
{
    /// <summary>An ordinary line.</summary>
    Plain,
    /// <summary>Bold, at the head of the sheet.</summary>
    Title,
    /// <summary>A column's heading.</summary>
    Heading,
    /// <summary>Bold under a rule.</summary>
    Total,
}

/// <summary>One document.</summary>
/// <param name="Name">Lower case with dashes, as its file is named.</param>
/// <param name="Title">At its head and in its properties.</param>
/// <param name="Layout">How its pages look.</param>
/// <param name="Blocks">What it says.</param>
public sealed record FilingDocument(string Name, string Title, FilingLayout Layout, ImmutableArray<FilingBlock> Blocks);

/// <summary>How pages look.</summary>
public enum FilingLayout
{
    /// <summary>Upright letter paper.</summary>
    Letter,
    /// <summary>Upright, double-spaced, line numbers from 1 on each page: testimony.</summary>
    Numbered,
    /// <summary>Letter paper on its side: exhibits.</summary>
    Wide,
}

/// <summary>A piece of a document.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Heading), "heading")]
[JsonDerivedType(typeof(Centred), "centred")]
[JsonDerivedType(typeof(Paragraph), "paragraph")]
[JsonDerivedType(typeof(Table), "table")]
[JsonDerivedType(typeof(Signature), "signature")]
public abstract record FilingBlock
{
    private FilingBlock() { }

    /// <summary>A heading; the documents' bookmarks are these.</summary>
    /// <param name="Text">What it says.</param>
    /// <param name="StartsPage">True when it stands at the head of a page.</param>
    public sealed record Heading(string Text, bool StartsPage = false) : FilingBlock;

    /// <summary>A line of the caption.</summary>
    public sealed record Centred(string Text) : FilingBlock;

    /// <summary>A paragraph with what stands before it: <c>1.</c>, <c>Q1.</c>, <c>A1.</c> or nothing.</summary>
    public sealed record Paragraph(string Lead, bool IsBold, ImmutableArray<FilingRun> Runs) : FilingBlock;

    /// <summary>A table; a column that shows numbers of the dataset stands to the right.</summary>
    public sealed record Table(ImmutableArray<string> Columns, ImmutableArray<FilingTableRow> Rows) : FilingBlock;

    /// <summary>A rule to sign on, with what stands under it.</summary>
    public sealed record Signature(string Under) : FilingBlock;
}

/// <summary>A row of a table.</summary>
public sealed record FilingTableRow(ImmutableArray<ImmutableArray<FilingRun>> Cells, bool IsTotal = false);

/// <summary>A stretch of text of one kind.</summary>
/// <param name="Text">What is printed.</param>
/// <param name="Id">The dataset's number it prints, or empty.</param>
/// <param name="Mark">Whether a redline inserts or deletes it.</param>
public sealed record FilingRun(string Text, string Id = "", FilingMark Mark = FilingMark.None);

/// <summary>Legislative marks.</summary>
public enum FilingMark
{
    /// <summary>Stays.</summary>
    None,
    /// <summary>New: underlined.</summary>
    Inserted,
    /// <summary>Old: struck through.</summary>
    Deleted,
}
