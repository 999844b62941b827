using Busbar.Kernel.Quantities;
using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Pjm;

/// <summary>Balancing operating reserve, charged on what deviated: the netted deviation of each load, unit and virtual in each
/// interval (<see cref="PjmNettedDeviation"/>), summed over the day, at the RTO rate and that of its region (East or West). The share
/// that is allocated to load and exports for reliability is not in it. Source: PJM Operating Agreement Schedule 1 section 3.2.3(h) and
/// (p); rates by RTO and region as Monitoring Analytics reports them (2013 State of the Market, section 4). The paragraphs' letters:
/// Source not checked (from memory).</summary>
public static class Pjm1375BalancingOperatingReserve
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("PJM", "1375", "Balancing Operating Reserve", ChargeBooking.PurchasedPower,
        new ChargeVersion(new Formula.OverDay(PjmNettedDeviation.Of), Mwh.Unit,
            (Formula)PjmTerms.RtoDeviationRate + PjmTerms.RegionDeviationRate,
            PjmTerms.Schedule1 + "3.2.3(h)")
        {
            Kinds = PjmTerms.DeviationKinds, Basis = [EnergyTerms.RtMwh, EnergyTerms.DaMwh],
        });
}
