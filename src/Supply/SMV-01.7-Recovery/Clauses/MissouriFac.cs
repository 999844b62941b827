using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Recovery;

namespace Busbar.Supply.Recovery;

/// <summary>Ameren Missouri's fuel adjustment clause: 95 % of actual net energy cost less the base factor on energy at the loss multipliers
/// (the factor in force), in accumulation periods February to May, June to September and October to January; prudence reviewed at least
/// every eighteen months. Sources: 20 CSR 4240-20.090; rider FAC, in effect from March 2009 (periods are counted from February); State ex
/// rel. Union Electric v. PSC, 399 S.W.3d 467 (Mo. App. 2013), refund of 17,169,838 USD.</summary>
internal static class MissouriFac
{
    private const string Rule = "20 CSR 4240-20.090; Ameren Missouri rider FAC, March 2009 on";

    public static RecoveryClause Clause { get; } = new("Missouri fuel adjustment clause (Ameren)", Rule,
        ["447", "456", "501", "518", "547", "555", "565"], FactorInForce: UsdPerMwh.Zero, CustomerShare: 0.95m, AnnualInterest: 0,
        RecoveryMonths: 8, OpeningBalance: Usd.Zero, FirstMonth: new(2009, 2, 1))
    {
        InterestRate = InterestRate.OfTheMonth, TariffDecimals = 2,
        Reviews =
        [
            new("Accumulation period ends", 4, "File the adjustment of the four months.", Rule),
            new("Prudence review", 18, "Have costs and revenues of the clause reviewed for prudence.", Rule),
        ],
    };
}
