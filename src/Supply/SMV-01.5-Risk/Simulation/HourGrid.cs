using System.Collections.Immutable;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Risk;
using NodaTime;

namespace Busbar.Supply.Risk.Simulation;

/// <summary>The hours of a run of whole operating days, bound once to days, months and blocks, so that sums never ask a calendar.
/// Clock-change
/// days have 23 or 25.</summary>
public sealed class HourGrid
{
    /// <summary>Binds the hours from a day through another.</summary>
    /// <exception cref="ArgumentException">The last day comes before the first.</exception>
    public HourGrid(MarketCalendar calendar, OperatingDay first, OperatingDay last)
    {
        if (last.Date < first.Date) throw new ArgumentException($"{last} comes before {first}.", nameof(last));
        var (days, labels, cells) = (new List<int>(), new List<int>(), new List<int>());
        var index = new Dictionary<(OperatingDay Month, PeakBlock Block), int>();
        var day = 0;
        foreach (var each in first.Through(last))
        {
            foreach (var hour in calendar.HoursOf(each))
            {
                var key = (each.FirstOfMonth(), calendar.BlockOf(hour.Start));
                if (!index.TryGetValue(key, out var cell)) index.Add(key, cell = index.Count);
                days.Add(day);
                labels.Add(calendar.HourEndingOf(hour.Start).Hour - 1);
                cells.Add(cell);
            }
            day++;
        }
        // Cells by month, then block, whatever block the month begins with.
        var order = index.OrderBy(entry => entry.Key.Month).ThenBy(entry => entry.Key.Block).ToArray();
        var place = new int[order.Length];
        for (var i = 0; i < order.Length; i++) place[order[i].Value] = i;
        (Start, Days, Calendar) = (calendar.WholeDay(first).Start, day, calendar);
        (DayOfHour, LabelOfHour, CellOfHour) = ([.. days], [.. labels], [.. cells.Select(cell => place[cell])]);
        Cells = [.. order.Select((entry, i) => new CostCell(entry.Key.Month, entry.Key.Block, CellOfHour.Count(cell => cell == i)))];
    }

    /// <summary>The market's clock.</summary>
    public MarketCalendar Calendar { get; }

    /// <summary>Start of the first hour.</summary>
    public Instant Start { get; }

    /// <summary>How many operating days.</summary>
    public int Days { get; }

    /// <summary>How many hours.</summary>
    public int Hours => DayOfHour.Length;

    /// <summary>The months and blocks, by month, then block.</summary>
    public ImmutableArray<CostCell> Cells { get; }

    /// <summary>Which day each hour is of, from 0.</summary>
    public ImmutableArray<int> DayOfHour { get; }

    internal ImmutableArray<int> LabelOfHour { get; }

    /// <summary>Which of the cells each hour is of.</summary>
    public ImmutableArray<int> CellOfHour { get; }
}
