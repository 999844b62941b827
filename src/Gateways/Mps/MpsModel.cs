using System.Runtime.InteropServices;

namespace Busbar.Gateways.Mps;

/// <summary>A mixed-integer programme while it is put together: columns with cost and bounds, rows with terms.</summary>
internal sealed class MpsModel
{
    private readonly List<MpsColumn> columns = [];
    private readonly List<MpsRow> rows = [];
    private readonly List<(int Column, int Row, double Factor)> entries = [];

    public ReadOnlySpan<MpsColumn> Columns => CollectionsMarshal.AsSpan(columns);

    public ReadOnlySpan<MpsRow> Rows => CollectionsMarshal.AsSpan(rows);

    public IReadOnlyList<(int Column, int Row, double Factor)> Entries => entries;

    public int AddColumn(string name, double usd = 0, double lower = 0, double upper = double.PositiveInfinity, bool isWhole = false)
    {
        columns.Add(new(name, usd, lower, upper, isWhole));
        return columns.Count - 1;
    }

    public int AddFlag(string name, double usd = 0) => AddColumn(name, usd, 0, 1, isWhole: true);

    /// <summary>Narrows a column to one value. Two that differ leave no value, as they should.</summary>
    public void Fix(int column, double value)
    {
        var was = columns[column];
        columns[column] = was with { Lower = Math.Max(was.Lower, value), Upper = Math.Min(was.Upper, value) };
    }

    public void AddCost(int column, double usd) => columns[column] = columns[column] with { Usd = columns[column].Usd + usd };

    /// <summary>Adds a row; terms of one column are added up, and terms of nothing left out.</summary>
    public void AddRow(string name, RowSense sense, double right, params IEnumerable<Term> terms)
    {
        var row = rows.Count;
        rows.Add(new(name, sense, right));
        foreach (var group in terms.GroupBy(term => term.Column))
            if (group.Sum(term => term.Factor) is not 0 and var factor) entries.Add((group.Key, row, factor));
    }
}

/// <summary>A factor times a column.</summary>
internal readonly record struct Term(int Column, double Factor);

/// <summary>One unknown: cost a unit of it, and bounds.</summary>
internal sealed record MpsColumn(string Name, double Usd, double Lower, double Upper, bool IsWhole);

/// <summary>One condition on the sum of its terms.</summary>
internal sealed record MpsRow(string Name, RowSense Sense, double Right);

/// <summary>How the sum of a row's terms stands to its right side.</summary>
internal enum RowSense
{
    AtMost,
    AtLeast,
    Equal,
}
