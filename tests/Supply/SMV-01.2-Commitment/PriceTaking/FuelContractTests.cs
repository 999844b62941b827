using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Commitment.PriceTaking;
using Busbar.Supply.Handoffs.Commitment;

namespace Busbar.Supply.Commitment.Tests.PriceTaking;

/// <summary>Units under a fuel contract: the plans keep the contract, no plans earn more than profit plus the gap handed out, and the best
/// plans of a brute force lie between the two.</summary>
public sealed class FuelContractTests
{
    private const int Hours = 3;

    [Fact]
    public void The_best_plans_lie_between_the_profit_and_the_bound()
    {
        var chance = new Random(71);
        var (isScarce, isForced, gaps) = (0, 0, 0);
        for (var i = 0; i < 300; i++)
        {
            ImmutableArray<ThermalUnit> units = [Unit(chance, "a"), Unit(chance, "b"), Unit(chance, "c")];
            decimal? most = chance.Next(3) == 0 ? null : chance.Next(30, 200);
            var takeOrPay = chance.Next(2) == 0 ? 0 : chance.Next(10, (int)Math.Min(most ?? 200, 200));
            var contract = new FuelContract("pipeline", [.. units.Select(unit => unit.Name)], most is { } limit ? new(limit) : null,
                new(takeOrPay), new(chance.Next(0, 3)));
            ImmutableArray<double> prices = [.. Enumerable.Range(0, Hours).Select(_ => (double)chance.Next(0, 50))];
            var report = PriceTake.Run(PriceTakeCases.Of(Fixtures.Fleet([.. units]), [PriceTakeCases.Scenario(prices)], [Hours]) with
            {
                Contracts = [contract],
            }).OrThrow();
            var (outlook, profit) = (report.Contracts[0], report.Fleet.ExpectedProfit.Value);
            var truth = Best(units, contract, prices);
            Assert.True(outlook.ExpectedHeatMmbtu <= (double)(most ?? decimal.MaxValue) + 1e-6);
            Assert.True(profit <= truth + 1e-6, $"case {i}: {profit} is more than the best, {truth}");
            Assert.True(truth <= profit + outlook.ExpectedGap.Value + 1e-6,
                $"case {i}: bound {profit + outlook.ExpectedGap.Value}, best {truth}");
            if (outlook.ExpectedOpportunityUsdPerMmbtu > 0) isScarce++;
            if (outlook.ExpectedOpportunityUsdPerMmbtu < 0) isForced++;
            if (outlook.ExpectedGap.Value > 1e-6) gaps++;
        }
        Assert.True(isScarce > 50 && isForced > 15 && gaps > 10, $"{isScarce} scarce, {isForced} forced, {gaps} with a gap");
    }

    [Fact]
    public void Fuel_that_is_paid_for_anyway_is_burned_at_a_lower_price()
    {
        // 10 MMBtu/MWh at 3 and VOM 0: a MWh costs 30. At 25 nothing runs; with 600 MMBtu to pay for at 2, burning costs 1: 10 a MWh.
        var unit = Unit(10, 20, 10, 3);
        var inputs = PriceTakeCases.Of(Fixtures.Fleet(unit), [PriceTakeCases.Scenario([25, 25, 25])], [Hours]);
        Assert.Equal(0, PriceTake.Run(inputs).OrThrow().Fleet.ExpectedProfit.Value);
        var report = PriceTake.Run(inputs with { Contracts = [new("pipeline", ["u"], null, new(600), new(2))] }).OrThrow();
        Assert.Equal(600, report.Contracts[0].ExpectedHeatMmbtu, 1e-6);
        Assert.Equal(60 * (25 - 30), report.Fleet.ExpectedProfit.Value, 1e-6);
        Assert.Equal(0, report.Contracts[0].ExpectedGap.Value, 1e-6);
    }

