using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using NodaTime;

namespace Busbar.Supply.Risk.Portfolio;

/// <summary>The hours of one market's days by block, added up once, so that no sum looks at the calendar.</summary>
internal sealed class BlockHours
{
    private readonly OperatingDay first;
    private readonly Instant start;
    private readonly int[] sums;
    private readonly byte[] blocks;
    private readonly int[] firstHours;

    internal BlockHours(MarketCalendar calendar, OperatingDay first, OperatingDay last)
    {
        this.first = first;
        Calendar = calendar;
        start = calendar.WholeDay(first).Start;
        Days = Math.Max(0, Period.DaysBetween(first.Date, last.Date) + 1);
        (sums, firstHours) = (new int[3 * (Days + 1)], new int[Days + 1]);
        var hours = new List<byte>(Days * 24 + 1);
        for (var day = 0; day < Days; day++)
        {
            for (var block = 0; block < 3; block++) sums[3 * (day + 1) + block] = sums[3 * day + block];
            foreach (var hour in calendar.HoursOf(first.Plus(day)))
            {
                var block = (byte)calendar.BlockOf(hour.Start);
                sums[3 * (day + 1) + block]++;
                hours.Add(block);
            }
            firstHours[day + 1] = hours.Count;
        }
        blocks = [.. hours];
    }

    internal MarketCalendar Calendar { get; }

    internal int Days { get; }

    /// <summary>Number of a day, held inside [0, Days].</summary>
    internal int NumberOf(OperatingDay day) => Math.Clamp(Period.DaysBetween(first.Date, day.Date), 0, Days);

    internal OperatingDay DayAt(int number) => first.Plus(number);

    /// <summary>Hours of a block from one day up to another, not included.</summary>
    internal int Between(int from, int to, PeakBlock block) => sums[3 * to + (int)block] - sums[3 * from + (int)block];

    /// <summary>Energy of an hourly series that lies in a block of some days.</summary>
    internal double Energy(Series<Mw> hourly, int from, int to, PeakBlock block)
    {
        var (sum, offset) = (0.0, (int)Math.Floor((hourly.Start - start).TotalHours));
        var perHour = Duration.FromHours(1) / hourly.Step;
        var begin = Math.Max(firstHours[from], offset);
        for (var hour = begin; hour < firstHours[to]; hour++)
        {
            var at = (int)((hour - offset) * perHour);
            if (at >= hourly.Count) break;
            if (blocks[hour] != (byte)block) continue;
            for (var part = 0; part < perHour && at + part < hourly.Count; part++) sum += (double)hourly[at + part].Value / perHour;
        }
        return sum;
    }
}
