using System.Collections.Immutable;
using Busbar.Gateways.Csv;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using NodaTime;

namespace Busbar.Gateways.Prices;

/// <summary>Reads NYISO's zonal and generator LBMP tables (damlbmp, realtime, rtlbmp). Convention: Eastern prevailing stamps without offset
/// or flag, the start of the hour day-ahead and the <b>end</b> of the interval in real time. NYISO prints congestion with the opposite sign
/// (LBMP = energy + loss − congestion): it is turned here, and energy, which NYISO does not print, is what is left. Headers that drop a
/// letter or a bracket of the unit are read as the known layout, with a finding.</summary>
public static class NyisoLbmp
{
    private static readonly ImmutableArray<string> official =
        ["LBMP ($/MWHr)", "Marginal Cost Losses ($/MWHr)", "Marginal Cost Congestion ($/MWHr)"];

    // The same clock as PJM's: Eastern prevailing time.
    private static readonly MarketCalendar calendar = MarketCalendar.Pjm;

    /// <summary>Reads a day-ahead table.</summary>
    public static Outcome<ImportedFile> ReadDayAhead(SourceFile file) => Read(file, "da", Duration.FromHours(1));

    /// <summary>Reads a real-time table; its step is the shortest distance of two stamps.</summary>
    public static Outcome<ImportedFile> ReadRealTime(SourceFile file) => Read(file, "rt", null);

    private static Outcome<ImportedFile> Read(SourceFile file, string run, Duration? step)
    {
        using var rows = file.OpenText();
        var points = new PricePoints(rows, calendar, "nyiso", new(11, 0));
        var findings = new List<Finding>();
        var read = Rows(rows, file, findings);
        var length = step ?? StepOf(read);
        foreach (var row in read)
        {
            var start = run == "rt" ? row.Stamp - length : row.Stamp;
            points.Add(row.Zone, run, "lmp", start, row.Lbmp);
            points.Add(row.Zone, run, "energy", start, row.Lbmp - row.Loss + row.Congestion);
            points.Add(row.Zone, run, "congestion", start, -row.Congestion);
            points.Add(row.Zone, run, "loss", start, row.Loss);
        }
        return points.Finish(file, length, findings);
    }

    private static List<Row> Rows(CsvRows rows, SourceFile file, List<Finding> findings)
    {
        var read = new List<Row>();
        if (Header.Read(rows) is not { } header || header.Places(rows, "NYISO", ["Time Stamp", "Name", "PTID"]) is not { } keys)
            return read;
        var names = official.Select(name => header.Names.FirstOrDefault(each => IsSpelling(each, name))).ToArray();
        if (header.Places(rows, "NYISO", names.Select((name, i) => name ?? official[i])) is not { } places) return read;
        if (names.Zip(official).FirstOrDefault(pair => pair.First != pair.Second) is { First: { } slip } typo)
            findings.Add(new("header-typo", Severity.Note, $"The header spells '{slip}' for '{typo.Second}'", file.Name,
                "read it as the known column"));
        var columns = official.Select(Column.Price).ToArray();
        var stamps = new LocalStamps(rows, calendar, "MM/dd/yyyy HH:mm:ss");
        while (rows.Read() && header.Fits(rows))
            if (stamps.Clock(keys[0], "Time Stamp") is { } clock && stamps.At(clock, rows.Text(keys[1]), "Time Stamp") is { } stamp)
                read.Add(new(rows.Text(keys[1]), stamp, columns[0].Read(rows, places[0]), columns[1].Read(rows, places[1]),
                    columns[2].Read(rows, places[2])));
        if (stamps.ByOrder > 0)
            findings.Add(new("repeated-hour-by-order", Severity.Note, $"{stamps.ByOrder} stamps come twice and carry no flag", file.Name,
                "took the second row of a zone as the repeated hour"));
        return read;
    }

    private static Duration StepOf(List<Row> read)
    {
        var stamps = read.Select(row => row.Stamp).Distinct().Order().ToList();
        return stamps.Zip(stamps.Skip(1), (a, b) => b - a).DefaultIfEmpty(Duration.FromMinutes(5)).Min();
    }

    /// <summary>True when a name is the official one up to its unit, whatever is left of that.</summary>
    private static bool IsSpelling(string name, string known) =>
        name.StartsWith(known[..known.IndexOf("($/MWH", StringComparison.Ordinal)] + "($/MW", StringComparison.OrdinalIgnoreCase);

    private sealed record Row(string Zone, Instant Stamp, decimal Lbmp, decimal Loss, decimal Congestion);
}
