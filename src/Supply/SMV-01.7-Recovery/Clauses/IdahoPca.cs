using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Recovery;

namespace Busbar.Supply.Recovery;

/// <summary>Avista's power cost adjustment in Idaho: 90 % of the difference between actual and authorised net power cost, at Idaho's
/// 34.61 %, less the load change adjustment of 22.00 USD/MWh; the deferral year begins in July; interest on the opening balance at the
/// rate of the month. Sources: Idaho PUC, Avista's monthly PCA reports of July 2020 to January 2021 (allocation, rate) and the first
/// quarter of 2025 (entry, accounts 182385 and 182387).</summary>
internal static class IdahoPca
{
    public static RecoveryClause Clause { get; } = new("Idaho power cost adjustment (Avista)",
        "Idaho PUC, Avista monthly PCA reports, July 2020 on; rates of that filing",
        ["447", "456", "501", "537", "547", "555", "557", "565"], FactorInForce: UsdPerMwh.Zero, CustomerShare: 0.9m, AnnualInterest: 0,
        RecoveryMonths: 12, OpeningBalance: Usd.Zero, FirstMonth: new(2020, 7, 1))
    {
        FixedShare = 0.3461m, RetailAdjustmentRate = new(22), YearStartsInMonth = 7, InterestBasis = InterestBasis.OpeningBalance,
        InterestRate = InterestRate.OfTheMonth, DeferralAccount = "182385", AmortisingAccount = "182387",
    };
}
