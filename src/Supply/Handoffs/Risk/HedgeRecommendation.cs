using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using NodaTime;

namespace Busbar.Supply.Handoffs.Risk;

/// <summary>A tradable block and what it costs to cross the spread.</summary>
/// <param name="Month">First day of the month.</param>
/// <param name="Block">The block.</param>
/// <param name="Bid">What a sale gets, USD/MWh.</param>
/// <param name="Offer">What a purchase costs, USD/MWh.</param>
/// <param name="Lot">MW of one lot: 25 or 50, as the market trades.</param>
/// <param name="MostLots">Most lots to buy or to sell.</param>
public sealed record HedgeQuote(
    OperatingDay Month, PeakBlock Block, UsdPerMwhEstimate Bid, UsdPerMwhEstimate Offer, Mw Lot, int MostLots);

/// <summary>Hedges that make the dearest courses as cheap as a budget allows, sized to lots.</summary>
/// <param name="MeasuredAt">The clock of the scenarios.</param>
/// <param name="Level">Confidence of the tail, 0.95.</param>
/// <param name="Budget">Most that the expected cost may rise.</param>
/// <param name="Hedges">What to do, largest benefit first.</param>
/// <param name="Before">Without them.</param>
/// <param name="After">With them.</param>
/// <param name="LeastTailCost">No choice within the budget, whole lots or not, has a lower tail cost.</param>
/// <param name="TailWeights">The proof: one weight a scenario.</param>
/// <param name="ShadowPrice">The proof: fall of the tail cost per dollar of budget.</param>
/// <param name="Frontier">Lowest tail cost at rising budgets, lots in parts.</param>
public sealed record HedgeRecommendation(
    Instant MeasuredAt, double Level, UsdEstimate Budget, ImmutableArray<RecommendedHedge> Hedges, HedgedCost Before, HedgedCost After,
    UsdEstimate LeastTailCost, ImmutableArray<double> TailWeights, double ShadowPrice, ImmutableArray<HedgedCost> Frontier);

/// <summary>One trade of a recommendation.</summary>
/// <param name="Month">First day of the month.</param>
/// <param name="Block">The block.</param>
/// <param name="Lots">Lots to buy (positive) or sell (negative).</param>
/// <param name="Quantity">The same in MW.</param>
/// <param name="Price">Offer or bid.</param>
/// <param name="LotBenefit">What the tail cost would rise by without the last lot.</param>
/// <param name="LotCost">What the last lot adds to the expected cost; below zero if it is expected to earn.</param>
public sealed record RecommendedHedge(
    OperatingDay Month, PeakBlock Block, int Lots, Mw Quantity, UsdPerMwhEstimate Price, UsdEstimate LotBenefit, UsdEstimate LotCost)
{
    /// <summary>Tail dollars saved per dollar of expected cost; null where the lot costs nothing.</summary>
    public double? BenefitPerDollar => LotCost.Value > 0 ? LotBenefit.Value / LotCost.Value : null;
}

/// <summary>A hedged cost.</summary>
/// <param name="Expected">Mean.</param>
/// <param name="TailMean">Mean of the dearest 1 − level.</param>
public readonly record struct HedgedCost(UsdEstimate Expected, UsdEstimate TailMean);
