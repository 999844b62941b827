using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Portfolio;
using Busbar.Numerics;

namespace Busbar.Digital.Portfolio.Tests;

/// <summary>Cases of a few initiatives, solved by trying every choice of starts.</summary>
internal static class SmallCase
{
    public const int FirstYear = 2027;

    public static Landscape Bare { get; } = new([], [], [], [], [], ImmutableSortedDictionary<string, int>.Empty);

    public static Initiative Initiative(string id, decimal value, params decimal[] costs) => new(
        id, $"Initiative {id}", value, [.. costs], [],
        [], false, [], [], "", "", "", "", ImmutableSortedDictionary<string, decimal>.Empty);

    public static PortfolioCase Case(ImmutableArray<decimal> budgets, params Initiative[] initiatives) =>
        new("case", FirstYear, 0, budgets, [], [.. initiatives], [], [], Bare);

    /// <summary>Six initiatives over three years with two skills, some mandatory, dependencies that run in no circle, a pair of
    /// alternatives.</summary>
    public static PortfolioCase Draw(SeededRandom chance, double mandatory)
    {
        int Whole(int from, int to) => from + (int)((to - from + 1) * chance.NextUniform());
        bool Happens(double often) => chance.NextUniform() < often;
        var all = Enumerable.Range(0, 6).Select(i => Initiative($"i{i}", Whole(5, 60), [.. Enumerable.Range(0, Whole(1, 3))
            .Select(_ => (decimal)Whole(1, 20))]) with
        {
            IsMandatory = Happens(mandatory),
            Skills = Happens(0.6) ? [new(Happens(0.5) ? "grid" : "code", [Whole(0, 4), Whole(0, 4)])] : [],
            DependsOn = i > 0 && Happens(0.3) ? [$"i{Whole(0, i - 1)}"] : [],
            Starts = Happens(0.5) ? [FirstYear + Whole(0, 2)] : [FirstYear, FirstYear + 1],
        }).ToImmutableArray();
        return new("drawn", FirstYear, 0.05, [Whole(10, 40), Whole(10, 40), Whole(5, 30)],
            [new("grid", [Whole(1, 6), Whole(1, 6), 5]), new("code", [Whole(1, 6), Whole(1, 6), 5])],
            all, [new("either", ["i1", "i4"])], [], Bare);
    }

    /// <summary>The best value of a set of initiatives that keeps every promise; null where no choice of starts does.</summary>
    public static IEnumerable<(ImmutableHashSet<string> Set, double Value)> All(PortfolioCase of) =>
        Choices(of, 0, []).GroupBy(each => string.Join(' ', each.Starts.Keys.Order()))
            .Select(group => (group.First().Starts.Keys.ToImmutableHashSet(), group.Max(each => each.Value)));

    private static IEnumerable<(Dictionary<string, int> Starts, double Value)> Choices(
        PortfolioCase of, int at, Dictionary<string, int> starts)
    {
        if (at == of.Initiatives.Length)
        {
            if (IsKept(of, starts)) yield return (new(starts), of.Initiatives.Where(each => starts.ContainsKey(each.Id))
                .Sum(each => (double)each.ValueUsd!.Value / Math.Pow(1 + of.DiscountRate, starts[each.Id] - of.FirstYear)));
            yield break;
        }
        var initiative = of.Initiatives[at];
        if (!initiative.IsMandatory)
            foreach (var each in Choices(of, at + 1, starts)) yield return each;
        foreach (var start in initiative.Starts.IsEmpty ? [of.FirstYear] : initiative.Starts)
        {
            starts[initiative.Id] = start;
            foreach (var each in Choices(of, at + 1, starts)) yield return each;
            starts.Remove(initiative.Id);
        }
    }

    private static bool IsKept(PortfolioCase of, Dictionary<string, int> starts)
    {
        foreach (var each in of.Initiatives.Where(each => starts.ContainsKey(each.Id)))
            if (each.DependsOn.Any(other => !starts.TryGetValue(other, out var start) || start > starts[each.Id])) return false;
        if (of.Alternatives.Any(group => group.Members.Count(starts.ContainsKey) > 1)) return false;
        for (var year = 0; year < of.BudgetUsd.Length; year++)
        {
            decimal Used(Func<Initiative, ImmutableArray<decimal>> needs) => of.Initiatives.Where(each => starts.ContainsKey(each.Id))
                .Sum(each => needs(each).ElementAtOrDefault(of.FirstYear + year - starts[each.Id]));
            if (Used(each => each.CostUsd) > of.BudgetUsd[year]) return false;
            foreach (var skill in of.Skills)
                if (Used(each => [.. each.Skills.Where(need => need.Skill == skill.Name).SelectMany(need => need.Fte)]) > skill.Fte[year])
                    return false;
        }
        return true;
    }
}
