using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Numerics;
using Busbar.Supply.Commitment.PriceTaking;
using Busbar.Supply.Handoffs.Commitment;

namespace Busbar.Supply.Commitment.Tests.PriceTaking;

/// <summary>Fuel by the hour, outages and derates in the price-taker, against pattern by pattern enumeration, and each of their
/// refusals.</summary>
public sealed class HourlyTermsTests
{
    private const int Hours = 9;

    /// <summary>10 to 20 MW at 10 MMBtu/MWh, free to move; a start costs 40.</summary>
    private static ThermalUnit Small(int minUp, int minDown, bool isMustRun = false) => Fixtures.Steam("u") with
    {
        MinMw = new(10), MaxMw = new(20), RampMwPerHour = new(20), MinUpHours = minUp, MinDownHours = minDown, Vom = UsdPerMwh.Zero,
        HeatInput = [new(new(10), new(100)), new(new(20), new(200))], Starts = [new(minDown, Mmbtu.Zero, new(40))], FuelPrice = new(3),
        IsMustRun = isMustRun,
    };

    [Fact]
    public void Plans_under_hourly_fuel_outages_and_derates_equal_brute_force()
    {
        var chance = new SeededRandom(11);
        for (var round = 0; round < 300; round++)
        {
            var unit = Small(1 + chance.NextBelow(3), 1 + chance.NextBelow(3));
            var price = Enumerable.Range(0, Hours).Select(_ => 20 + 20 * chance.NextUniform()).ToArray();
            var fuel = Enumerable.Range(0, Hours).Select(_ => decimal.Round((decimal)(2 + 2 * chance.NextUniform()), 3)).ToArray();
            var most = Enumerable.Range(0, Hours).Select(_ => (decimal)((int[])[0, 9, 10, 15, 20, 99])[chance.NextBelow(6)]).ToArray();
            var report = PriceTake.Run(Inputs(unit, price) with
            {
                FuelByHour = [new("gas", [.. fuel.Select(each => new UsdPerMmbtu(each))])],
                Available = [new("u", [.. most.Select(mw => new Mw(mw))])],
            }).OrThrow();
            Assert.Equal(Best(unit, price, fuel, most), report.Units[0].ExpectedProfit.Value, 1e-6);
        }
    }

    [Fact]
    public void A_unit_that_must_run_is_on_around_its_outage()
    {
        ImmutableArray<Mw> most = [.. Enumerable.Range(0, Hours).Select(hour => new Mw(hour is 3 or 4 ? 0 : 20))];
        // At a price of nothing every hour on costs 300: hours 0 to 2 and, three hours down, 6 to 8; one start.
        var inputs = Inputs(Small(2, 3, isMustRun: true), new double[Hours]) with { Before = [Fixtures.On("u", 10)] };
        var unit = PriceTake.Run(inputs with { Available = [new("u", most)] }).OrThrow().Units[0];
        Assert.Equal((6, 1), (unit.ExpectedHoursOn, unit.ExpectedStarts));
        Assert.Equal(-6 * 300 - 40, unit.ExpectedProfit.Value, 1e-9);
        Assert.Equal(9, PriceTake.Run(inputs).OrThrow().Units[0].ExpectedHoursOn);
    }

    [Fact]
    public void Units_of_a_contract_burn_at_the_hours_price_and_stand_in_their_outages()
    {
        var price = Enumerable.Repeat(40.0, Hours).ToArray();
        var inputs = Inputs(Small(1, 1), price) with
        {
            FuelByHour = [new("gas", [.. Enumerable.Range(0, Hours).Select(hour => new UsdPerMmbtu(hour < 5 ? 3 : 3.9m))])],
            Available = [new("u", [Mw.Zero])], Contracts = [new("pipe", ["u"], new(400), new(0), new(0))],
        };
        // 400 MMBtu are two full hours at 3: a gain of 10 a MWh, less a start; the first hour is out.
        var report = PriceTake.Run(inputs).OrThrow();
        Assert.Equal(2 * 200 - 40, report.Fleet.ExpectedProfit.Value, 1e-6);
    }

