using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Ercot;

/// <summary>A unit that does not follow its base points: what it makes in five minutes above the greater of 105 % of its adjusted base
/// point and 5 MW more is charged at no less than 20 USD/MWh, what it makes below the lesser of 95 % and 5 MW less at no less than 20
/// USD/MWh when prices are negative enough. Prices are those of the quarter hour; frequency and test exemptions are the caller's. Ended
/// with real-time co-optimisation on 5 December 2025. Source: ERCOT Protocols 6.6.5 as revised by NPRR377 (formulas, K1 = K2 = 5 %, Q1 = Q2
/// = 5 MW); PR1 = 20, PR2 = -20 USD/MWh, KP = 1: Source not checked (from memory).</summary>
public static class ErcotBasePointDeviation
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("ERCOT", "BPDAMT", "Base Point Deviation Charge", ChargeBooking.RealTime,
        new ChargeVersion(1m, "interval", ErcotTerms.DeviationCharge,
            ErcotTerms.Protocols + "6.6.5")
        {
            Until = ErcotTerms.CoOptimisation, Step = TwoSettlement.FiveMinutes, Basis = [ErcotTerms.BasePoint],
        });
}
