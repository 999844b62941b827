using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Commitment.Masters;

namespace Busbar.Supply.Commitment.Fuel;

/// <summary>Which of its two fuels a unit burns in an hour: the one named, or whichever costs less with emissions counted. A fuel
/// without a price is passed over when the other has one. Source: PJM Manual 15, section 2.3 (dual fuel: the fuel expected to be
/// burned); not checked against the current revision.</summary>
internal static class DualFuel
{
    /// <summary>The cost of heat of the fuel burned, or null where neither has a price.</summary>
    public static Figure? Of(UnitFuel fuel, DeliveryInterval hour, FuelMarket market, List<Finding> findings)
    {
        var primary = fuel.Choice == FuelChoice.Alternate ? null : FuelBlend.Of("primary fuel", fuel.Primary, hour, market, findings);
        var alternate = fuel.Choice == FuelChoice.Primary || fuel.Alternate.IsEmpty ? null
            : FuelBlend.Of("alternate fuel", fuel.Alternate, hour, market, findings);
        if (primary is null || alternate is null) return primary ?? alternate;
        var cheaper = primary.Value <= alternate.Value ? primary : alternate;
        return new("cheaper fuel", cheaper.Value, "USD/MMBtu", "PJM Manual 15, section 2.3",
            () => $"min({Figure.Text(primary.Value)}, {Figure.Text(alternate.Value)})", [primary, alternate]);
    }
}
