using System.Collections.Immutable;
using Busbar.Kernel.Time;
using NodaTime;

namespace Busbar.Supply.Handoffs.Risk;

/// <summary>Equally likely courses of what serving load costs, by month and block: what hedges are chosen over and checked
/// against.</summary>
/// <param name="MeasuredAt">The clock at which everything used was known.</param>
/// <param name="Method">How they were made, in words.</param>
/// <param name="Cells">The months and blocks, by month, then block.</param>
/// <param name="Scenarios">The courses.</param>
public sealed record CostScenarios(
    Instant MeasuredAt, string Method, ImmutableArray<CostCell> Cells, ImmutableArray<CostScenario> Scenarios);

/// <summary>One block of one month.</summary>
/// <param name="Month">First day of the month.</param>
/// <param name="Block">The block.</param>
/// <param name="Hours">How many hours of it are in the horizon.</param>
public sealed record CostCell(OperatingDay Month, PeakBlock Block, int Hours);

/// <summary>One course.</summary>
/// <param name="CostsUsd">Net cost of each cell before new hedges; cost positive.</param>
/// <param name="HubPrices">Mean hub price of each cell's hours, USD/MWh.</param>
public sealed record CostScenario(ImmutableArray<double> CostsUsd, ImmutableArray<double> HubPrices);
