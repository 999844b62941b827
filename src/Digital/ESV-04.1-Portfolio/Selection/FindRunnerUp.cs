using Busbar.Digital.Handoffs.Portfolio;
using Busbar.Kernel.Outcomes;
using Busbar.Numerics.IntegerPrograms;

namespace Busbar.Digital.Portfolio.Selection;

/// <summary>Finds the best portfolio that funds another set of initiatives: how close the decision is.</summary>
public static class FindRunnerUp
{
    /// <summary>The runner-up, with its bound; refused (<c>no-runner-up</c>) when there is no other set, or none was found in the
    /// limit.</summary>
    /// <param name="of">A case that was selected from.</param>
    /// <param name="best">Its selection.</param>
    /// <param name="limits">When to give up.</param>
    public static Outcome<PortfolioSelection> Run(PortfolioCase of, PortfolioSelection best, SearchLimits limits)
    {
        var model = new SelectionModel(of);
        model.Differ(best.Chosen.Select(each => each.Id).ToHashSet(StringComparer.Ordinal));
        if (model.Solve(limits) is not IntegerSolution.Found found)
            return new Refusal("no-runner-up", "No other set of initiatives was found", of.Name,
                "There may be none; else allow more nodes.");
        var chosen = model.Chosen(found.Values);
        var ids = chosen.Select(each => each.Id).ToHashSet(StringComparer.Ordinal);
        return new PortfolioSelection(of.Name, chosen, -found.Objective, -found.Bound, found.IsProven, found.Nodes,
            model.Uses(found.Values), [.. of.Initiatives.Select(each => each.Id).Where(id => !ids.Contains(id))]);
    }
}
