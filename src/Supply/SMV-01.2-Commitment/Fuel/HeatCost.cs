using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Commitment.Masters;

namespace Busbar.Supply.Commitment.Fuel;

/// <summary>What an MMBtu costs a unit in an hour: the fuel it burns, with emissions, and what burning it forgoes. A start burns the
/// start fuel instead. Source: PJM Manual 15, sections 2.3, 2.4 and 5.2 (start cost), 12 (opportunity cost).</summary>
internal static class HeatCost
{
    /// <summary>Cost of heat while running.</summary>
    public static Outcome<Figure> Of(MasterUnit unit, DeliveryInterval hour, FuelMarket market, OpportunityCost? forgone,
        List<Finding> findings) =>
        DualFuel.Of(unit.Fuel, hour, market, findings) is { } fuel ? WithForgone(fuel, forgone)
            : Missing(unit, hour, string.Join(", ", unit.Fuel.Primary.Concat(unit.Fuel.Alternate).Select(share => share.Fuel)));

    /// <summary>Cost of the heat of a start.</summary>
    public static Outcome<Figure> OfStart(
        MasterUnit unit, DeliveryInterval hour, FuelMarket market, OpportunityCost? forgone, List<Finding> findings)
    {
        var share = unit.Fuel.Primary.Concat(unit.Fuel.Alternate).First(one => one.Fuel == unit.Fuel.StartFuel);
        return FuelBlend.OneFuel(share, hour, market, findings) is { } fuel ? WithForgone(fuel, forgone) : Missing(unit, hour, share.Fuel);
    }

    /// <summary>The first fault of the prices, or null.</summary>
    public static Refusal? RefusalOf(FuelMarket market)
    {
        var negative = market.Prices.FirstOrDefault(quote => quote.Price.Value < 0);
        if (negative is not null)
            return new("negative-fuel-price", $"{negative.Fuel} of gas day {negative.GasDay} is {negative.Price}",
                $"fuel {negative.Fuel}, gas day {negative.GasDay}", "Give the price of the fuel, zero or more.");
        var allowance = market.Allowances.FirstOrDefault(price => price.PerShortTon.Value < 0);
        return allowance is null ? null
            : new("negative-allowance-price", $"{allowance.Pollutant} is priced at {allowance.PerShortTon} a ton",
                $"pollutant {allowance.Pollutant}", "Give the price of an allowance, zero or more.");
    }

    private static Outcome<Figure> WithForgone(Figure fuel, OpportunityCost? forgone)
    {
        if (forgone is null || forgone.PerHeat.Value == 0) return fuel;
        var adder = Figure.Leaf($"forgone: {forgone.Why}", forgone.PerHeat.Value, "USD/MMBtu", "multiplier of the constraint");
        return new Figure("cost of heat", fuel.Value + adder.Value, "USD/MMBtu", "PJM Manual 15, section 12",
            () => $"{Figure.Text(fuel.Value)} + {Figure.Text(adder.Value)}", [fuel, adder]);
    }

    private static Refusal Missing(MasterUnit unit, DeliveryInterval hour, string fuels) =>
        new("missing-fuel-price", $"{unit.Name} burns {fuels}, and no price of gas day {GasDay.Of(hour.Start)} or earlier is known",
            $"unit {unit.Name}, hour {hour}", "Import the price of the fuel, or correct its name in the unit master.");
}
