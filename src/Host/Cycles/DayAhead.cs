using System.Collections.Immutable;
using Busbar.Host.Desks;
using static Busbar.Host.Cycles.Step;

namespace Busbar.Host.Cycles;

/// <summary>The day before delivery, in market order: so many minutes before the market's gate, then after it (days from delivery, clock
/// time). Each step reads only what was known at its clock. New England's gate was 10:00 until 2020, its load forecast due at
/// 09:00.</summary>
public static class DayAhead
{
    /// <summary>What can be said of each day on its own.</summary>
    public static ImmutableArray<Step> Outlook { get; } =
    [
        BeforeGate(60, "load forecast", ForecastingDesk.ForecastLoad),
        BeforeGate(50, "price view", ForecastingDesk.ViewPrices),
        BeforeGate(45, "contract nominations", ContractsDesk.Nominate),
        BeforeGate(10, "load bid", TradersDesk.BidLoad),
    ];

    /// <summary>What hangs on the fleet's state at the end of the day before.</summary>
    public static ImmutableArray<Step> Market { get; } =
    [
        BeforeGate(40, "unit commitment", CommitmentDesk.CommitUnits),
        BeforeGate(15, "three-part offers", CommitmentDesk.BuildOffers),
        At(-1, "13:30", "day-ahead awards", MarketDesk.ClearDayAhead),
        At(-1, "13:35", "day-ahead schedule", CommitmentDesk.ScheduleAwards),
    ];

    /// <summary>What the middle office measures before the gate.</summary>
    public static ImmutableArray<Step> Exposure { get; } =
    [
        BeforeGate(30, "position", TradersDesk.MeasurePosition),
        BeforeGate(20, "risk and limits", RiskDesk.MeasureRisk),
    ];

    /// <summary>The desk's book, at the end of the day itself, or when the trading policy says.</summary>
    public static ImmutableArray<Step> EndOfDay { get; } = [At(0, "17:30", "book close", BookClosing.Close)];
}
