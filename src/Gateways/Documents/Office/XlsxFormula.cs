using System.Collections.Immutable;
using System.Globalization;
using Busbar.Supply.Handoffs.Recovery.Filing;

namespace Busbar.Gateways.Documents.Office;

/// <summary>Writes an expression as a spreadsheet's formula: a number on the same sheet by its cell, another by sheet and cell, a sum of
/// neighbours as a range.</summary>
internal sealed class XlsxFormula
{
    // A spreadsheet's function takes at most 255 arguments.
    private const int MostArguments = 250;
    private readonly Dictionary<string, (string Sheet, FilingCell Cell)> own = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Sheet, string Id), FilingCell> shown = [];

    public XlsxFormula(ImmutableArray<FilingSheet> sheets)
    {
        foreach (var sheet in sheets)
            foreach (var cell in sheet.Cells.Where(cell => cell.Id.Length > 0))
            {
                if (IsOwn(cell)) own[cell.Id] = (sheet.Name, cell);
                if (IsOwn(cell) || !shown.ContainsKey((sheet.Name, cell.Id))) shown[(sheet.Name, cell.Id)] = cell;
            }
    }

    /// <summary>Every number's own cell, absolutely: <c>'E1'!$C$6</c>.</summary>
    public IEnumerable<(string Id, string Place)> OwnCells => own.Select(each => (each.Key,
        $"{Quoted(each.Value.Sheet)}!${string.Concat(each.Value.Cell.Address.TakeWhile(char.IsLetter))}${each.Value.Cell.Row}"));

    /// <summary>The formula of a cell that has an expression, without the equals sign.</summary>
    public string Of(FilingCell cell, string sheet) =>
        IsOwn(cell) ? Write(cell.Expression!, sheet, isInner: false) : Place(own[cell.Id], sheet);

    public static string Number(decimal value) => value.ToString("0.############################", CultureInfo.InvariantCulture);

    public static string Quoted(string sheet) => $"'{sheet}'";

    // A cell that only repeats a number refers to that number; the number's own cell computes it.
    private static bool IsOwn(FilingCell cell) => cell.Expression is not FilingExpression.Reference reference || reference.Id != cell.Id;

    private string Write(FilingExpression expression, string sheet, bool isInner) => expression switch
    {
        FilingExpression.Reference reference => Place(Find(reference.Id, sheet), sheet),
        FilingExpression.Constant { Value: < 0 } constant => $"({Number(constant.Value)})",
        FilingExpression.Constant constant => Number(constant.Value),
        FilingExpression.Operation operation when isInner => $"({Operation(operation, sheet)})",
        FilingExpression.Operation operation => Operation(operation, sheet),
        FilingExpression.Fold fold => Fold(fold, sheet),
        FilingExpression.Rounded rounded => $"ROUND({Write(rounded.Of, sheet, isInner: false)},{rounded.Digits})",
        FilingExpression.Choice choice => $"IF({Write(choice.Left, sheet, isInner: true)}{Sign(choice.Comparison)}"
            + $"{Write(choice.Right, sheet, isInner: true)},{Write(choice.Then, sheet, isInner: false)},"
            + $"{Write(choice.Else, sheet, isInner: false)})",
        _ => throw new ArgumentOutOfRangeException(nameof(expression), expression, "No such expression."),
    };

    private string Operation(FilingExpression.Operation operation, string sheet) =>
        Write(operation.Left, sheet, isInner: true) + operation.Operator switch
        {
            FilingOperator.Add => "+",
            FilingOperator.Subtract => "-",
            FilingOperator.Multiply => "*",
            _ => "/",
        } + Write(operation.Right, sheet, isInner: true);

    private string Fold(FilingExpression.Fold fold, string sheet)
    {
        var name = fold.Function switch { FilingFold.Min => "MIN", FilingFold.Max => "MAX", _ => "SUM" };
        if (Range(fold, sheet) is { } range) return $"{name}({range})";
        List<string> parts = [.. fold.Parts.Select(part => Write(part, sheet, isInner: false))];
        while (parts.Count > MostArguments) parts = [.. parts.Chunk(MostArguments).Select(chunk => $"{name}({string.Join(',', chunk)})")];
        return $"{name}({string.Join(',', parts)})";
    }

    private string? Range(FilingExpression.Fold fold, string sheet)
    {
        if (fold.Parts.Length < 2 || fold.Parts.Any(part => part is not FilingExpression.Reference)) return null;
        var cells = fold.Parts.Cast<FilingExpression.Reference>().Select(part => Find(part.Id, sheet)).ToList();
        var (first, last) = (cells[0], cells[^1]);
        if (cells.Any(cell => cell.Sheet != first.Sheet)) return null;
        bool Steps(int rows, int columns) => cells.Select((cell, i) => (cell.Cell.Row, cell.Cell.Column)
            == (first.Cell.Row + i * rows, first.Cell.Column + i * columns)).All(isNext => isNext);
        return Steps(1, 0) || Steps(0, 1) ? $"{Place(first, sheet)}:{last.Cell.Address}" : null;
    }

    private (string Sheet, FilingCell Cell) Find(string id, string sheet) =>
        shown.TryGetValue((sheet, id), out var near) ? (sheet, near) : own[id];

    private static string Place((string Sheet, FilingCell Cell) at, string from) =>
        at.Sheet == from ? at.Cell.Address : $"{Quoted(at.Sheet)}!{at.Cell.Address}";

    private static string Sign(FilingComparison comparison) => comparison switch
    {
        FilingComparison.Less => "<",
        FilingComparison.LessOrEqual => "<=",
        FilingComparison.Greater => ">",
        FilingComparison.GreaterOrEqual => ">=",
        _ => "=",
    };
}
