using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Portfolio;
using Busbar.Kernel.Outcomes;

namespace Busbar.Digital.Portfolio.Selection;

/// <summary>Whether a case hangs together: names are unique and known, years fit, dependencies run in no circle.</summary>
internal static class CheckCase
{
    /// <summary>Why the case cannot be solved, or null.</summary>
    public static Refusal? Refusal(PortfolioCase of)
    {
        var ids = of.Initiatives.Select(each => each.Id).ToHashSet(StringComparer.Ordinal);
        return Twice("duplicate-initiative", "initiatives", of.Initiatives.Select(each => each.Id))
            ?? Twice("duplicate-skill", "skills", of.Skills.Select(each => each.Name))
            ?? Unknown(of, ids) ?? Years(of) ?? Cycle(of);
    }

    /// <summary>Costs after the plan's last year, which no budget holds.</summary>
    public static IEnumerable<Finding> Findings(PortfolioCase of) =>
        from each in of.Initiatives
        let last = SelectionModel.StartsOf(of, each).Last() + each.CostUsd.Length - 1
        where last >= of.FirstYear + of.BudgetUsd.Length
        select new Finding("cost-beyond-plan", Severity.Warning, FormattableString.Invariant($"{each.Id} may still cost in {last}"),
            of.Name, "only the plan's years are held against budgets and people");

    private static Refusal? Twice(string code, string where, IEnumerable<string> names) =>
        names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Skip(1).Any()) is { } twice
            ? new(code, $"'{twice.Key}' comes twice", where, "Give each its own name.") : null;

    private static Refusal? Unknown(PortfolioCase of, HashSet<string> ids)
    {
        var skills = of.Skills.Select(each => each.Name).ToHashSet(StringComparer.Ordinal);
        var aims = of.Landscape.Objectives.Select(each => each.Id).ToHashSet(StringComparer.Ordinal);
        var marks = of.Landscape.Criteria.Select(each => each.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var each in of.Initiatives)
        {
            var where = $"initiative {each.Id}";
            if (each.DependsOn.FirstOrDefault(other => !ids.Contains(other)) is { } other) return Stranger("initiative", other, where);
            if (each.Skills.FirstOrDefault(need => !skills.Contains(need.Skill)) is { } need)
                return Stranger("skill", need.Skill, where);
            if (each.Objective.Length > 0 && !aims.Contains(each.Objective)) return Stranger("objective", each.Objective, where);
            if (each.Scores.Keys.FirstOrDefault(name => !marks.Contains(name)) is { } mark) return Stranger("criterion", mark, where);
        }
        foreach (var (name, members) in of.Alternatives)
            if (members.FirstOrDefault(id => !ids.Contains(id)) is { } id) return Stranger("initiative", id, $"alternatives {name}");
        foreach (var scenario in of.Scenarios)
            if (scenario.Without.FirstOrDefault(id => !ids.Contains(id)) is { } id)
                return Stranger("initiative", id, $"scenario {scenario.Name}");
        return null;
    }

    private static Refusal Stranger(string kind, string name, string where) =>
        new($"unknown-{kind}", $"There is no {kind} '{name}'", where, $"Name one there is, or add the {kind}.");

    private static Refusal? Years(PortfolioCase of)
    {
        var years = of.BudgetUsd.Length;
        if (of.Skills.FirstOrDefault(skill => skill.Fte.Length != years) is { } skill)
            return new("year-count", $"Skill '{skill.Name}' has {skill.Fte.Length} years and the budgets have {years}", "skills",
                "Give one number a year.");
        foreach (var each in of.Initiatives)
            if (each.Starts.Any(start => start < of.FirstYear || start >= of.FirstYear + years))
                return new("start-outside-plan", FormattableString.Invariant(
                    $"{each.Id} may start in {string.Join(", ", each.Starts)}; the plan runs from {of.FirstYear} for {years} years"),
                    $"initiative {each.Id}", "Name years of the plan.");
        return null;
    }

    private static Refusal? Cycle(PortfolioCase of)
    {
        var needs = of.Initiatives.ToDictionary(each => each.Id, each => each.DependsOn, StringComparer.Ordinal);
        var done = new HashSet<string>(StringComparer.Ordinal);
        var path = new List<string>();
        return of.Initiatives.Select(each => Follow(each.Id)).FirstOrDefault(found => found is not null) is { } cycle
            ? new("dependency-cycle", $"Initiatives depend on each other in a circle: {string.Join(" → ", cycle)}", "dependsOn",
                "Take one of these dependencies away.")
            : null;

        ImmutableArray<string>? Follow(string id)
        {
            if (done.Contains(id)) return null;
            if (path.IndexOf(id) is >= 0 and var at) return [.. path[at..], id];
            path.Add(id);
            foreach (var other in needs[id])
                if (Follow(other) is { } found) return found;
            path.RemoveAt(path.Count - 1);
            done.Add(id);
            return null;
        }
    }
}
