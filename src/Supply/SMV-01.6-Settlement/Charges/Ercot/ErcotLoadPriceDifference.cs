using Busbar.Kernel.Quantities;
using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Ercot;

/// <summary>The part of the energy imbalance that comes of billing metered load at its zone's energy-weighted price rather than the
/// settlement point price: load × (RTSPPEW − RTSPP). ERCOT bills it within RTEIAMT; it stands apart here so that every line is one quantity
/// at one rate. Source: ERCOT Protocols 6.6.3.1; Source not checked (from memory).</summary>
public static class ErcotLoadPriceDifference
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("ERCOT", "RTEIAMT-EW", "Energy-weighted price of the load zone", ChargeBooking.RealTime,
        new ChargeVersion(ErcotTerms.AdjustedLoad, Mwh.Unit, ((Formula)ErcotTerms.RtEnergyWeightedPrice
            - ErcotTerms.RtPrice).As("energy-weighted price less settlement point price", UsdPerMwh.Unit),
            ErcotTerms.Protocols + "6.6.3.1")
        {
            Step = TwoSettlement.QuarterHour, Basis = [ErcotTerms.AdjustedLoad],
        });
}
