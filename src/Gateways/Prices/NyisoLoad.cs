using Busbar.Gateways.Csv;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using NodaTime;

namespace Busbar.Gateways.Prices;

/// <summary>Reads NYISO's real-time actual load (pal): MW by zone every five minutes, stamps with their time zone, EST or EDT. Rows between
/// the five minutes, which NYISO adds when its dispatch ran again, are counted and not read.</summary>
public static class NyisoLoad
{
    private static readonly MarketCalendar calendar = MarketCalendar.Pjm;
    private static readonly Column load = Column.Load("Load", "MW");

    /// <summary>Reads the file.</summary>
    public static Outcome<ImportedFile> Read(SourceFile file)
    {
        using var rows = file.OpenText();
        var points = new PricePoints(rows, calendar, "nyiso", new(11, 0));
        var between = 0;
        if (Header.Read(rows) is { } header
            && header.Places(rows, "NYISO", ["Time Stamp", "Time Zone", "Name", "PTID", "Load"]) is { } places)
        {
            var stamps = new LocalStamps(rows, calendar, "MM/dd/yyyy HH:mm:ss");
            while (rows.Read() && header.Fits(rows))
            {
                if (stamps.Clock(places[0], "Time Stamp") is not { } clock
                    || AtOf(rows, clock, rows.Text(places[1])) is not { } at) continue;
                if (clock.Second != 0 || clock.Minute % 5 != 0) between++;
                else points.Add(new SeriesKey($"nyiso/{Slug.Of(rows.Text(places[2]))}/rt-load", "MW"), false, at,
                    load.Read(rows, places[4]));
            }
        }
        return points.Finish(file, Duration.FromMinutes(5), between == 0 ? [] :
        [
            new("rows-between-intervals", Severity.Note, $"{between} rows have a stamp between the five minutes", file.Name,
                "left them out"),
        ]);
    }

    private static Instant? AtOf(CsvRows rows, LocalDateTime clock, string zone)
    {
        if (zone is "EST" or "EDT")
        {
            var at = clock.WithOffset(Offset.FromHours(zone == "EST" ? -5 : -4)).ToInstant();
            if (calendar.OnClock(at).LocalDateTime == clock) return at;
        }
        rows.Refuse("label-mismatch", $"{clock} is not {zone} on New York's clock", "Time Zone", "Check the stamp and its zone.");
        return null;
    }
}
