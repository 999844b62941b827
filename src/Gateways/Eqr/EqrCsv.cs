using System.Collections.Immutable;
using System.Text;
using Busbar.Gateways.Csv;
using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Recovery.Eqr;
using NodaTime;

namespace Busbar.Gateways.Eqr;

/// <summary>Tables of the Electric Quarterly Report as comma-separated text, told apart by their headers: dictionary 4.0, whose headers are
/// field names with underscores, and FERC's layout of before 2013. Values are kept as they are written, so that a file reads and writes to
/// the same text; whether they are right is for the validation to say. Refuses broken quotes and short rows by line.</summary>
public static class EqrCsv
{
    /// <summary>Reads one table whole, or refuses it whole.</summary>
    public static Outcome<EqrTable> Read(SourceFile file)
    {
        using var rows = file.OpenText();
        if (Header.Read(rows) is not { } header) return rows.Refusal!;
        if (LayoutOf(header) is not { } layout)
        {
            rows.Refuse("wrong-columns", "The header is no table of the Electric Quarterly Report", "header",
                "Give the columns of dictionary 4.0, or of FERC's layout before 2013, in any order.");
            return rows.Refusal!;
        }
        var places = layout.Columns.Select(column => header.Names.IndexOf(column.Header)).ToImmutableArray();
        var read = ImmutableArray.CreateBuilder<EqrRow>();
        while (rows.Read() && header.Fits(rows)) read.Add(new(rows.Line, [.. places.Select(rows.Text)]));
        return rows.Refusal is { } refusal ? refusal : Outcome.Of(new EqrTable(layout, read.ToImmutable()), rows.Findings);
    }

    /// <summary>Reads the tables of one report; a table that no file holds is empty. Refuses two files of one table.</summary>
    public static Outcome<EqrFiling> ReadFiling(ImmutableArray<SourceFile> files, Instant filedAt)
    {
        var tables = new Dictionary<EqrSection, EqrTable>();
        var findings = ImmutableArray.CreateBuilder<Finding>();
        foreach (var file in files)
        {
            var read = Read(file);
            if (read is Outcome<EqrTable>.Refused refused) return refused.Refusal;
            var done = (Outcome<EqrTable>.Done)read;
            if (!tables.TryAdd(done.Value.Layout.Section, done.Value))
                return new Refusal("table-twice", $"Two files hold {done.Value.Layout.Section.ToString().ToLowerInvariant()}", file.Name,
                    "Give each table once.");
            findings.AddRange(done.Findings);
        }
        return Outcome.Of(new EqrFiling(filedAt, Of(EqrSection.Identification), Of(EqrSection.Contracts), Of(EqrSection.Transactions)),
            findings);

        EqrTable Of(EqrSection section) => tables.GetValueOrDefault(section) ?? EqrTable.Empty(section);
    }

    /// <summary>The table as text: a header and a line a row, ended by a line feed; a field is quoted where RFC 4180 needs it.</summary>
    public static string Write(EqrTable table)
    {
        var text = new StringBuilder().AppendCsv(table.Layout.Columns.Select(column => column.Header));
        foreach (var row in table.Rows) text.AppendCsv(row.Values);
        return text.ToString();
    }

    private static EqrLayout? LayoutOf(Header header) => EqrLayout.Current.Concat(EqrLayout.Former).FirstOrDefault(layout =>
        layout.Columns.Length == header.Names.Length && layout.Columns.All(column => header.Names.Contains(column.Header)));
}
