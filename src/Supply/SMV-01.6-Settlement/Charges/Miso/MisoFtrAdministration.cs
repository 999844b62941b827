using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Miso;

/// <summary>Megawatts of rights held through each hour at the rate of Schedule 16, which is data. Source: MISO Tariff Schedule 16; base:
/// Source not checked (from memory).</summary>
public static class MisoFtrAdministration
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("MISO", "FTR_ADMIN", "Financial Transmission Rights Administration Amount",
        ChargeBooking.Administration,
        new ChargeVersion(BillingTerms.Hourly(EnergyTerms.FtrMw), BillingTerms.MwHour, MisoTerms.Rate("FTR_ADMIN", "MW-h"),
            "MISO Tariff Schedule 16")
        {
            Step = TwoSettlement.Hour, Basis = [EnergyTerms.FtrMw],
        });
}
