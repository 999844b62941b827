using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Caiso;

/// <summary>A unit whose bid costs of the day in residual commitment and real time exceed its revenue there is paid the difference. Source:
/// CAISO Tariff 11.8; BPM configuration guide CC 6620 (net over the day).</summary>
public static class CaisoBidCostRecovery
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("CAISO", "6620", "RUC and RTM Bid Cost Recovery Settlement", ChargeBooking.PurchasedPower,
        new ChargeVersion(1m, "resource-day", -Formula.Greater(0m, (Formula)new Formula.OverDay(CaisoTerms.BidCost)
            - new Formula.OverDay(CaisoTerms.BidRevenue)),
            CaisoTerms.Guide + "CC 6620")
        {
            Basis = [CaisoTerms.BidCost],
        });
}
