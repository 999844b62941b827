using NodaTime;

namespace Busbar.Supply.Handoffs.Recovery.Form1;

/// <summary>One fact of a FERC Form No. 1 filing (18 CFR 141.1), as its XBRL has it.</summary>
/// <param name="Filer">The utility.</param>
/// <param name="Filing">Id of the filing; a restatement is another filing of the same period.</param>
/// <param name="Element">The taxonomy's element.</param>
/// <param name="Start">First day of the period.</param>
/// <param name="End">Last day of the period; quarters are cumulative from January.</param>
/// <param name="Dimension">What tells facts of one element and period apart, <c>axis=member</c>; empty without one.</param>
/// <param name="Value">The value as written: a number, or text.</param>
public sealed record Form1Fact(
    string Filer, string Filing, string Element, LocalDate Start, LocalDate End, string Dimension, string Value);
