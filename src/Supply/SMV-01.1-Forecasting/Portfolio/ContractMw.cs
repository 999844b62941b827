using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Contracts;

namespace Busbar.Supply.Forecasting.Portfolio;

/// <summary>MW that a plan counts on from a contract in each hour of a block. A plant gives the assumed output of wind; a profile or an
/// hourly shape its mean; a financial or a tolled contract nothing, since the one delivers nothing and the other is our own call.</summary>
internal static class ContractMw
{
    internal static double Of(Contract contract, PeakBlock block) => contract switch
    {
        BlockPurchase purchase => purchase.Block == block ? (double)purchase.Quantity.Value : 0,
        WindPpa ppa => (double)(ppa.PlantMw.Value * ppa.Share) * PlannedSupply.WindOutput,
        PowerAgreement { Obligation: DeliveryObligation.Financial or DeliveryObligation.Tolled } => 0,
        PowerAgreement agreement => Of(agreement.Quantity, block),
        _ => throw new InvalidOperationException($"Contract {contract.Id} is neither a block purchase nor a wind PPA nor an agreement."),
    };

    private static double Of(ContractQuantity quantity, PeakBlock block) => quantity switch
    {
        PlantQuantity plant => (double)(plant.Nameplate.Value * plant.Share) * PlannedSupply.WindOutput,
        ShapedQuantity { Shape.Hourly: { } hourly } => Mean(hourly.Values),
        ShapedQuantity shaped => shaped.Shape.Blocks.Contains(block) ? (double)shaped.Shape.Mw.Value : 0,
        ProfileQuantity profile => Mean(profile.Months.SelectMany(month => month)),
        _ => throw new InvalidOperationException($"A quantity is shaped, a profile or a plant, not {quantity}."),
    };

    private static double Mean(IEnumerable<Mw> hours) => (double)hours.Average(mw => mw.Value);
}
