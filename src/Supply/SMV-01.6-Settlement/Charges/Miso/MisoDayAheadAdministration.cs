using Busbar.Kernel.Quantities;
using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Miso;

/// <summary>A market participant's megawatt hours cleared day-ahead at the rate of Schedule 17, which is data. Source: MISO Tariff Schedule
/// 17; BPM-005 Market Settlements.</summary>
public static class MisoDayAheadAdministration
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("MISO", "DA_ADMIN", "Day-Ahead Market Administration Amount", ChargeBooking.Administration,
        new ChargeVersion(BillingTerms.OwnEnergy("DA market activity MWh"), Mwh.Unit, MisoTerms.Rate("DA_ADMIN", Mwh.Unit),
            "MISO Tariff Schedule 17"));
}
