using Busbar.Digital.Handoffs.Portfolio;
using Busbar.Kernel.Outcomes;
using Busbar.Numerics.IntegerPrograms;

namespace Busbar.Digital.Portfolio.Selection;

/// <summary>Chooses what to fund and when: the most value within every year's budget and people, mandatory initiatives in, dependencies no
/// later than what needs them, of alternatives at most one. Exact, with its bound.</summary>
public static class SelectInitiatives
{
    /// <summary>The portfolio; a finding names costs after the plan's end (<c>cost-beyond-plan</c>) and a search that stopped before its
    /// proof (<c>not-proven</c>). Refuses names that come twice or are not known (<c>duplicate-initiative</c>, <c>duplicate-skill</c>,
    /// <c>unknown-initiative</c>, <c>unknown-skill</c>, <c>unknown-objective</c>, <c>unknown-criterion</c>), years that do not fit
    /// (<c>year-count</c>, <c>start-outside-plan</c>), a circle of dependencies (<c>dependency-cycle</c>), mandatory initiatives that
    /// cannot all be done, with the smallest set that cannot (<c>mandatory-conflict</c>), and a search that found nothing in its limit
    /// (<c>search-limit</c>).</summary>
    public static Outcome<PortfolioSelection> Run(PortfolioCase of, SearchLimits limits)
    {
        if (CheckCase.Refusal(of) is { } refusal) return refusal;
        var model = new SelectionModel(of);
        if (model.Solve(limits) is not IntegerSolution.Found found) return FindConflict.Refusal(of, limits);
        var chosen = model.Chosen(found.Values);
        var ids = chosen.Select(each => each.Id).ToHashSet(StringComparer.Ordinal);
        var selection = new PortfolioSelection(of.Name, chosen, -found.Objective, -found.Bound, found.IsProven, found.Nodes,
            model.Uses(found.Values), [.. of.Initiatives.Select(each => each.Id).Where(id => !ids.Contains(id))]);
        var findings = CheckCase.Findings(of);
        return Outcome.Of(selection, found.IsProven ? findings : findings.Append(new("not-proven", Severity.Warning,
            FormattableString.Invariant($"Up to {selection.BoundUsd - selection.ValueUsd:F0} USD more may be possible"), of.Name,
            "the best portfolio found is given with its bound")));
    }
}
