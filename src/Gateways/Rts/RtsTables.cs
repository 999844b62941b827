using System.Collections.Immutable;
using System.Globalization;
using Busbar.Gateways.Csv;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Gateways.Rts;

/// <summary>The tables of one case, each read whole, and the hours of its days cut out of them.</summary>
/// <exception cref="RefusedException">A table is missing, faulty, or does not reach over the days.</exception>
internal sealed class RtsTables
{
    private const int HoursPerDay = 24;
    private static readonly ImmutableArray<string> keys = ["Year", "Month", "Day", "Period"];

    private readonly IReadOnlyDictionary<string, SourceFile> files;
    private readonly LocalDate first;
    private readonly int days;
    private readonly List<Finding> findings;

    public RtsTables(IReadOnlyDictionary<string, SourceFile> files, LocalDate first, int days, List<Finding> findings)
    {
        (this.files, this.first, this.days, this.findings) = (files, first, days, findings);
        if (days < 1) throw new RefusedException(new("no-days", $"{days} days were asked for", "days", "Ask for one day or more."));
    }

    public ImmutableArray<double> Zero() => [.. new double[days * HoursPerDay]];

    /// <summary>Reads a table of any shape, and keeps what was imperfect about its text.</summary>
    public T Read<T>(string table, Func<CsvRows, Header, T?> read)
        where T : class
    {
        if (!files.TryGetValue(table, out var file))
            throw new RefusedException(new("file-not-found", $"The table {table} is missing", table,
                "Fetch it from RTS-GMLC's repository."));
        using var rows = file.OpenText();
        var value = Header.Read(rows) is { } header ? read(rows, header) : null;
        findings.AddRange(rows.Findings);
        return rows.Refusal is { } refusal ? throw new RefusedException(refusal) : value!;
    }

    /// <summary>Each column of a time series over the days.</summary>
    public ImmutableArray<(string Name, ImmutableArray<double> Mw)> Columns(string table) => Read<Table>(table, (rows, header) =>
        header.Names.Contains("Period") ? ByPeriod(rows, header) : ByDay(rows, header)).Columns;

    /// <summary>All columns of a time series together.</summary>
    public ImmutableArray<double> Sum(string table) =>
        Columns(table).Aggregate(Zero(), (sum, column) => [.. sum.Zip(column.Mw, (one, other) => one + other)]);

    /// <summary>A row for each hour, a column for each plant or area.</summary>
    private Table? ByPeriod(CsvRows rows, Header header)
    {
        ImmutableArray<(Column Column, int Place)> columns =
            [.. header.Names.Select((name, place) => (new Column(name, "MW", 0, 60_000),
                place)).Where(each => !keys.Contains(each.Item1.Name))];
        if (ProfileRows.Read(rows, header, columns) is not { } profile) return null;
        if (profile.PeriodsPerDay != HoursPerDay)
            rows.Refuse("missing-period", $"The profile has {profile.PeriodsPerDay} periods a day; hours were expected", "Period",
                "Give the day-ahead table.");
        var hours = Cut(rows, profile.Days);
        return new([.. columns.Select((column, i) => (column.Column.Name, hours.Select(values => (double)values[i]).ToImmutableArray()))]);
    }

    /// <summary>A row for each day, a column for each hour.</summary>
    private Table? ByDay(CsvRows rows, Header header)
    {
        var hours = Enumerable.Range(1, HoursPerDay).Select(hour => hour.ToString(CultureInfo.InvariantCulture)).ToImmutableArray();
        if (header.Places(rows, "rts-gmlc", [.. keys[..3], .. hours]) is not { } places) return null;
        var columns = hours.Select((hour, i) => (Column: new Column(hour, "MW", 0, 60_000), Place: places[i + 3])).ToArray();
        var read = new List<(LocalDate, ImmutableArray<decimal[]>)>();
        while (rows.Read() && header.Fits(rows))
        {
            var date = ProfileRows.DateOf(rows, places);
            read.Add((date, [.. columns.Select(column => (decimal[])[column.Column.Read(rows, column.Place)])]));
        }
        return new([("", [.. Cut(rows, read).Select(values => (double)values[0])])]);
    }

    private List<decimal[]> Cut(CsvRows rows, IReadOnlyList<(LocalDate Date, ImmutableArray<decimal[]> Periods)> read)
    {
        var hours = new List<decimal[]>();
        for (var day = 0; day < days && rows.Refusal is null; day++)
        {
            var date = first.PlusDays(day);
            var at = read.Select((one, place) => (one, place)).FirstOrDefault(each => each.one.Date == date, ((default, []), -1)).Item2;
            if (at < 0)
                rows.Refuse("missing-day", $"The table has no {date}", "Day", "Ask for days that it has.");
            else
                hours.AddRange(read[at].Periods);
        }
        return hours;
    }

    private sealed record Table(ImmutableArray<(string Name, ImmutableArray<double> Mw)> Columns);
}
