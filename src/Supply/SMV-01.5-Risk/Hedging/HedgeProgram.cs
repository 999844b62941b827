using Busbar.Numerics.LinearPrograms;
using Busbar.Supply.Handoffs.Risk;
using Busbar.Supply.Risk.Simulation;

namespace Busbar.Supply.Risk.Hedging;

/// <summary>The least tail cost over hedges as a linear program: one variable to buy and one to sell each block, and one cut for each set
/// of tail
/// weights met. Tail cost is the largest weighted cost over all such sets, so cuts are added until none is missing: the optimum is that of
/// the
/// full program with a row a scenario. Source: Künzi-Bay and Mayer, Computational Aspects of Minimizing Conditional Value-at-Risk,
/// Computational Management Science 3(1), 2006.</summary>
internal sealed class HedgeProgram
{
    private const double Relative = 1e-10;
    private readonly double[] costs;
    private readonly double[][] effects;
    private readonly double level;
    private readonly List<Cut> cuts = [];

    internal HedgeProgram(CostScenarios scenarios, IReadOnlyList<HedgeQuote> quotes, double level)
    {
        this.level = level;
        costs = [.. scenarios.Scenarios.Select(course => course.CostsUsd.Sum())];
        var cells = scenarios.Cells.Select((cell, i) => (cell, i)).ToDictionary(each => (each.cell.Month, each.cell.Block));
        effects = [.. quotes.SelectMany(quote =>
        {
            var (cell, i) = cells[(quote.Month, quote.Block)];
            var energy = (double)quote.Lot.Value * cell.Hours;
            double[] buy = [.. scenarios.Scenarios.Select(course => energy * (quote.Offer.Value - course.HubPrices[i]))];
            double[] sell = [.. scenarios.Scenarios.Select(course => energy * (course.HubPrices[i] - quote.Bid.Value))];
            return new[] { buy, sell };
        })];
        ExpectedEffects = [.. effects.Select(effect => effect.Average())];
        Most = [.. quotes.SelectMany(quote => new[] { quote.MostLots, quote.MostLots })];
        ExpectedCost = costs.Average();
        Scale = Math.Max(1, costs.Max(Math.Abs));
        AddCut(Weights(new double[Variables]));
    }

    /// <summary>Two a quote: buy, then sell.</summary>
    internal int Variables => effects.Length;

    internal double[] ExpectedEffects { get; }

    internal int[] Most { get; }

    internal double ExpectedCost { get; }

    /// <summary>The largest cost, which tolerances are relative to.</summary>
    internal double Scale { get; }

    internal double TailOf(ReadOnlySpan<double> lots) => Tail.MeanBeyond(Tail.Sorted(CostsOf(lots)), level);

    internal double ExpectedOf(ReadOnlySpan<double> lots)
    {
        var sum = ExpectedCost;
        for (var i = 0; i < lots.Length; i++) sum += ExpectedEffects[i] * lots[i];
        return sum;
    }

    /// <summary>The least tail cost within a budget and between bounds on lots, or null where no lots keep them.</summary>
    internal Optimum? Solve(double budget, ReadOnlySpan<int> lower, ReadOnlySpan<int> upper)
    {
        while (true)
        {
            var program = Write(budget, lower, upper);
            if (program.Solve() is not LinearSolution.Optimal solution) return null;
            var lots = solution.Values.AsSpan(0, Variables);
            var bound = solution.Objective * Scale;
            if (TailOf(lots) - bound <= Relative * Scale) return Read(solution, bound);
            var before = cuts.Count;
            AddCut(Weights(lots));
            if (before > 2_000) throw new ArithmeticException("The cuts of a hedge program do not close.");
        }
    }

    private LinearProgram Write(double budget, ReadOnlySpan<int> lower, ReadOnlySpan<int> upper)
    {
        var program = new LinearProgram();
        for (var i = 0; i < Variables; i++) program.AddVariable($"lots {i}", lower[i], upper[i], 0);
        var tail = program.AddVariable("tail cost", double.NegativeInfinity, double.PositiveInfinity, 1);
        program.AddRow("budget", Terms(ExpectedEffects), double.NegativeInfinity, budget / Scale);
        foreach (var cut in cuts)
            program.AddRow("cut", [.. Terms(cut.Effects).Select(term => term with { Coefficient = -term.Coefficient }), new(tail, 1)],
                cut.Cost / Scale, double.PositiveInfinity);
        return program;
    }

    private LinearTerm[] Terms(double[] effects) => [.. effects.Select((effect, i) => new LinearTerm(i, effect / Scale))];

    private Optimum Read(LinearSolution.Optimal solution, double bound)
    {
        var weights = new double[costs.Length];
        for (var cut = 0; cut < cuts.Count; cut++)
            for (var s = 0; s < weights.Length; s++) weights[s] += solution.RowDuals[1 + cut] * cuts[cut].Weights[s];
        return new([.. solution.Values.Take(Variables)], bound, weights, Math.Max(0, -solution.RowDuals[0]));
    }

    private double[] CostsOf(ReadOnlySpan<double> lots)
    {
        var hedged = (double[])costs.Clone();
        for (var i = 0; i < lots.Length; i++)
            if (lots[i] != 0) Numerics.Spans.AddScaled(hedged, lots[i], effects[i]);
        return hedged;
    }

    // Equal weight on the dearest courses, the one at the edge in part.
    private double[] Weights(ReadOnlySpan<double> lots)
    {
        var hedged = CostsOf(lots);
        var order = Enumerable.Range(0, hedged.Length).OrderByDescending(s => hedged[s]).ThenBy(s => s);
        var (weights, tail) = (new double[hedged.Length], (1 - level) * hedged.Length);
        var left = tail;
        foreach (var s in order.TakeWhile(_ => left > 0))
        {
            weights[s] = Math.Min(1, left) / tail;
            left -= 1;
        }
        return weights;
    }

    private void AddCut(double[] weights) =>
        cuts.Add(new(weights, Numerics.Spans.Dot(weights, costs), [.. effects.Select(effect => Numerics.Spans.Dot(weights, effect))]));

    private sealed record Cut(double[] Weights, double Cost, double[] Effects);

    /// <summary>Lots in parts, their tail cost, and the proof that none is lower.</summary>
    internal sealed record Optimum(double[] Lots, double TailCost, double[] Weights, double ShadowPrice);
}
