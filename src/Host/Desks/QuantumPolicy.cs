using System.Collections.Immutable;
using Busbar.Kernel.Time;
using Busbar.Simulators.SampleUtility;
using Busbar.Supply.Contracts.Credit;
using Busbar.Supply.Handoffs.Trading.Curves;
using Busbar.Supply.Risk.Limits;
using Busbar.Supply.Risk.Portfolio;
using Busbar.Supply.Trading.Positions;

namespace Busbar.Host.Desks;

/// <summary>The invented trading policy of the sample utility: limits that a few of its deals come near, plain models, two bad
/// days.</summary>
public static class QuantumPolicy
{
    private static readonly BreachTimers Timers = new(NotifyHours: 2, CureHours: 16, LogHours: 40);
    private static readonly ImmutableArray<double> Flat = [.. Enumerable.Repeat(1.0, 12)];

    /// <summary>The policy as of a mark day.</summary>
    public static TradingPolicy Of(OperatingDay markDay) => new(
        QuantumBook.Counterparties, QuantumBook.Authorities,
        [
            Limit("Open month and block", LimitMeasure.Volume, PolicyLimit.Everyone, 26_000, "Head of trading"),
            Limit("Hedge book, value at risk 95 %", LimitMeasure.Var95, "hedge", 300_000, "Risk committee"),
            Limit("Speculative book, value at risk 95 %", LimitMeasure.Var95, "spec", 25_000, "Risk committee"),
            Limit("Speculative book, stop loss", LimitMeasure.StopLoss, "spec", 50_000, "Risk committee"),
            Limit("Credit", LimitMeasure.Credit, PolicyLimit.Everyone, 4_000_000, "Credit manager"),
            Limit("Tenor", LimitMeasure.Tenor, PolicyLimit.Everyone, 36, "Risk committee"),
        ],
        [
            .. QuantumBook.Volatilities(markDay).Select(each =>
                new PriceVolatility(each.Commodity, MarketCalendar.Pjm.Name, each.Location, each.Month, each.PerRootYear)),
        ],
        new ForwardModel(
            [new(Commodity.PowerDayAhead, 0.70, 0.20, 1.5, Flat), new(Commodity.Fuel, 0.57, 0.18, 1.5, Flat)],
            MonthDecay: 0.8, MonthFloor: 0.3, MonthFactors: 3, BlockCorrelation: 0.85, LocationCorrelation: 0.9, MarketCorrelation: 0.95,
            FuelCorrelation: 0.6),
        new CreditPolicy(
            [
                new("AA-", new(50_000_000), 0.0004), new("A-", new(10_000_000), 0.0008), new("BBB+", new(5_000_000), 0.0018),
                new("BB+", new(2_000_000), 0.008), new("NR", new(2_500_000), 0.02),
            ], LossGivenDefault: 0.6),
        new ExposureSimulation(Seed: 20251113, Paths: 2_000, MarginDays: 10,
            [
                new(Commodity.PowerDayAhead, GenerateUtility.Location, 0.70, 0.8, IsNormal: false, MarketLoading: 1),
                new(Commodity.Fuel, "gas", 0.57, 0.8, IsNormal: false, MarketLoading: 0.6),
            ], IntensityVolatility: 0.5, [new("NOETHER", 0.4)]),
        [
            new("Winter storm", "our assumption: January power three times dearer, gas twice, 15 % more load",
                [new(Commodity.PowerDayAhead, "", [1, 2], [], 3), new(Commodity.Fuel, "", [1, 2], [], 2)], [new("", IsLoad: true, [1, 2],
                    0.15)]),
            new("Mild summer", "our assumption: power a third cheaper from June to September",
                [new(Commodity.PowerDayAhead, "", [6, 7, 8, 9], [], 0.67)], []),
        ], ClosePaths: 2_000);

    private static PolicyLimit Limit(string name, string measure, string scope, decimal maximum, string owner) =>
        new(new(name, measure, maximum, owner), scope, 0.8, Timers);
}
