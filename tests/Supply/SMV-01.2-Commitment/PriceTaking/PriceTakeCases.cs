using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Numerics;
using Busbar.Supply.Commitment.PriceTaking;
using Busbar.Supply.Handoffs.Commitment;

namespace Busbar.Supply.Commitment.Tests.PriceTaking;

/// <summary>Fleets and scenarios for the price-taker's tests.</summary>
internal static class PriceTakeCases
{
    public static PriceTakeInputs Of(
        FleetRegister fleet, ImmutableArray<PriceScenario> scenarios, ImmutableArray<int> dayHours,
        ImmutableArray<UnitState>? before = null) =>
        new(fleet, [], before ?? [], [], [], [], scenarios, dayHours, 2);

    /// <summary>A steam unit, a hydro plant and a battery against so many scenarios.</summary>
    public static PriceTakeInputs Fleet(int scenarios, int hours) =>
        Of(Fixtures.WholeFleet() with { Renewable = [] }, Draw(scenarios, hours), [.. Enumerable.Repeat(24, hours / 24)]);

    /// <summary>Plants of every kind, a limit on starts and a fuel contract.</summary>
    public static PriceTakeInputs Everything(int scenarios, int hours) => Fleet(scenarios, hours) with
    {
        Fleet = Fixtures.WholeFleet() with { Thermal = [Fixtures.Steam(), Fixtures.Steam("steam-2"), Peaker()], Renewable = [] },
        CombinedCycles = [SingleConfiguration(Fixtures.Steam("cc"))], StartLimits = [new("peaker", 1, 3, null)],
        Contracts = [new("pipeline", ["steam-1", "steam-2"], new(60_000), new(20_000), new(1))],
    };

    public static PriceScenario Scenario(ImmutableArray<double> prices) => new("s", prices, [], []);

    public static ImmutableArray<PriceScenario> Draw(int scenarios, int hours, ulong seed = 5)
    {
        var chance = new SeededRandom(seed);
        return [.. Enumerable.Range(0, scenarios).Select(_ => Scenario([.. Enumerable.Range(0, hours)
            .Select(hour => Fixtures.Daily(hour) + 12 * chance.NextNormal())]))];
    }

    /// <summary>100 MW or nothing, at 10 USD/MWh, always on.</summary>
    public static FleetRegister Block() => Fixtures.Fleet(Fixtures.Steam("block") with
    {
        MinMw = new(100), MaxMw = new(100), RampMwPerHour = new(100), HeatInput = [new(new(100), new(1000))], FuelPrice = new(1),
        Vom = UsdPerMwh.Zero, IsMustRun = true,
    });

    /// <summary>20 to 50 MW, quick, cheap to start.</summary>
    public static ThermalUnit Peaker() => Fixtures.Steam("peaker") with
    {
        MinMw = new(20), MaxMw = new(50), RampMwPerHour = new(30), MinUpHours = 1, MinDownHours = 1,
        HeatInput = [new(new(20), new(220)), new(new(50), new(500))], Starts = [new(1, new(20), new(10))],
    };

    /// <summary>The unit as a plant with one configuration.</summary>
    public static CombinedCyclePlant SingleConfiguration(ThermalUnit unit) => new(
        unit.Name, unit.Fuel, unit.FuelPrice, unit.Vom, unit.MinDownHours,
        [new("1x1", unit.MinMw, unit.MaxMw, unit.RampMwPerHour, unit.MinUpHours, unit.HeatInput)],
        [
            new("", "1x1", 0, [unit.Starts[0] with { HoursOffAtLeast = 0 }, .. unit.Starts[1..]]),
            new("1x1", "", 0, [new(0, Mmbtu.Zero, Usd.Zero)]),
        ],
        "", StateRules.LongOff, Mw.Zero);
}
