using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;

namespace Busbar.Supply.Trading.Curves;

/// <summary>How an hour stands to the mean of its month in a price history: by month of the year, day type (business day, Saturday, Sunday
/// or holiday) and hour ending. Between the middles of two months it goes over from one to the other in a straight line, so that nothing
/// jumps at a month's end.</summary>
internal sealed class HourShape
{
    private readonly MarketCalendar calendar;
    private readonly double[] sums = new double[12 * DayType.Count * 24];
    private readonly int[] counts = new int[12 * DayType.Count * 24];

    public HourShape(MarketCalendar calendar, Series<UsdPerMwhEstimate> history, ShapeKind kind)
    {
        this.calendar = calendar;
        var last = calendar.DayOf(history.IntervalAt(history.Count - 1).Start);
        foreach (var month in calendar.DayOf(history.Start).Through(last).GroupBy(day => day.FirstOfMonth()))
        {
            var hours = month.SelectMany(day => calendar.HoursOf(day).Zip(calendar.LabelsOf(day),
                (hour, label) => (hour.Start, Slot: SlotOf(month.Key.Date.Month, day, label.Hour))))
                .Where(hour => hour.Start >= history.Start && hour.Start < history.End)
                .Select(hour => (hour.Slot, Price: history.At(hour.Start).Value)).ToArray();
            var mean = hours.Average(hour => hour.Price);
            foreach (var (slot, price) in hours)
            {
                sums[slot] += kind == ShapeKind.Additive ? price - mean : price / mean;
                counts[slot]++;
            }
        }
    }

    /// <summary>The shape of an hour of a day, or null when the history never saw such an hour in the months it lies between.</summary>
    public double? Of(OperatingDay day, int hourEnding)
    {
        var date = day.Date;
        var share = (date.Day - 0.5) / date.Calendar.GetDaysInMonth(date.Year, date.Month) - 0.5;
        var neighbour = date.PlusMonths(share < 0 ? -1 : 1).Month;
        var (own, other) = (SlotOf(date.Month, day, hourEnding), SlotOf(neighbour, day, hourEnding));
        return counts[own] == 0 || counts[other] == 0
            ? null
            : (1 - Math.Abs(share)) * sums[own] / counts[own] + Math.Abs(share) * sums[other] / counts[other];
    }

    private int SlotOf(int month, OperatingDay day, int hourEnding) =>
        ((month - 1) * DayType.Count + DayType.Of(calendar, day)) * 24 + hourEnding - 1;
}
