using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Portfolio;
using Busbar.Digital.Portfolio.Cases;
using Busbar.Kernel.Outcomes;
using Busbar.Numerics.IntegerPrograms;

namespace Busbar.Digital.Portfolio.Selection;

/// <summary>What would have to change for a rejected initiative to be chosen.</summary>
/// <param name="Id">The initiative.</param>
/// <param name="ValueUsd">What it is worth on the day it starts.</param>
/// <param name="ForcedUsd">The best portfolio's value with it in; null when it fits in none.</param>
/// <param name="DisplacedIds">What it would push out.</param>
/// <param name="ValueNeededUsd">What it would have to be worth on the day it starts; null when no value is enough.</param>
/// <param name="CostCut">The least share of its cost in every year that would have to go; null when no cut is enough.</param>
/// <param name="IsProven">True when these are exact.</param>
public sealed record RejectionReason(
    string Id, double ValueUsd, double? ForcedUsd, ImmutableArray<string> DisplacedIds,
    double? ValueNeededUsd, double? CostCut, bool IsProven);

/// <summary>Solves again with a rejected initiative in, and again for the least cut of its cost that makes it as good as the
/// best.</summary>
public static class ExplainRejection
{
    /// <summary>The reason; refused when the initiative is not among the rejected (<c>not-rejected</c>).</summary>
    public static Outcome<RejectionReason> Run(PortfolioCase of, PortfolioSelection best, string id, SearchLimits limits)
    {
        if (!best.Rejected.Contains(id))
            return new Refusal("not-rejected", $"'{id}' is not among the rejected", of.Name, "Name one that is.");
        var initiative = of.Initiatives.First(each => each.Id == id);
        var value = CashFlow.ValueOf(initiative, of.DiscountRate);
        var cut = LeastCut(of, best, id, limits);
        var model = new SelectionModel(of);
        model.Force(id);
        if (model.Solve(limits) is not IntegerSolution.Found forced)
            return new RejectionReason(id, value, null, [], null, cut?.Objective, cut?.IsProven ?? true);
        var chosen = model.Chosen(forced.Values);
        var start = chosen.First(each => each.Id == id).StartYear;
        var delay = Math.Pow(1 + of.DiscountRate, start - of.FirstYear);
        return new RejectionReason(id, value, -forced.Objective,
            [.. best.Chosen.Select(each => each.Id).Where(other => chosen.All(each => each.Id != other))],
            value + delay * (best.ValueUsd + forced.Objective), cut?.Objective, forced.IsProven && (cut?.IsProven ?? true));
    }

    private static IntegerSolution.Found? LeastCut(PortfolioCase of, PortfolioSelection best, string id, SearchLimits limits)
    {
        var model = new SelectionModel(of, cut: id);
        model.Force(id);
        model.Reach(best.ValueUsd - 1e-6 * Math.Max(1, Math.Abs(best.ValueUsd)));
        return model.Solve(limits) as IntegerSolution.Found;
    }
}