    [Fact]
    public void A_scarce_fuel_is_worth_what_the_next_unit_would_earn_with_it()
    {
        // Both burn 200 MMBtu an hour at 20 MW and 100 at 10; at 50 one earns 20 a MWh, at 40 ten. 300 MMBtu fill one hour and half.
        var unit = Unit(10, 20, 10, 3);
        var inputs = PriceTakeCases.Of(Fixtures.Fleet(unit), [PriceTakeCases.Scenario([50, 40, 20])], [Hours]) with
        {
            Contracts = [new("pipeline", ["u"], new(300), Mmbtu.Zero, UsdPerMmbtu.Zero)],
        };
        var report = PriceTake.Run(inputs).OrThrow();
        Assert.Equal(20 * 20 + 10 * 10, report.Fleet.ExpectedProfit.Value, 1e-6);
        Assert.Equal(1, report.Contracts[0].ExpectedOpportunityUsdPerMmbtu, 1e-9);
    }

    private static ThermalUnit Unit(int min, int max, int heatPerMwh, decimal fuel) => Fixtures.Steam("u") with
    {
        MinMw = new(min), MaxMw = new(max), RampMwPerHour = new(max), MinUpHours = 1, MinDownHours = 1,
        HeatInput = [new(new(min), new(min * heatPerMwh)), new(new(max), new(max * heatPerMwh))],
        Starts = [new(1, Mmbtu.Zero, Usd.Zero)], FuelPrice = new(fuel), Vom = UsdPerMwh.Zero,
    };

    private static ThermalUnit Unit(Random chance, string name)
    {
        var (min, slope) = (chance.Next(1, 4), chance.Next(4, 9));
        return Unit(min, min + chance.Next(1, 4), slope, chance.Next(2, 4)) with
        {
            Name = name, Starts = [new(1, new(chance.Next(0, 15)), new(chance.Next(0, 30)))],
        };
    }

    /// <summary>Profit by heat burned, unit after unit, over every plan in whole MMBtu an hour: profit is a concave function of heat with
    /// corners at whole numbers, so that a whole-number limit has its best plans among them.</summary>
    private static double Best(ImmutableArray<ThermalUnit> units, FuelContract contract, ImmutableArray<double> prices)
    {
        var all = new Dictionary<int, double> { [0] = 0 };
        foreach (var unit in units)
        {
            var one = Plans(unit, prices).GroupBy(plan => plan.Heat)
                .ToDictionary(group => group.Key, group => group.Max(plan => plan.Profit));
            all = (from x in all from y in one group x.Value + y.Value by x.Key + y.Key).ToDictionary(each => each.Key, each => each.Max());
        }
        return all.Where(each => each.Key <= (contract.Most?.Value ?? decimal.MaxValue)).Max(each =>
            each.Value - (double)contract.ShortfallPrice.Value * Math.Max(0, (double)contract.TakeOrPay.Value - each.Key));
    }

    private static IEnumerable<(int Heat, double Profit)> Plans(ThermalUnit unit, ImmutableArray<double> prices)
    {
        var heatPerMwh = (int)(unit.HeatInput[0].HeatPerHour.Value / unit.MinMw.Value);
        var (min, max) = ((int)unit.MinMw.Value * heatPerMwh, (int)unit.MaxMw.Value * heatPerMwh);
        int[] levels = [0, .. Enumerable.Range(min, max - min + 1)];
        for (var code = 0; code < Math.Pow(levels.Length, Hours); code++)
        {
            var (left, heat, profit, wasOn) = (code, 0, 0d, false);
            for (var hour = 0; hour < Hours; hour++, left /= levels.Length)
            {
                var burned = levels[left % levels.Length];
                heat += burned + (burned > 0 && !wasOn ? (int)unit.Starts[0].Heat.Value : 0);
                profit += burned * prices[hour] / heatPerMwh - (burned > 0 && !wasOn ? (double)unit.Starts[0].OtherCost.Value : 0);
                wasOn = burned > 0;
            }
            yield return (heat, profit - heat * (double)unit.FuelPrice.Value);
        }
    }
}
