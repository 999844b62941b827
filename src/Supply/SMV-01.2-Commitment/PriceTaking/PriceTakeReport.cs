using System.Collections.Immutable;
using Busbar.Kernel.Quantities;

namespace Busbar.Supply.Commitment.PriceTaking;

/// <summary>What a fleet earns against price scenarios.</summary>
/// <param name="Hours">Length of the horizon.</param>
/// <param name="Scenarios">How many.</param>
/// <param name="Units">By plant: thermal, combined cycle, hydro, storage.</param>
/// <param name="Fleet">All together, scenario by scenario.</param>
/// <param name="Contracts">Fuel contracts.</param>
/// <param name="Water">Hydro plants' value of water.</param>
public sealed record PriceTakeReport(
    int Hours, int Scenarios, ImmutableArray<ProfitOutlook> Units, ProfitOutlook Fleet, ImmutableArray<ContractOutlook> Contracts,
    ImmutableArray<WaterOutlook> Water);

/// <summary>A fuel contract over the scenarios.</summary>
/// <param name="Name">The contract.</param>
/// <param name="ExpectedHeatMmbtu">Mean heat burned.</param>
/// <param name="ExpectedShortfall">Mean cost of fuel short of take-or-pay; it is taken off the fleet's profit, not off a unit's.</param>
/// <param name="ExpectedOpportunityUsdPerMmbtu">Mean multiplier: what one more MMBtu would earn over its price; below zero, down to less
/// the shortfall price, while fuel has to be paid for anyway. It is the adder to an offer.</param>
/// <param name="ExpectedGap">Mean of (bound − profit): by so much at most could other plans of the contract's units earn more.</param>
public sealed record ContractOutlook(
    string Name, double ExpectedHeatMmbtu, UsdEstimate ExpectedShortfall, double ExpectedOpportunityUsdPerMmbtu, UsdEstimate ExpectedGap);

/// <summary>What one more MWh of a day's water would earn, on average over scenarios.</summary>
/// <param name="Unit">The hydro plant.</param>
/// <param name="ByDay">By operating day.</param>
public sealed record WaterOutlook(string Unit, ImmutableArray<UsdPerMwhEstimate> ByDay);
