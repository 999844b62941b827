using System.Collections.Immutable;
using System.Globalization;
using Busbar.Digital.Portfolio.Benefits;
using Busbar.Kernel.Outcomes;

namespace Busbar.Digital.Portfolio.Plans;

/// <summary>The room's key metrics: what the initiatives brought on what they cost where that is known, what the funded ones promise, and
/// how much of the spend serves an objective that moves.</summary>
public static class MeasurePortfolio
{
    private const string Room = "ESV-04.1", FromFile = "the portfolio in force", FromDesk = "tickets, run costs";
    private const double AlignmentTarget = 70;

    /// <summary>The metrics of a review and of the promises held so far.</summary>
    public static ImmutableArray<Metric> Run(PortfolioReview review, ImmutableArray<PromiseStanding> promises)
    {
        var funded = review.Selection.Chosen.Select(each => each.Id).ToHashSet(StringComparer.Ordinal);
        var cases = review.Case.Initiatives.Where(each => funded.Contains(each.Id) && !each.BenefitUsd.IsEmpty).ToList();
        var (benefit, cost) = (cases.Sum(each => each.BenefitUsd.Sum()), cases.Sum(each => each.CostUsd.Sum()));
        var alignment = review.Alignment;
        var promised = new Metric(Room, "IT investment ROI, promised", cost > 0 ? (double)(100 * (benefit - cost) / cost) : null, "%", 0,
            Better.Higher, "(benefits − costs) / costs of the funded initiatives that state their benefits, as promised",
            [Part("benefits", benefit, FromFile), Part("costs", cost, FromFile)]);
        return
        [
            .. Realised([.. promises.Where(each => each.RealisedRoi is not null)]), promised,
            new(Room, "Business-IT alignment", alignment.Share * 100, "%", AlignmentTarget, Better.Higher,
                "spend on objectives whose metric moves / spend on funded initiatives",
                [Part("moving", alignment.MovingUsd, FromFile), Part("spend", alignment.SpendUsd, FromFile)]),
            new(Room, "Luftman level", alignment.Luftman, "of 5", null, Better.Neither,
                "mean of the levels given on Luftman's criteria", []),
        ];
    }

    /// <summary>The realised return of the initiatives whose benefit is known, held against what just these promised.</summary>
    private static ImmutableArray<Metric> Realised(ImmutableArray<PromiseStanding> known)
    {
        if (known.IsEmpty) return [];
        var cost = known.Sum(each => each.Initiative.CostUsd.Sum());
        var promised = known.Sum(each => each.Initiative.BenefitUsd.Sum());
        var realised = known.Sum(each => (1 + each.RealisedRoi!.Value) * (double)each.Initiative.CostUsd.Sum());
        return
        [
            new(Room, "IT investment ROI, realised", 100 * (realised - (double)cost) / (double)cost, "%",
                (double)(100 * (promised - cost) / cost), Better.Higher,
                "(benefits at the pace seen since they are live − costs) / costs of the live initiatives that are measured; the target is"
                + " what these promised",
                [
                    Part("benefits at the pace seen", (decimal)realised, FromDesk), Part("costs", cost, FromFile),
                    Part("benefits promised", promised, FromFile),
                ]),
        ];
    }

    private static Explain Part(string name, decimal usd, string from) =>
        Explain.Leaf(name, usd.ToString("0", CultureInfo.InvariantCulture), "USD", from);
}
