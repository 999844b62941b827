using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Risk;

namespace Busbar.Supply.Risk.Simulation;

/// <summary>What serving load may cost and earn over a horizon.</summary>
/// <param name="Cost">Of the whole horizon, fixed costs included.</param>
/// <param name="GrossMargin">Retail revenue less cost, before fixed costs: 5 % in its bad tail.</param>
/// <param name="Earnings">The same after fixed costs.</param>
/// <param name="Months">One a month.</param>
/// <param name="Cells">The open position of each month and block.</param>
/// <param name="Drivers">Where cost at risk comes from; their sum is <see cref="CostTail.AtRisk"/> of the whole.</param>
/// <param name="Scenarios">Every course, for choosing hedges.</param>
public sealed record CostAtRiskReport(
    CostTail Cost, MarginTail GrossMargin, MarginTail Earnings, ImmutableArray<MonthAtRisk> Months, ImmutableArray<OpenCell> Cells,
    ImmutableArray<RiskDriver> Drivers, CostScenarios Scenarios);

/// <summary>A cost's distribution.</summary>
/// <param name="Expected">Mean.</param>
/// <param name="P5">5th percentile (type 7).</param>
/// <param name="P50">Median.</param>
/// <param name="P95">95th percentile.</param>
/// <param name="TailMean">Mean of the dearest 5 % (CVaR 95).</param>
public sealed record CostTail(UsdEstimate Expected, UsdEstimate P5, UsdEstimate P50, UsdEstimate P95, UsdEstimate TailMean)
{
    /// <summary>Cost at risk: mean of the dearest 5 % less the mean.</summary>
    public UsdEstimate AtRisk => TailMean - Expected;
}

/// <summary>A margin's distribution; <see cref="AtRisk"/> is its mean less its 5th percentile.</summary>
public sealed record MarginTail(UsdEstimate Expected, UsdEstimate P5, UsdEstimate P50, UsdEstimate P95)
{
    /// <summary>Mean less 5th percentile.</summary>
    public UsdEstimate AtRisk => Expected - P5;
}

/// <summary>One month's cost and gross margin.</summary>
public sealed record MonthAtRisk(OperatingDay Month, CostTail Cost, MarginTail GrossMargin);

/// <summary>One month and block's expected energy.</summary>
/// <param name="Cell">The month and block.</param>
/// <param name="LoadMwh">Expected load.</param>
/// <param name="PlantMwh">Expected energy of plants.</param>
/// <param name="WindMwh">Expected energy of wind.</param>
/// <param name="ContractMwh">Contracts.</param>
/// <param name="HedgeMwh">Hedges.</param>
public sealed record OpenCell(CostCell Cell, double LoadMwh, double PlantMwh, double WindMwh, double ContractMwh, double HedgeMwh)
{
    /// <summary>What the market must still sell us (positive) or buy from us, MWh.</summary>
    public double OpenMwh => LoadMwh - PlantMwh - WindMwh - ContractMwh - HedgeMwh;

    /// <summary>Cover ÷ load; not a number where there is no load.</summary>
    public double HedgeRatio => (LoadMwh - OpenMwh) / LoadMwh;
}

/// <summary>One driver's part of cost at risk. Load, price, wind and outage stand alone, all else at its mean; <c>diversification</c> is
/// what they
/// add to together less their sum when drawn independently; <c>correlation</c> what moving together adds to that.</summary>
/// <param name="Name">The driver.</param>
/// <param name="AtRisk">Its part of cost at risk.</param>
/// <param name="Expected">What it adds to the expected cost over all at their means.</param>
public sealed record RiskDriver(string Name, UsdEstimate AtRisk, UsdEstimate Expected);
