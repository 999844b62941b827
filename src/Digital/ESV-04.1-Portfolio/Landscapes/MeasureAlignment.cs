using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Portfolio;
using Busbar.Digital.Portfolio.Selection;

namespace Busbar.Digital.Portfolio.Landscapes;

/// <summary>How well IT serves the business: as the business says, and as the spending shows.</summary>
/// <param name="Luftman">Mean of the levels given on Luftman's six criteria, from 1 to 5; null where none is given.</param>
/// <param name="Missing">Criteria on which no level is given.</param>
/// <param name="SpendUsd">What the funded initiatives cost.</param>
/// <param name="MovingUsd">What of it serves an objective whose metric moves.</param>
/// <param name="Objectives">Each objective, whether its metric moves, and what is spent on it.</param>
public sealed record Alignment(
    double? Luftman, ImmutableArray<string> Missing, decimal SpendUsd, decimal MovingUsd, ImmutableArray<ObjectiveSpend> Objectives)
{
    /// <summary>Share of the spend tied to an objective with a moving metric; null without spend.</summary>
    public double? Share => SpendUsd == 0 ? null : (double)(MovingUsd / SpendUsd);
}

/// <summary>An objective, whether its metric moves the right way, and what is spent on it.</summary>
public sealed record ObjectiveSpend(Objective Objective, bool IsMoving, decimal SpendUsd);

/// <summary>Measures business-IT alignment. Sources: Luftman, Communications of the AIS 4(14), 2000 (six criteria, five levels); a metric
/// moves when its last reading is better than its first, of two or more.</summary>
public static class MeasureAlignment
{
    private static readonly ImmutableArray<string> criteria =
        ["communications", "value", "governance", "partnership", "scope", "skills"];

    /// <summary>The alignment of a case and its selection.</summary>
    public static Alignment Run(PortfolioCase of, PortfolioSelection selection)
    {
        var funded = selection.Chosen.Select(each => each.Id).ToHashSet(StringComparer.Ordinal);
        var spends = of.Initiatives.Where(each => funded.Contains(each.Id)).ToLookup(each => each.Objective, each => each.CostUsd.Sum());
        ImmutableArray<ObjectiveSpend> objectives =
            [.. of.Landscape.Objectives.Select(each => new ObjectiveSpend(each, IsMoving(each), spends[each.Id].Sum()))];
        var given = criteria.Where(of.Landscape.Luftman.ContainsKey).Select(name => of.Landscape.Luftman[name]).ToList();
        return new(given.Count == 0 ? null : given.Average(), [.. criteria.Where(name => !of.Landscape.Luftman.ContainsKey(name))],
            spends.SelectMany(each => each).Sum(), objectives.Where(each => each.IsMoving).Sum(each => each.SpendUsd), objectives);
    }

    private static bool IsMoving(Objective objective)
    {
        if (objective.Readings.Length < 2) return false;
        var change = objective.Readings[^1].Value - objective.Readings[0].Value;
        return objective.IsHigherBetter ? change > 0 : change < 0;
    }
}
