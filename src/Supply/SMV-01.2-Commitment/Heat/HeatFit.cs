using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Commitment;

namespace Busbar.Supply.Commitment.Heat;

/// <summary>A convex piecewise-linear heat input curve, and how far it lies from what it was made of.</summary>
/// <param name="Curve">Ascending outputs from the lowest to the highest asked for; incremental heat never falls.</param>
/// <param name="Points">How many points of the measure the errors are taken over.</param>
/// <param name="MeanError">Mean |curve − measure| in MMBtu/h.</param>
/// <param name="MaxError">Largest |curve − measure| in MMBtu/h.</param>
/// <param name="MeanErrorShare">Mean |curve − measure| ÷ measure.</param>
/// <param name="MaxErrorShare">Largest |curve − measure| ÷ measure.</param>
/// <param name="RSquared">1 − Σ (curve − measure)² ÷ Σ (measure − mean)²; 1 where the measure does not vary.</param>
/// <param name="Straightened">Where the incremental heat of the measure fell, so that convexity had to be made.</param>
public sealed record HeatFit(
    ImmutableArray<HeatInputPoint> Curve, int Points, Mmbtu MeanError, Mmbtu MaxError, Percent MeanErrorShare, Percent MaxErrorShare,
    double RSquared, ImmutableArray<OutputStretch> Straightened);

/// <summary>From one output to another.</summary>
public sealed record OutputStretch(Mw From, Mw To);
