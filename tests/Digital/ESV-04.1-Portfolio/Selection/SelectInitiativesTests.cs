using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Portfolio;
using Busbar.Digital.Portfolio.Selection;
using Busbar.Kernel.Outcomes;
using Busbar.Numerics;
using Busbar.Numerics.IntegerPrograms;

namespace Busbar.Digital.Portfolio.Tests.Selection;

public sealed class SelectInitiativesTests
{
    [Fact]
    public void Selections_and_runners_up_agree_with_every_choice_tried()
    {
        var chance = new SeededRandom(41);
        for (var trial = 0; trial < 150; trial++)
        {
            var of = SmallCase.Draw(chance, mandatory: 0.1);
            var all = SmallCase.All(of).OrderByDescending(each => each.Value).ToList();
            var outcome = SelectInitiatives.Run(of, SearchLimits.Proof);
            if (all.Count == 0)
            {
                Assert.Equal("mandatory-conflict", RefusalOf(outcome).Code);
                continue;
            }
            var best = outcome.OrThrow();
            Assert.True(best.IsProven);
            Assert.Equal(all[0].Value, best.ValueUsd, 1e-6);
            Assert.Equal(0, best.Gap);
            Assert.All(best.Resources, use => Assert.True(use.Used <= use.Limit + 1e-6));
            var set = best.Chosen.Select(each => each.Id).ToImmutableHashSet();
            var others = all.Where(each => !each.Set.SetEquals(set)).ToList();
            var runnerUp = FindRunnerUp.Run(of, best, SearchLimits.Proof);
            if (others.Count == 0) Assert.Equal("no-runner-up", RefusalOf(runnerUp).Code);
            else Assert.Equal(others[0].Value, runnerUp.OrThrow().ValueUsd, 1e-6);
        }
    }

    [Fact]
    public void A_rejected_initiative_wins_with_the_value_or_the_cut_it_needs_and_not_with_less()
    {
        var chance = new SeededRandom(43);
        var (valued, cut, never) = (0, 0, 0);
        for (var trial = 0; trial < 60; trial++)
        {
            var of = SmallCase.Draw(chance, mandatory: 0.05);
            if (SelectInitiatives.Run(of, SearchLimits.Proof) is not Outcome<PortfolioSelection>.Done { Value: var best }) continue;
            foreach (var id in best.Rejected)
            {
                var reason = ExplainRejection.Run(of, best, id, SearchLimits.Proof).OrThrow();
                Assert.True(reason.IsProven);
                var forced = SmallCase.All(of).Where(each => each.Set.Contains(id)).Select(each => (double?)each.Value).Max();
                Assert.Equal(forced is null, reason.ForcedUsd is null);
                if (reason.ValueNeededUsd is { } needed)
                {
                    valued++;
                    Assert.Equal(forced!.Value, reason.ForcedUsd!.Value, 1e-6);
                    Assert.True(IsIn(of, id, each => each with { ValueUsd = (decimal)needed + 0.01m }));
                    Assert.False(IsIn(of, id, each => each with { ValueUsd = (decimal)needed - 0.01m }));
                }
                if (reason.CostCut is not { } share)
                {
                    Assert.False(CanWin(of, best, id, 1));
                    never++;
                    continue;
                }
                cut++;
                Assert.True(CanWin(of, best, id, share + 1e-4));
                if (share > 1e-4) Assert.False(CanWin(of, best, id, share - 1e-3));
            }
        }
        Assert.True(valued > 20 && cut > 10 && never > 10, $"{valued} valued, {cut} cut, {never} never");
    }

    [Fact]
    public void The_smallest_conflict_is_as_small_as_any_subset_tried()
    {
        var chance = new SeededRandom(47);
        var seen = 0;
        for (var trial = 0; trial < 120; trial++)
        {
            var of = SmallCase.Draw(chance, mandatory: 0.7);
            if (SelectInitiatives.Run(of, SearchLimits.Proof) is not Outcome<PortfolioSelection>.Refused { Refusal: var refusal }) continue;
            seen++;
            var named = of.Initiatives.Where(each => refusal.What.Split('.')[0].Contains(each.Id, StringComparison.Ordinal))
                .Select(each => each.Id).ToArray();
            bool IsPossible(IEnumerable<string> asked) => SmallCase.All(of with
            {
                Initiatives = [.. of.Initiatives.Select(each => each with { IsMandatory = asked.Contains(each.Id) })],
            }).Any();
            Assert.False(IsPossible(named));
            string[] mandatory = [.. of.Initiatives.Where(each => each.IsMandatory).Select(each => each.Id)];
            for (var mask = 0; mask < 1 << mandatory.Length; mask++)
                if (System.Numerics.BitOperations.PopCount((uint)mask) < named.Length)
                    Assert.True(IsPossible(mandatory.Where((_, i) => (mask & (1 << i)) != 0)));
        }
        Assert.True(seen > 20, $"{seen} conflicts");
    }

    [Fact]
    public void More_of_a_scarce_thing_is_priced_by_solving_again()
    {
        var of = SmallCase.Case([100], SmallCase.Initiative("a", 60, 60), SmallCase.Initiative("b", 50, 41),
            SmallCase.Initiative("c", 20, 40));
        var best = SelectInitiatives.Run(of, SearchLimits.Proof).OrThrow();
        Assert.Equal((80, "a c"), (best.ValueUsd, string.Join(' ', best.Chosen.Select(each => each.Id))));
        // In parts: all of b, and 59 of a's 60 at 1 a dollar.
        Assert.Equal(1, best.Resources.Single().ShadowPriceUsd, 1e-9);
        var gain = Assert.Single(PriceCapacity.Run(of, best, SearchLimits.Proof).OrThrow());
        Assert.Equal((1.0, 30.0, 1.0), (gain.More, gain.GainUsd, gain.RelaxedUsd));
    }

