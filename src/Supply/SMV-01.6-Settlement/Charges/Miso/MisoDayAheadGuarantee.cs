using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Miso;

/// <summary>A unit that MISO committed is paid what its production cost of the day exceeds its revenue. Source: MISO BPM-005 Market
/// Settlements.</summary>
public static class MisoDayAheadGuarantee
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("MISO", "DA_RSG_MWP", "Day-Ahead Revenue Sufficiency Guarantee Make-Whole Payment",
        ChargeBooking.PurchasedPower,
        new ChargeVersion(1m, "resource-day", MisoTerms.Guarantee("DA"),
            MisoTerms.Manual)
        {
            Basis = [BillingTerms.OwnMoney("DA production cost")],
        });
}
