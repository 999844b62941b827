using System.Collections.Immutable;
using Busbar.Digital.Handoffs.DataQuality;

namespace Busbar.Digital.DataQuality.Rules;

/// <summary>A rule with its arguments, as a contract or an analyst states it.</summary>
/// <param name="Rule">The name under which the rule book knows it: <c>expect_column_values_to_be_between</c>.</param>
/// <param name="Arguments">By name; <c>mostly</c>, <c>row_condition</c> and <c>ignore_row_if</c> are every rule's that judges rows.</param>
public sealed record RuleCall(string Rule, Term.Map Arguments);

/// <summary>What a rule is asked about.</summary>
/// <param name="Table">The rows.</param>
/// <param name="Others">Other tables that a rule may name.</param>
/// <param name="SampleLimit">Most failed rows that a result keeps; their number is always whole.</param>
public sealed record RuleSubject(Table Table, ImmutableArray<Table> Others, int SampleLimit);

/// <summary>A row that broke a rule.</summary>
/// <param name="Row">Its place in the table, from 0.</param>
/// <param name="Values">What the rule's columns hold there, in the order the rule names them.</param>
public sealed record FailedRow(int Row, ImmutableArray<Cell?> Values);

/// <summary>What a rule found.</summary>
/// <param name="Rule">The rule's name.</param>
/// <param name="Passed">True when the data keep it.</param>
/// <param name="Elements">Rows looked at, after the row condition.</param>
/// <param name="Missing">Of them those left out because a value is missing.</param>
/// <param name="Unexpected">Of the others those that broke the rule; 0 of a rule about the whole column.</param>
/// <param name="Observed">What a rule about the whole column or table measured; null of a rule about rows or where nothing could be
/// measured.</param>
/// <param name="FailedRows">The first rows that broke it.</param>
/// <param name="Details">More about the measure, for the reader.</param>
public sealed record RuleResult(
    string Rule, bool Passed, int Elements, int Missing, int Unexpected, Term? Observed, ImmutableArray<FailedRow> FailedRows,
    Term.Map Details);

/// <summary>A rule of the book: its name, the arguments it takes, and the pure function that judges a table.</summary>
internal sealed record Rule(string Name, ImmutableArray<string> Arguments, Func<RuleRun, RuleResult> Judge);
