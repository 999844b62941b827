using System.Collections.Immutable;

namespace Busbar.Supply.Handoffs.Recovery.Filing;

/// <summary>The one dataset a regulatory filing is made from: every number that appears in the application, the testimony, the schedules
/// and the tariff sheet is a value or a formula here. Numbers are records (<c>decimal</c>); what is printed is rounded, what is
/// computed is not, save where a formula rounds.</summary>
/// <param name="Name">What it describes, for a person.</param>
/// <param name="Values">Inputs, each with its source.</param>
/// <param name="Formulas">Numbers computed from inputs and other formulas, in any order, without a cycle.</param>
/// <param name="Schedules">How the numbers are laid out as exhibits.</param>
/// <param name="Foots">Totals that must equal their parts.</param>
public sealed record FilingDataset(
    string Name, ImmutableArray<FilingValue> Values, ImmutableArray<FilingFormula> Formulas, ImmutableArray<FilingSchedule> Schedules,
    ImmutableArray<FilingFoot> Foots);

/// <summary>One input.</summary>
/// <param name="Id">Lower-case letters, digits, dots and dashes, beginning with a letter: <c>cost.555.2020-07</c>. Unique in the
/// dataset.</param>
/// <param name="Words">What it is, as a sentence would say it.</param>
/// <param name="Value">The number as it came, unrounded.</param>
/// <param name="Unit"><c>USD</c>, <c>MWh</c>, <c>USD/MWh</c>, <c>share</c> (a fraction printed as a percentage), or another as
/// printed.</param>
/// <param name="Digits">Decimals printed, 0 to 10.</param>
/// <param name="Source">The journal, statement, forecast or document it was read from; never empty.</param>
public sealed record FilingValue(string Id, string Words, decimal Value, string Unit, int Digits, string Source);

/// <summary>One computed number.</summary>
/// <param name="Id">As of a value.</param>
/// <param name="Words">As of a value.</param>
/// <param name="Unit">As of a value.</param>
/// <param name="Digits">As of a value.</param>
/// <param name="Expression">How it is computed.</param>
/// <param name="Source">The rule it follows: section of the clause, account, standard.</param>
public sealed record FilingFormula(string Id, string Words, string Unit, int Digits, FilingExpression Expression, string Source);

/// <summary>An exhibit: rows of numbers under headings.</summary>
/// <param name="Name">Short, at most 31 characters, as a worksheet is named: <c>E1</c>.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Columns">Headings of the number columns, at least one.</param>
/// <param name="Rows">Its rows, at least one.</param>
public sealed record FilingSchedule(string Name, string Title, ImmutableArray<string> Columns, ImmutableArray<FilingRow> Rows);

/// <summary>One line of a schedule.</summary>
/// <param name="Label">What the line is.</param>
/// <param name="Ids">An id for each column, or an empty text for a blank.</param>
/// <param name="IsTotal">True for a line with a rule above it.</param>
public sealed record FilingRow(string Label, ImmutableArray<string> Ids, bool IsTotal = false);

/// <summary>A total that must equal the sum of its parts.</summary>
/// <param name="Total">Id of the total.</param>
/// <param name="Parts">Ids of the parts.</param>
/// <param name="Within">Largest difference allowed, in the total's unit, 0 or more.</param>
public sealed record FilingFoot(string Total, ImmutableArray<string> Parts, decimal Within = 0);
