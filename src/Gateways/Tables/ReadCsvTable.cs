using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using Busbar.Digital.Handoffs.DataQuality;
using Busbar.Gateways.Csv;
using Busbar.Kernel.Outcomes;

namespace Busbar.Gateways.Tables;

/// <summary>Reads any comma-separated table with a header into columns of text, as it stands: types are the contract's to say. An empty
/// field is a missing value.</summary>
public static class ReadCsvTable
{
    /// <summary>The table under a name. Refuses what the CSV reader refuses (see the gateways' README), a row with more or fewer fields
    /// than the header, and a file without rows under its header is a table without rows.</summary>
    public static Outcome<Table> Run(SourceFile file, string name)
    {
        using var rows = file.OpenText();
        if (Header.Read(rows) is not { } header) return rows.Refusal!;
        var columns = header.Names.Select(each => new Encoder(each)).ToArray();
        while (rows.Read() && header.Fits(rows))
            for (var i = 0; i < columns.Length; i++) columns[i].Add(rows[i], rows, i);
        if (rows.Refusal is { } refusal) return refusal;
        return Outcome.Of(new Table(name, [.. columns.Select(column => column.ToColumn())], columns[0].Count), rows.Findings);
    }

    /// <summary>Gives each distinct text of a column a number.</summary>
    private sealed class Encoder
    {
        private readonly string name;
        private readonly List<int> codes = [];
        private readonly ImmutableArray<Cell>.Builder values = ImmutableArray.CreateBuilder<Cell>();
        private readonly Dictionary<string, int> places = new(StringComparer.Ordinal);
        private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> lookup;

        public Encoder(string name)
        {
            this.name = name;
            lookup = places.GetAlternateLookup<ReadOnlySpan<char>>();
        }

        public int Count => codes.Count;

        public void Add(ReadOnlySpan<byte> field, CsvRows rows, int index)
        {
            if (field.IsEmpty)
            {
                codes.Add(TableColumn.Missing);
                return;
            }
            const int longest = 256;
            Span<char> buffer = stackalloc char[longest];
            ReadOnlySpan<char> text = field.Length <= longest && Ascii.ToUtf16(
                field, buffer, out var used) == System.Buffers.OperationStatus.Done
                ? buffer[..used] : rows.Text(index);
            if (!lookup.TryGetValue(text, out var code))
            {
                code = values.Count;
                var value = text.ToString();
                places.Add(value, code);
                values.Add(Cell.Of(value));
            }
            codes.Add(code);
        }

        public TableColumn ToColumn() => new(name, values.ToImmutable(), ImmutableCollectionsMarshal.AsImmutableArray(codes.ToArray()));
    }
}
