using System.Collections.Immutable;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Trading.Curves;
using Busbar.Supply.Trading.Curves;
using NodaTime;

namespace Busbar.Supply.Tests.Curves;

/// <summary>Quotes to build curves from, and their means counted hour by hour on the calendar.</summary>
internal static class Quoted
{
    internal const string Hub = "WESTERN HUB";
    internal static readonly MarketCalendar Calendar = MarketCalendar.Pjm;
    internal static readonly OperatingDay MarkDay = OperatingDay.Of(2026, 11, 25);
    internal static readonly ImmutableArray<PeakBlock> Peak = [PeakBlock.OnPeak];
    internal static readonly ImmutableArray<PeakBlock> Wrap = [PeakBlock.WeekendDay, PeakBlock.Night];
    internal static readonly ImmutableArray<PeakBlock> Around = [PeakBlock.OnPeak, PeakBlock.WeekendDay, PeakBlock.Night];

    internal static ImmutableArray<PeakBlock> BlocksOf(string text) => text switch
    {
        "5x16" => Peak,
        "2x16" => [PeakBlock.WeekendDay],
        "7x8" => [PeakBlock.Night],
        "off-peak" => Wrap,
        _ => Around,
    };

    /// <summary>A quote of <c>2027-03</c>, <c>2027-Q1</c> or <c>2027</c>.</summary>
    internal static ForwardQuote Of(string term, string block, double price)
    {
        var year = int.Parse(term[..4]);
        var (first, months) = term.Length == 4 ? (1, 12) : term[5] == 'Q' ? (3 * (term[6] - '0') - 2, 3) : (int.Parse(term[5..]), 1);
        return new($"{term} {block}", Hub, OperatingDay.Of(year, first, 1),
            new(new LocalDate(year, first, 1).PlusMonths(months).PlusDays(-1)), BlocksOf(block), price, "USD/MWh");
    }

    internal static BuildCurveInputs Inputs(params IEnumerable<ForwardQuote> quotes) =>
        new(Calendar, Commodity.PowerRealTime, Hub, MarkDay, 1, Instant.FromUtc(2026, 11, 25, 22, 0), [.. quotes], null, false, "case");

    internal static double PriceOf(ForwardCurve curve, OperatingDay month, PeakBlock block) =>
        curve.Prices.Single(price => price.Month == month && price.Block == block).Price.Value;

    /// <summary>The hours of a stretch that lie in some blocks.</summary>
    internal static IEnumerable<Instant> HoursOf(OperatingDay first, OperatingDay last, IEnumerable<PeakBlock> blocks) =>
        first.Through(last).SelectMany(day => Calendar.HoursOf(day)).Select(hour => hour.Start)
            .Where(hour => blocks.Contains(Calendar.BlockOf(hour)));

    /// <summary>What a quote is worth at prices by month and block, over its hours counted one by one.</summary>
    internal static double MeanOf(Func<OperatingDay, PeakBlock, double> price, ForwardQuote quote)
    {
        var cells = HoursOf(quote.FirstDay, quote.LastDay, quote.Blocks)
            .CountBy(hour => (Month: Calendar.DayOf(hour).FirstOfMonth(), Block: Calendar.BlockOf(hour))).ToArray();
        return cells.Sum(cell => price(cell.Key.Month, cell.Key.Block) * cell.Value) / cells.Sum(cell => cell.Value);
    }

    internal static double MeanOf(ForwardCurve curve, ForwardQuote quote) => MeanOf((month, block) => PriceOf(curve, month, block), quote);
}
