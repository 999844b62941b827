using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Numerics;
using Busbar.Numerics.LinearPrograms;
using Busbar.Supply.Checkers.Risk;
using Busbar.Supply.Handoffs.Risk;
using Busbar.Supply.Risk.Hedging;
using Busbar.Supply.Risk.Simulation;
using Busbar.Supply.Risk.Tests.Simulation;
using Busbar.Supply.Tests;

namespace Busbar.Supply.Risk.Tests.Hedging;

public sealed class RecommendHedgesTests
{
    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 30_000)]
    [InlineData(3, 100_000)]
    [InlineData(4, 250_000)]
    [InlineData(5, 1_000_000)]
    public void Whole_lots_are_the_best_that_trying_them_all_finds(ulong seed, double budget)
    {
        var (scenarios, quotes) = Drawn(seed, courses: 57, blocks: 3, mostLots: 3);
        var outcome = RecommendHedges.Run(new(scenarios, quotes, new(budget)));
        var found = outcome.OrThrow();
        var best = double.PositiveInfinity;
        foreach (var lots in Combinations(quotes.Length, 3))
        {
            var costs = CostsWith(scenarios, quotes, lots);
            if (costs.Average() - found.Before.Expected.Value <= budget + 1e-6) best = Math.Min(best, TailMean(costs));
        }
        Assert.Equal(best, found.After.TailMean.Value, 1e-3);
        Assert.Equal(best, TailMean(CostsWith(scenarios, quotes, Lots(found, quotes))), 1e-3);
        Assert.True(found.LeastTailCost.Value <= best + 1e-3, "parts of lots are no worse than whole ones");
        Assert.DoesNotContain(Given.FindingsOf(outcome), finding => finding.Code == "lots-not-proved");
        Assert.Empty(CheckHedges.Run(found, scenarios, quotes));
    }

    [Theory]
    [InlineData(11, 20_000)]
    [InlineData(12, 400_000)]
    public void Parts_of_lots_are_the_optimum_of_the_full_program_with_a_row_a_course(ulong seed, double budget)
    {
        var (scenarios, quotes) = Drawn(seed, courses: 90, blocks: 6, mostLots: 8);
        var found = RecommendHedges.Run(new(scenarios, quotes, new(budget))).OrThrow();
        Assert.Equal(FullProgram(scenarios, quotes, budget), found.LeastTailCost.Value, 1e-6 * found.Before.TailMean.Value);
        Assert.Empty(CheckHedges.Run(found, scenarios, quotes));
        Assert.Equal(9, found.Frontier.Length);
        for (var i = 0; i < 9; i++)
            Assert.Equal(FullProgram(scenarios, quotes, budget * i / 8), found.Frontier[i].TailMean.Value,
                1e-6 * found.Before.TailMean.Value);
    }

    [Fact]
    public void One_block_is_hedged_as_worked_by_hand()
    {
        var file = CaseFile.Read("risk/hedge-one-block.txt");
        var month = OperatingDay.Of(2027, 7, 1);
        var scenarios = new CostScenarios(Given.Morning(month), "case", [new(month, PeakBlock.WeekendDay, 160)],
            [.. Enumerable.Range(0, 20).Select(i => i < 19 ? 30.0 : 130).Select(price => new CostScenario([25 * 160 * price], [price]))]);
        var quote = new HedgeQuote(month, PeakBlock.WeekendDay, new((double)file.Number("bid")), new((double)file.Number("offer")), new(25),
            (int)file.Number("most lots"));
        var rows = file.Tables.Single();
        var found = rows.Estimates("budget USD")
            .Select(budget => RecommendHedges.Run(new(scenarios, [quote], new(budget))).OrThrow()).ToArray();
        Assert.Equal(rows.Estimates("lots"), found.Select(each => (double)each.Hedges.Sum(hedge => hedge.Lots)));
        Assert.Equal(rows.Estimates("tail cost USD"), found.Select(each => Math.Round(each.After.TailMean.Value, 6)));
        Assert.Equal(rows.Estimates("expected cost USD"), found.Select(each => Math.Round(each.After.Expected.Value, 6)));
    }

    [Fact]
    public void A_simulated_year_is_hedged_and_checked_and_each_hedge_is_explained()
    {
        var (first, last) = (OperatingDay.Of(2027, 6, 1), OperatingDay.Of(2027, 8, 31));
        var grid = new HourGrid(SampleWorld.Calendar, first, last);
        var book = SampleWorld.Book(grid) with { Fixed = [] };
        var report = MeasureCostAtRisk.Run(new(grid.Start, SampleWorld.Inputs(first, last, paths: 200), book)).OrThrow();
        ImmutableArray<HedgeQuote> quotes = [.. report.Scenarios.Cells.Select((cell, i) =>
        {
            var mean = report.Scenarios.Scenarios.Average(course => course.HubPrices[i]);
            return new HedgeQuote(cell.Month, cell.Block, new(mean - 0.5), new(mean + 0.5), new(25), 20);
        })];
        var hedges = RecommendHedges.Run(new(report.Scenarios, quotes, new(500_000))).OrThrow();
        Assert.Empty(CheckHedges.Run(hedges, report.Scenarios, quotes));
        Assert.True(hedges.After.TailMean < hedges.Before.TailMean, "hedging helps");
        Assert.NotEmpty(hedges.Hedges);
        Assert.All(hedges.Hedges, hedge => Assert.Equal(
            Math.Abs(hedge.Lots), Math.Abs((int)(hedge.Quantity.Value / 25))));
        var tree = ExplainHedges.Run(hedges);
        Assert.Equal(hedges.Hedges.Length + 1, tree.Because.Length);
        Assert.StartsWith(hedges.Hedges[0].Lots > 0 ? "buy" : "sell", tree.Because[1].Name);
    }

    [Fact]
    public void What_cannot_be_hedged_is_refused()
    {
        var (scenarios, quotes) = Drawn(1, courses: 40, blocks: 2, mostLots: 2);
        Refuses("too-few-courses", new(scenarios with { Scenarios = scenarios.Scenarios[..19] }, quotes, new(1)));
        Refuses("no-such-level", new(scenarios, quotes, new(1), Level: 1));
        Refuses("negative-budget", new(scenarios, quotes, new(-1)));
        Refuses("no-quotes", new(scenarios, [], new(1)));
        Refuses("unknown-block", new(scenarios, [quotes[0] with { Month = OperatingDay.Of(2031, 1, 1) }], new(1)));
        Refuses("crossed-quote", new(scenarios, [quotes[0] with { Bid = quotes[0].Offer + new UsdPerMwhEstimate(1) }], new(1)));
        Refuses("no-lots", new(scenarios, [quotes[0] with { Lot = new(0) }], new(1)));
        Refuses("no-lots", new(scenarios, [quotes[0] with { MostLots = 0 }], new(1)));
        Refuses("quote-twice", new(scenarios, [quotes[0], quotes[0]], new(1)));

        static void Refuses(string code, RecommendHedgesInputs inputs) => Assert.Equal(code, Given.CodeOf(RecommendHedges.Run(inputs)));
    }

    [Fact]
    public void A_hedge_that_is_expected_to_earn_is_pointed_out()
    {
        var (scenarios, quotes) = Drawn(1, courses: 40, blocks: 2, mostLots: 2);
        var cheap = quotes.SetItem(0, quotes[0] with { Bid = new(1), Offer = new(2) });
        var outcome = RecommendHedges.Run(new(scenarios, cheap, new(0)));
        Assert.Contains(Given.FindingsOf(outcome), finding => finding.Code == "earning-hedge");
        Assert.Contains(outcome.OrThrow().Hedges, hedge => hedge.BenefitPerDollar is null);
    }

    [Fact]
    public void A_search_that_stops_before_its_proof_says_so()
    {
        var (scenarios, quotes) = Drawn(7, courses: 200, blocks: 12, mostLots: 20);
        var outcome = RecommendHedges.Run(new(scenarios, quotes, new(123_456), MostNodes: 1));
        Assert.Contains(Given.FindingsOf(outcome), finding => finding.Code == "lots-not-proved");
        Assert.DoesNotContain(Given.FindingsOf(RecommendHedges.Run(new(scenarios, quotes, new(123_456), MostNodes: 20_000))),
            finding => finding.Code == "lots-not-proved");
        Assert.Empty(CheckHedges.Run(outcome.OrThrow(), scenarios, quotes));
    }

    [Fact]
    public void The_checker_finds_every_planted_fault()
    {
        var (scenarios, quotes) = Drawn(3, courses: 57, blocks: 3, mostLots: 3);
        var good = RecommendHedges.Run(new(scenarios, quotes, new(100_000))).OrThrow();
        var hedge = good.Hedges[0];
        Finds("check-hedge-shape", good with { TailWeights = [1] });
        Finds("check-hedge-shape", good with { Hedges = [hedge with { Lots = 0 }] });
        Finds("check-hedge-quote", good with { Hedges = good.Hedges.SetItem(0, hedge with { Price = new(hedge.Price.Value + 1) }) });
        Finds("check-hedge-cost", good with { After = good.After with { TailMean = good.After.TailMean - new UsdEstimate(500) } });
        Finds("check-hedge-budget", good with { Budget = new(0) });
        Finds("check-hedge-benefit", good with { Hedges = good.Hedges.SetItem(0, hedge with { LotBenefit = new(9e9) }) });
        Finds("check-hedge-frontier", good with { Frontier = [.. good.Frontier.Reverse()] });
        Finds("check-hedge-proof", good with { ShadowPrice = -1 });
        Finds("check-hedge-proof", good with { TailWeights = [.. good.TailWeights.Select(_ => 1.0)] });
        Finds("check-hedge-bound", good with { LeastTailCost = good.LeastTailCost + new UsdEstimate(9_000) });

        void Finds(string code, HedgeRecommendation claim) =>
            Assert.Contains(CheckHedges.Run(claim, scenarios, quotes), finding => finding.Code == code);
    }

    // Rockafellar and Uryasev's own program: η, an excess for every course, and the hedges.
    private static double FullProgram(CostScenarios scenarios, ImmutableArray<HedgeQuote> quotes, double budget)
    {
        const double unit = 1e6;
        var program = new LinearProgram();
        var lots = quotes.SelectMany(quote => new[] { +1, -1 }.Select(sign =>
            (quote, sign, variable: program.AddVariable("lots", 0, quote.MostLots, 0)))).ToArray();
        var eta = program.AddVariable("η", double.NegativeInfinity, double.PositiveInfinity, 1);
        var rise = new List<LinearTerm>();
        foreach (var course in scenarios.Scenarios)
        {
            var excess = program.AddVariable("excess", 0, double.PositiveInfinity, 1 / (0.05 * scenarios.Scenarios.Length));
            var effects = lots.Select(each =>
            {
                var cell = scenarios.Cells.ToList()
                    .FindIndex(cell => cell.Month == each.quote.Month && cell.Block == each.quote.Block);
                var price = each.sign > 0 ? each.quote.Offer.Value : each.quote.Bid.Value;
                return new LinearTerm(each.variable, each.sign * (double)each.quote.Lot.Value * scenarios.Cells[cell].Hours
                    * (price - course.HubPrices[cell]) / unit);
            }).ToArray();
            rise.AddRange(effects);
            var saved = effects.Select(term => term with { Coefficient = -term.Coefficient });
            program.AddRow("course", [.. saved, new(eta, 1), new(excess, 1)],
                course.CostsUsd.Sum() / unit, double.PositiveInfinity);
        }
        program.AddRow("budget", [.. rise.GroupBy(term => term.Variable).Select(group =>
            new LinearTerm(group.Key, group.Average(term => term.Coefficient)))], double.NegativeInfinity, budget / unit);
        return program.Solve().OrThrow().Objective * unit;
    }

    private static (CostScenarios Scenarios, ImmutableArray<HedgeQuote> Quotes) Drawn(ulong seed, int courses, int blocks, int mostLots)
    {
        var random = new SeededRandom(seed);
        ImmutableArray<CostCell> cells = [.. Enumerable.Range(0, blocks).Select(i =>
            new CostCell(OperatingDay.Of(2027, i / 3 + 1, 1), (PeakBlock)(i % 3), new[] { 336, 160, 248 }[i % 3]))];
        var load = cells.Select(_ => 40 + 80 * random.NextUniform()).ToArray();
        ImmutableArray<CostScenario> drawn = [.. Enumerable.Range(0, courses).Select(_ =>
        {
            var level = random.NextNormal();
            double[] prices = [.. cells.Select(_ => 35 + 6 * level + 8 * random.NextNormal() + (random.NextUniform() < 0.05 ? 90 : 0))];
            double Mw(int i) => load[i] + 10 * level + 5 * random.NextNormal();
            return new CostScenario([.. cells.Select((cell, i) => cell.Hours * prices[i] * Mw(i))], [.. prices]);
        })];
        return (new(Given.Morning(Given.Spring), "drawn", cells, drawn), [.. cells.Select((cell, i) =>
        {
            var mean = drawn.Average(course => course.HubPrices[i]);
            return new HedgeQuote(cell.Month, cell.Block, new(mean - 0.4 - random.NextUniform()), new(mean + 0.4 + random.NextUniform()),
                new(25), mostLots);
        })]);
    }

    private static IEnumerable<int[]> Combinations(int quotes, int most) =>
        Enumerable.Range(0, (int)Math.Pow(2 * most + 1, quotes)).Select(code =>
            Enumerable.Range(0, quotes).Select(i => code / (int)Math.Pow(2 * most + 1, i) % (2 * most + 1) - most).ToArray());

    private static int[] Lots(HedgeRecommendation found, ImmutableArray<HedgeQuote> quotes) => [.. quotes.Select(quote =>
        found.Hedges.Where(hedge => hedge.Month == quote.Month && hedge.Block == quote.Block).Sum(hedge => hedge.Lots))];

    private static double[] CostsWith(CostScenarios scenarios, ImmutableArray<HedgeQuote> quotes, int[] lots) =>
        [.. scenarios.Scenarios.Select(course => course.CostsUsd.Sum() + quotes.Select((quote, i) => 25.0 * scenarios.Cells[i].Hours
            * lots[i] * ((lots[i] > 0 ? quote.Offer.Value : quote.Bid.Value) - course.HubPrices[i])).Sum())];

    private static double TailMean(double[] costs) =>
        costs.Min(eta => eta + costs.Sum(cost => Math.Max(0, cost - eta)) / (0.05 * costs.Length));
}