    [Fact]
    public void A_store_over_many_negative_hours_says_by_how_much_it_may_be_off()
    {
        var chance = new SeededRandom(3);
        var fleet = new FleetRegister("r", [], [], [], [new("battery", new(7), new(5), new(1000), 0.83m)]);
        var report = PriceTake.Run(PriceTakeCases.Of(fleet, [PriceTakeCases.Scenario([.. Enumerable.Range(0, 960)
            .Select(_ => -50 * chance.NextUniform())])], [.. Enumerable.Repeat(24, 40)])).OrThrow();
        Assert.Equal(report.Units[0].ExpectedGap, report.Fleet.ExpectedGap);
        Assert.InRange(report.Units[0].ExpectedGap.Value, 1e-6, 1);
        var exact = PriceTake.Run(PriceTakeCases.Fleet(2, 24)).OrThrow();
        Assert.Equal(0, exact.Fleet.ExpectedGap.Value);
    }

    [Fact]
    public void What_contradicts_the_fleet_or_the_hours_is_refused()
    {
        var good = Inputs(Small(1, 1), new double[Hours]);
        HourlyFuel Gas(int hours, decimal price = 3) => new("gas", [.. Enumerable.Repeat(new UsdPerMmbtu(price), hours)]);
        Refuses("missing-price", good with { FuelByHour = [Gas(Hours - 1)] });
        Refuses("duplicate-fuel-quote", good with { FuelByHour = [Gas(Hours), Gas(Hours)] });
        Refuses("negative-fuel-price", good with { FuelByHour = [Gas(Hours, -1)] });
        Refuses("combined-cycle", good with
        {
            CombinedCycles = [PriceTakeCases.SingleConfiguration(Fixtures.Steam("cc"))], FuelByHour = [Gas(Hours)],
        });
        Refuses("unit-availability", good with { Available = [new("nobody", [Mw.Zero])] });
        Refuses("unit-availability", good with { Available = [new("u", []), new("u", [])] });
        Refuses("unit-availability", good with { Available = [new("u", default)] });
        Refuses("unit-availability", good with { Available = [new("u", [new(-1)])] });
        Refuses("unit-availability", good with { Available = [new("u", [new(1.0000001m)])] });
        var stuck = Inputs(Small(6, 1), new double[Hours]) with { Before = [Fixtures.On("u", 10, 1)] };
        Refuses("no-plan", stuck with { Available = [new("u", [Mw.Zero])] });
    }

    private static void Refuses(string code, PriceTakeInputs inputs) =>
        Assert.Equal(code, Fixtures.RefusalOf(PriceTake.Run(inputs)).Code);

    private static PriceTakeInputs Inputs(ThermalUnit unit, double[] price) =>
        PriceTakeCases.Of(Fixtures.Fleet(unit), [PriceTakeCases.Scenario([.. price])], [price.Length]);

    /// <summary>Every on/off pattern of a unit long off before.</summary>
    private static double Best(ThermalUnit unit, double[] price, decimal[] fuel, decimal[] most)
    {
        var best = 0d;
        for (var pattern = 0; pattern < 1 << Hours; pattern++)
        {
            var (profit, wasOn, since, isGood) = (0d, false, 1000, true);
            for (var hour = 0; hour < Hours && isGood; hour++)
            {
                var isOn = (pattern >> hour & 1) != 0;
                if (isOn != wasOn) isGood = since >= (wasOn ? unit.MinUpHours : unit.MinDownHours);
                if (isOn && most[hour] < 10) isGood = false;
                if (isOn && !wasOn) profit -= 40;
                var gain = price[hour] - 10 * (double)fuel[hour];
                if (isOn) profit += gain * (gain > 0 ? (double)Math.Min(20, most[hour]) : 10);
                (since, wasOn) = (isOn == wasOn ? since + 1 : 1, isOn);
            }
            if (isGood) best = Math.Max(best, profit);
        }
        return best;
    }
}