    [Fact]
    public void Scenarios_say_what_comes_in_and_what_goes_and_leave_out_what_depends_on_the_missing()
    {
        var of = SmallCase.Case([100], SmallCase.Initiative("a", 60, 60), SmallCase.Initiative("b", 50, 41) with { DependsOn = ["a"] },
            SmallCase.Initiative("c", 20, 40)) with
        {
            Scenarios = [new("more", 1.01m, 1, []), new("without a", 1, 1, ["a"]), new("nothing", 0, 1, [])],
        };
        var best = SelectInitiatives.Run(of, SearchLimits.Proof).OrThrow();
        var results = CompareScenarios.Run(of, best, SearchLimits.Proof);
        Assert.Equal(["b|c", "|a", "|a c"], results.Select(each => $"{string.Join(' ', each.Added)}|{string.Join(' ', each.Dropped)}"));
        Assert.Equal([110.0, 20.0, 0.0], results.Select(each => each.Selection!.ValueUsd));
        var forced = CompareScenarios.Run(
            of with { Initiatives = of.Initiatives.SetItem(0, of.Initiatives[0] with { IsMandatory = true }) }, best, SearchLimits.Proof);
        Assert.Equal("mandatory-conflict", forced[2].Refusal!.Code);
    }

    [Fact]
    public void A_case_that_does_not_hang_together_is_refused_with_the_place()
    {
        var a = SmallCase.Initiative("a", 1, 1);
        var b = SmallCase.Initiative("b", 1, 1) with { DependsOn = ["a"] };
        var of = SmallCase.Case([10, 10], a, b);
        PortfolioCase With(Initiative other) => of with { Initiatives = [other, b] };
        (string Code, PortfolioCase Case)[] cases =
        [
            ("dependency-cycle", With(a with { DependsOn = ["b"] })),
            ("duplicate-initiative", With(b)),
            ("unknown-initiative", With(a with { DependsOn = ["z"] })),
            ("unknown-initiative", of with { Alternatives = [new("pair", ["a", "z"])] }),
            ("unknown-initiative", of with { Scenarios = [new("less", 1, 1, ["z"])] }),
            ("unknown-skill", With(a with { Skills = [new("cobol", [1])] })),
            ("unknown-objective", With(a with { Objective = "z" })),
            ("unknown-criterion", With(a with { Scores = a.Scores.Add("z", 1) })),
            ("start-outside-plan", With(a with { Starts = [2026] })),
            ("year-count", of with { Skills = [new("code", [1])] }),
            ("duplicate-skill", of with { Skills = [new("code", [1, 1]), new("code", [1, 1])] }),
        ];
        foreach (var (code, each) in cases) Assert.Equal(code, RefusalOf(SelectInitiatives.Run(each, SearchLimits.Proof)).Code);
        Assert.Contains("a → b → a", RefusalOf(SelectInitiatives.Run(cases[0].Case, SearchLimits.Proof)).What, StringComparison.Ordinal);
        var best = SelectInitiatives.Run(of, SearchLimits.Proof).OrThrow();
        Assert.Equal("not-rejected", RefusalOf(ExplainRejection.Run(of, best, "a", SearchLimits.Proof)).Code);
    }

    [Fact]
    public void Costs_after_the_plan_and_a_missing_proof_are_findings()
    {
        var of = SmallCase.Case([10], SmallCase.Initiative("a", 1, 1, 1));
        Assert.Equal(["cost-beyond-plan"], Codes(SelectInitiatives.Run(of, SearchLimits.Proof)));
        var hard = SmallCase.Case([500], [.. Enumerable.Range(0, 40).Select(i => SmallCase.Initiative($"i{i:00}", 101 + i * 37 % 61,
            100 + i * 31 % 53))]);
        Assert.Equal(["not-proven"], Codes(SelectInitiatives.Run(hard, SearchLimits.Proof with { Nodes = 1 })));
    }

    private static string[] Codes<T>(Outcome<T> outcome) =>
        [.. Assert.IsType<Outcome<T>.Done>(outcome).Findings.Select(finding => finding.Code)];

    private static Refusal RefusalOf<T>(Outcome<T> outcome) => Assert.IsType<Outcome<T>.Refused>(outcome).Refusal;

    private static PortfolioCase Changed(PortfolioCase of, string id, Func<Initiative, Initiative> change) =>
        of with { Initiatives = [.. of.Initiatives.Select(each => each.Id == id ? change(each) : each)] };

    private static bool IsIn(PortfolioCase of, string id, Func<Initiative, Initiative> change) =>
        SelectInitiatives.Run(Changed(of, id, change), SearchLimits.Proof).OrThrow().Chosen.Any(each => each.Id == id);

    // With its cost cut, some portfolio with it is worth as much as the best was.
    private static bool CanWin(PortfolioCase of, PortfolioSelection best, string id, double cut) => SmallCase.All(Changed(of, id, each =>
        each with { CostUsd = [.. each.CostUsd.Select(cost => cost * (decimal)(1 - Math.Min(cut, 1)))] }))
        .Any(each => each.Set.Contains(id) && each.Value >= best.ValueUsd - 1e-4);
}
