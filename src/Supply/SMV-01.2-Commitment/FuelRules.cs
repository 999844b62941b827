using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Commitment;

namespace Busbar.Supply.Commitment;

/// <summary>Which fuel price a unit burns at: the quote of its fuel where there is one, else the register's.</summary>
internal static class FuelRules
{
    /// <summary>The first fault of the quotes, or null.</summary>
    public static Refusal? Of(FleetRegister fleet, ImmutableArray<FuelQuote> quotes)
    {
        var twice = quotes.GroupBy(quote => quote.Fuel, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null)
            return new("duplicate-fuel-quote", $"{twice.Key} is quoted {twice.Count()} times", $"fuel prices, fuel {twice.Key}",
                "Give one quote a fuel.");
        var burner = fleet.Thermal.FirstOrDefault(unit => PriceOf(unit, quotes).Value < 0);
        return burner is null ? null : Negative(burner);
    }

    /// <summary>A unit paid to burn fuel has no convex cost.</summary>
    public static Refusal Negative(ThermalUnit unit) =>
        new("negative-fuel-price", $"the {unit.Fuel} price of {unit.Name} is below zero: its cost is no longer convex",
            $"unit {unit.Name}, fuel {unit.Fuel}", "Give the delivered price of the fuel, zero or more.");

    /// <summary>The first fault of hourly prices, or null.</summary>
    public static Refusal? Of(ImmutableArray<HourlyFuel> byHour, int hours)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var fuel in byHour)
        {
            var where = $"hourly fuel prices, fuel {fuel.Fuel}";
            if (!known.Add(fuel.Fuel))
                return new("duplicate-fuel-quote", $"{fuel.Fuel} is given hour by hour twice", where, "Give a fuel once.");
            if (fuel.Prices.IsDefault || fuel.Prices.Length != hours)
                return new("missing-price", $"{fuel.Fuel} has {(fuel.Prices.IsDefault ? 0 : fuel.Prices.Length)} hourly prices; expected "
                    + $"{hours}", where, "Give a price for every hour.");
            if (fuel.Prices.Any(price => price.Value < 0))
                return new("negative-fuel-price", $"{fuel.Fuel} is below zero in an hour: the cost of what burns it is no longer convex",
                    where, "Give the delivered price of the fuel, zero or more.");
        }
        return null;
    }

    /// <summary>What a unit burns at, hour by hour.</summary>
    public static double[] HourlyOf(
        ThermalUnit unit, ImmutableArray<FuelQuote> quotes, ImmutableArray<HourlyFuel> byHour, int hours)
    {
        if (byHour.FirstOrDefault(fuel => fuel.Fuel == unit.Fuel) is { } own) return [.. own.Prices.Select(price => (double)price.Value)];
        var prices = new double[hours];
        Array.Fill(prices, (double)PriceOf(unit, quotes).Value);
        return prices;
    }

    public static UsdPerMmbtu PriceOf(ThermalUnit unit, ImmutableArray<FuelQuote> quotes) =>
        quotes.FirstOrDefault(quote => quote.Fuel == unit.Fuel)?.Price ?? unit.FuelPrice;
}
