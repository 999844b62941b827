using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Risk;
using Busbar.Supply.Risk.Measures;

namespace Busbar.Supply.Risk.Portfolio;

/// <summary>Draws the price scenarios that the trader's desk checks a deal against: moves of every factor over a day and what each
/// book makes under each. The same paths as <see cref="SimulateBook"/> with the same seed.</summary>
public static class DrawScenarios
{
    /// <summary>Refuses what <see cref="SimulateBook"/> refuses, and more than 20,000 paths: a trader's check needs no more.</summary>
    public static Outcome<RiskScenarios> Run(SimulateBookInputs inputs)
    {
        if (inputs.Paths > 20_000)
            return new Refusal("wrong-paths", $"{inputs.Paths} scenarios", "scenarios", "Draw at most 20,000; 1,000 are enough for 95 %.");
        var outcome = SimulateBook.Resolve(inputs, RiskGrouping.Book);
        if (outcome is Outcome<ResolvedBook>.Refused refused) return refused.Refusal;
        var done = (Outcome<ResolvedBook>.Done)outcome;
        var (moves, grid) = (new ImmutableArray<double>[inputs.Paths], done.Value.Grid);
        var profits = SimulateBook.Simulate(done.Value, inputs, HoldingPeriod.OneDay, (first, columns, forwards, _) =>
        {
            for (var i = 0; i < columns; i++)
                moves[first + i] = [.. forwards.Select((factor, k) => factor[i] - grid.Forwards[k])];
        });
        return Outcome.Of(new RiskScenarios(inputs.Clock, FormattableString.Invariant($"{inputs.Paths} simulated days, seed {inputs.Seed}"),
            grid.Factors, [.. moves],
            [.. done.Value.Parts.Zip(profits, (book, made) => new BookScenarios(book, [.. made]))]), done.Findings);
    }
}
