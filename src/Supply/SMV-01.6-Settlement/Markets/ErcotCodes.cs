using System.Collections.Immutable;
using Busbar.Supply.Settlement.Charges.Ercot;
using Busbar.Supply.Settlement.Engine;

namespace Busbar.Supply.Settlement.Markets;

/// <summary>ERCOT's charges by the codes of its statements, day-ahead first.</summary>
internal static class ErcotCodes
{
    public static ImmutableArray<ChargeCode> All { get; } =
    [
        ErcotDayAheadPurchase.Code, ErcotDayAheadSale.Code, ErcotRegUpPayment.Code, ErcotRegUpCharge.Code, ErcotRegUpImbalance.Code,
        ErcotRegDownPayment.Code, ErcotRegDownCharge.Code, ErcotRegDownImbalance.Code, ErcotResponsivePayment.Code,
        ErcotResponsiveCharge.Code, ErcotResponsiveImbalance.Code, ErcotNonSpinPayment.Code, ErcotNonSpinCharge.Code,
        ErcotNonSpinImbalance.Code, ErcotContingencyPayment.Code, ErcotContingencyCharge.Code, ErcotContingencyImbalance.Code,
        ErcotEnergyImbalance.Code, ErcotLoadPriceDifference.Code, ErcotSelfScheduleCongestion.Code, ErcotPointToPoint.Code,
        ErcotDayAheadObligation.Code, ErcotBasePointDeviation.Code, ErcotSetPointDeviation.Code, ErcotRevenueNeutrality.Code,
        ErcotBasePointPayment.Code, ErcotReserveNeutrality.Code, ErcotEmergencyUplift.Code, ErcotReserveImbalance.Code,
        ErcotDayAheadMakeWhole.Code, ErcotDayAheadMakeWholeCharge.Code, ErcotReliabilityCommitment.Code, ErcotEmergencyEnergy.Code,
        ErcotBlackStart.Code, ErcotBlockLoadTransfer.Code, ErcotDcTieImport.Code, ErcotAdministration.Code,
    ];
}
