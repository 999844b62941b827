using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Trading.Curves;
using Busbar.Supply.Handoffs.Trading.Deals;
using Busbar.Supply.Risk.Portfolio;
using NodaTime;

namespace Busbar.Supply.Risk.Tests.Portfolio;

/// <summary>A small desk to put through things.</summary>
internal static class Desk
{
    internal static readonly OperatingDay Day = OperatingDay.Of(2026, 11, 10);
    internal static readonly Instant Clock = MarketCalendar.Pjm.At(Day, new LocalTime(17, 0));
    private static readonly ImmutableArray<double> level = [.. Enumerable.Repeat(1.0, 12)];

    internal static ForwardModel Model { get; } = new(
        [
            new(Commodity.PowerDayAhead, 0.9, 0.25, 2, [1.4, 1.3, 1, 0.9, 0.9, 1, 1.2, 1.1, 0.9, 0.9, 1, 1.2]),
            new(Commodity.PowerRealTime, 1.1, 0.25, 2, level), new(Commodity.Fuel, 0.6, 0.2, 1.5, level),
        ], MonthDecay: 1.5, MonthFloor: 0.4, MonthFactors: 0, BlockCorrelation: 0.9, LocationCorrelation: 0.85, MarketCorrelation: 0.9,
        FuelCorrelation: 0.6);

    internal static ForwardCurve Curve(Commodity commodity, string location, int months, double price) => new(commodity, "PJM", location,
        Day, 1,
        Clock, [.. from month in Enumerable.Range(0, months)
                   from block in commodity == Commodity.Fuel ? [PeakBlock.OnPeak] : new[] { PeakBlock.OnPeak, PeakBlock.WeekendDay,
                       PeakBlock.Night }
                   select new ForwardPrice(Month(month), block, new(price * (1 - 0.15 * (int)block) * (1 + 0.1 * Math.Cos(month))))],
                       "simulated");

    internal static OperatingDay Month(int ahead) => new(Day.FirstOfMonth().Date.PlusMonths(ahead));

    internal static Trade Deal(string id, TradeTerms terms, string book = "East") =>
        new(id, 1, TradeStatus.Captured, new(book, "ann", "C-1", "", Usd.Zero, terms), Clock, Clock);

    internal static PowerDeal Block(Side side, string location, int firstMonth, int months, decimal mw,
        params PeakBlock[] blocks) => new(side, "PJM",
        location, Month(firstMonth), Month(firstMonth + months).Plus(-1), new([.. blocks], new(mw)), new(new(40)));

    internal static PowerOption Option(
        Side side, int firstMonth, int months, decimal mw, bool isCall, OptionExercise exercise, decimal strike,
            params PeakBlock[] blocks) => new(side,
        "PJM", "WEST", Month(firstMonth), Month(firstMonth + months).Plus(-1), new([.. blocks], new(mw)), isCall, exercise, new(strike),
            new(2),
        PriceIndex.DayAhead);

    internal static SimulateBookInputs Inputs(int paths, params Trade[] trades) => new([.. trades],
        [Curve(Commodity.PowerDayAhead, "WEST", 15, 45), Curve(Commodity.PowerDayAhead, "EAST", 15, 50), Curve(Commodity.PowerRealTime,
            "WEST", 15, 46),
            Curve(Commodity.Fuel, "M3", 15, 4)], Clock, Model, paths, 7, 2);
}
