using Busbar.Kernel.Quantities;
using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Ercot;

/// <summary>Load that is moved to another grid under a block load transfer is paid for at its zone's real-time price. Source: ERCOT
/// Protocols 6.6.3.4; form: Source not checked (from memory).</summary>
public static class ErcotBlockLoadTransfer
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("ERCOT", "BLTRAMT", "Payment for Energy from a Block Load Transfer",
        ChargeBooking.PurchasedPower,
        new ChargeVersion(-(Formula)ErcotTerms.TransferMwh, Mwh.Unit, ErcotTerms.RtPrice,
            ErcotTerms.Protocols + "6.6.3.4")
        {
            Step = TwoSettlement.QuarterHour, Basis = [ErcotTerms.TransferMwh],
        });
}
