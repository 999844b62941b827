using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Ercot;

/// <summary>The standby fee of a black start unit, by the hour that it was available. Source: ERCOT Protocols 6.6.8.1.</summary>
public static class ErcotBlackStart
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("ERCOT", "BSSAMT", "Black Start Hourly Standby Fee", ChargeBooking.PurchasedPower,
        new ChargeVersion(-(Formula)ErcotTerms.BlackStartHours, "hour", ErcotTerms.BlackStartFee,
            ErcotTerms.Protocols + "6.6.8.1")
        {
            Step = TwoSettlement.Hour, Basis = [ErcotTerms.BlackStartHours],
        });
}
