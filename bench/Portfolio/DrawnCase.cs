using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Portfolio;
using Busbar.Numerics;

namespace Busbar.Portfolio.Bench;

/// <summary>A drawn case: initiatives of one to three years with one to three starts and one to four of eight skills, money for about a
/// third of what is asked, people of the scarce skills for two fifths and of the others for seven tenths, five mandatory, fifteen
/// dependencies, five pairs of alternatives.</summary>
internal static class DrawnCase
{
    private const int FirstYear = 2027;

    public static PortfolioCase Of(int initiatives, int years, int skills, int scarce, ulong seed)
    {
        var chance = new SeededRandom(seed);
        int Whole(int from, int to) => from + (int)((to - from + 1) * chance.NextUniform());
        var all = Enumerable.Range(0, initiatives).Select(i =>
        {
            var length = Whole(1, 3);
            ImmutableArray<decimal> costs = [.. Enumerable.Range(0, length).Select(_ => 1000m * Whole(20, 600))];
            var first = FirstYear + Whole(0, years - 1);
            ImmutableArray<SkillNeed> needs = [.. Enumerable.Range(0, skills).OrderBy(_ => chance.NextUniform()).Take(Whole(1, 4)).Order()
                .Select(skill => new SkillNeed($"skill{skill}", [.. Enumerable.Range(0, length).Select(_ => Whole(1, 12) / 4m)]))];
            return new Initiative($"i{i:000}", $"Initiative {i}", Math.Round(costs.Sum() * (0.8m + 0.01m * Whole(0, 120)), 0), costs, [],
                needs, i < 5, i >= 85 ? [$"i{Whole(5, 84):000}"] : [], [.. Enumerable.Range(first, Whole(1, 3)).Where(year =>
                    year < FirstYear + years)], "", "", "", "", ImmutableSortedDictionary<string, decimal>.Empty);
        }).ToImmutableArray();
        var asked = all.Sum(each => each.CostUsd.Sum());
        return new("drawn", FirstYear, 0.07, [.. Enumerable.Repeat(Math.Round(asked * 0.35m / years), years)],
            [.. Enumerable.Range(0, skills).Select(skill => new SkillCapacity($"skill{skill}", 
                [.. Enumerable.Repeat(Math.Round((skill < scarce ? 0.4m : 0.7m) / years
                * all.Sum(each => each.Skills.Where(need => need.Skill == $"skill{skill}").Sum(need => need.Fte.Sum())), 1), years)]))],
            all, [.. Enumerable.Range(0, 5).Select(k => new AlternativeGroup($"a{k}", [$"i{10 + 2 * k:000}", $"i{11 + 2 * k:000}"]))], [],
            new([], [], [], [], [], ImmutableSortedDictionary<string, int>.Empty));
    }
}
