using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Ercot;

/// <summary>What ancillary service imbalances leave over or short, shared by load. Source: ERCOT Protocols 6.7.6.</summary>
public static class ErcotReserveNeutrality
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("ERCOT", "LAASIRNAMT",
        "Load-Allocated Ancillary Service Imbalance Revenue Neutrality Amount", ChargeBooking.PurchasedPower,
        new ChargeVersion(ErcotTerms.LoadShare, "share", -(Formula)ErcotTerms.ReserveNeutrality,
            ErcotTerms.Protocols + "6.7.6")
        {
            Step = TwoSettlement.QuarterHour, Basis = [ErcotTerms.LoadOfParticipant],
        });
}
