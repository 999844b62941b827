using System.Collections.Immutable;

namespace Busbar.Digital.Handoffs.Portfolio;

/// <summary>What may be funded, and the money and people there are for it.</summary>
/// <param name="Name">The case's title.</param>
/// <param name="FirstYear">The first year of the plan.</param>
/// <param name="DiscountRate">A year's discount: 0.07 for seven per cent; above −1.</param>
/// <param name="BudgetUsd">The budget of each year of the plan; its length is the plan's.</param>
/// <param name="Skills">People there are.</param>
/// <param name="Initiatives">What may be funded.</param>
/// <param name="Alternatives">Groups of which at most one is chosen.</param>
/// <param name="Scenarios">Other budgets and people to compare with.</param>
/// <param name="Landscape">Objectives, applications and technologies around it.</param>
/// <param name="Ticket">What a ticket costs, or null where nobody said.</param>
public sealed record PortfolioCase(
    string Name, int FirstYear, double DiscountRate, ImmutableArray<decimal> BudgetUsd, ImmutableArray<SkillCapacity> Skills,
    ImmutableArray<Initiative> Initiatives, ImmutableArray<AlternativeGroup> Alternatives, ImmutableArray<PortfolioScenario> Scenarios,
    Landscape Landscape, TicketCost? Ticket = null);

/// <summary>Full-time people of a skill there are in each year of the plan.</summary>
public sealed record SkillCapacity(string Name, ImmutableArray<decimal> Fte);

/// <summary>Initiatives that do the same: at most one is chosen.</summary>
public sealed record AlternativeGroup(string Name, ImmutableArray<string> Members);

/// <summary>The same case with other means.</summary>
/// <param name="Name">What people call it: <c>ten per cent less</c>.</param>
/// <param name="BudgetShare">What every budget is multiplied by; not negative.</param>
/// <param name="SkillShare">What every skill's people are multiplied by; not negative.</param>
/// <param name="Without">Initiatives that it leaves out.</param>
public sealed record PortfolioScenario(string Name, decimal BudgetShare, decimal SkillShare, ImmutableArray<string> Without);
