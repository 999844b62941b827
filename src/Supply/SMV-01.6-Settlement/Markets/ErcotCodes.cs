using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Settlement.Charges.Ercot;
using Busbar.Supply.Settlement.Engine;

namespace Busbar.Supply.Settlement.Markets;

/// <summary>ERCOT's charge codes, and the settlement point prices that they share.</summary>
internal static class ErcotCodes
{
    public static Determinant DaSettlementPointPrice { get; } =
        new("DASPP", UsdPerMwh.Unit, Reach.Location, Bridge.HoldsAndAverages);

    public static Determinant RtSettlementPointPrice { get; } =
        new("RTSPP", UsdPerMwh.Unit, Reach.Location, Bridge.HoldsAndAverages);

    public static ImmutableArray<ChargeCode> All { get; } = [ErcotDamEnergyPurchase.Code, ErcotRealTimeImbalance.Code];
}
