using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Risk;

namespace Busbar.Supply.Risk.Hedging;

/// <summary>What may be hedged, with what, and at what expected cost.</summary>
/// <param name="Scenarios">Courses of the cost before new hedges.</param>
/// <param name="Quotes">Tradable blocks.</param>
/// <param name="Budget">Most that the expected cost may rise, USD.</param>
/// <param name="Level">Confidence of the tail.</param>
/// <param name="MostNodes">How many branches of the search for whole lots are opened before what is unproved is left.</param>
public sealed record RecommendHedgesInputs(
    CostScenarios Scenarios, ImmutableArray<HedgeQuote> Quotes, UsdEstimate Budget, double Level = 0.95,
    int MostNodes = 400);

/// <summary>Recommends hedges in whole lots that bring the mean of the dearest courses down as far as a budget of expected cost allows,
/// with each
/// one's benefit per dollar and the frontier of tail cost against budget. Refuses no quotes, a quote twice, crossed, without lots or of a
/// block
/// that is not simulated, a negative budget, a level outside [0.5, 1), fewer than 20 courses.</summary>
public static class RecommendHedges
{
    private const int FewestCourses = 20;
    private const int FrontierSteps = 8;

    /// <summary>The recommendation. Findings: <c>earning-hedge</c>, <c>lots-not-proved</c>.</summary>
    public static Outcome<HedgeRecommendation> Run(RecommendHedgesInputs inputs)
    {
        if (Refuse(inputs) is { } refusal) return refusal;
        var (scenarios, quotes, budget, level, mostNodes) = inputs;
        var program = new HedgeProgram(scenarios, quotes, level);
        var none = new int[program.Variables];
        var frontier = Enumerable.Range(0, FrontierSteps + 1).Select(step =>
            program.Solve(budget.Value * step / FrontierSteps, none, program.Most)!).ToArray();
        var relaxed = frontier[^1];
        var (lots, bound) = new LotSearch(program, budget.Value, mostNodes).Run(relaxed);
        var recommendation = new HedgeRecommendation(scenarios.MeasuredAt, level, budget, [.. Hedges(program, quotes, lots)],
            CostOf(program, new double[program.Variables]), CostOf(program, lots), new(relaxed.TailCost), [.. relaxed.Weights],
            relaxed.ShadowPrice, [.. frontier.Select(point => CostOf(program, point.Lots))]);
        return Outcome.Of(recommendation, [.. Earning(program, quotes), .. Unproved(program, lots, bound)]);
    }

    private static IEnumerable<RecommendedHedge> Hedges(HedgeProgram program, ImmutableArray<HedgeQuote> quotes, double[] lots)
    {
        var tail = program.TailOf(lots);
        return Enumerable.Range(0, lots.Length).Where(i => lots[i] > 0).Select(i =>
        {
            var without = (double[])lots.Clone();
            without[i]--;
            var (quote, count) = (quotes[i / 2], (int)lots[i] * (i % 2 == 0 ? 1 : -1));
            return new RecommendedHedge(quote.Month, quote.Block, count, new(quote.Lot.Value * count),
                i % 2 == 0 ? quote.Offer : quote.Bid, new(program.TailOf(without) - tail), new(program.ExpectedEffects[i]));
        }).OrderByDescending(hedge => hedge.LotBenefit.Value);
    }

    private static HedgedCost CostOf(HedgeProgram program, double[] lots) =>
        new(new(program.ExpectedOf(lots)), new(program.TailOf(lots)));

    private static IEnumerable<Finding> Earning(HedgeProgram program, ImmutableArray<HedgeQuote> quotes)
    {
        for (var i = 0; i < program.Variables; i++)
            if (program.ExpectedEffects[i] < -1e-9 * program.Scale)
                yield return new("earning-hedge", Severity.Warning, FormattableString.Invariant(
                    $"{(i % 2 == 0 ? "buying" : "selling")} a lot is expected to earn {-program.ExpectedEffects[i]:0} USD"),
                    Where(quotes[i / 2]), "used as it is; the quote and the curve that the courses were drawn about do not agree");
    }

    private static IEnumerable<Finding> Unproved(HedgeProgram program, double[] lots, double bound)
    {
        var tail = program.TailOf(lots);
        if (tail - bound <= 1e-8 * program.Scale) yield break;
        yield return new("lots-not-proved", Severity.Note, FormattableString.Invariant(
            $"whole lots with a tail cost between {bound:0} and {tail:0} USD were not ruled out"), "hedge recommendation",
            "the best lots found are recommended");
    }

    private static Refusal? Refuse(RecommendHedgesInputs inputs)
    {
        var (scenarios, quotes, budget, level, _) = inputs;
        const string where = "hedge recommendation";
        if (scenarios.Scenarios.Length < FewestCourses)
            return new("too-few-courses", $"{scenarios.Scenarios.Length} courses have no tail", where,
                $"Simulate {FewestCourses} or more.");
        if (level is not (>= 0.5 and < 1)) return new("no-such-level", $"the level is {level}", where,
            "Give one of at least 0.5 and below 1.");
        if (!(budget.Value >= 0)) return new("negative-budget", $"the budget is {budget}", where, "Give a budget of 0 or more.");
        if (quotes.IsDefaultOrEmpty) return new("no-quotes", "no block has a quote", where,
            "Give a bid and an offer for at least one block.");
        var cells = scenarios.Cells.Select(cell => (cell.Month, cell.Block)).ToHashSet();
        foreach (var quote in quotes)
        {
            if (!cells.Contains((quote.Month, quote.Block)))
                return new("unknown-block", "the block is not simulated", Where(quote), "Simulate its month, or leave the quote out.");
            if (quote.Offer < quote.Bid)
                return new("crossed-quote", $"the offer {quote.Offer} is below the bid {quote.Bid}", Where(quote), "Check the quote.");
            if (quote.Lot <= Mw.Zero || quote.MostLots < 1)
                return new("no-lots", $"at most {quote.MostLots} lots of {quote.Lot}", Where(quote), "Give a lot and a most above zero.");
        }
        var twice = quotes.GroupBy(quote => (quote.Month, quote.Block)).FirstOrDefault(group => group.Count() > 1);
        return twice is null ? null : new("quote-twice", "the block is quoted twice", Where(twice.First()), "Keep the better quote.");
    }

    private static string Where(HedgeQuote quote) => $"{quote.Month} {quote.Block}";
}
