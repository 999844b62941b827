using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Risk;
using Busbar.Supply.Risk.Simulation;

namespace Busbar.Host.Desks;

/// <summary>What serving our load may cost over the horizon of the forward curve, as the desk keeps it.</summary>
/// <param name="Run">Id of the run that made it.</param>
/// <param name="MarkDay">Day of the curve.</param>
/// <param name="Report">The report; its courses are kept apart, as <see cref="CostScenarios"/>.</param>
/// <param name="Cells">Load, wind and prices by month and block.</param>
/// <param name="Fit">What the model was fitted to be.</param>
/// <param name="Findings">Everything assumed.</param>
public sealed record CostClose(
    string Run, OperatingDay MarkDay, CostAtRiskReport Report, ImmutableArray<SimulatedCell> Cells, ImmutableArray<FittedFigure> Fit,
    ImmutableArray<Finding> Findings);

/// <summary>Hedges recommended from the desk's newest scenarios, and what the checker said of them.</summary>
/// <param name="Run">Id of the run that made it.</param>
/// <param name="Recommended">The hedges.</param>
/// <param name="Quotes">What they were chosen from.</param>
/// <param name="Findings">What was imperfect.</param>
/// <param name="Faults">What the checker found wrong; nothing when all is right.</param>
public sealed record HedgeAdvice(
    string Run, HedgeRecommendation Recommended, ImmutableArray<HedgeQuote> Quotes, ImmutableArray<Finding> Findings,
    ImmutableArray<Finding> Faults);
