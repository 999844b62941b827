using Busbar.Kernel.Quantities;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Engine;

/// <summary>The shape of a congestion credit: megawatts at sink less source, a positive spread paid at the hour's payout ratio.</summary>
internal static class FtrShape
{
    public static ChargeVersion Credit(string source)
    {
        var ratio = new Formula.WhenGiven(
            Formula.Lesser(1m, new Formula.Share(EnergyTerms.CongestionRevenue, EnergyTerms.FtrTargets)), 1m,
            "the market's congestion revenue and target allocations; paid in full").As("payout ratio", "");
        Formula spread = EnergyTerms.DaCongestionPrice;
        return new(-(Formula)EnergyTerms.FtrMw, Mwh.Unit,
            (Formula.Greater(0m, spread) * ratio + Formula.Lesser(0m, spread)).As("congestion spread as paid", UsdPerMwh.Unit), source)
        {
            Step = TwoSettlement.Hour, Basis = [EnergyTerms.FtrMw],
        };
    }
}
