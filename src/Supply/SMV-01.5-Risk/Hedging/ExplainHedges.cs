using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Risk;

namespace Busbar.Supply.Risk.Hedging;

/// <summary>Shows why each hedge was recommended: what its last lot saves in the tail and costs on average.</summary>
public static class ExplainHedges
{
    /// <summary>The tree of the tail cost after hedging.</summary>
    public static Explain Run(HedgeRecommendation hedges)
    {
        var source = $"cost scenarios of {hedges.MeasuredAt}";
        return new("tail cost after hedging", Text(hedges.After.TailMean.Value), UsdEstimate.Unit,
            FormattableString.Invariant($"mean of the dearest {1 - hedges.Level:P0} of the courses; ")
            + $"{Text(hedges.Before.TailMean.Value)} before; "
            + $"no choice within {Text(hedges.Budget.Value)} of expected cost goes below {Text(hedges.LeastTailCost.Value)}", source,
        [
            new("expected cost", Text(hedges.After.Expected.Value), UsdEstimate.Unit, $"{Text(hedges.Before.Expected.Value)} before",
                source, []),
            .. hedges.Hedges.Select(hedge => new Explain(
                $"{(hedge.Lots > 0 ? "buy" : "sell")} {Math.Abs(hedge.Lots)} lots of {hedge.Month} {hedge.Block} at {hedge.Price}",
                Text(hedge.LotBenefit.Value), UsdEstimate.Unit, $"the last lot saves this in the tail and costs {Text(hedge.LotCost.Value)}"
                + (hedge.BenefitPerDollar is { } ratio ? FormattableString.Invariant($": {ratio:0.0} a dollar") : ": nothing"),
                source, [])),
        ]);
    }

    private static string Text(double usd) => FormattableString.Invariant($"{usd:0}");
}
