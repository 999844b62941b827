using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Commitment.Masters;

namespace Busbar.Supply.Commitment.Fuel;

/// <summary>Emission cost of burning a fuel = Σ pounds per MMBtu ÷ 2,000 × allowance price per short ton. A pollutant without a price
/// costs nothing (finding <c>no-allowance-price</c>). Source: PJM Manual 15, section 2.4 (emission allowances at the market price); 40 CFR
/// 72.2 (a ton is 2,000 pounds).</summary>
internal static class EmissionCost
{
    private const decimal PoundsPerShortTon = 2_000;

    public static Figure Of(FuelShare share, ImmutableArray<AllowancePrice> prices, List<Finding> findings)
    {
        var parts = share.Emissions.Select(rate => One(share, rate, prices, findings)).OfType<Figure>().ToImmutableArray();
        return new(
            $"emissions of {share.Fuel}", parts.Sum(part => part.Value), "USD/MMBtu", "PJM Manual 15, section 2.4",
            () => parts.IsEmpty ? "none" : string.Join(" + ", parts.Select(part => Figure.Text(part.Value))), parts);
    }

    private static Figure? One(FuelShare share, EmissionRate rate, ImmutableArray<AllowancePrice> prices, List<Finding> findings)
    {
        if (prices.FirstOrDefault(one => one.Pollutant == rate.Pollutant) is { } price)
            return new(
                $"{rate.Pollutant} of {share.Fuel}", rate.PoundsPerMmbtu / PoundsPerShortTon * price.PerShortTon.Value, "USD/MMBtu",
                "allowance price × rate",
                () => $"{Figure.Text(rate.PoundsPerMmbtu)} lb/MMBtu ÷ 2000 × {Figure.Text(price.PerShortTon.Value)} USD/ton",
                [Figure.Leaf("rate", rate.PoundsPerMmbtu, "lb/MMBtu", "unit master"),
                    Figure.Leaf("allowance", price.PerShortTon.Value, "USD/ton", "allowance prices")]);
        if (rate.PoundsPerMmbtu > 0)
            CommodityPrice.Note(findings, new("no-allowance-price", Severity.Note, $"{rate.Pollutant} has no allowance price",
                $"pollutant {rate.Pollutant}", "It costs nothing."));
        return null;
    }
}
