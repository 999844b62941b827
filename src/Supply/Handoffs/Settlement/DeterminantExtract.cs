using System.Collections.Immutable;
using Busbar.Kernel.Time;

namespace Busbar.Supply.Handoffs.Settlement;

/// <summary>The quantities and prices that a market settled from, as it published them.</summary>
/// <param name="Market">The market's short name.</param>
/// <param name="Table">Which of its tables.</param>
/// <param name="Determinants">Each unique by code, keys, day and version.</param>
/// <param name="IsSimulated">True when no market made it.</param>
public sealed record DeterminantExtract(
    string Market, string Table, ImmutableArray<Determinant> Determinants, bool IsSimulated);

/// <summary>One bill determinant over one operating day.</summary>
/// <param name="Code">The market's code of it.</param>
/// <param name="Keys">What it is of, <c>QSECODE=… UIDSETLPOINT=…</c>, in the market's order of columns; empty when it has no
/// dimension.</param>
/// <param name="Version">The run that it belongs to.</param>
/// <param name="Unit">In the market's words.</param>
/// <param name="Values">One value an interval; null when it has one value a day.</param>
/// <param name="Scalar">The value of the day, for one without intervals.</param>
public sealed record Determinant(
    string Code, string Keys, OperatingDay OperatingDay, decimal Version, string Unit, Series<decimal>? Values, decimal? Scalar);
