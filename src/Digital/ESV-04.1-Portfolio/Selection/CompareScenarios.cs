using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Portfolio;
using Busbar.Kernel.Outcomes;
using Busbar.Numerics.IntegerPrograms;

namespace Busbar.Digital.Portfolio.Selection;

/// <summary>What a scenario comes to beside the case itself.</summary>
/// <param name="Name">The scenario.</param>
/// <param name="Selection">Its portfolio; null when it has none.</param>
/// <param name="Refusal">Why it has none, or null.</param>
/// <param name="Added">What it funds that the case does not.</param>
/// <param name="Dropped">What it does not fund that the case does.</param>
public sealed record ScenarioResult(
    string Name, PortfolioSelection? Selection, Refusal? Refusal, ImmutableArray<string> Added, ImmutableArray<string> Dropped);

/// <summary>Selects under other budgets and people and says what changes.</summary>
public static class CompareScenarios
{
    /// <summary>One result a scenario, in the case's order. A scenario that cannot be is a result with its refusal.</summary>
    public static ImmutableArray<ScenarioResult> Run(PortfolioCase of, PortfolioSelection best, SearchLimits limits) =>
        [.. of.Scenarios.Select(scenario => Result(scenario.Name, best, SelectInitiatives.Run(Under(of, scenario), limits)))];

    private static ScenarioResult Result(string name, PortfolioSelection best, Outcome<PortfolioSelection> outcome)
    {
        if (outcome is not Outcome<PortfolioSelection>.Done { Value: var then })
            return new(name, null, ((Outcome<PortfolioSelection>.Refused)outcome).Refusal, [], []);
        var (before, after) = (best.Chosen.Select(each => each.Id), then.Chosen.Select(each => each.Id));
        return new(name, then, null, [.. after.Except(before)], [.. before.Except(after)]);
    }

    // What depends on an initiative that is left out is left out too.
    private static PortfolioCase Under(PortfolioCase of, PortfolioScenario scenario)
    {
        var without = scenario.Without.ToHashSet(StringComparer.Ordinal);
        while (of.Initiatives.Where(each => each.DependsOn.Any(without.Contains)).Any(each => without.Add(each.Id)))
        {
        }
        return of with
        {
            Name = $"{of.Name}: {scenario.Name}",
            BudgetUsd = [.. of.BudgetUsd.Select(budget => budget * scenario.BudgetShare)],
            Skills = [.. of.Skills.Select(skill => skill with { Fte = [.. skill.Fte.Select(fte => fte * scenario.SkillShare)] })],
            Initiatives = [.. of.Initiatives.Where(each => !without.Contains(each.Id))],
            Alternatives = [.. of.Alternatives.Select(group => group with
                { Members = [.. group.Members.Where(id => !without.Contains(id))] })],
            Scenarios = [],
        };
    }
}
