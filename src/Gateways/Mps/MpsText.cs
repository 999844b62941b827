using System.Globalization;

namespace Busbar.Gateways.Mps;

/// <summary>Writes a programme as free-format MPS (IBM MPSX as every solver reads it: sections ROWS, COLUMNS, RHS, BOUNDS; integer columns
/// between markers; names without blanks). Numbers keep every digit.</summary>
internal static class MpsText
{
    private const string Objective = "cost";

    public static void Write(string name, MpsModel model, TextWriter text)
    {
        text.Write($"NAME {NameOf(name)} FREE\nROWS\n N {Objective}\n");
        foreach (var row in model.Rows) text.Write($" {LetterOf(row.Sense)} {row.Name}\n");
        WriteColumns(model, text);
        text.Write("RHS\n");
        foreach (var row in model.Rows)
            if (row.Right != 0) text.Write($" rhs {row.Name} {Number(row.Right)}\n");
        text.Write("BOUNDS\n");
        foreach (var column in model.Columns) WriteBounds(column, text);
        text.Write("ENDATA\n");
    }

    /// <summary>A name that MPS can carry: blanks and control characters become underscores.</summary>
    public static string NameOf(string name) =>
        string.Concat(name.Select(letter => char.IsWhiteSpace(letter) || char.IsControl(letter) ? '_' : letter));

    private static void WriteColumns(MpsModel model, TextWriter text)
    {
        text.Write("COLUMNS\n");
        var entries = model.Entries.GroupBy(entry => entry.Column).ToDictionary(group => group.Key);
        var (isWhole, markers) = (false, 0);
        for (var i = 0; i < model.Columns.Length; i++)
        {
            var column = model.Columns[i];
            if (column.IsWhole != isWhole) text.Write(Marker(isWhole = column.IsWhole, ++markers));
            var own = entries.GetValueOrDefault(i);
            if (column.Usd != 0 || own is null) text.Write($" {column.Name} {Objective} {Number(column.Usd)}\n");
            foreach (var (_, row, factor) in own?.AsEnumerable() ?? [])
                text.Write($" {column.Name} {model.Rows[row].Name} {Number(factor)}\n");
        }
        if (isWhole) text.Write(Marker(false, ++markers));
    }

    private static string Marker(bool isWhole, int number) => $" marker{number} 'MARKER' '{(isWhole ? "INTORG" : "INTEND")}'\n";

    private static void WriteBounds(MpsColumn column, TextWriter text)
    {
        if (column.Lower == column.Upper)
        {
            text.Write($" FX bound {column.Name} {Number(column.Lower)}\n");
            return;
        }
        if (column.Lower != 0) text.Write($" LO bound {column.Name} {Number(column.Lower)}\n");
        if (double.IsFinite(column.Upper)) text.Write($" UP bound {column.Name} {Number(column.Upper)}\n");
    }

    private static char LetterOf(RowSense sense) => sense switch
    {
        RowSense.AtMost => 'L',
        RowSense.AtLeast => 'G',
        _ => 'E',
    };

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
