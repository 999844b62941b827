using Busbar.Kernel.Quantities;
using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Ercot;

/// <summary>A point-to-point obligation bought day-ahead is paid the real-time price of its sink less that of its source, by the quarter
/// hour. Source: ERCOT Protocols 7.9.2.1; the hour's form: Source not checked (from memory).</summary>
public static class ErcotPointToPoint
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("ERCOT", "RTOBLAMT", "Real-Time Point-to-Point Obligation", ChargeBooking.Rights,
        new ChargeVersion(BillingTerms.Provided(ErcotTerms.ObligationMw), Mwh.Unit, ErcotTerms.RtPrice,
            ErcotTerms.Protocols + "7.9.2.1")
        {
            Step = TwoSettlement.QuarterHour, Basis = [ErcotTerms.ObligationMw],
        });
}
