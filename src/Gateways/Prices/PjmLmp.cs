using Busbar.Gateways.Csv;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using NodaTime;
using NodaTime.Text;

namespace Busbar.Gateways.Prices;

/// <summary>Reads PJM Data Miner tables of hourly LMPs: <c>rt_da_monthly_lmps</c>, <c>da_hrl_lmps</c>, <c>rt_hrl_lmps</c>. Convention:
/// start of the hour; only <c>datetime_beginning_utc</c> is a key, because the Eastern label 1:00:00 AM comes twice in autumn, and the two
/// are held against each other. Where the table has <c>row_is_current</c>, only current rows are read and the others counted. Each LMP is
/// the sum of its components within 0.000002 USD/MWh (four numbers of six decimals).</summary>
public static class PjmLmp
{
    private const decimal Tolerance = 0.000_002m;
    private static readonly LocalDateTimePattern clock = LocalDateTimePattern.CreateWithInvariantCulture("M/d/yyyy h:mm:ss tt");

    /// <summary>Reads the file: <c>da</c> and <c>rt</c> prices by node, whichever the header has.</summary>
    public static Outcome<ImportedFile> Read(SourceFile file)
    {
        using var rows = file.OpenText();
        var points = new PricePoints(rows, MarketCalendar.Pjm, "pjm", new(13, 30));
        var old = Rows(rows, points);
        return points.Finish(file, Duration.FromHours(1), old == 0 ? [] :
        [
            new("superseded-rows", Severity.Note, $"{old} rows are older versions (row_is_current is false)", file.Name,
                "read the current rows only"),
        ]);
    }

    private static int Rows(CsvRows rows, PricePoints points)
    {
        var old = 0;
        if (Header.Read(rows) is not { } header) return old;
        if (header.Places(rows, "PJM", ["datetime_beginning_utc", "datetime_beginning_ept", "pnode_id", "pnode_name"]) is not { } keys)
            return old;
        string[] runs = [.. new[] { "da", "rt" }.Where(run => header.Names.Contains($"total_lmp_{run}"))];
        string[] wanted = [.. runs.SelectMany(run => new[] { $"total_lmp_{run}", $"system_energy_price_{run}", $"congestion_price_{run}",
            $"marginal_loss_price_{run}" })];
        if (header.Places(rows, "PJM", runs.Length == 0 ? ["total_lmp_da"] : wanted) is not { } prices) return old;
        var columns = wanted.Select(Column.Price).ToArray();
        var current = header.Names.IndexOf("row_is_current");
        while (rows.Read() && header.Fits(rows))
        {
            if (current >= 0 && rows.Text(current).Equals("false", StringComparison.OrdinalIgnoreCase)) old++;
            else if (StartOf(rows, keys[0], keys[1]) is { } start)
                for (var run = 0; run < runs.Length; run++) AddPrices(rows, points, run, start);
        }
        return old;

        void AddPrices(CsvRows at, PricePoints into, int run, Instant start)
        {
            var values = Enumerable.Range(run * 4, 4).Select(i => columns[i].Read(at, prices[i])).ToArray();
            LmpIdentity.Check(at, wanted[run * 4], values[0], values[1] + values[2] + values[3], Tolerance);
            foreach (var (component, value) in LmpIdentity.Components.Zip(values))
                into.Add(at.Text(keys[3]), runs[run], component, start, value);
        }
    }

    private static Instant? StartOf(CsvRows rows, int utcPlace, int localPlace)
    {
        var (utc, local) = (clock.Parse(rows.Text(utcPlace)), clock.Parse(rows.Text(localPlace)));
        if (!utc.Success || !local.Success)
        {
            rows.Refuse("bad-time", $"'{rows.Text(utcPlace)}' or '{rows.Text(localPlace)}' is no time", "datetime_beginning_utc",
                "Write it as 11/3/2024 5:00:00 AM.");
            return null;
        }
        var start = utc.Value.InUtc().ToInstant();
        if (MarketCalendar.Pjm.OnClock(start).LocalDateTime == local.Value) return start;
        rows.Refuse("label-mismatch", $"{utc.Value} UTC is {MarketCalendar.Pjm.OnClock(start).LocalDateTime} in PJM, the row says "
            + $"{local.Value}",
            "datetime_beginning_ept", "Check which of the two columns was turned; only UTC is read.");
        return null;
    }
}
