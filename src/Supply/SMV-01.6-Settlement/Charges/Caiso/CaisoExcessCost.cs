using Busbar.Kernel.Quantities;
using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Caiso;

/// <summary>Emergency energy dispatched upwards at a price above the five-minute price is paid the difference; dispatched downwards it is
/// not. Source: BPM configuration guide CC 6482.</summary>
public static class CaisoExcessCost
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("CAISO", "6482", "Real Time Excess Cost for Instructed Energy Settlement",
        ChargeBooking.PurchasedPower,
        new ChargeVersion(-(Formula)CaisoTerms.ExceptionalMwh, Mwh.Unit, Formula.Greater(0m, (Formula)CaisoTerms.ExceptionalPrice
            - CaisoTerms.RtdPrice),
            CaisoTerms.Guide + "CC 6482")
        {
            Step = TwoSettlement.FiveMinutes, Basis = [CaisoTerms.ExceptionalMwh],
        });
}
