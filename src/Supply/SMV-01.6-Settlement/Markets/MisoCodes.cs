using System.Collections.Immutable;
using Busbar.Supply.Settlement.Charges.Miso;
using Busbar.Supply.Settlement.Engine;

namespace Busbar.Supply.Settlement.Markets;

/// <summary>MISO's charges by the names of its charge types.</summary>
internal static class MisoCodes
{
    public static ImmutableArray<ChargeCode> All { get; } =
    [
        MisoDayAheadAsset.Code, MisoDayAheadNonAsset.Code, MisoDayAheadVirtual.Code, MisoBilateralCongestion.Code,
        MisoBilateralLoss.Code, MisoRealTimeAsset.Code, MisoRealTimeNonAsset.Code, MisoRealTimeVirtual.Code,
        MisoDayAheadAdministration.Code, MisoRealTimeAdministration.Code, MisoFtrAdministration.Code, MisoLossDistribution.Code,
        MisoInadvertent.Code, MisoRevenueNeutrality.Code, MisoFirstPass.Code, MisoSecondPass.Code, MisoDayAheadGuarantee.Code,
        MisoRealTimeGuarantee.Code, MisoFtrTransaction.Code, MisoHourlyAllocation.Code,
    ];
}
