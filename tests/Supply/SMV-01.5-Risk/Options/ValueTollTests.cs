using System.Collections.Immutable;
using Busbar.Kernel.Time;
using Busbar.Numerics;
using Busbar.Supply.Risk.Options;
using Busbar.Supply.Risk.Simulation;
using Busbar.Supply.Risk.Tests.Simulation;
using Busbar.Supply.Tests;

namespace Busbar.Supply.Risk.Tests.Options;

public sealed class ValueTollTests
{
    private static readonly OperatingDay First = OperatingDay.Of(2027, 11, 5);
    private static readonly OperatingDay Last = OperatingDay.Of(2027, 11, 9);
    private static readonly int Hours = 5 * 24 + 1;
    private static readonly TollTerms Plant = new(100, 8, 2, 4_000, 6, 4);

    [Theory]
    [InlineData(1, 1, 1, 0)]
    [InlineData(2, 3, 2, 40)]
    [InlineData(3, 2, 4, 25)]
    [InlineData(4, 5, 1, 90)]
    public void Foresight_is_the_best_of_all_ways_to_run(ulong seed, int minimumUp, int minimumDown, double start)
    {
        var random = new SeededRandom(seed);
        var terms = new TollTerms(1, 0, 0, start, minimumUp, minimumDown);
        double[] margin = [.. Enumerable.Range(0, 14).Select(_ => 60 * random.NextUniform() - 30)];
        var best = double.NegativeInfinity;
        for (var code = 0; code < 1 << margin.Length; code++)
        {
            bool[] plan = [.. Enumerable.Range(0, margin.Length).Select(hour => (code >> hour & 1) == 1)];
            if (Keeps(plan, minimumUp, minimumDown)) best = Math.Max(best, TollCourse.AsPlanned(terms, margin, plan));
        }
        Assert.Equal(best, TollCourse.Foresight(terms, margin), 1e-9);
        var none = new bool[margin.Length];
        Assert.True(TollCourse.ByRule(terms, margin, none, new bool[margin.Length]).Value <= best + 1e-9, "no rule beats foresight");
    }

    [Fact]
    public void The_rule_never_beats_foresight_nor_foresight_the_strip_over_an_autumn_clock_change()
    {
        var value = Value(Plant, Plan()).OrThrow();
        Assert.True(value.ByRule.Mean <= value.Foresight.Mean && value.AsPlanned.Mean <= value.Foresight.Mean, $"{value}");
        Assert.True(value.Foresight.Mean <= value.Strip.Mean && value.ByRule.Mean >= value.AsPlanned.Mean, $"{value}");
        Assert.True(value.StartsByRule > 0 && value.ByRule.Error.Value > 0, $"{value}");
        var alone = Value(Plant, Plan(), threads: 1).OrThrow();
        Assert.Equal(value with { OnByRule = [] }, alone with { OnByRule = [] });
        Assert.Equal(value.OnByRule, alone.OnByRule);
    }

    [Fact]
    public void Without_start_cost_and_minimum_times_every_value_but_the_plan_is_the_strip()
    {
        var value = Value(Plant with { StartUsd = 0, MinimumUp = 1, MinimumDown = 1 }, Plan()).OrThrow();
        Assert.Equal(value.Strip.Mean.Value, value.ByRule.Mean.Value, 1e-6);
        Assert.Equal(value.Strip.Mean.Value, value.Foresight.Mean.Value, 1e-6);
    }

    [Fact]
    public void A_toll_that_cannot_run_is_refused()
    {
        Refuses("impossible-toll", Plant with { CapacityMw = 0 }, Plan());
        Refuses("wrong-length", Plant, Plan()[1..]);
        Refuses("plan-breaks-times", Plant, Plan().SetItem(0, true));
        Refuses("plan-breaks-times", Plant with { MinimumUp = 16 }, Plan());

        static void Refuses(string code, TollTerms terms, ImmutableArray<bool> plan) =>
            Assert.Equal(code, Given.CodeOf(Value(terms, plan)));
    }

    // On for 15 hours of every day, from its seventh.
    private static ImmutableArray<bool> Plan() => [.. Enumerable.Range(0, Hours).Select(hour => hour % 24 is >= 7 and < 22)];

    private static Kernel.Outcomes.Outcome<TollValue> Value(TollTerms terms, ImmutableArray<bool> plan, int threads = 2) =>
        ValueToll.Run(new(terms, SampleWorld.Inputs(First, Last, paths: 200, threads: threads), plan));

    private static bool Keeps(bool[] plan, int minimumUp, int minimumDown)
    {
        var (state, since) = (false, -minimumDown);
        for (var hour = 0; hour < plan.Length; hour++)
        {
            if (plan[hour] == state) continue;
            if (hour - since < (state ? minimumUp : minimumDown)) return false;
            (state, since) = (plan[hour], hour);
        }
        return true;
    }
}
