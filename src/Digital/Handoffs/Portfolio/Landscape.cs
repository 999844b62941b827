using System.Collections.Immutable;
using NodaTime;

namespace Busbar.Digital.Handoffs.Portfolio;

/// <summary>What the plan stands in: aims, abilities, applications, technologies, and how the business judges its IT.</summary>
/// <param name="Objectives">What the business wants moved.</param>
/// <param name="Capabilities">What the business must be able to do.</param>
/// <param name="Applications">What it runs.</param>
/// <param name="Technologies">What that is made of.</param>
/// <param name="Criteria">What initiatives are marked on.</param>
/// <param name="Luftman">Level from 1 to 5 on each of Luftman's six criteria, by name; empty where nobody was asked.</param>
public sealed record Landscape(
    ImmutableArray<Objective> Objectives, ImmutableArray<Capability> Capabilities, ImmutableArray<Application> Applications,
    ImmutableArray<Technology> Technologies, ImmutableArray<ScoringCriterion> Criteria, ImmutableSortedDictionary<string, int> Luftman);

/// <summary>An aim of the business with the metric that shows it.</summary>
/// <param name="Id">Unique, as initiatives name it.</param>
/// <param name="Name">The aim.</param>
/// <param name="Metric">What is measured.</param>
/// <param name="IsHigherBetter">True when the metric should rise.</param>
/// <param name="Readings">The metric by date; whether it moves is told by these.</param>
public sealed record Objective(string Id, string Name, string Metric, bool IsHigherBetter, ImmutableArray<MetricReading> Readings);

/// <summary>A metric on a day.</summary>
public sealed record MetricReading(LocalDate Day, double Value);

/// <summary>Something the business must be able to do: <c>settle with the market</c>.</summary>
/// <param name="Id">Unique.</param>
/// <param name="Name">As the business says it.</param>
/// <param name="Parent">The capability it is part of, or empty.</param>
public sealed record Capability(string Id, string Name, string Parent);

/// <summary>An application the business runs.</summary>
/// <param name="Id">Unique.</param>
/// <param name="Name">What people call it.</param>
/// <param name="BusinessFit">How well it serves, from 1 to 5.</param>
/// <param name="TechnicalFit">How sound it is, from 1 to 5.</param>
/// <param name="YearlyCostUsd">What it costs a year to run.</param>
/// <param name="Capabilities">What it supports, by id.</param>
/// <param name="Technologies">What it is made of, by name.</param>
public sealed record Application(
    string Id, string Name, double BusinessFit, double TechnicalFit, decimal YearlyCostUsd, ImmutableArray<string> Capabilities,
    ImmutableArray<string> Technologies);

/// <summary>A technology on the radar.</summary>
/// <param name="Name">With its version: <c>PostgreSQL 14</c>.</param>
/// <param name="Ring">Where the house puts it: <c>adopt</c>, <c>trial</c>, <c>assess</c> or <c>hold</c>.</param>
/// <param name="SupportEnds">The last day its maker supports it, or null.</param>
public sealed record Technology(string Name, string Ring, LocalDate? SupportEnds);

/// <summary>A criterion that initiatives are marked on.</summary>
/// <param name="Name">Unique.</param>
/// <param name="Weight">Its weight among the others; not negative.</param>
public sealed record ScoringCriterion(string Name, decimal Weight);
