using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Commitment.PriceTaking;

namespace Busbar.Supply.Commitment.Tests.PriceTaking;

/// <summary>Every refusal of the price-taker is provoked; its text names what and where.</summary>
public sealed class PriceTakeRefusalTests
{
    private static readonly PriceTakeInputs good = PriceTakeCases.Everything(2, 48);
    private static readonly CombinedCyclePlant plant = good.CombinedCycles[0];
    private static readonly FuelContract contract = good.Contracts[0];

    [Fact]
    public void Good_inputs_are_taken() => Assert.Equal(7, PriceTake.Run(good).OrThrow().Units.Length + 1);

    [Fact]
    public void Scenarios_that_miss_hours_or_hold_no_numbers_are_refused()
    {
        Refuses("no-scenarios", good with { Scenarios = [] });
        Refuses("no-scenarios", good with { Scenarios = [PriceTakeCases.Scenario([])] });
        Refuses("missing-price", good with { Scenarios = good.Scenarios.Add(PriceTakeCases.Scenario([1, 2])) });
        var scenario = good.Scenarios[1];
        PriceTakeInputs Second(PriceScenario other) => good with { Scenarios = good.Scenarios.SetItem(1, other) };
        foreach (var bad in (double[])[double.NaN, double.PositiveInfinity])
        {
            var other = scenario with { EnergyUsdPerMwh = scenario.EnergyUsdPerMwh.SetItem(6, bad) };
            Assert.Contains("hour 7", Refuses("bad-price", Second(other)).Where);
        }
        ImmutableArray<double> below = [.. scenario.EnergyUsdPerMwh.Select(_ => -1.0)];
        Refuses("bad-price", Second(scenario with { SpinningUsdPerMw = below }));
        Refuses("bad-price", Second(scenario with { DownwardUsdPerMw = below }));
        Refuses("missing-price", Second(scenario with { SpinningUsdPerMw = [1] }));
    }

    [Fact]
    public void Days_that_do_not_add_up_and_no_threads_are_refused()
    {
        Refuses("day-hours", good with { DayHours = [24] });
        Refuses("day-hours", good with { DayHours = [48, 0] });
        Refuses("threads", good with { Threads = 0 });
    }

    [Fact]
    public void Units_states_and_fuels_are_held_to_the_stages_rules()
    {
        Refuses("unit-limits", good with { Fleet = Fixtures.Fleet(Fixtures.Steam() with { MinMw = new(400) }) });
        Refuses("unknown-unit", good with { Before = [Fixtures.Off("nobody")] });
        Refuses("negative-fuel-price", good with { FuelPrices = [new("gas", new(-1))] });
    }

    [Fact]
    public void Limits_on_starts_that_make_no_sense_are_refused()
    {
        Refuses("start-limit", good with { StartLimits = [new("nobody", 1, null, null)] });
        Refuses("start-limit", good with { StartLimits = [new("peaker", -1, null, null)] });
        Refuses("start-limit", good with { StartLimits = [new("peaker", 1, null, null), new("peaker", 2, null, null)] });
        var mustStart = Fixtures.Fleet(PriceTakeCases.Peaker() with { IsMustRun = true });
        Refuses("no-plan", good with
        {
            Fleet = mustStart, Contracts = [], StartLimits = [new("peaker", 0, null, null)],
        });
    }

    [Fact]
    public void Combined_cycles_that_contradict_themselves_are_refused()
    {
        void Bad(CombinedCyclePlant other) => Refuses("combined-cycle", good with { CombinedCycles = [other] });
        Bad(plant with { Name = "steam-1" });
        Bad(plant with { Configurations = [] });
        Bad(plant with { Configurations = [plant.Configurations[0], plant.Configurations[0]] });
        Bad(plant with { MinDownHours = 0 });
        Bad(plant with { Transitions = [plant.Transitions[0] with { To = "3x1" }] });
        Bad(plant with { Transitions = [plant.Transitions[0] with { Hours = -1 }] });
        Bad(plant with { Transitions = [plant.Transitions[0] with { Costs = [] }] });
        Bad(plant with { Before = "1x1", OutputBefore = new(1) });
        Refuses("unit-ramp", good with
        {
            CombinedCycles = [plant with { Configurations = [plant.Configurations[0] with { RampMwPerHour = Mw.Zero }] }],
        });
    }

    [Fact]
    public void Fuel_contracts_that_contradict_themselves_or_cannot_be_kept_are_refused()
    {
        void Bad(params ImmutableArray<FuelContract> others) => Refuses("fuel-contract", good with { Contracts = others });
        Bad(contract, contract with { Units = ["peaker"] });
        Bad(contract, contract with { Name = "other" });
        Bad(contract with { Units = [] });
        Bad(contract with { Units = ["hydro-1"] });
        Bad(contract with { Units = ["peaker"] });
        Bad(contract with { Most = new(10) });
        Bad(contract with { ShortfallPrice = new(99) });
        var mustRun = Fixtures.Fleet(Fixtures.Steam() with { IsMustRun = true });
        Refuses("contract-too-small", good with
        {
            Fleet = mustRun, StartLimits = [], Contracts = [contract with { Units = ["steam-1"], Most = new(100), TakeOrPay = Mmbtu.Zero }],
        });
    }

    private static Refusal Refuses(string code, PriceTakeInputs inputs)
    {
        var refusal = Fixtures.RefusalOf(PriceTake.Run(inputs));
        Assert.Equal(code, refusal.Code);
        return refusal;
    }
}
