using System.Collections.Immutable;

namespace Busbar.Digital.Portfolio.Selection;

/// <summary>The portfolio that is worth most within its means, with its proof.</summary>
/// <param name="Case">The case's title.</param>
/// <param name="Chosen">What is funded, by start and id.</param>
/// <param name="ValueUsd">What it is worth together, as of the plan's first year.</param>
/// <param name="BoundUsd">No portfolio is worth more; equal to the value when it is proven.</param>
/// <param name="IsProven">True when nothing better is possible; false when the search stopped before it knew.</param>
/// <param name="Nodes">Programs solved on the way.</param>
/// <param name="Resources">What is used of each budget and skill in each year, and its shadow price.</param>
/// <param name="Rejected">Ids of what is not funded.</param>
public sealed record PortfolioSelection(
    string Case, ImmutableArray<ChosenInitiative> Chosen, double ValueUsd, double BoundUsd, bool IsProven, long Nodes,
    ImmutableArray<ResourceUse> Resources, ImmutableArray<string> Rejected)
{
    /// <summary>What the value may fall short of the best by, as a share of it; zero when it is proven.</summary>
    public double Gap => IsProven || BoundUsd == 0 ? 0 : (BoundUsd - ValueUsd) / Math.Abs(BoundUsd);
}

/// <summary>A funded initiative, the year it starts and what it is worth then, as of the plan's first year.</summary>
public sealed record ChosenInitiative(string Id, string Name, int StartYear, double ValueUsd);

/// <summary>A budget or a skill in a year.</summary>
/// <param name="Name"><c>budget</c>, or the skill.</param>
/// <param name="Year">The year.</param>
/// <param name="Unit"><c>USD</c> or <c>FTE</c>.</param>
/// <param name="Used">What the portfolio takes.</param>
/// <param name="Limit">What there is.</param>
/// <param name="ShadowPriceUsd">What one unit more would add to the value if initiatives could be funded in part (the dual of the relaxed
/// program): a price at the margin, not a promise.</param>
public sealed record ResourceUse(string Name, int Year, string Unit, double Used, double Limit, double ShadowPriceUsd);
