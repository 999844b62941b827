using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Ercot;

/// <summary>What real-time energy leaves over or short, shared by the load of the quarter hour: the total (a payment of ERCOT negative)
/// times the participant's load ratio share, turned. Source: ERCOT Protocols 6.6.10.</summary>
public static class ErcotRevenueNeutrality
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("ERCOT", "LARTRNAMT", "Load-Allocated Real-Time Revenue Neutrality Amount",
        ChargeBooking.PurchasedPower,
        new ChargeVersion(ErcotTerms.LoadShare, "share", -(Formula)ErcotTerms.RevenueNeutrality,
            ErcotTerms.Protocols + "6.6.10")
        {
            Step = TwoSettlement.QuarterHour, Basis = [ErcotTerms.LoadOfParticipant],
        });
}
