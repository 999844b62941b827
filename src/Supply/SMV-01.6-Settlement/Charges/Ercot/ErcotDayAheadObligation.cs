using Busbar.Kernel.Quantities;
using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Ercot;

/// <summary>A point-to-point obligation is bought day-ahead at the price of its sink less that of its source, by the hour. Source: ERCOT
/// Protocols 4.6.3.</summary>
public static class ErcotDayAheadObligation
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("ERCOT", "DARTOBLAMT", "Day-Ahead Point-to-Point Obligation Charge", ChargeBooking.Rights,
        new ChargeVersion(BillingTerms.Hourly(ErcotTerms.ObligationMw), Mwh.Unit, ErcotTerms.DaPrice,
            ErcotTerms.Protocols + "4.6.3")
        {
            Step = TwoSettlement.Hour, Basis = [ErcotTerms.ObligationMw],
        });
}
