using Busbar.Kernel.Quantities;
using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Miso;

/// <summary>A market participant's megawatt hours of real-time activity at the rate of Schedule 17, which is data. Source: MISO Tariff
/// Schedule 17; BPM-005 Market Settlements.</summary>
public static class MisoRealTimeAdministration
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("MISO", "RT_ADMIN", "Real-Time Market Administration Amount", ChargeBooking.Administration,
        new ChargeVersion(BillingTerms.OwnEnergy("RT market activity MWh"), Mwh.Unit, MisoTerms.Rate("RT_ADMIN", Mwh.Unit),
            "MISO Tariff Schedule 17"));
}
