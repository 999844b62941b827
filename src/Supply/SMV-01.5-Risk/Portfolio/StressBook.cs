using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Numerics;
using Busbar.Numerics.Distributions;
using Busbar.Supply.Handoffs.Risk;
using Busbar.Supply.Handoffs.Trading.Curves;
using Busbar.Supply.Risk.Measures;

namespace Busbar.Supply.Risk.Portfolio;

/// <summary>What to put a book through.</summary>
/// <param name="Book">The book, its curves and model.</param>
/// <param name="Scenarios">Named jumps.</param>
/// <param name="BrokenModels">Models whose correlations broke, by name: value at risk is simulated anew with each.</param>
/// <param name="ReverseLoss">The loss whose least unlikely cause is sought, above 0; null for none.</param>
public sealed record StressBookInputs(
    SimulateBookInputs Book, ImmutableArray<StressScenario> Scenarios, ImmutableArray<(string Name, ForwardModel Model)> BrokenModels,
    UsdEstimate? ReverseLoss);

/// <summary>What a scenario costs; a loss is positive.</summary>
public sealed record StressLoss(string Name, UsdEstimate Loss, ImmutableArray<BookLoss> Books);

/// <summary>What one book loses of it.</summary>
public sealed record BookLoss(string Book, UsdEstimate Loss);

/// <summary>The least unlikely day that loses a given sum.</summary>
/// <param name="Loss">What it loses, by full revaluation.</param>
/// <param name="Deviations">How many standard deviations away it is.</param>
/// <param name="Probability">That a day is at least as bad, by a straight boundary at it: Φ(−deviations).</param>
/// <param name="Moves">Move of every factor.</param>
public sealed record ReverseStress(
    UsdEstimate Loss, double Deviations, double Probability, ImmutableArray<FactorMove> Moves);

/// <summary>How far a price moves.</summary>
public sealed record FactorMove(RiskFactor Factor, UsdPerMwhEstimate Move);

/// <summary>What the book loses when things go wrong.</summary>
public sealed record StressReport(
    ImmutableArray<StressLoss> Scenarios, ImmutableArray<BrokenModelRisk> BrokenModels, ReverseStress? Reverse);

/// <summary>Value at risk at 99 % when correlations broke.</summary>
public sealed record BrokenModelRisk(string Name, UsdEstimate Var99);

/// <summary>Puts a book through named scenarios, broken correlations and the reverse question, all on the revaluation that
/// <see cref="SimulateBook"/> uses.</summary>
public static class StressBook
{
    private const int MostSteps = 500;

    /// <summary>Runs them. Refuses what <see cref="SimulateBook"/> refuses, a scenario that touches nothing or whose numbers are out of
    /// range,
    /// and a loss that no move of the model brings about.</summary>
    public static Outcome<StressReport> Run(StressBookInputs inputs)
    {
        var outcome = SimulateBook.Resolve(inputs.Book, RiskGrouping.Book);
        if (outcome is Outcome<ResolvedBook>.Refused refused) return refused.Refusal;
        var (book, findings) = (((Outcome<ResolvedBook>.Done)outcome).Value, ((Outcome<ResolvedBook>.Done)outcome).Findings);
        if (inputs.Scenarios.Select(scenario => Refuse(scenario, book)).FirstOrDefault(each =>
            each is not null) is { } refusal) return refusal;
        var broken = ImmutableArray.CreateBuilder<BrokenModelRisk>();
        foreach (var (name, model) in inputs.BrokenModels)
        {
            var simulated = SimulateBook.Run(inputs.Book with { Model = model });
            if (simulated is Outcome<SimulatedBook>.Refused wrong) return wrong.Refusal with { Where = name };
            broken.Add(new(name, simulated.OrThrow().Report.Figures[1].ValueAtRisk));
        }
        var reverse = inputs.ReverseLoss is { } loss ? Reverse(book, loss.Value, inputs.Book.Seed) : null;
        if (inputs.ReverseLoss is not null && reverse is null)
            return new Refusal("loss-not-reachable", $"no likely move of the curves loses {inputs.ReverseLoss}", "reverse stress",
                "Ask for a smaller loss above 0, or check the sign of the book.");
        return Outcome.Of(new StressReport([.. inputs.Scenarios.Select(scenario => Lose(scenario, book))], broken.ToImmutable(),
            reverse), findings);
    }

