using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Risk;
using Busbar.Supply.Handoffs.Trading.Curves;
using Busbar.Supply.Handoffs.Trading.Deals;
using Busbar.Supply.Risk.Measures;
using NodaTime;

namespace Busbar.Supply.Risk.Portfolio;

/// <summary>A book to simulate.</summary>
/// <param name="Trades">Every deal known at the clock; voided ones count nowhere.</param>
/// <param name="Curves">The marks; of several of one commodity and location the newest counts.</param>
/// <param name="Clock">As of when.</param>
/// <param name="Model">How forwards move.</param>
/// <param name="Paths">100 to 1,000,000.</param>
/// <param name="Seed">The same seed gives the same bytes, whatever the threads.</param>
/// <param name="Threads">1 to 64.</param>
public sealed record SimulateBookInputs(
    ImmutableArray<Trade> Trades, ImmutableArray<ForwardCurve> Curves, Instant Clock, ForwardModel Model, int Paths, ulong Seed,
        int Threads);

/// <summary>Value at risk of a simulated book.</summary>
/// <param name="Report">At 95 and 99 %, by book, with standard errors.</param>
/// <param name="Factors">Prices that moved.</param>
/// <param name="Options">Different options after those of one underlying, strike and expiry were added up.</param>
/// <param name="MeanProfit">Mean profit; near 0, since forwards are martingales and options are valued by the same model.</param>
/// <param name="Convergence">VaR 99 % of the first eighth, quarter and half of the paths, and of all.</param>
public sealed record SimulatedBook(
    ValueAtRiskReport Report, int Factors, int Options, UsdEstimate MeanProfit, ImmutableArray<ConvergenceStep> Convergence);

/// <summary>Value at risk at 99 % over the first so many paths.</summary>
public sealed record ConvergenceStep(int Paths, UsdEstimate Var99);

/// <summary>Monte Carlo value at risk by full revaluation: forward curves are moved over the holding period by the model, fixed deals
/// collapse into one quantity a factor, options are valued by Black 1976 on each path with the deviation that is left.</summary>
public static class SimulateBook
{
    private const double TradingDays = 252;

    /// <summary>Simulates a day. Refuses what <see cref="MeasureValueAtRisk"/> refuses of a book.</summary>
    public static Outcome<SimulatedBook> Run(SimulateBookInputs inputs)
    {
        var asked = new MeasureValueAtRiskInputs(new ValueAtRiskMethod.MonteCarlo(inputs), [0.95, 0.99], RiskGrouping.Book,
            HoldingPeriod.OneDay);
        var simulated = Simulate(inputs, asked);
        if (simulated is Outcome<Simulation>.Refused refused) return refused.Refusal;
        var done = (Outcome<Simulation>.Done)simulated;
        var (book, profits) = (done.Value.Book, done.Value.Profits);
        var report = Report(inputs, asked, done.Value).OrThrow();
        double[] whole = [.. Enumerable.Range(0, inputs.Paths).Select(path => profits.Sum(part => part[path]))];
        var stages = new[] { 8, 4, 2, 1 }.Select(share => inputs.Paths / share).Select(paths => new ConvergenceStep(paths, new(
            -HistoricalQuantile.Of(whole.AsSpan(0, paths), 0.01, QuantileConvention.OrderStatistic))));
        return Outcome.Of(new SimulatedBook(report, book.Grid.Factors.Length, book.Calls.Length, new(whole.Average()), [.. stages]),
            done.Findings);
    }

    internal static Outcome<ValueAtRiskReport> Measure(SimulateBookInputs inputs, MeasureValueAtRiskInputs asked) =>
        Simulate(inputs, asked).Select(simulation => Report(inputs, asked, simulation).OrThrow());

    /// <summary>The deals bound to the grid of the curves.</summary>
    internal static Outcome<ResolvedBook> Resolve(SimulateBookInputs inputs, RiskGrouping by)
    {
        if (inputs.Paths is < 100 or > 1_000_000 || inputs.Threads is < 1 or > 64)
            return new Refusal("wrong-paths", $"{inputs.Paths} paths on {inputs.Threads} threads", "simulation",
                "Give 100 to 1,000,000 paths and 1 to 64 threads.");
        return FactorGrid.Of(inputs.Curves, inputs.Model, inputs.Clock) switch
        {
            Outcome<FactorGrid>.Done done => BookResolver.Of(inputs.Trades, done.Value, by),
            Outcome<FactorGrid>.Refused refused => refused.Refusal,
            _ => throw new InvalidOperationException("An outcome is done or refused."),
        };
    }

    /// <summary>Years that each factor is held.</summary>
    internal static double[] HeldYears(FactorGrid grid, HoldingPeriod holding) =>
        [.. grid.Factors.Select(factor => holding.DaysOf(FactorGrid.TenorOf(factor)) / TradingDays)];

    private sealed record Simulation(ResolvedBook Book, double[][] Profits);

    private static Outcome<ValueAtRiskReport> Report(SimulateBookInputs inputs, MeasureValueAtRiskInputs asked, Simulation simulation)
    {
        var parts = new SortedDictionary<string, double[]>(StringComparer.Ordinal);
        foreach (var (name, profits) in simulation.Book.Parts.Zip(simulation.Profits)) parts.Add(name, profits);
        return new ProfitSample(parts, QuantileConvention.OrderStatistic, null).Measure(
            $"Monte Carlo, {inputs.Paths} paths of {simulation.Book.Grid.Factors.Length} forwards, seed {inputs.Seed}, full revaluation",
            asked.Levels);
    }

    private static Outcome<Simulation> Simulate(SimulateBookInputs inputs, MeasureValueAtRiskInputs asked)
    {
        var outcome = Resolve(inputs, asked.By);
        if (outcome is Outcome<ResolvedBook>.Refused refused) return refused.Refusal;
        var resolved = (Outcome<ResolvedBook>.Done)outcome;
        var book = resolved.Value;
        return Outcome.Of(new Simulation(book, Simulate(book, inputs, asked.Holding)), resolved.Findings);
    }

    /// <summary>Profits by part and path; what else a block of paths is wanted for is told its first path, how many, and its
    /// forwards.</summary>
    internal static double[][] Simulate(
        ResolvedBook book, SimulateBookInputs inputs, HoldingPeriod holding, Action<int, int, double[][], double[][]>? also = null)
    {
        var held = HeldYears(book.Grid, holding);
        double[][] profits = [.. book.Parts.Select(_ => new double[inputs.Paths])];
        var (paths, deviations) = (new FactorPaths(book.Grid, held, inputs.Seed), book.Deviations(held));
        var today = book.ValueAt(book.Grid.Forwards, book.Deviations(new double[held.Length]));
        var blocks = (inputs.Paths + FactorPaths.BlockSize - 1) / FactorPaths.BlockSize;
        Parallel.For(0, blocks, new ParallelOptions { MaxDegreeOfParallelism = inputs.Threads }, paths.NewRoom, (block, _, room) =>
        {
            var first = block * FactorPaths.BlockSize;
            var columns = Math.Min(FactorPaths.BlockSize, inputs.Paths - first);
            paths.Fill(room, block);
            book.Value(room.Forwards, room.Logs, deviations, columns, profits, first);
            for (var part = 0; part < profits.Length; part++)
                foreach (ref var profit in profits[part].AsSpan(first, columns)) profit -= today[part];
            also?.Invoke(first, columns, room.Forwards, profits);
            return room;
        }, _ => { });
        return profits;
    }
}
