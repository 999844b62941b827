using Busbar.Host.Desks.Service;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Time;
using Busbar.Store;
using NodaTime;

namespace Busbar.Host.Desks.Quality;

/// <summary>Checks of the demonstration's feeds, an entry of another company's dataset and a scheduled report, made in the name of
/// simulated people. Run again it adds nothing.</summary>
public static class DataSample
{
    /// <summary>Keeps them: a check at nine each morning of the days run, when the day-ahead desk begins.</summary>
    public static void Keep(FactStore store, DigitalBooks books, OperatingDay first, OperatingDay last)
    {
        if (!CheckRound.Latest(store, AsOf.Latest).IsEmpty || new SupplyReads(store).Profile(AsOf.Latest) is not { } profile) return;
        var (calendar, operating) = (Markets.CalendarOf(profile), new Actor("simulated operator", Roles.ServiceOperator));
        Instant At(OperatingDay day) => calendar.At(day, new LocalTime(9, 0));
        new CatalogueDesk(store).Enter(new("noaa/observations", "Airport weather observations (simulated entry)", "market-data", null,
            "a feed of the weather service", IsExternal: true, [new("dry_bulb", "number", "°F", "public")]), operating, At(first));
        new ReportBook(store).Keep(new("daily-cost", "Cost of the day (simulated plan)", "simulated trader", "trading-days", "FREQ=DAILY",
            last.Date, new LocalTime(7, 0), "America/New_York", 60, 1, [Markets.SeriesOf(profile).Price(profile.Location, "da", "lmp")
                .Path]),
            operating, At(first));
        var round = new CheckRound(store, books);
        foreach (var day in first.Through(last)) round.Run(At(day));
    }
}
