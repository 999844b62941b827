using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Contracts;
using Busbar.Supply.Handoffs.Trading.Deals;

namespace Busbar.Supply.Contracts.Terms;

/// <summary>Says any contract in clauses, so that terms are resolved in one place.</summary>
internal static class AgreementOf
{
    internal static PowerAgreement Contract(Contract contract) => contract switch
    {
        PowerAgreement agreement => agreement,
        BlockPurchase block => From(block, DeliveryObligation.Firm, new ShapedQuantity(new DeliveryShape([block.Block], block.Quantity))),
        WindPpa wind => From(wind, DeliveryObligation.AsAvailable,
            new PlantQuantity(wind.Plant, wind.PlantMw, wind.Share, wind.IsWheeled)),
        _ => throw new ArgumentOutOfRangeException(nameof(contract), contract, "A contract is a block purchase, a wind PPA or an agreement."),
    };

    private static PowerAgreement From(Contract contract, DeliveryObligation obligation, ContractQuantity quantity) =>
        new(contract.Id, contract.Counterparty, contract.Location, contract.FirstDay, contract.LastDay, contract.Price,
            contract.CreditLimit, "", obligation, quantity, new FixedPricing(), AgreementClauses.None);
}
