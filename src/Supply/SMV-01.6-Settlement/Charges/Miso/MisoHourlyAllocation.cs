using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Miso;

/// <summary>A right is paid the day-ahead congestion of its path by the hour, in proportion where the hour's revenue falls short of the
/// targets. Source: MISO BPM-005 Market Settlements.</summary>
public static class MisoHourlyAllocation
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("MISO", "FTR_HR_ALC", "Financial Transmission Rights Hourly Allocation Amount",
        ChargeBooking.Rights, FtrShape.Credit(MisoTerms.Manual));
}
