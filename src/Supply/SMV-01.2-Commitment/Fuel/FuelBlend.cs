using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Commitment.Masters;
using NodaTime;

namespace Busbar.Supply.Commitment.Fuel;

/// <summary>Cost of the heat of a blend = Σ share of heat × (delivered price + emission cost). Source: PJM Manual 15, section 2.3
/// (total fuel cost of several fuels); not checked against the current revision.</summary>
internal static class FuelBlend
{
    /// <summary>The cost of a blend, or null where one of its fuels has no price.</summary>
    public static Figure? Of(string name, ImmutableArray<FuelShare> blend, DeliveryInterval hour, FuelMarket market, List<Finding> findings)
    {
        var parts = ImmutableArray.CreateBuilder<Figure>();
        foreach (var share in blend)
        {
            if (OneFuel(share, hour, market, findings) is not { } cost) return null;
            parts.Add(new($"{share.Fuel}, {Figure.Text(share.HeatShare)} of the heat", share.HeatShare * cost.Value, "USD/MMBtu",
                "unit master",
                () => $"{Figure.Text(share.HeatShare)} × {Figure.Text(cost.Value)}", [cost]));
        }
        var all = parts.ToImmutable();
        return new(name, all.Sum(part => part.Value), "USD/MMBtu", "PJM Manual 15, section 2.3",
            () => string.Join(" + ", all.Select(part => Figure.Text(part.Value))), all);
    }

    /// <summary>A fuel burned alone, with its emissions, or null where it has no price.</summary>
    public static Figure? OneFuel(FuelShare share, DeliveryInterval hour, FuelMarket market, List<Finding> findings)
    {
        if (CommodityPrice.Of(share.Fuel, hour, market.Prices, market.DecidedAt, findings) is not { } commodity) return null;
        var (delivered, emissions) = (DeliveredFuel.Of(share, commodity), EmissionCost.Of(share, market.Allowances, findings));
        return new($"{share.Fuel} burned", delivered.Value + emissions.Value, "USD/MMBtu", "PJM Manual 15, sections 2.3 and 2.4",
            () => $"{Figure.Text(delivered.Value)} + {Figure.Text(emissions.Value)}", [delivered, emissions]);
    }
}

/// <summary>Fuel and allowance prices as known at a decision.</summary>
internal sealed record FuelMarket(ImmutableArray<GasDayPrice> Prices, ImmutableArray<AllowancePrice> Allowances, Instant DecidedAt);
