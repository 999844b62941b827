using System.Collections.Immutable;
using Busbar.Host.Desks;
using static Busbar.Host.Cycles.Step;

namespace Busbar.Host.Cycles;

/// <summary>The days after delivery: meters in, statement out, checked, reconciled, posted.</summary>
public static class Settlement
{
    /// <summary>The steps of one operating day.</summary>
    public static ImmutableArray<Step> Steps { get; } =
    [
        At(2, "09:30", "contract delivery", ContractsDesk.Deliver),
        At(2, "10:00", "shadow settlement", SettlementDesk.SettleDay),
        At(2, "10:10", "plant results", PlantMoneyDesk.Measure),
        At(2, "10:15", "forecast review", ForecastingDesk.ReviewForecast),
        At(2, "10:30", "day's cost", TradersDesk.ValueDay),
        At(5, "08:00", "ISO statement", MarketDesk.PublishStatement),
        At(5, "09:00", "reconciliation", SettlementDesk.Reconcile),
        At(5, "09:30", "journals", SettlementDesk.Post),
    ];
}
