using Busbar.Kernel.Time;
using NodaTime;
using NodaTime.Text;

namespace Busbar.Supply.Recovery.Eqr;

/// <summary>A market's clock as the report prints it: minutes on the market's clock, and the zone's code. Prevailing time has a code of its
/// own, but on the hour that comes twice it is told apart as daylight and standard time.</summary>
internal static class SaleClock
{
    private static readonly LocalDateTimePattern minute = LocalDateTimePattern.CreateWithInvariantCulture("uuuuMMddHHmm");

    /// <summary>Begin, end and zone code of a stretch of delivery.</summary>
    public static (string Begin, string End, string Zone) Of(MarketCalendar market, DeliveryInterval stretch)
    {
        var begin = market.OnClock(stretch.Start);
        var end = stretch.Length <= Duration.FromHours(1)
            ? begin.LocalDateTime.PlusMinutes((long)stretch.Length.TotalMinutes) : market.OnClock(stretch.End).LocalDateTime;
        return (minute.Format(begin.LocalDateTime), minute.Format(end), Region(market) + KindOf(market, stretch));
    }

    /// <summary>H, D, W, M or Y by the hours of a deal's whole term; 5 or 15 for a shorter interval. Source: FERC's definition of
    /// Increment Name, at most 6, 60 and 168 hours, under a year, and a year or more; it is not in the transcription.</summary>
    public static string IncrementOf(Duration length) => length.TotalHours switch
    {
        < 0.25 => "5",
        < 1 => "15",
        <= 6 => "H",
        <= 60 => "D",
        <= 168 => "W",
        < 365 * 24 => "M",
        _ => "Y",
    };

    private static string Region(MarketCalendar market) => market.Name switch { "ERCOT" => "C", "CAISO" => "P", _ => "E" };

    private static string KindOf(MarketCalendar market, DeliveryInterval stretch)
    {
        if (market.Name == "MISO") return "S";
        var label = market.HourEndingOf(stretch.Start);
        if (stretch.Length > Duration.FromHours(1) || market.RepeatedHourEnding(market.DayOf(stretch.Start)) != label.Hour) return "P";
        return label.IsRepeated ? "S" : "D";
    }
}
