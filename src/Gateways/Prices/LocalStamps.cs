using Busbar.Gateways.Csv;
using Busbar.Kernel.Time;
using NodaTime;
using NodaTime.Text;

namespace Busbar.Gateways.Prices;

/// <summary>Reads time stamps on a market's clock that carry no offset. The autumn hour comes twice: the first row of a series is the
/// earlier, the second the later. A time that the spring clock jumps over is refused.</summary>
internal sealed class LocalStamps(CsvRows rows, MarketCalendar calendar, string pattern)
{
    private readonly LocalDateTimePattern shape = LocalDateTimePattern.CreateWithInvariantCulture(pattern);
    private readonly Dictionary<(string, LocalDateTime), int> seen = [];

    /// <summary>How many stamps were told apart by their order.</summary>
    public int ByOrder { get; private set; }

    /// <summary>The clock time of a field, or null after a refusal.</summary>
    public LocalDateTime? Clock(int place, string name)
    {
        if (shape.Parse(rows.Text(place)) is { Success: true } read && read.Value.Year is >= 1990 and <= 2100) return read.Value;
        rows.Refuse("bad-time", $"'{rows.Text(place)}' is no time", name, $"Write it as {pattern}.");
        return null;
    }

    /// <summary>The instant of a stamp of one series, or null after a refusal.</summary>
    public Instant? At(LocalDateTime clock, string series, string name)
    {
        var first = calendar.At(new(clock.Date), clock.TimeOfDay);
        if (calendar.OnClock(first).LocalDateTime != clock)
        {
            rows.Refuse("skipped-hour", $"{clock} does not exist on {calendar.Name}'s clock: it jumps over it", name,
                "Check that the file is in prevailing time.");
            return null;
        }
        var again = first + Duration.FromHours(1);
        if (calendar.OnClock(again).LocalDateTime != clock) return first;
        var occurrence = seen[(series, clock)] = seen.GetValueOrDefault((series, clock)) + 1;
        if (occurrence == 1) return first;
        if (occurrence > 2)
            rows.Refuse("duplicate-interval", $"{series} has {clock} {occurrence} times", name, "Remove the row that is too many.");
        ByOrder++;
        return again;
    }
}
