using System.Collections.Immutable;
using Busbar.Supply.Settlement.Charges.Pjm;
using Busbar.Supply.Settlement.Engine;

namespace Busbar.Supply.Settlement.Markets;

/// <summary>PJM's charge codes by the billing line numbers of its Guide to Billing, each charge (1xxx) beside its credit (2xxx).</summary>
internal static class PjmCodes
{
    public static ImmutableArray<ChargeCode> All { get; } =
    [
        Pjm1100NetworkService.Code, Pjm2100NetworkServiceCredit.Code, Pjm1200DayAheadEnergy.Code, Pjm1205BalancingEnergy.Code,
        Pjm1210DayAheadCongestion.Code, Pjm2210CongestionCredit.Code, Pjm1215BalancingCongestion.Code, Pjm1220DayAheadLoss.Code,
        Pjm2220LossSurplusCredit.Code, Pjm1225BalancingLoss.Code, Pjm1301ControlAreaAdministration.Code, Pjm1302FtrAdministration.Code,
        Pjm1303MarketSupport.Code, Pjm1304RegulationAdministration.Code, Pjm1305CapacityManagement.Code,
        Pjm1306SecondControlCenter.Code, Pjm1307MarketSupportOffset.Code, Pjm1308ControlAreaRefund.Code,
        Pjm1309FtrAdministrationRefund.Code, Pjm1310MarketSupportRefund.Code, Pjm1311RegulationAdministrationRefund.Code,
        Pjm1312CapacityManagementRefund.Code, Pjm1313PjmSettlement.Code, Pjm1314MarketMonitoring.Code, Pjm1315FercAnnualCharge.Code,
        Pjm1316OpsiFunding.Code, Pjm1317NercCharge.Code, Pjm1318ReliabilityFirst.Code, Pjm1330ReactiveSupply.Code,
        Pjm2330ReactiveSupplyCredit.Code, Pjm1340Regulation.Code, Pjm2340RegulationCredit.Code, Pjm1360SynchronizedReserve.Code,
        Pjm2360SynchronizedReserveCredit.Code, Pjm1362NonSynchronizedReserve.Code, Pjm2362NonSynchronizedReserveCredit.Code,
        Pjm1365DayAheadSchedulingReserve.Code, Pjm2365DayAheadSchedulingReserveCredit.Code, Pjm1370DayAheadOperatingReserve.Code,
        Pjm2370DayAheadMakeWhole.Code, Pjm1375BalancingOperatingReserve.Code, Pjm2375BalancingMakeWhole.Code, Pjm1380BlackStart.Code,
        Pjm2380BlackStartCredit.Code, Pjm1400ReconciledEnergy.Code, Pjm1410ReconciledCongestion.Code, Pjm1420ReconciledLoss.Code,
        Pjm1430ReconciledInadvertent.Code, Pjm1440ReconciledAdministration.Code, Pjm1450ReconciledOwnerDispatch.Code,
        Pjm1460ReconciledRegulation.Code, Pjm1470ReconciledSynchronized.Code, Pjm1472ReconciledNonSynchronized.Code,
        Pjm1475ReconciledScheduling.Code, Pjm1478ReconciledOperatingReserve.Code, Pjm1480ReconciledCondensing.Code,
        Pjm1490ReconciledReactive.Code, Pjm1500FtrAuction.Code, Pjm2500FtrAuctionCredit.Code, Pjm2510AuctionRevenueRight.Code,
        Pjm1600CapacityBought.Code, Pjm2600CapacitySold.Code, Pjm1610LocationalReliability.Code,
    ];
}
