using System.Collections.Immutable;
using System.Globalization;
using Busbar.Kernel.Outcomes;

namespace Busbar.Digital.Portfolio.Plans;

/// <summary>The room's key metrics: what the funded initiatives with a business case promise on what they cost, and how much of the spend
/// serves an objective that moves.</summary>
public static class MeasurePortfolio
{
    private const string Room = "ESV-04.1";
    private const double AlignmentTarget = 70;

    /// <summary>The metrics of a review.</summary>
    public static ImmutableArray<Metric> Run(PortfolioReview review)
    {
        var funded = review.Selection.Chosen.Select(each => each.Id).ToHashSet(StringComparer.Ordinal);
        var cases = review.Case.Initiatives.Where(each => funded.Contains(each.Id) && !each.BenefitUsd.IsEmpty).ToList();
        var (benefit, cost) = (cases.Sum(each => each.BenefitUsd.Sum()), cases.Sum(each => each.CostUsd.Sum()));
        var alignment = review.Alignment;
        return
        [
            new(Room, "IT investment ROI", cost > 0 ? (double)(100 * (benefit - cost) / cost) : null, "%", 0, Better.Higher,
                "(benefits − costs) / costs of the funded initiatives that state their benefits, as promised",
                [Part("benefits", benefit), Part("costs", cost)]),
            new(Room, "Business-IT alignment", alignment.Share * 100, "%", AlignmentTarget, Better.Higher,
                "spend on objectives whose metric moves / spend on funded initiatives",
                [Part("moving", alignment.MovingUsd), Part("spend", alignment.SpendUsd)]),
            new(Room, "Luftman level", alignment.Luftman, "of 5", null, Better.Neither,
                "mean of the levels given on Luftman's criteria", []),
        ];
    }

    private static Explain Part(string name, decimal usd) =>
        Explain.Leaf(name, usd.ToString("0", CultureInfo.InvariantCulture), "USD", "the portfolio file in force");
}
