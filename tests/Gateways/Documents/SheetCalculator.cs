using System.Globalization;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Busbar.Gateways.Tests.Documents;

/// <summary>A spreadsheet program in small: reads a workbook file and computes its formulas from their text, knowing nothing of how they
/// came about.</summary>
internal sealed partial class SheetCalculator
{
    private readonly Dictionary<(string Sheet, string Address), (string? Formula, string Value)> cells = [];
    private readonly HashSet<(string, string)> open = [];

    public SheetCalculator(byte[] file)
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(file), isEditable: false);
        var workbook = document.WorkbookPart!;
        foreach (var sheet in workbook.Workbook.Descendants<Sheet>())
            foreach (var cell in ((WorksheetPart)workbook.GetPartById(sheet.Id!)).Worksheet.Descendants<Cell>()
                .Where(cell => cell.DataType?.Value != CellValues.InlineString))
                cells[(sheet.Name!, cell.CellReference!)] = (cell.CellFormula?.Text, cell.CellValue!.Text);
        Names = workbook.Workbook.Descendants<DefinedName>().Where(name => name.LocalSheetId is null)
            .ToDictionary(name => name.Name!.Value!, name => name.Text.Replace("$", "", StringComparison.Ordinal));
    }

    public IReadOnlyDictionary<string, string> Names { get; }

    public IEnumerable<(string Sheet, string Address, string? Formula, decimal Cached)> Cells =>
        cells.Select(cell => (cell.Key.Sheet, cell.Key.Address, cell.Value.Formula, Parse(cell.Value.Value)));

    public decimal Compute(string sheet, string address)
    {
        var (formula, value) = cells[(sheet, address)];
        if (formula is null) return Parse(value);
        Assert.True(open.Add((sheet, address)), $"{sheet}!{address} is circular");
        var tokens = new Queue<string>(Tokens().Matches(formula).Select(match => match.Value));
        Assert.Equal(formula, string.Concat(tokens));
        var answer = Comparison(tokens, sheet);
        Assert.Empty(tokens);
        open.Remove((sheet, address));
        return answer;
    }

    /// <summary>Where a reference points: sheet and address.</summary>
    public static (string Sheet, string Address) Resolve(string reference, string from) => reference.LastIndexOf('!') is >= 0 and var mark
        ? (reference[..mark].Trim('\''), reference[(mark + 1)..]) : (from, reference);

    private decimal Comparison(Queue<string> tokens, string sheet)
    {
        var left = Sum(tokens, sheet);
        if (!tokens.TryPeek(out var sign) || sign is not ("<" or "<=" or ">" or ">=" or "=")) return left;
        tokens.Dequeue();
        var right = Sum(tokens, sheet);
        return sign switch { "<" => left < right, "<=" => left <= right, ">" => left > right, ">=" => left >= right, _ => left == right }
            ? 1 : 0;
    }

    private decimal Sum(Queue<string> tokens, string sheet)
    {
        var sum = Product(tokens, sheet);
        while (tokens.TryPeek(out var sign) && sign is "+" or "-")
            sum = tokens.Dequeue() == "+" ? sum + Product(tokens, sheet) : sum - Product(tokens, sheet);
        return sum;
    }

    private decimal Product(Queue<string> tokens, string sheet)
    {
        var product = Atom(tokens, sheet);
        while (tokens.TryPeek(out var sign) && sign is "*" or "/")
            product = tokens.Dequeue() == "*" ? product * Atom(tokens, sheet) : product / Atom(tokens, sheet);
        return product;
    }

    private decimal Atom(Queue<string> tokens, string sheet)
    {
        var token = tokens.Dequeue();
        if (token == "-") return -Atom(tokens, sheet);
        if (token == "(")
        {
            var inner = Comparison(tokens, sheet);
            Assert.Equal(")", tokens.Dequeue());
            return inner;
        }

        if (char.IsDigit(token[0])) return Parse(token);
        if (!tokens.TryPeek(out var next) || next != "(") return Compute(Resolve(token, sheet).Sheet, Resolve(token, sheet).Address);
        return Call(token, tokens, sheet);
    }

    private decimal Call(string function, Queue<string> tokens, string sheet)
    {
        if (function == "IF") return If(tokens, sheet);
        var values = new List<decimal>();
        var count = 0;
        while (tokens.Dequeue() is "(" or ",")
        {
            count++;
            values.AddRange(Argument(tokens, sheet));
            if (tokens.Peek() == ")") { tokens.Dequeue(); break; }
        }

        Assert.InRange(count, 1, 255);
        return function switch
        {
            "SUM" => values.Sum(),
            "MIN" => values.Min(),
            "MAX" => values.Max(),
            "ROUND" => Math.Round(values[0], (int)values[1], MidpointRounding.AwayFromZero),
            _ => throw new InvalidOperationException(function),
        };
    }

    // As a spreadsheet does, only the branch that is chosen is computed; the other is read over.
    private decimal If(Queue<string> tokens, string sheet)
    {
        Assert.Equal("(", tokens.Dequeue());
        var test = Comparison(tokens, sheet);
        Assert.Equal(",", tokens.Dequeue());
        var (then, otherwise) = (Branch(tokens, ","), Branch(tokens, ")"));
        return Comparison(test != 0 ? then : otherwise, sheet);
    }

    private static Queue<string> Branch(Queue<string> tokens, string end)
    {
        var branch = new Queue<string>();
        for (var depth = 0; depth > 0 || tokens.Peek() != end;)
        {
            depth += tokens.Peek() switch { "(" => 1, ")" => -1, _ => 0 };
            branch.Enqueue(tokens.Dequeue());
        }

        tokens.Dequeue();
        return branch;
    }

    private IEnumerable<decimal> Argument(Queue<string> tokens, string sheet)
    {
        if (tokens.ElementAt(1) != ":") return [Comparison(tokens, sheet)];
        var (on, first) = Resolve(tokens.Dequeue(), sheet);
        tokens.Dequeue();
        var (from, to) = (Split(first), Split(tokens.Dequeue()));
        return Enumerable.Range(from.Row, to.Row - from.Row + 1).SelectMany(row =>
            Enumerable.Range(from.Column, to.Column - from.Column + 1)
            .Select(column => Compute(on, cells.Keys.Single(key => key.Sheet == on
                && Split(key.Address) == (row, column)).Address))).ToList();
    }

    private static (int Row, int Column) Split(string address)
    {
        var letters = string.Concat(address.TakeWhile(char.IsLetter));
        return (int.Parse(address[letters.Length..], CultureInfo.InvariantCulture),
            letters.Aggregate(0, (sum, letter) => sum * 26 + letter - 'A' + 1));
    }

    private static decimal Parse(string text) => decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    [GeneratedRegex("'[^']+'![A-Z]+[0-9]+|[A-Z]+[0-9]+|[A-Z]+|[0-9.]+|<=|>=|.")]
    private static partial Regex Tokens();
}
