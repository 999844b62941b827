using System.Collections.Immutable;

namespace Busbar.Digital.Handoffs.Portfolio;

/// <summary>The IT plan: one dataset from which the document and the page are made, so that a number is the same in both.</summary>
/// <param name="Title">At its head.</param>
/// <param name="Sections">In order.</param>
public sealed record ItPlan(string Title, ImmutableArray<PlanSection> Sections);

/// <summary>A part of the plan.</summary>
/// <param name="Heading">What it is about.</param>
/// <param name="Text">What it says, a paragraph each.</param>
/// <param name="Columns">The table's headings; empty where there is none.</param>
/// <param name="Rows">The table's rows, each as long as the headings.</param>
public sealed record PlanSection(
    string Heading, ImmutableArray<string> Text, ImmutableArray<string> Columns, ImmutableArray<ImmutableArray<string>> Rows);
