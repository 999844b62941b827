using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Risk;

namespace Busbar.Supply.Checkers.Risk;

/// <summary>Checks a hedge recommendation by its own route: lots and prices against the quotes, the budget, expected and tail cost before
/// and after
/// (by Rockafellar and Uryasev's minimum over η, where the stage sorts), the last lots' benefits, the frontier's shape, and by duality
/// that no
/// choice has a lower tail cost than the one claimed least. Money to a millionth of the largest cost.</summary>
public static class CheckHedges
{
    private const double Relative = 1e-6;

    /// <summary>Everything wrong; nothing when all is right. Codes: <c>check-hedge-shape</c>, <c>-quote</c>, <c>-cost</c>, <c>-budget</c>,
    /// <c>-benefit</c>, <c>-frontier</c>, <c>-proof</c>, <c>-bound</c>.</summary>
    public static ImmutableArray<Finding> Run(
        HedgeRecommendation claim, CostScenarios scenarios, ImmutableArray<HedgeQuote> quotes)
    {
        var faults = new List<Finding>();
        var cells = scenarios.Cells.Select(cell => (cell.Month, cell.Block)).ToList();
        if (claim.TailWeights.Length != scenarios.Scenarios.Length
            || claim.Hedges.Any(hedge => !cells.Contains((hedge.Month, hedge.Block)) || hedge.Lots == 0))
            return [Fault("check-hedge-shape", "does not fit its scenarios")];
        foreach (var hedge in claim.Hedges) CheckQuote(hedge, quotes, faults);

        double[] before = [.. scenarios.Scenarios.Select(course => course.CostsUsd.Sum())];
        var tolerance = Relative * Math.Max(1, before.Max(Math.Abs));
        double[] after = [.. scenarios.Scenarios.Select((course, s) => before[s]
            + claim.Hedges.Sum(hedge => Effect(hedge, course, scenarios) * hedge.Lots))];
        Compare("check-hedge-cost", "expected cost before", claim.Before.Expected.Value, before.Average());
        Compare("check-hedge-cost", "tail cost before", claim.Before.TailMean.Value, TailMean(before, claim.Level));
        Compare("check-hedge-cost", "expected cost after", claim.After.Expected.Value, after.Average());
        Compare("check-hedge-cost", "tail cost after", claim.After.TailMean.Value, TailMean(after, claim.Level));
        if (after.Average() - before.Average() > claim.Budget.Value + tolerance)
            faults.Add(Fault("check-hedge-budget", "raises the expected cost above its budget"));
        foreach (var hedge in claim.Hedges)
        {
            var sign = Math.Sign(hedge.Lots);
            double[] without = [.. after.Select((cost, s) => cost - sign * Effect(hedge, scenarios.Scenarios[s], scenarios))];
            Compare("check-hedge-benefit", $"benefit of {hedge.Month} {hedge.Block}", hedge.LotBenefit.Value,
                TailMean(without, claim.Level) - TailMean(after, claim.Level));
            Compare("check-hedge-benefit", $"cost of a lot of {hedge.Month} {hedge.Block}", hedge.LotCost.Value,
                after.Average() - without.Average());
        }
        CheckFrontier(claim, tolerance, faults);
        CheckBound(claim, scenarios, quotes, before, tolerance, faults);
        return [.. faults];

        void Compare(string code, string what, double claimed, double found)
        {
            if (!(Math.Abs(claimed - found) <= tolerance))
                faults.Add(Fault(code, FormattableString.Invariant($"claims {claimed:0.00} USD as its {what}; {found:0.00} was found")));
        }
    }

    private static void CheckQuote(RecommendedHedge hedge, ImmutableArray<HedgeQuote> quotes, List<Finding> faults)
    {
        var quote = quotes.FirstOrDefault(each => each.Month == hedge.Month && each.Block == hedge.Block);
        if (quote is null || Math.Abs(hedge.Lots) > quote.MostLots || hedge.Quantity.Value != hedge.Lots * quote.Lot.Value
            || hedge.Price != (hedge.Lots > 0 ? quote.Offer : quote.Bid))
            faults.Add(Fault("check-hedge-quote", $"trades {hedge.Month} {hedge.Block} otherwise than quoted"));
    }

