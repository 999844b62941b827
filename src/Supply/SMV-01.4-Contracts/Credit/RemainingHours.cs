using System.Collections.Immutable;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Trading.Curves;
using Busbar.Supply.Handoffs.Trading.Deals;
using NodaTime;

namespace Busbar.Supply.Contracts.Credit;

/// <summary>Hours of a shape after the mark day, by month and block. Each market's days are counted once.</summary>
internal sealed class RemainingHours(OperatingDay markDay)
{
    private readonly Dictionary<(string Market, OperatingDay Day), (int OnPeak, int Weekend, int Night)> counts = [];
    private readonly Dictionary<ForwardCurve, HashSet<(OperatingDay, PeakBlock)>> priced = new(ReferenceEqualityComparer.Instance);

    internal ImmutableArray<(OperatingDay Month, PeakBlock Block, double Mwh)> Of(
        string market, OperatingDay first, OperatingDay last, DeliveryShape shape)
    {
        var sums = new SortedDictionary<(LocalDate Month, PeakBlock Block), double>();
        foreach (var day in Remaining(first, last))
        {
            if (shape.Hourly is { } hourly) AddHourly(sums, CalendarOf(market), day, hourly);
            else
                foreach (var block in shape.Blocks)
                    AddTo(sums, day, block, CountOf(market, day, block) * (double)shape.Mw.Value);
        }
        return [.. sums.Select(sum => (new OperatingDay(sum.Key.Month), sum.Key.Block, sum.Value))];
    }

    internal IEnumerable<(OperatingDay Month, int Days)> DaysOf(OperatingDay first, OperatingDay last) =>
        Remaining(first, last).GroupBy(day => day.FirstOfMonth()).Select(month => (month.Key, month.Count()));

    internal bool IsPriced(ForwardCurve curve, OperatingDay month, PeakBlock block)
    {
        if (!priced.TryGetValue(curve, out var cells))
            priced[curve] = cells = [.. curve.Prices.Select(price => (price.Month, price.Block))];
        return cells.Contains((month, block));
    }

    private IEnumerable<OperatingDay> Remaining(OperatingDay first, OperatingDay last) =>
        (first.CompareTo(markDay) > 0 ? first : markDay.Plus(1)).Through(last);

    private int CountOf(string market, OperatingDay day, PeakBlock block)
    {
        if (!counts.TryGetValue((market, day), out var count))
        {
            var calendar = CalendarOf(market);
            var blocks = calendar.HoursOf(day).Select(hour => calendar.BlockOf(hour.Start)).ToArray();
            counts[(market, day)] = count = (blocks.Count(each => each == PeakBlock.OnPeak),
                blocks.Count(each => each == PeakBlock.WeekendDay),
                blocks.Count(each => each == PeakBlock.Night));
        }
        return block switch { PeakBlock.OnPeak => count.OnPeak, PeakBlock.WeekendDay => count.Weekend, _ => count.Night };
    }

    private static void AddHourly(
        SortedDictionary<(LocalDate, PeakBlock), double> sums, MarketCalendar calendar, OperatingDay day,
            Series<Kernel.Quantities.Mw> hourly)
    {
        foreach (var hour in calendar.HoursOf(day).Where(hour => hour.Start >= hourly.Start && hour.Start < hourly.End))
            AddTo(sums, day, calendar.BlockOf(hour.Start), (double)hourly.At(hour.Start).Value);
    }

    private static void AddTo(SortedDictionary<(LocalDate, PeakBlock), double> sums, OperatingDay day, PeakBlock block, double mwh)
    {
        var key = (day.FirstOfMonth().Date, block);
        sums[key] = sums.GetValueOrDefault(key) + mwh;
    }

    private static MarketCalendar CalendarOf(string market) => MarketCalendar.Named(market);
}
