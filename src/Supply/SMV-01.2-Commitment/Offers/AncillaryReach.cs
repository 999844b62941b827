using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Commitment.Masters;
using Busbar.Supply.Handoffs.Commitment.Offers;

namespace Busbar.Supply.Commitment.Offers;

/// <summary>What an ancillary service asks of a unit: the group it is offered in, the minutes within which it must be there, and the room
/// it needs. Source: ERCOT Nodal Protocols 3.17 (regulation in 5 minutes by SCED interval, responsive reserve and contingency reserve in
/// 10, non-spin in 30); not checked against the current revision.</summary>
internal static class AncillaryReach
{
    public static AncillaryGroup GroupOf(AncillaryProduct product) => product switch
    {
        AncillaryProduct.RegulationDown => AncillaryGroup.RegulationDown,
        AncillaryProduct.OfflineNonSpin => AncillaryGroup.OfflineNonSpin,
        _ => AncillaryGroup.OnlineUp,
    };

    /// <summary>Minutes from the call to the full amount.</summary>
    public static int MinutesOf(AncillaryProduct product) => product switch
    {
        AncillaryProduct.RegulationUp or AncillaryProduct.RegulationDown => 5,
        AncillaryProduct.OnlineNonSpin or AncillaryProduct.OfflineNonSpin => 30,
        _ => 10,
    };

    /// <summary>Room between limits, above or below what is scheduled already; a unit that stands has all of it.</summary>
    public static Mw RoomFor(AncillaryProduct product, OutputLimits limits, Mw? scheduled) => GroupOf(product) switch
    {
        AncillaryGroup.OnlineUp => limits.EconomicMax - (scheduled ?? limits.EconomicMin),
        AncillaryGroup.RegulationDown => (scheduled ?? limits.EconomicMax) - limits.EconomicMin,
        _ => limits.EconomicMax,
    };
}
