using Busbar.Supply.Commitment.Programmes;

namespace Busbar.Supply.Commitment.Tests.Programmes;

/// <summary>The exact programme of a unit equals every on/off pattern with every whole-megawatt dispatch: energy, spinning and downward
/// reserve, ramps up and down, start and stop caps, derates and outages, hours that must be on or off, states before, must-run.</summary>
public sealed class UnitProgrammeTests
{
    private const int MostHours = 7;
    private const int Segments = 3;

    [Theory]
    [InlineData(31, 2000)]
    [InlineData(32, 2000)]
    public void Cost_equals_brute_force_with_every_feature(int seed, int cases)
    {
        var chance = new Random(seed);
        for (var i = 0; i < cases; i++)
        {
            var (model, costs) = RandomUnit.Draw(chance, chance.Next(1, MostHours + 1), Segments);
            var programme = new UnitProgramme(model.Hours, Segments);
            for (var hour = 0; hour < model.Hours; hour++)
            {
                programme.MustOn[hour] = chance.Next(15) == 0;
                programme.MustOff[hour] = !programme.MustOn[hour] && chance.Next(15) == 0;
            }
            var cost = programme.Solve(model, costs);
            var truth = Enumerable.Range(0, 1 << model.Hours).Where(pattern => Enumerable.Range(0, model.Hours).All(hour =>
                    (pattern >> hour & 1) == 1 ? !programme.MustOff[hour] : !programme.MustOn[hour]))
                .Min(pattern => UnitBruteForce.Cost(model, costs, pattern));
            Assert.True(cost == truth || Math.Abs(cost - truth) < 1e-7, $"seed {seed} case {i}: brute force {truth}, programme {cost}");
            if (double.IsFinite(cost))
                Assert.Equal(cost, UnitBruteForce.CostOf(model, costs, programme.IsOn, programme.Above, programme.Spinning), 1e-7);
        }
    }

    [Fact]
    public void A_programme_gives_the_same_answer_after_other_units_were_solved_with_it()
    {
        var chance = new Random(33);
        var units = Enumerable.Range(0, 200).Select(_ => RandomUnit.Draw(chance, 12, Segments)).ToList();
        var kept = new UnitProgramme(12, Segments);
        foreach (var (model, costs) in units)
        {
            var alone = new UnitProgramme(12, Segments);
            Assert.Equal(alone.Solve(model, costs), kept.Solve(model, costs));
            if (double.IsInfinity(kept.Solve(model, costs))) continue;
            Assert.Equal(alone.IsOn, kept.IsOn);
            Assert.Equal(alone.Above, kept.Above);
        }
    }
}
