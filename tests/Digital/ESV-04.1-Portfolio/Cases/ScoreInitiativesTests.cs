using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Portfolio;
using Busbar.Digital.Portfolio.Cases;
using Busbar.Kernel.Outcomes;
using Busbar.Numerics;

namespace Busbar.Digital.Portfolio.Tests.Cases;

public sealed class ScoreInitiativesTests
{
    [Fact]
    public void The_leader_leads_within_its_weights_and_not_beyond_them()
    {
        var chance = new SeededRandom(9);
        var seen = 0;
        for (var trial = 0; trial < 100; trial++)
        {
            var of = Drawn(chance);
            var sheet = ScoreInitiatives.Run(of).OrThrow();
            foreach (var range in sheet.Ranges)
            {
                string LeaderAt(double weight) => ScoreInitiatives.Run(of with
                {
                    Landscape = of.Landscape with
                    {
                        Criteria = [.. of.Landscape.Criteria.Select(each =>
                            each.Name == range.Criterion ? each with { Weight = (decimal)weight } : each)],
                    },
                }).OrThrow().Ranked[0].Id;
                Assert.InRange(range.Weight, range.Least - 1e-9, (range.Most ?? 1e9) + 1e-9);
                Assert.Equal(sheet.Ranked[0].Id, LeaderAt(range.Least + 1e-6));
                Assert.Equal(sheet.Ranked[0].Id, LeaderAt(range.Most is { } most ? most - 1e-6 : 1e4));
                if (range.Least > 0.01) Assert.NotEqual(sheet.Ranked[0].Id, LeaderAt(range.Least - 0.001));
                if (range.Most is { } top) Assert.NotEqual(sheet.Ranked[0].Id, LeaderAt(top + 0.001));
                if (range.Least > 0.01 || range.Most is not null) seen++;
            }
        }
        Assert.True(seen > 50, $"{seen} bounds");
    }

    [Fact]
    public void Shortest_jobs_go_first_by_score_for_each_person_year()
    {
        var of = With([new("value", 3), new("urgency", 1)], ("big", 8, 4, 4m), ("small", 4, 4, 1m));
        var ranked = ScoreInitiatives.Run(of).OrThrow().Ranked;
        Assert.Equal(["big", "small"], ranked.Select(each => each.Id));
        Assert.Equal([7.0, 4.0], ranked.Select(each => each.Score));
        Assert.Equal([1.75, 4.0], ranked.Select(each => each.Wsjf!.Value));
    }

    [Fact]
    public void A_missing_mark_is_a_finding_and_criteria_without_weight_are_refused()
    {
        var of = With([new("value", 1), new("evidence", 1)], ("a", 5, 5, 1m));
        var done = Assert.IsType<Outcome<ScoreSheet>.Done>(ScoreInitiatives.Run(of));
        Assert.Equal("mark-missing", Assert.Single(done.Findings).Code);
        Assert.Equal("no-criteria", Assert.IsType<Outcome<ScoreSheet>.Refused>(ScoreInitiatives.Run(With([new("value", 0)]))).Refusal.Code);
    }

    private static PortfolioCase With(
        ImmutableArray<ScoringCriterion> criteria, params (string Id, int Value, int Urgency, decimal Fte)[] all)
    {
        var initiatives = all.Select(each => SmallCase.Initiative(each.Id, 0, 1) with
        {
            Skills = [new("code", [each.Fte])],
            Scores = ImmutableSortedDictionary<string, decimal>.Empty.Add("value", each.Value).Add("urgency", each.Urgency),
        });
        return SmallCase.Case([1], [.. initiatives]) with { Landscape = SmallCase.Bare with { Criteria = criteria } };
    }

    private static PortfolioCase Drawn(SeededRandom chance)
    {
        int Mark() => 1 + (int)(9 * chance.NextUniform());
        return With([new("value", Mark()), new("urgency", Mark())],
            [.. Enumerable.Range(0, 5).Select(i => ($"i{i}", Mark(), Mark(), 1m))]);
    }
}
