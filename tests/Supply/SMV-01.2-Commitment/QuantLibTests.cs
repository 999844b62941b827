using Busbar.Kernel.Quantities;
using Busbar.Supply.Commitment.PriceTaking;
using Busbar.Supply.Commitment.Tests.PriceTaking;
using Busbar.Supply.Handoffs.Commitment;

namespace Busbar.Supply.Commitment.Tests;

/// <summary>QuantLib's intrinsic value of a gas-fired plant over 168 hours (lballabio/QuantLib, test-suite/vpp.cpp,
/// testVPPIntrinsicValue, expected values by a mixed-integer program): 8 to 40 MW, minimum up and down 2 hours, a start burns 20 of fuel
/// and costs 100, fuel at spot + 3; the plant may begin on or off.</summary>
public sealed class QuantLibTests
{
    [Fact]
    public void Intrinsic_values_of_the_seven_plants_are_reproduced()
    {
        var rows = SharedFiles.Lines("risk/quantlib_vpp_prices.csv").Skip(1).Select(line => line.Trim().Split(',')).ToList();
        Assert.Equal(168, rows.Count);
        var expected = SharedFiles.Lines("risk/quantlib_vpp_expected.csv").Skip(2).Select(line => line.Trim().Split(',')).ToList();
        Assert.Equal(7, expected.Count);
        foreach (var line in expected)
        {
            var plant = Plant(SharedFiles.Number(line[0]));
            var value = new[] { Fixtures.Off("plant", 100), Fixtures.On("plant", 8, 100) }.Max(before => CommitUnit.Run(new(plant, before,
                [.. rows.Select(row => new UsdPerMwhEstimate((double)SharedFiles.Number(row[2])))],
                [.. rows.Select(row => new UsdPerMmbtu(SharedFiles.Number(row[1]) + 3))])).OrThrow().Profit.Value);
            Assert.Equal((double)SharedFiles.Number(line[1]), value, 1e-3);
        }
    }

    [Fact]
    public void The_price_taker_reproduces_them_with_fuel_by_the_hour()
    {
        var rows = SharedFiles.Lines("risk/quantlib_vpp_prices.csv").Skip(1).Select(line => line.Trim().Split(',')).ToList();
        var expected = SharedFiles.Lines("risk/quantlib_vpp_expected.csv").Skip(2).Select(line => line.Trim().Split(',')).ToList();
        Assert.Equal((168, 7), (rows.Count, expected.Count));
        var fleet = Fixtures.Fleet([.. expected.Select((line, i) => Plant(SharedFiles.Number(line[0])) with { Name = $"plant-{i}" })]);
        var power = PriceTakeCases.Scenario([.. rows.Select(row => (double)SharedFiles.Number(row[2]))]);
        var gas = new HourlyFuel("gas", [.. rows.Select(row => new UsdPerMmbtu(SharedFiles.Number(row[1]) + 3))]);
        double[] Profits(Func<string, UnitState> before) =>
        [
            .. PriceTake.Run(PriceTakeCases.Of(fleet, [power], [.. Enumerable.Repeat(24, 7)],
                [.. fleet.Thermal.Select(unit => before(unit.Name))]) with { FuelByHour = [gas] }).OrThrow()
                .Units.Select(unit => unit.ExpectedProfit.Value),
        ];
        var (off, on) = (Profits(name => Fixtures.Off(name, 100)), Profits(name => Fixtures.On(name, 8, 100)));
        for (var i = 0; i < 7; i++) Assert.Equal((double)SharedFiles.Number(expected[i][1]), Math.Max(off[i], on[i]), 1e-3);
    }

    private static ThermalUnit Plant(decimal efficiency) => new(
        "plant", UnitKind.CombinedCycle, "gas", new(8), new(40), new(40), 2, 2,
            [new(new(8), new(8 / efficiency)), new(new(40), new(40 / efficiency))],
        [new(2, new(20), new(100))], new(1), UsdPerMwh.Zero, false);
}
