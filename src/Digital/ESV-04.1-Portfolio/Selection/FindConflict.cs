using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Portfolio;
using Busbar.Kernel.Outcomes;
using Busbar.Numerics.IntegerPrograms;
using Busbar.Numerics.LinearPrograms;

namespace Busbar.Digital.Portfolio.Selection;

/// <summary>The smallest set of mandatory initiatives that cannot be done together. Each set that can be done grows as far as it will; what
/// is then left out must be hit by any conflict, and the smallest set that hits all of these is tried next. Source: Ignatiev, Previti,
/// Liffiton and Marques-Silva, Smallest MUS extraction with minimal hitting set dualization, CP 2015.</summary>
internal static class FindConflict
{
    /// <summary>The refusal that names it.</summary>
    public static Refusal Refusal(PortfolioCase of, SearchLimits limits)
    {
        ImmutableArray<string> mandatory = [.. of.Initiatives.Where(each => each.IsMandatory).Select(each => each.Id)];
        var left = new List<ImmutableArray<string>>();
        while (true)
        {
            if (Hitting(mandatory, left, limits) is not { } tried) return Stopped(of);
            switch (new SelectionModel(Only(of, tried, mandatory)).Solve(limits))
            {
                case IntegerSolution.Infeasible infeasible:
                    return new("mandatory-conflict",
                        $"These mandatory initiatives cannot be done together: {string.Join(", ", tried)}. {infeasible.Reason}", of.Name,
                        "Raise the budget or the people in question, let one start in another year, or take its duty away.");
                case IntegerSolution.Found { IsProven: true } found:
                    var chosen = new SelectionModel(Only(of, tried, mandatory)).Chosen(found.Values).Select(each => each.Id).ToHashSet();
                    if (mandatory.All(chosen.Contains)) return Stopped(of);
                    left.Add([.. mandatory.Where(id => !chosen.Contains(id))]);
                    break;
                default:
                    return Stopped(of);
            }
        }
    }

    private static Refusal Stopped(PortfolioCase of) => new("search-limit", "The search found no portfolio within its limit", of.Name,
        "Allow more nodes or time.");

    // Only these are asked for, and of the other mandatory ones as many as will go.
    private static PortfolioCase Only(PortfolioCase of, ImmutableArray<string> asked, ImmutableArray<string> mandatory) => of with
    {
        DiscountRate = 0,
        Initiatives = [.. of.Initiatives.Select(each => each with
        {
            IsMandatory = asked.Contains(each.Id),
            ValueUsd = mandatory.Contains(each.Id) ? 1 : 0,
        })],
    };

    private static ImmutableArray<string>? Hitting(ImmutableArray<string> all, List<ImmutableArray<string>> sets, SearchLimits limits)
    {
        var program = new IntegerProgram();
        foreach (var id in all) program.AddWhole(id, 0, 1, 1);
        foreach (var set in sets)
            program.AddRow("hit", [.. set.Select(id => new LinearTerm(all.IndexOf(id), 1))], 1, double.PositiveInfinity);
        return program.Solve(limits) is IntegerSolution.Found { IsProven: true } found
            ? [.. all.Where((_, i) => found.Values[i] > 0.5)] : null;
    }
}
