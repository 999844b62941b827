using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Portfolio;
using Busbar.Digital.Portfolio.Cases;
using Busbar.Digital.Portfolio.Landscapes;
using Busbar.Digital.Portfolio.Selection;
using Busbar.Kernel.Outcomes;
using Busbar.Numerics.IntegerPrograms;
using NodaTime;

namespace Busbar.Digital.Portfolio.Plans;

/// <summary>A case seen from all sides as of a day.</summary>
/// <param name="Case">The case.</param>
/// <param name="AsOf">The day that supports and readings are told by.</param>
/// <param name="Selection">What to fund.</param>
/// <param name="RunnerUp">The best other set, or null.</param>
/// <param name="Gains">What more means would bring.</param>
/// <param name="Rejections">What each rejected initiative needs.</param>
/// <param name="Scenarios">The same under other means.</param>
/// <param name="Cases">Each initiative's business case.</param>
/// <param name="Scores">Marks and their sensitivity; null without criteria.</param>
/// <param name="Applications">Applications in their quadrants.</param>
/// <param name="Capabilities">What supports each capability.</param>
/// <param name="Radar">Technologies and how long they are supported.</param>
/// <param name="Alignment">How well IT serves the business.</param>
public sealed record PortfolioReview(
    PortfolioCase Case, LocalDate AsOf, PortfolioSelection Selection, PortfolioSelection? RunnerUp, ImmutableArray<CapacityGain> Gains,
    ImmutableArray<RejectionReason> Rejections, ImmutableArray<ScenarioResult> Scenarios, ImmutableArray<BusinessCase> Cases,
    ScoreSheet? Scores, ImmutableArray<PlacedApplication> Applications, ImmutableArray<CoveredCapability> Capabilities,
    ImmutableArray<RadarEntry> Radar, Alignment Alignment);

/// <summary>Reviews a case: the selection with all that explains it, and the landscape around it.</summary>
public static class ReviewPortfolio
{
    /// <summary>The review with the findings of all its parts; refused as the selection is.</summary>
    /// <param name="of">The case.</param>
    /// <param name="asOf">The day.</param>
    /// <param name="limits">When each search gives up.</param>
    public static Outcome<PortfolioReview> Run(PortfolioCase of, LocalDate asOf, SearchLimits limits)
    {
        var selected = SelectInitiatives.Run(of, limits);
        if (selected is not Outcome<PortfolioSelection>.Done { Value: var best, Findings: var found })
            return ((Outcome<PortfolioSelection>.Refused)selected).Refusal;
        var scores = of.Landscape.Criteria.IsEmpty ? null : ScoreInitiatives.Run(of) as Outcome<ScoreSheet>.Done;
        var covered = (Outcome<ImmutableArray<CoveredCapability>>.Done)CoverCapabilities.Run(of.Landscape);
        var radar = (Outcome<ImmutableArray<RadarEntry>>.Done)ScanTechnologies.Run(of.Landscape, asOf);
        var review = new PortfolioReview(of, asOf, best,
            (FindRunnerUp.Run(of, best, limits) as Outcome<PortfolioSelection>.Done)?.Value,
            PriceCapacity.Run(of, best, limits).OrThrow(),
            [.. best.Rejected.Select(id => ExplainRejection.Run(of, best, id, limits).OrThrow())],
            CompareScenarios.Run(of, best, limits), [.. of.Initiatives.Select(each => AppraiseInitiative.Run(each, of.DiscountRate))],
            scores?.Value, PlaceApplications.Run(of.Landscape), covered.Value, radar.Value, MeasureAlignment.Run(of, best));
        return Outcome.Of(review, found.Concat(scores?.Findings ?? []).Concat(covered.Findings).Concat(radar.Findings));
    }
}