    // What one lot, bought or sold by the sign of the hedge, adds to the cost of a course, per lot of that sign.
    private static double Effect(RecommendedHedge hedge, CostScenario course, CostScenarios scenarios)
    {
        for (var i = 0; i < scenarios.Cells.Length; i++)
            if (scenarios.Cells[i].Month == hedge.Month && scenarios.Cells[i].Block == hedge.Block)
                return (double)hedge.Quantity.Value / hedge.Lots * scenarios.Cells[i].Hours * (hedge.Price.Value - course.HubPrices[i]);
        return 0;
    }

    private static void CheckFrontier(HedgeRecommendation claim, double tolerance, List<Finding> faults)
    {
        var tails = claim.Frontier.Select(point => point.TailMean.Value).ToArray();
        for (var i = 1; i < tails.Length; i++)
            if (tails[i] > tails[i - 1] + tolerance || i + 1 < tails.Length && tails[i] > (tails[i - 1] + tails[i + 1]) / 2 + tolerance)
                faults.Add(Fault("check-hedge-frontier", $"has a frontier that is not falling and convex at point {i + 1}"));
        if (tails.Length > 0 && Math.Abs(tails[^1] - claim.LeastTailCost.Value) > tolerance)
            faults.Add(Fault("check-hedge-frontier", "has a frontier that does not end at its least tail cost"));
    }

    // For any weights of the tail and shadow price ≥ 0 every choice costs at least the least value of
    // Σ q·cost + price × (expected rise − budget) over the lots, a sum of one least value a quote.
    private static void CheckBound(
        HedgeRecommendation claim, CostScenarios scenarios, ImmutableArray<HedgeQuote> quotes, double[] before, double tolerance,
        List<Finding> faults)
    {
        var (weights, count) = (claim.TailWeights, before.Length);
        var cap = 1 / ((1 - claim.Level) * count);
        if (claim.ShadowPrice < 0 || Math.Abs(weights.Sum() - 1) > Relative || weights.Any(q => q < -Relative || q > cap + Relative))
        {
            faults.Add(Fault("check-hedge-proof", "has tail weights or a shadow price that prove nothing"));
            return;
        }
        var bound = weights.Zip(before, (q, cost) => q * cost).Sum() - claim.ShadowPrice * claim.Budget.Value;
        foreach (var quote in quotes)
        {
            var i = scenarios.Cells.ToList().FindIndex(cell => cell.Month == quote.Month && cell.Block == quote.Block);
            var energy = (double)quote.Lot.Value * scenarios.Cells[i].Hours * quote.MostLots;
            var spot = weights.Select((q, s) => (q + claim.ShadowPrice / count) * scenarios.Scenarios[s].HubPrices[i]).Sum();
            var all = 1 + claim.ShadowPrice;
            bound += energy * (Math.Min(0, all * quote.Offer.Value - spot) + Math.Min(0, spot - all * quote.Bid.Value));
        }
        if (Math.Abs(claim.LeastTailCost.Value - bound) > 10 * tolerance || claim.After.TailMean.Value < bound - 10 * tolerance)
            faults.Add(Fault("check-hedge-bound", FormattableString.Invariant(
                $"claims {claim.LeastTailCost.Value:0.00} USD as the least tail cost, but {bound:0.00} is proved")));
    }

    private static Finding Fault(string code, string what) =>
        new(code, Severity.Error, $"the hedge recommendation {what}", "hedge recommendation", "reported; do not trade on it");

    // min over η of η + E[(cost − η)⁺] ÷ (1 − level): convex and piecewise linear, its slope turns at the quantile.
    private static double TailMean(double[] costs, double level)
    {
        var share = (1 - level) * costs.Length;
        var eta = costs.OrderDescending().ElementAt(Math.Min(costs.Length - 1, (int)Math.Ceiling(share - 1e-9) - 1));
        return eta + costs.Sum(cost => Math.Max(0, cost - eta)) / share;
    }
}
