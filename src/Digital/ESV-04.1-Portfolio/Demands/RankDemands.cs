using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Portfolio;
using Busbar.Digital.Portfolio.Cases;
using Busbar.Kernel.Outcomes;

namespace Busbar.Digital.Portfolio.Demands;

/// <summary>A demand with its place among the others.</summary>
/// <param name="Demand">The demand.</param>
/// <param name="Case">Its business case; null until it is assessed.</param>
/// <param name="Score">Its marks; null until it is assessed, or where the portfolio has no criteria.</param>
public sealed record RankedDemand(Demand Demand, BusinessCase? Case, InitiativeScore? Score);

/// <summary>Ranks demands as the portfolio ranks initiatives: weighted shortest job first, those still open before the others.</summary>
public static class RankDemands
{
    /// <summary>The demands: open ones by WSJF from high to low, then those nobody has assessed, then what has ended.</summary>
    public static ImmutableArray<RankedDemand> Run(ImmutableArray<Demand> demands, PortfolioCase? of)
    {
        var assessed = demands.Where(each => each.Estimate is not null).Select(each => each.As(each.Id)).ToImmutableArray();
        var scores = of is not null
            && ScoreInitiatives.Run(of with { Initiatives = assessed }) is Outcome<ScoreSheet>.Done { Value: var sheet }
            ? sheet.Ranked.ToDictionary(each => each.Id, StringComparer.Ordinal) : [];
        return
        [
            .. demands.Select(each => new RankedDemand(each,
                each.Estimate is null ? null : AppraiseInitiative.Run(each.As(each.Id), of?.DiscountRate ?? 0),
                scores.GetValueOrDefault(each.Id)))
                .OrderByDescending(each => each.Demand.IsOpen).ThenByDescending(Urgency)
                .ThenBy(each => each.Demand.Raised.At).ThenBy(each => each.Demand.Id, StringComparer.Ordinal),
        ];
    }

    // What takes nobody's time is done first.
    private static double Urgency(RankedDemand each) => each.Score is { } score ? score.Wsjf ?? double.PositiveInfinity : -1;
}
