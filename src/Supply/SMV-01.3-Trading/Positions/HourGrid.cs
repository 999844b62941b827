using System.Collections.Immutable;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Trading.Deals;
using Busbar.Supply.Trading.Deals;
using NodaTime;

namespace Busbar.Supply.Trading.Positions;

/// <summary>A month of the grid, or the part of one before or after the cut: its hours [FirstHour, EndHour), and the whole days among them,
/// [FirstDay, EndDay).</summary>
internal sealed record GridPeriod(OperatingDay Month, bool IsDelivered, int FirstHour, int EndHour, int FirstDay, int EndDay);

/// <summary>The hours of one market from a clock on, with the block, the period and the day of each: the calendar is asked here, once, and
/// never in a sum. An hour under way at the clock is past. Fuel flows evenly over the hours of its day: 23, 24 or 25.</summary>
internal sealed class HourGrid
{
    /// <summary>Patterns of hours: the three blocks, and fuel over the whole day.</summary>
    public const int Patterns = 4;

    /// <summary>The pattern of fuel.</summary>
    public const int FuelPattern = 3;

    private static readonly Duration Hour = Duration.FromHours(1);
    private readonly OperatingDay firstDay;
    private readonly int[] dayStarts;
    private readonly byte[] blocks;
    private readonly double[] fuelWeights;
    private readonly double[][] sums;
    private readonly Lazy<ImmutableArray<Instant>> dailyExpiries, monthlyExpiries;

    /// <summary>The hours from a clock to the end of a day; months are cut where delivery ends and the open position begins.</summary>
    public HourGrid(MarketCalendar calendar, Instant from, OperatingDay lastDay, Instant? cut = null)
    {
        Calendar = calendar;
        firstDay = calendar.DayOf(from);
        Start = calendar.HoursOf(firstDay).Select(hour => hour.Start).FirstOrDefault(start => start >= from, calendar.WholeDay(firstDay).End);
        var days = Math.Max(0, Period.DaysBetween(firstDay.Date, lastDay.Date)) + 1;
        dayStarts = new int[days + 1];
        for (var day = 1; day <= days; day++)
            dayStarts[day] = Math.Max(0, (int)(calendar.WholeDay(firstDay.Plus(day - 1)).End - Start).TotalHours);
        Hours = dayStarts[days];
        (blocks, fuelWeights) = (new byte[Hours], new double[Hours]);
        sums = [.. Enumerable.Range(0, Patterns).Select(_ => new double[Hours + 1])];
        for (var day = 0; day < days; day++) ResolveDay(day);
        if (Hours > 0) sums[FuelPattern][0] = 1 - (double)dayStarts[1] / calendar.HourCount(firstDay);
        Periods = [.. Split(days, cut is { } at ? HourOf(at) : 0)];
        dailyExpiries = new(() => [.. Enumerable.Range(0, days).Select(day => OptionExpiry.Of(calendar, OptionExercise.Daily, DayAt(day)))]);
        monthlyExpiries = new(() => [.. Periods.Select(period => OptionExpiry.Of(calendar, OptionExercise.Monthly, period.Month))]);
    }

    public MarketCalendar Calendar { get; }

    /// <summary>Start of the first hour.</summary>
    public Instant Start { get; }

    public int Hours { get; }

    public int Days => dayStarts.Length - 1;

    public ImmutableArray<GridPeriod> Periods { get; }

    /// <summary>First hour of a day by its number; the number of days gives the end.</summary>
    public int HourOfDay(int day) => dayStarts[day];

    public OperatingDay DayAt(int day) => firstDay.Plus(day);

    /// <summary>Number of a day, held inside the grid.</summary>
    public int DayOf(OperatingDay day) => Math.Clamp(Period.DaysBetween(firstDay.Date, day.Date), 0, Days);

    /// <summary>The hour that begins at or after an instant, held inside the grid.</summary>
    public int HourOf(Instant at) => (int)Math.Clamp(Math.Ceiling((at - Start) / Hour), 0, Hours);

    public int BlockOf(int hour) => blocks[hour];

    /// <summary>What an hour counts for in a pattern: 1 or 0 for a block, its share of the day for fuel.</summary>
    public double Weight(int pattern, int hour) => pattern == FuelPattern ? fuelWeights[hour] : blocks[hour] == pattern ? 1 : 0;

    /// <summary>Sum of the weights of [first, end): the hours of a block, the days of fuel.</summary>
    public double Sum(int pattern, int first, int end) => end > first ? sums[pattern][end] - sums[pattern][first] : 0;

    /// <summary>When an option is exercised for a day, by the number of the day and of its period.</summary>
    public Instant ExpiryOf(OptionExercise exercise, int day, int period) =>
        exercise == OptionExercise.Daily ? dailyExpiries.Value[day] : monthlyExpiries.Value[period];

    private void ResolveDay(int day)
    {
        var count = Calendar.HourCount(DayAt(day));
        for (var hour = dayStarts[day]; hour < dayStarts[day + 1]; hour++)
        {
            blocks[hour] = (byte)Calendar.BlockOf(Start + Hour * hour);
            fuelWeights[hour] = 1.0 / count;
            for (var pattern = 0; pattern < FuelPattern; pattern++) sums[pattern][hour + 1] = sums[pattern][hour] + Weight(pattern, hour);
            sums[FuelPattern][hour + 1] = day + 1 - (dayStarts[day + 1] - hour - 1.0) / count; // not added up: whole days stay whole
        }
    }

    private IEnumerable<GridPeriod> Split(int days, int cut)
    {
        for (var day = 0; day < days;)
        {
            var (from, month) = (day, DayAt(day).FirstOfMonth());
            while (day < days && DayAt(day).FirstOfMonth() == month) day++;
            var (first, end) = (dayStarts[from], dayStarts[day]);
            if (first < cut) yield return PeriodOf(month, true, first, Math.Min(cut, end), from, day);
            if (end > cut || end == first) yield return PeriodOf(month, false, Math.Max(cut, first), end, from, day);
        }
    }

    private GridPeriod PeriodOf(OperatingDay month, bool isDelivered, int first, int end, int from, int to)
    {
        while (from < to && dayStarts[from] < first) from++;
        while (to > from && dayStarts[to] > end) to--;
        return new(month, isDelivered, first, end, from, to);
    }
}
