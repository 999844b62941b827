using System.Collections.Immutable;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Trading.Curves;

namespace Busbar.Supply.Trading.Curves;

/// <summary>The cells of a curve, month by block, with the hours that each still delivers after the mark day: 23 and 25-hour days and NERC
/// holidays are in the count. A fuel curve has one cell a month, weighed by its days.</summary>
internal sealed class CurveGrid
{
    private static readonly ImmutableArray<PeakBlock> PowerBlocks = [PeakBlock.OnPeak, PeakBlock.WeekendDay, PeakBlock.Night];
    private readonly OperatingDay markDay;
    private readonly double[] hours;

    public CurveGrid(MarketCalendar calendar, Commodity commodity, OperatingDay markDay, OperatingDay firstDay, OperatingDay lastDay)
    {
        this.markDay = markDay;
        FirstMonth = firstDay.FirstOfMonth();
        Months = MonthsFrom(FirstMonth, lastDay) + 1;
        Blocks = BlocksOf(commodity);
        hours = new double[Count];
        var last = new OperatingDay(FirstMonth.Date.PlusMonths(Months)).Plus(-1);
        foreach (var day in (markDay.Date < FirstMonth.Date ? FirstMonth : markDay.Plus(1)).Through(last))
            if (commodity == Commodity.Fuel) hours[CellOf(day, PeakBlock.OnPeak)]++;
            else
                foreach (var hour in calendar.HoursOf(day)) hours[CellOf(day, calendar.BlockOf(hour.Start))]++;
    }

    public OperatingDay FirstMonth { get; }

    public int Months { get; }

    public ImmutableArray<PeakBlock> Blocks { get; }

    public int Count => Months * Blocks.Length;

    public static ImmutableArray<PeakBlock> BlocksOf(Commodity commodity) =>
        commodity == Commodity.Fuel ? [PeakBlock.OnPeak] : PowerBlocks;

    /// <summary>Hours (for fuel days) of a cell; none where its days are past or the calendar gives it none.</summary>
    public double HoursOf(int cell) => hours[cell];

    public OperatingDay MonthOf(int cell) => new(FirstMonth.Date.PlusMonths(cell / Blocks.Length));

    public PeakBlock BlockOf(int cell) => Blocks[cell % Blocks.Length];

    public string NameOf(int cell) => NameOf(MonthOf(cell), BlockOf(cell));

    public static string NameOf(OperatingDay month, PeakBlock block) => $"{month.ToString()[..7]} " + block switch
    {
        PeakBlock.OnPeak => "5x16",
        PeakBlock.WeekendDay => "2x16",
        _ => "7x8",
    };

    /// <summary>The cell of a day and block, or -1 outside the grid.</summary>
    public int CellOf(OperatingDay day, PeakBlock block)
    {
        var (month, place) = (MonthsFrom(FirstMonth, day), Blocks.IndexOf(block));
        return month < 0 || month >= Months || place < 0 ? -1 : month * Blocks.Length + place;
    }

    /// <summary>True when a stretch begins with a month (or the day after the mark day) and ends with one.</summary>
    public static bool IsWholeTerm(OperatingDay markDay, ForwardQuote quote) =>
        (quote.FirstDay == quote.FirstDay.FirstOfMonth() || quote.FirstDay == markDay.Plus(1))
        && quote.LastDay.Plus(1) == quote.LastDay.Plus(1).FirstOfMonth() && quote.LastDay.Date >= quote.FirstDay.Date;

    /// <summary>What share of a quote's hours each cell of the grid holds; empty when the quote has no hours here, null when it reaches
    /// outside the grid.</summary>
    public double[]? SharesOf(ForwardQuote quote)
    {
        var shares = new double[Count];
        for (var month = quote.FirstDay.FirstOfMonth(); month.Date <= quote.LastDay.Date; month = new(month.Date.PlusMonths(1)))
            foreach (var block in quote.Blocks)
            {
                var cell = CellOf(month, block);
                if (cell < 0) return null;
                shares[cell] = hours[cell];
            }
        var total = shares.Sum();
        return total > 0 ? [.. shares.Select(share => share / total)] : [];
    }

    private static int MonthsFrom(OperatingDay month, OperatingDay day) =>
        (day.Date.Year - month.Date.Year) * 12 + day.Date.Month - month.Date.Month;
}
