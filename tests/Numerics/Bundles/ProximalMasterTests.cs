using Busbar.Numerics.Bundles;

namespace Busbar.Numerics.Tests.Bundles;

/// <summary>The proximal step against what makes it one: its weights prove that no other point is better.</summary>
public sealed class ProximalMasterTests
{
    private const double Tolerance = 1e-7;

    [Fact]
    public void Weights_of_a_group_add_up_to_one_and_are_not_negative()
    {
        foreach (var problem in Problems())
        {
            var answer = ProximalMaster.Solve(problem);
            Assert.All(answer.Weights, weight => Assert.True(weight >= 0));
            for (var g = 0; g < problem.Groups; g++)
                Assert.Equal(1, problem.Planes.Select((plane, k) => plane.Group == g ? answer.Weights[k] : 0).Sum(), 1e-6);
        }
    }

    [Fact]
    public void The_step_stays_in_its_box_and_where_prices_may_not_be_negative_above_zero()
    {
        foreach (var problem in Problems())
        {
            var answer = ProximalMaster.Solve(problem);
            for (var i = 0; i < answer.X.Length; i++)
                Assert.InRange(answer.X[i], problem.IsFree[i] ? -problem.Box[i] : 0, problem.Box[i]);
        }
    }

    [Fact]
    public void The_value_is_that_of_the_model_without_the_proximal_term()
    {
        foreach (var problem in Problems())
        {
            var answer = ProximalMaster.Solve(problem);
            Assert.Equal(Model(problem, answer.X), answer.Value, 1e-9);
        }
    }

    [Fact]
    public void No_point_sampled_is_better_than_the_step()
    {
        var chance = new Random(5);
        foreach (var problem in Problems())
        {
            var answer = ProximalMaster.Solve(problem);
            var reached = Proximal(problem, answer.X);
            for (var sample = 0; sample < 300; sample++)
            {
                var reach = Math.Pow(10, -chance.Next(0, 5));
                double[] point = [.. answer.X.Select((value, i) =>
                    Math.Clamp(value + reach * problem.Box[i] * (2 * chance.NextDouble() - 1),
                    problem.IsFree[i] ? -problem.Box[i] : 0, problem.Box[i]))];
                Assert.True(Proximal(problem, point) <= reached + Slack(problem), $"{Proximal(problem, point)} beats {reached}");
            }
        }
    }

    [Fact]
    public void The_weights_prove_the_step_by_the_dual()
    {
        // With weights on planes and kinks the model is above the function: its greatest value, coordinate by coordinate,
        // bounds any step.
        var worst = new List<string>();
        foreach (var (problem, n) in Problems().Select((p, n) => (p, n)).Where(each => each.p.Low.Length == 0))
        {
            var answer = ProximalMaster.Solve(problem);
            var bound = 0d;
            var slope = (double[])problem.Need.Clone();
            for (var k = 0; k < problem.Planes.Count; k++)
            {
                bound += answer.Weights[k] * problem.Planes[k].Constant;
                for (var i = 0; i < slope.Length; i++) slope[i] -= answer.Weights[k] * problem.Planes[k].Gives[i];
            }
            for (var i = 0; i < slope.Length; i++)
            {
                var x = Math.Clamp(problem.Centre[i] + problem.Step * slope[i], problem.IsFree[i] ? -problem.Box[i] : 0, problem.Box[i]);
                bound += slope[i] * x - (x - problem.Centre[i]) * (x - problem.Centre[i]) / (2 * problem.Step);
            }
            if (Math.Abs(bound - Proximal(problem, answer.X)) > Slack(problem))
                worst.Add($"{n}: {bound} against {Proximal(problem, answer.X)}");
        }
        Assert.True(worst.Count == 0, string.Join('\n', worst));
    }

    [Fact]
    public void A_step_worked_out_by_hand_is_found()
    {
        // One price from 0, need 1, planes 0·x and 6 − 3x: the maximum of x + min(0, 6 − 3x) − x²/4 is at the bend, x = 2.
        var answer = ProximalMaster.Solve(new(1, [new(0, 0, [0]), new(0, 6, [3])], [1], [], [], [0], [true], [100], 2, 1e6, 1e-9));
        Assert.Equal(2, answer.X[0], 1e-4);
        Assert.Equal(2, answer.Value, 1e-4);
    }

    /// <summary>Ten times the error asked for.</summary>
    private static double Slack(ProximalProblem problem) => 10 * problem.Tolerance;

    private static double Model(ProximalProblem problem, double[] x)
    {
        var sum = Dot(problem.Need, x);
        for (var g = 0; g < problem.Groups; g++)
            sum += problem.Planes.Where(plane => plane.Group == g).Min(plane => plane.Constant - Dot(plane.Gives, x));
        for (var i = 0; i < problem.Low.Length; i++)
            if (problem.High[i] > problem.Low[i]) sum += Math.Min(-problem.Low[i] * x[i], -problem.High[i] * x[i]);
        return sum;
    }

    private static double Proximal(ProximalProblem problem, double[] x) =>
        Model(problem, x) - x.Zip(problem.Centre).Sum(pair =>
            (pair.First - pair.Second) * (pair.First - pair.Second)) / (2 * problem.Step);

    private static double Dot(double[] a, double[] b) => a.Zip(b).Sum(pair => pair.First * pair.Second);

    /// <summary>Random steps; the base lies above the model, so that only the tolerance is good enough.</summary>
    private static IEnumerable<ProximalProblem> Problems()
    {
        var chance = new Random(17);
        for (var trial = 0; trial < 60; trial++)
        {
            var (order, groups) = (chance.Next(1, 7), chance.Next(1, 5));
            var planes = new List<BundlePlane>();
            for (var g = 0; g < groups; g++)
                for (var k = chance.Next(g == 0 ? 2 : 1, 6); k > 0; k--)
                    planes.Add(new(g, chance.Next(0, 100), [.. Enumerable.Range(0, order).Select(_ => chance.NextDouble() * 20)]));
            double[] box = [.. Enumerable.Range(0, order).Select(_ => 50.0)];
            var kinks = chance.Next(3) == 0 ? order : 0;
            double[] low = [.. Enumerable.Range(0, kinks).Select(_ => (double)chance.Next(0, 5))];
            yield return new(
                groups, planes, [.. Enumerable.Range(0, order).Select(_ => chance.NextDouble() * 25)], low,
                [.. low.Select(mw => mw + chance.Next(0, 6))], [.. box.Select(_ => 20 * chance.NextDouble())],
                [.. box.Select(_ => chance.Next(2) == 0)], box, Math.Pow(10, chance.Next(-2, 2)), 1e6, Tolerance);
        }
    }
}
