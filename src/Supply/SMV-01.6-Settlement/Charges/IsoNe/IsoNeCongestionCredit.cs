using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.IsoNe;

/// <summary>The target allocation of a financial transmission right, prorated where the market's revenue is short and given. Source:
/// ISO-NE Market Rule 1 section III.5.2.</summary>
public static class IsoNeCongestionCredit
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("ISO-NE", "FTR", "Transmission Congestion Credit (FTR target allocation)",
        ChargeBooking.Rights, FtrShape.Credit("ISO-NE Market Rule 1 section III.5.2"));
}
