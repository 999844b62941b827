using System.Collections.Immutable;
using Busbar.Supply.Settlement.Charges.Caiso;
using Busbar.Supply.Settlement.Engine;

namespace Busbar.Supply.Settlement.Markets;

/// <summary>CAISO's charges by the numbers of its charge codes.</summary>
internal static class CaisoCodes
{
    public static ImmutableArray<ChargeCode> All { get; } =
    [
        CaisoDayAheadEnergy.Code, CaisoFmmEnergy.Code, CaisoRtdEnergy.Code, CaisoUninstructedEnergy.Code, CaisoUnaccountedEnergy.Code,
        CaisoImbalanceOffset.Code, CaisoCongestionCredit.Code, CaisoExcessCost.Code, CaisoBidCostRecovery.Code,
        CaisoDeviationInterest.Code,
    ];
}
