using System.Collections.Immutable;

namespace Busbar.Supply.Handoffs.Risk;

/// <summary>Where a piece of the book belongs, for risk by part. A field that does not apply is empty.</summary>
/// <param name="Book">Book or portfolio.</param>
/// <param name="Commodity">Commodity or risk class.</param>
/// <param name="Location">Location or curve.</param>
/// <param name="Tenor">Delivery month or tenor of the factor.</param>
public sealed record RiskCut(string Book, string Commodity, string Location, string Tenor);

/// <summary>How the value of a trade moves with one factor, or with two at once.</summary>
/// <param name="Trade">Id of the trade.</param>
/// <param name="Cut">Where it belongs.</param>
/// <param name="Factor">Key of the factor.</param>
/// <param name="CrossFactor">Key of the second factor when <paramref name="Gamma"/> is a cross gamma, else empty.</param>
/// <param name="Step">Unit of the factor's moves: <c>USD/MWh</c>, <c>shift</c>.</param>
/// <param name="Delta">USD for one step; 0 for a cross gamma.</param>
/// <param name="Gamma">USD for a step squared.</param>
public sealed record Sensitivity(
    string Trade, RiskCut Cut, string Factor, string CrossFactor, string Step, double Delta, double Gamma);

/// <summary>How factors move together in a day.</summary>
/// <param name="Factors">Keys, each once.</param>
/// <param name="Tenors">The tenor label that each came with; may be empty.</param>
/// <param name="Step">Unit of the moves; the matrix is in its square.</param>
/// <param name="Matrix">Row by row, symmetric.</param>
public sealed record FactorCovariance(
    ImmutableArray<string> Factors, ImmutableArray<string> Tenors, string Step, ImmutableArray<double> Matrix);
