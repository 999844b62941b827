using System.Collections.Immutable;

namespace Busbar.Digital.Handoffs.Portfolio;

/// <summary>A piece of work that may be funded, whole or not at all.</summary>
/// <param name="Id">Unique, as other initiatives name it.</param>
/// <param name="Name">What people call it.</param>
/// <param name="ValueUsd">What it is worth on the day it starts; null takes the net present value of its benefits less its costs.</param>
/// <param name="CostUsd">What it costs in each year from its start; not negative.</param>
/// <param name="BenefitUsd">What it brings in each year from its start.</param>
/// <param name="Skills">The people it takes, by skill.</param>
/// <param name="IsMandatory">True when law or licence asks for it: it is chosen whatever it is worth.</param>
/// <param name="DependsOn">Initiatives that must be chosen too and start no later.</param>
/// <param name="Starts">Years in which it may start; empty takes the plan's first.</param>
/// <param name="Objective">The objective it serves, or empty.</param>
/// <param name="Service">The service it changes, or empty.</param>
/// <param name="Risk">What it may fail of, in words, or empty.</param>
/// <param name="Evidence">Where its figures can be checked, or empty.</param>
/// <param name="Scores">Its mark on each criterion.</param>
/// <param name="Quarters">Quarters that the work takes from its start; null takes all years in which it costs something.</param>
/// <param name="Measure">Which facts show its benefit, or null.</param>
public sealed record Initiative(
    string Id, string Name, decimal? ValueUsd, ImmutableArray<decimal> CostUsd, ImmutableArray<decimal> BenefitUsd,
    ImmutableArray<SkillNeed> Skills, bool IsMandatory, ImmutableArray<string> DependsOn, ImmutableArray<int> Starts, string Objective,
    string Service, string Risk, string Evidence, ImmutableSortedDictionary<string, decimal> Scores, int? Quarters = null,
    BenefitMeasure? Measure = null);

/// <summary>People of one skill that an initiative takes.</summary>
/// <param name="Skill">The skill's name.</param>
/// <param name="Fte">Full-time people in each year from the start; not negative.</param>
public sealed record SkillNeed(string Skill, ImmutableArray<decimal> Fte);
