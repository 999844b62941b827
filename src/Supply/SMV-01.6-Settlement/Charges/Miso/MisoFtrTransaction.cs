using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Miso;

/// <summary>A right bought at auction at the clearing price of its path, evenly over the days of its period; a sale is negative megawatts.
/// Source: MISO BPM-005 Market Settlements; evenly by the day: Source not checked (from memory).</summary>
public static class MisoFtrTransaction
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("MISO", "FTR_TXN", "Financial Transmission Rights Transaction Amount",
        ChargeBooking.Rights,
        new ChargeVersion(MisoTerms.AuctionMw, "MW-day", EnergyTerms.AuctionPriceOfDay,
            MisoTerms.Manual)
        {
            Basis = [MisoTerms.AuctionMw],
        });
}
