using System.Collections.Immutable;
using Busbar.Numerics;
using Busbar.Supply.Risk.Options;
using Busbar.Supply.Tests;

namespace Busbar.Supply.Risk.Tests.Options;

public sealed class FlexibilityTests
{
    [Fact]
    public void A_store_is_worth_what_QuantLib_publishes()
    {
        // QuantLib test-suite/vpp.cpp, testSimpleExtOUStorageEngine: log price reverts to 3 at speed 1, volatility 0.5, rate 10 %, daily
        // decisions from
        // 2011-12-19 to 2012-12-18, capacity 50, one unit a day either way, what is left is worth the last price. 69.5755 ± 0.05.
        const int days = 366;
        const double years = 14.0 / 365 + 352.0 / 366;
        double Variance(int i) => 0.25 * (1 - Math.Exp(-2 * years * i / days)) / 2;
        var model = new OneFactorForward([.. Enumerable.Range(1, days).Select(i => Math.Exp(3 + Variance(i) / 2))],
            years / days, 0.5, 1, 0.1);
        var value = ValueStorage.Run(new(new(1, 50, 1, 1, 0, 0, 0, 0, 0, 1), model, 2_000, 17)).OrThrow();
        // QuantLib's figure is that of its 25 nodes; on a fine grid the same store comes to what the tree says.
        Assert.Equal(69.5755, FiniteDifferenceStore.Value(25), 0.05);
        Assert.Equal(FiniteDifferenceStore.Value(200), value.Tree.Value, 0.05);
        Between(value);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_store_at_known_prices_is_worth_the_best_of_all_courses_of_moves(ulong seed)
    {
        var random = new SeededRandom(seed);
        var model = new OneFactorForward([.. Enumerable.Range(0, 6).Select(_ => 10 + 30 * random.NextUniform())], 0.1, 0, 1, 0.05);
        var terms = new StorageTerms(10, 3, 2, 1, 1, 1, 0.5, 0.25, 0.04, 0.5);
        var best = double.NegativeInfinity;
        for (var code = 0; code < 4 * 4 * 4 * 4 * 4 * 4; code++)
        {
            var (level, value, rest, isPossible) = (1, 0.0, code, true);
            for (var step = 0; step < 6 && isPossible; step++, rest /= 4)
            {
                var change = rest % 4 - 1;
                level += change;
                isPossible = level is >= 0 and <= 3;
                var price = model.Forward[step];
                value += Math.Exp(-0.05 * 0.1 * (step + 1)) * 10
                    * (change > 0 ? -change * (price / 0.96 + 0.5) : -change * (price - 0.25));
            }
            if (isPossible && level >= 1) best = Math.Max(best, value + Math.Exp(-0.03) * 0.5 * 10 * level * model.Forward[5]);
        }
        var found = ValueStorage.Run(new(terms, model, 100, 1)).OrThrow();
        Assert.Equal(best, found.Tree.Value, 1e-9);
        Assert.Equal(best, found.Intrinsic.Value, 1e-9);
        Assert.Equal(best, found.Foresight.Mean.Value, 1e-9);
    }

    [Fact]
    public void Rights_for_every_decision_are_a_strip_of_calls()
    {
        // Black 1976 on each forward, its variance that of the reverting logarithm.
        var model = new OneFactorForward([30, 34, 28, 33, 31, 36, 29, 30, 30, 32, 35, 31], 1.0 / 12, 0.6, 2, 0.04);
        var strip = Enumerable.Range(0, 12).Sum(i => Math.Exp(-0.04 * (i + 1) / 12) * 100
            * Call(model.Forward[i], 31, 0.36 * (1 - Math.Exp(-4.0 * (i + 1) / 12)) / 4));
        var value = ValueSwing.Run(new(new(12, 0, 100, 31), model, 20_000, 3)).OrThrow();
        Assert.Equal(strip, value.Tree.Value, 0.005 * strip);
        Assert.Equal(strip, value.LeastSquares.Mean.Value, 4 * value.LeastSquares.Error.Value);
        Between(value);
    }

    [Fact]
    public void One_right_on_a_small_tree_is_the_best_of_all_rules_for_stopping()
    {
        var model = new OneFactorForward([30, 33, 35], 0.25, 0.8, 1.5, 0.05);
        var tree = new TrinomialTree(model, 1);
        var nodes = 2 * tree.Width + 1;
        var best = 0.0;
        // A rule says for every node of the first two decisions whether to take; at the third one takes when it pays.
        for (var rule = 0; rule < 1 << (2 * nodes); rule++) best = Math.Max(best, Worth(rule));
        Assert.Equal(best, LevelDynamics.OnTree(new SwingTerms(1, 0, 1, 31).Bind(), model, parts: 1), 1e-9);

        double Worth(int rule)
        {
            var value = 0.0;
            foreach (var (first, p) in After(tree.Width))
                if (Takes(rule, 0, first)) value += p * Cash(0, first);
                else
                    foreach (var (second, q) in After(first))
                        if (Takes(rule, 1, second)) value += p * q * Cash(1, second);
                        else
                            foreach (var (third, r) in After(second)) value += p * q * r * Math.Max(0, Cash(2, third));
            return value;
        }

        bool Takes(int rule, int step, int node) => (rule >> (step * nodes + node) & 1) == 1;

        double Cash(int step, int node) => Math.Exp(-0.05 * 0.25 * (step + 1)) * (tree.PriceAt(step, node) - 31);

        IEnumerable<(int Node, double Chance)> After(int node)
        {
            var (middle, up, level, down) = tree.Branches[node];
            return new[] { (middle + 1, up), (middle, level), (middle - 1, down) }.Where(each => each.Item1 >= 0 && each.Item1 < nodes);
        }
    }

    [Theory]
    [InlineData(5, 0)]
    [InlineData(5, 3)]
    [InlineData(12, 12)]
    public void Tree_and_least_squares_agree_within_their_error_and_lie_between_the_bounds(int rights, int atLeast)
    {
        var model = new OneFactorForward([.. Enumerable.Range(0, 30).Select(i => 30 + 5 * Math.Sin(i * 0.5))], 1.0 / 365, 1.5, 20, 0.03);
        Between(ValueSwing.Run(new(new(rights, atLeast, 10, 30), model, 4_000, 9)).OrThrow());
        Between(ValueStorage.Run(new(new(10, rights, 2, 3, 0, 0, 0.1, 0.1, 0.02, 0), model, 4_000, 9)).OrThrow());
    }

    [Fact]
    public void Takes_that_must_be_made_are_made_at_the_cheapest_known_prices()
    {
        var model = new OneFactorForward([35, 20, 25, 40], 0.01, 0, 1, 0);
        Assert.Equal(10.0 * (40 - 50 + 35 - 50), ValueSwing.Run(new(new(3, 2, 10, 50), model, 100, 1)).OrThrow().Tree.Value, 1e-9);
    }

    [Fact]
    public void The_same_seed_gives_the_same_value_and_the_tree_prices_every_forward()
    {
        var model = new OneFactorForward([30, 31, 29, 28, 33], 0.02, 0.9, 5, 0.02);
        ValueSwingInputs inputs = new(new(2, 0, 1, 30), model, 500, 4);
        var (once, twice) = (ValueSwing.Run(inputs).OrThrow(), ValueSwing.Run(inputs).OrThrow());
        Assert.Equal(once with { MeanLevels = [] }, twice with { MeanLevels = [] });
        Assert.Equal(once.MeanLevels, twice.MeanLevels);
        // Five takes that must be made, at a strike of nothing, are the forwards.
        var all = ValueSwing.Run(new(new(5, 5, 1, 0), model, 100, 1)).OrThrow();
        Assert.Equal(Enumerable.Range(0, 5).Sum(i => model.Forward[i] * Math.Exp(-0.02 * 0.02 * (i + 1))), all.Tree.Value, 1e-9);
    }

    [Fact]
    public void What_cannot_be_valued_is_refused()
    {
        var model = new OneFactorForward([30, 31], 0.1, 0.5, 1, 0);
        var store = new StorageTerms(1, 5, 1, 1, 0, 0, 0, 0, 0, 0);
        var swing = new SwingTerms(1, 0, 1, 30);
        Refuses("no-forward", store, model with { Forward = [] });
        Refuses("forward-not-positive", store, model with { Forward = [30, -1] });
        Refuses("wrong-model", store, model with { Reversion = 0 });
        Refuses("impossible-store", store with { Loss = 1 }, model);
        Refuses("end-out-of-reach", store with { EndAtLeast = 3 }, model);
        Refuses("wrong-paths", store, model, paths: 99);
        RefusesSwing("impossible-swing", swing with { AtLeast = 2 });
        RefusesSwing("end-out-of-reach", swing with { Rights = 3, AtLeast = 3 });
        RefusesSwing("wrong-paths", swing, paths: 10);
        RefusesSwing("wrong-model", swing, step: -1);

        static void Refuses(string code, StorageTerms terms, OneFactorForward model, int paths = 100) =>
            Assert.Equal(code, Given.CodeOf(ValueStorage.Run(new(terms, model, paths, 1))));

        void RefusesSwing(string code, SwingTerms terms, int paths = 100, double step = 0.1) =>
            Assert.Equal(code, Given.CodeOf(ValueSwing.Run(new(terms, model with { StepYears = step }, paths, 1))));
    }

    private static void Between(FlexibilityValue value)
    {
        var error = value.LeastSquares.Error.Value;
        Assert.True(value.Tree.Value >= value.Intrinsic.Value - 1e-9, $"{value}");
        Assert.True(value.Foresight.Mean.Value >= value.Tree.Value - 4 * value.Foresight.Error.Value, $"{value}");
        // Learnt moves err low, by less than two percent of the value here, beside their sampling error.
        Assert.InRange(value.LeastSquares.Mean.Value, value.Tree.Value - 4 * error - 0.02 * Math.Abs(value.Tree.Value),
            value.Tree.Value + 4 * error + 0.005 * Math.Abs(value.Tree.Value));
    }

    private static double Call(double forward, double strike, double variance)
    {
        var root = Math.Sqrt(variance);
        var above = Math.Log(forward / strike) / root + root / 2;
        return forward * Normal(above) - strike * Normal(above - root);
    }

    // Trapezoids over the density: slow, plain and its own.
    internal static double Normal(double x)
    {
        const int steps = 4_000;
        var width = (x + 10) / steps;
        return Enumerable.Range(0, steps + 1).Sum(i => (i is 0 or steps ? 0.5 : 1) * Math.Exp(-0.5 * Math.Pow(-10 + i * width, 2)))
            * width / Math.Sqrt(2 * Math.PI);
    }
}