    private static Refusal? Refuse(StressScenario scenario, ResolvedBook book)
    {
        if (scenario.Prices.Any(shock => shock.Times is not (> 0 and <= 1000))
            || scenario.Volumes.Any(shock => shock.Share is not (>= -1 and <= 100)))
            return new("wrong-scenario", $"'{scenario.Name}' multiplies a price by 0 or less, or a volume by less than nothing",
                scenario.Name,
                "Give price factors above 0 and volume shares of −1 or more.");
        var idle = scenario.Prices.FirstOrDefault(shock => !book.Grid.Factors.Any(shock.Fits));
        return idle is null ? null : new("scenario-touches-nothing",
            $"'{scenario.Name}' moves {idle.Commodity} at '{idle.Location}', which no curve has",
            scenario.Name, "Name a commodity, location, month and block of the curves.");
    }

    private static StressLoss Lose(StressScenario scenario, ResolvedBook book)
    {
        double[] forwards = [.. book.Grid.Factors.Select((factor, i) => scenario.Prices.Where(shock => shock.Fits(factor))
            .Aggregate(book.Grid.Forwards[i], (price, shock) => price * shock.Times))];
        var profits = book.Jump(forwards, book.Deviations(new double[forwards.Length]));
        for (var part = 0; part < profits.Length; part++)
            foreach (var shock in scenario.Volumes.Where(shock => shock.Book.Length == 0 || shock.Book == book.Parts[part]))
                for (var factor = 0; factor < forwards.Length; factor++)
                    if (Fits(shock, book.Grid.Factors[factor], book.Linear[part][factor]))
                        profits[part] += shock.Share * book.Linear[part][factor] * forwards[factor];
        return new(scenario.Name, new(-profits.Sum()), [.. book.Parts.Zip(profits, (name, profit) => new BookLoss(name, new(-profit)))]);
    }

    private static bool Fits(VolumeShock shock, RiskFactor factor, double held) => factor.Commodity != Commodity.Fuel
        && (shock.Months.IsEmpty || shock.Months.Contains(factor.Month.Date.Month)) && (shock.IsLoad ? held < 0 : held > 0);

    // The nearest point of the boundary "the book loses so much" in the measure of the covariance of the logarithms: each step goes to the
    // nearest point of the boundary's tangent. Hasofer and Lind 1974; Rackwitz and Fiessler, Computers and Structures 9(5), 1978. With no
    // options and small moves the first step is the closed form −X·Σδ/(δ'Σδ).
    private static ReverseStress? Reverse(ResolvedBook book, double loss, ulong seed)
    {
        if (!(loss > 0)) return null;
        var grid = book.Grid;
        var n = grid.Forwards.Length;
        var paths = new FactorPaths(grid, SimulateBook.HeldYears(grid, HoldingPeriod.OneDay), seed);
        double[] covariance = [.. from i in Enumerable.Range(0, n)
                                  from j in Enumerable.Range(0, n)
                                  select paths.CorrelationOf(i, j) * paths.DeviationOf(i) * paths.DeviationOf(j)];
        var (move, deviations, damping) = (new double[n], book.Deviations(new double[n]), 1.0);
        for (var step = 0; step < MostSteps; step++)
        {
            double[] forwards = [.. grid.Forwards.Select((price, i) => price * Math.Exp(move[i]))];
            if (!forwards.All(price => price is > 0 and < 1e12)) return null;
            var shortfall = book.Jump(forwards, deviations).Sum() + loss;
            double[] slope = [.. book.Deltas(forwards, deviations).Zip(forwards, (delta, price) => delta * price)];
            double[] spread = [.. Enumerable.Range(0, n).Select(i => Spans.Dot(covariance.AsSpan(i * n, n), slope))];
            var variance = Spans.Dot(slope, spread);
            if (!(variance > 0)) return null;
            var reach = (Spans.Dot(slope, move) - shortfall) / variance;
            double[] next = [.. spread.Select(each => each * reach)];
            var change = next.Zip(move, (after, before) => Math.Abs(after - before)).Max();
            if (change < 1e-10 && Math.Abs(shortfall) < 1e-6 * loss)
                return Found(book, forwards, loss - shortfall, Math.Abs(reach) * Math.Sqrt(variance));
            if (step % 50 == 49) damping /= 2;
            move = [.. move.Zip(next, (before, after) => before + damping * (after - before))];
        }
        return null;
    }

    private static ReverseStress Found(ResolvedBook book, double[] forwards, double loss, double deviations) =>
        new(new(loss), deviations, NormalDistribution.Cumulative(-deviations), [.. book.Grid.Factors.Select((factor, i) =>
            new FactorMove(factor, new(forwards[i] - book.Grid.Forwards[i])))]);
}
