using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Numerics;
using Busbar.Supply.Handoffs.Trading.Curves;
using Busbar.Supply.Handoffs.Trading.Deals;
using Busbar.Supply.Risk.Portfolio;
using NodaTime;

namespace Busbar.Risk.Bench;

/// <summary>A drawn book: 8,000 fixed deals and 2,000 options over 36 months at six power hubs and two fuel hubs. Every option has a
/// strike of
/// its own to the cent, so that next to none collapse; a tenth is exercised daily.</summary>
internal static class DrawnBook
{
    public const int Months = 36;
    public const int FixedDeals = 8000;
    public const int Options = 2000;
    private static readonly OperatingDay day = OperatingDay.Of(2026, 11, 24);
    private static readonly Instant clock = MarketCalendar.Pjm.At(day, new LocalTime(17, 0));
    private static readonly ImmutableArray<double> seasonal = [1.4, 1.3, 1, 0.9, 0.9, 1, 1.2, 1.1, 0.9, 0.9, 1, 1.2];
    private static readonly PeakBlock[] blocks = [PeakBlock.OnPeak, PeakBlock.WeekendDay, PeakBlock.Night];

    public static SimulateBookInputs Inputs(int paths, int threads)
    {
        var chance = new SeededRandom(11);
        var model = new ForwardModel(
            [new(Commodity.PowerDayAhead, 0.9, 0.25, 2, seasonal), new(Commodity.Fuel, 0.6, 0.2, 1.5, [.. Enumerable.Repeat(1.0, 12)])],
            MonthDecay: 1.5, MonthFloor: 0.4, MonthFactors: 0, BlockCorrelation: 0.9, LocationCorrelation: 0.85, MarketCorrelation: 0.95,
            FuelCorrelation: 0.6);
        var trades = Enumerable.Range(0, FixedDeals + Options).Select(i => Deal(i, i < FixedDeals ? Fixed(chance, i) : Option(chance, i)));
        return new([.. trades], [.. Enumerable.Range(0, 6).Select(hub => Curve(Commodity.PowerDayAhead, $"HUB{hub}", 40 + 3 * hub)),
            .. Enumerable.Range(0, 2).Select(hub => Curve(Commodity.Fuel, $"GAS{hub}", 3.5 + hub))], clock, model, paths, 1, threads);
    }

    private static ForwardCurve Curve(Commodity commodity, string location, double price) => new(commodity, "PJM", location, day, 1, clock,
        [.. from month in Enumerable.Range(0, Months)
            from block in commodity == Commodity.Fuel ? blocks[..1] : blocks
            select new ForwardPrice(Month(month), block, new(price * (1 - 0.15 * (int)block) * seasonal[Month(month).Date.Month - 1]))],
                "drawn");

    private static OperatingDay Month(int ahead) => new(day.FirstOfMonth().Date.PlusMonths(ahead));

    private static Trade Deal(int number, TradeTerms terms) =>
        new($"T-{number:000000}", 1, TradeStatus.Confirmed, new($"Book{number % 8}", "ann", "C-1", "", Usd.Zero, terms), clock, clock);

    private static TradeTerms Fixed(SeededRandom chance, int number)
    {
        var (first, side) = (1 + chance.NextBelow(Months - 1), number % 2 == 0 ? Side.Buy : Side.Sell);
        var last = Month(Math.Min(Months, first + 1 + chance.NextBelow(12))).Plus(-1);
        return number % 10 == 0
            ? new FuelDeal(side, "PJM", $"GAS{chance.NextBelow(2)}", Month(first), last, "gas", new(1000 * (1 + chance.NextBelow(20))),
                new(3), false)
            : new PowerDeal(side, "PJM", $"HUB{chance.NextBelow(6)}", Month(first), last, new([blocks[chance.NextBelow(3)]],
                new(5 + chance.NextBelow(50))),
                new(new(40)));
    }

    private static TradeTerms Option(SeededRandom chance, int number)
    {
        var (first, side) = (1 + chance.NextBelow(Months - 1), chance.NextBelow(2) == 0 ? Side.Buy : Side.Sell);
        var (last, isDaily) = (Month(Math.Min(Months, first + 1 + chance.NextBelow(6))).Plus(-1), number % 10 == 0);
        return new PowerOption(side, "PJM", $"HUB{chance.NextBelow(6)}", Month(first), isDaily ? Month(first + 1).Plus(-1) : last,
            new([blocks[chance.NextBelow(isDaily ? 1 : 3)]], new(5 + chance.NextBelow(50))), chance.NextBelow(2) == 0,
            isDaily ? OptionExercise.Daily : OptionExercise.Monthly, new(25 + chance.NextBelow(5000) / 100m), new(2), PriceIndex.DayAhead);
    }
}
