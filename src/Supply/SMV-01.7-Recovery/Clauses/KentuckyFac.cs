using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Recovery;

namespace Busbar.Supply.Recovery;

/// <summary>Kentucky's fuel adjustment clause: F(m)/S(m) − F(b)/S(b), billed two months later, without interest; the base F(b)/S(b) is the
/// factor in force. What a month's billing recovers above or below the cost it was set for, its energy being other than S(m), enters F
/// of that month. Source: 807 KAR 5:056 section 1, promulgated in 1982, reviews every six months and every two years; the step of over- or
/// under-recovery as on the commission's form A: Source not checked (from memory).</summary>
internal static class KentuckyFac
{
    private const string Rule = "807 KAR 5:056 (promulgated 1982)";

    public static RecoveryClause Clause { get; } = new("Kentucky fuel adjustment clause", Rule, ["447", "501", "547", "555"],
        FactorInForce: UsdPerMwh.Zero, CustomerShare: 1, AnnualInterest: 0, RecoveryMonths: 12, OpeningBalance: Usd.Zero,
        FirstMonth: new(1983, 1, 1))
    {
        RiderLagMonths = 2, RiderTakesBackOverRecovery = true, TariffDecimals = 2,
        Reviews =
        [
            new("Six-month review", 6, "Give the commission the records of six months of adjustments.", Rule),
            new("Two-year review", 24, "Have two years reviewed and the base reset.", Rule),
        ],
    };
}
