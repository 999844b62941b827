namespace Busbar.Numerics.Tests;

public sealed class CoverKnapsackTests
{
    private const int MostNodes = 1_000_000;

    [Fact]
    public void Random_knapsacks_agree_with_every_choice_tried()
    {
        var chance = new Random(11);
        for (var trial = 0; trial < 2_000; trial++)
        {
            var count = chance.Next(1, 7);
            var (size, cost, most) = (new double[count], new double[count], new int[count]);
            for (var i = 0; i < count; i++)
                (size[i], cost[i], most[i]) = (chance.Next(0, 12) * 0.7, chance.Next(0, 15) * 0.3, chance.Next(0, 4));
            var need = chance.Next(0, 40) * 0.9;
            var answer = CoverKnapsack.Solve(size, cost, most, need, MostNodes);
            Assert.True(answer.IsProven);
            var best = Best(size, cost, most, need, 0);
            Assert.True(double.IsPositiveInfinity(best) ? double.IsPositiveInfinity(answer.Cost) : Math.Abs(best - answer.Cost) < 1e-9,
                $"trial {trial}: {answer.Cost}, the best is {best}");
            if (double.IsPositiveInfinity(best)) continue;
            Assert.All(answer.Counts.Zip(most), pair => Assert.InRange(pair.First, 0, pair.Second));
            Assert.True(answer.Counts.Zip(size).Sum(pair => pair.First * pair.Second) >= need - 1e-8, $"trial {trial} does not cover");
            Assert.Equal(answer.Cost, answer.Counts.Zip(cost).Sum(pair => pair.First * pair.Second), 1e-9);
        }
    }

    [Fact]
    public void Nothing_is_needed_costs_nothing() => Assert.Equal(0, CoverKnapsack.Solve([3], [5], [2], 0, MostNodes).Cost);

    [Fact]
    public void What_is_too_small_together_has_no_cost() =>
        Assert.True(double.IsPositiveInfinity(CoverKnapsack.Solve([3, 2], [5, 1], [2, 1], 8.5, MostNodes).Cost));

    [Fact]
    public void A_search_cut_short_does_not_claim_to_be_proven()
    {
        var size = Enumerable.Range(0, 30).Select(i => 50.0 + i).ToArray();
        Assert.False(CoverKnapsack.Solve(size, size, [.. size.Select(_ => 1)], 1_000.5, 50).IsProven);
    }

    private static double Best(double[] size, double[] cost, int[] most, double need, int from)
    {
        if (from == size.Length) return need <= 1e-9 ? 0 : double.PositiveInfinity;
        return Enumerable.Range(0, most[from] + 1).Min(n => n * cost[from] + Best(size, cost, most, need - n * size[from], from + 1));
    }
}
