using Busbar.Kernel.Quantities;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Engine;

/// <summary>The shape of what pays rights out of a revenue: a positive spread at the payout ratio of revenue to targets, a negative one
/// whole.</summary>
internal static class FtrShape
{
    public static ChargeVersion Credit(string source) => new(-(Formula)EnergyTerms.FtrMw, Mwh.Unit,
        Paid(EnergyTerms.DaCongestionPrice, EnergyTerms.CongestionRevenue, EnergyTerms.FtrTargets,
            "the market's congestion revenue and target allocations; paid in full").As("congestion spread as paid", UsdPerMwh.Unit), source)
    {
        Step = TwoSettlement.Hour, Basis = [EnergyTerms.FtrMw],
    };

    public static Formula Paid(Formula spread, Determinant revenue, Determinant targets, string ifAbsent)
    {
        var ratio = new Formula.WhenGiven(Formula.Lesser(1m, new Formula.Share(revenue, targets)), 1m, ifAbsent).As("payout ratio", "");
        return Formula.Greater(0m, spread) * ratio + Formula.Lesser(0m, spread);
    }
}
