using System.Collections.Immutable;
using Busbar.Kernel.Quantities;

namespace Busbar.Supply.Commitment.PriceTaking;

/// <summary>What a plant, or the fleet, earns over the scenarios, each planned with its prices known.</summary>
/// <param name="Name">The plant; <c>fleet</c> for all.</param>
/// <param name="ExpectedProfit">Mean profit; a gain is positive.</param>
/// <param name="StandardDeviation">Of profit, with n − 1 below.</param>
/// <param name="Quantiles">Profit at levels of the scenarios, linear between neighbours.</param>
/// <param name="WorstTwentieth">Conditional value at risk at 95 %: mean profit of the worst 5 % of scenarios, the last one in
/// part.</param>
/// <param name="ExpectedStarts">Mean starts; for a combined cycle, starts from off.</param>
/// <param name="ExpectedHoursOn">Mean hours on (a store: hours in which it moves energy).</param>
/// <param name="ExpectedEnergy">Mean energy delivered, net of charging.</param>
/// <param name="BreakEven">The energy price, on average over the energy planned in all scenarios, at which the plan would earn nothing:
/// (fuel, starts, VOM, less what reserves earn) ÷ energy. Null for stores and where no energy is planned.</param>
/// <param name="ExpectedGap">No plans earn more, on average, than these by more than this: 0 where plans are exact, some cents for a store
/// over hundreds of negative hours. What units share by a fuel contract is in the contract's gap and in the fleet's.</param>
public sealed record ProfitOutlook(
    string Name, UsdEstimate ExpectedProfit, UsdEstimate StandardDeviation, ImmutableArray<ProfitQuantile> Quantiles,
    UsdEstimate WorstTwentieth, double ExpectedStarts, double ExpectedHoursOn, MwhEstimate ExpectedEnergy, UsdPerMwhEstimate? BreakEven,
    UsdEstimate ExpectedGap);

/// <summary>Profit that a share of the scenarios does not exceed.</summary>
public sealed record ProfitQuantile(double Level, UsdEstimate Profit);
