using Busbar.Numerics;
using Busbar.Numerics.Distributions;

namespace Busbar.Supply.Risk.Options;

/// <summary>Values a <see cref="LevelContract"/> by least squares Monte Carlo: what each level is worth later is regressed on a cubic of
/// the logarithm
/// of the price; the moves so learnt are then made on fresh courses, so that their mean errs low. Source: Longstaff and Schwartz, Valuing
/// American
/// Options by Simulation, RFS 14(1), 2001; Boogert and de Jong, Gas Storage Valuation Using a Monte Carlo Method, J. Derivatives 15(3),
/// 2008.</summary>
internal sealed class LeastSquaresLevels
{
    private const int Terms = 4;
    private readonly LevelContract contract;
    private readonly OneFactorForward model;
    private readonly double[,,] coefficients;

    private LeastSquaresLevels(LevelContract contract, OneFactorForward model)
    {
        (this.contract, this.model) = (contract, model);
        coefficients = new double[model.Steps, contract.Top + 1, Terms];
    }

    /// <summary>Value by the learnt moves and with foresight, over the same fresh courses, and the mean level that the moves leave after
    /// each decision.</summary>
    internal static (SampledValue Learnt, SampledValue Foresight, double[] Levels) Run(
        LevelContract contract, OneFactorForward model, int paths, ulong seed)
    {
        var squares = new LeastSquaresLevels(contract, model);
        var random = new SeededRandom(seed);
        squares.Learn(squares.Draw(random.Split(0), paths));
        var fresh = squares.Draw(random.Split(1), paths);
        var (learnt, foresight, prices, levels) =
            (new double[paths], new double[paths], new double[model.Steps], new double[model.Steps]);
        for (var path = 0; path < paths; path++)
        {
            for (var step = 0; step < model.Steps; step++) prices[step] = squares.PriceOf(step, fresh[step][path]);
            learnt[path] = squares.Follow(fresh, path, prices, levels);
            foresight[path] = LevelDynamics.OnCourse(contract, model, prices);
        }
        return (SampledValue.Of(learnt), SampledValue.Of(foresight), [.. levels.Select(sum => sum / paths)]);
    }

    // Standard normal scores of the logarithm, by step and path.
    private double[][] Draw(SeededRandom random, int paths)
    {
        var scores = new double[model.Steps][];
        for (var step = 0; step < model.Steps; step++)
        {
            scores[step] = new double[paths];
            Ziggurat.Fill(random, scores[step]);
            if (step == 0) continue;
            var (before, now) = (model.VarianceAfter(step), model.VarianceAfter(step + 1));
            var keep = now > 0 ? model.Persistence * Math.Sqrt(before / now) : 0;
            for (var path = 0; path < paths; path++)
                scores[step][path] = keep * scores[step - 1][path] + Math.Sqrt(1 - keep * keep) * scores[step][path];
        }
        return scores;
    }

    private double PriceOf(int step, double score)
    {
        var variance = model.VarianceAfter(step + 1);
        return model.Forward[step] * Math.Exp(Math.Sqrt(variance) * score - variance / 2);
    }

    private void Learn(double[][] scores)
    {
        var (paths, last) = (scores[0].Length, model.Steps - 1);
        var (later, now) = (Empty(paths), Empty(paths));
        for (var level = 0; level <= contract.Top; level++)
            for (var path = 0; path < paths; path++)
                later[level][path] = contract.EndPriceShare * level * PriceOf(last, scores[last][path]) * model.Discount(last);
        Span<double> continuation = new double[contract.Top + 1];
        for (var step = last; step >= 0; step--)
        {
            Regress(step, scores[step], later);
            var (discount, after) = (model.Discount(step), contract.Reach(last - step));
            for (var path = 0; path < paths; path++)
            {
                var price = PriceOf(step, scores[step][path]);
                Continue(step, scores[step][path], continuation);
                for (var level = 0; level <= contract.Top; level++)
                {
                    var (move, value) = LevelDynamics.Best(contract, after, level, continuation, price, discount);
                    // A level from which the end is out of reach is never gone to.
                    now[level][path] = double.IsNegativeInfinity(value) ? 0
                        : discount * (move.PriceShare * price + move.Fixed) + later[level + move.Change][path];
                }
            }
            (later, now) = (now, later);
        }
    }

    // One Gram matrix serves all levels of a step.
    private void Regress(int step, double[] scores, double[][] later)
    {
        var (gram, right) = (new double[Terms * Terms], new double[Terms]);
        Span<double> basis = stackalloc double[Terms];
        foreach (var score in scores)
        {
            Basis(score, basis);
            for (var i = 0; i < Terms; i++)
                for (var j = 0; j <= i; j++) gram[i * Terms + j] += basis[i] * basis[j];
        }
        for (var i = 0; i < Terms; i++) gram[i * Terms + i] *= 1 + 1e-12;
        Cholesky.Factor(gram, Terms);
        for (var level = 0; level <= contract.Top; level++)
        {
            Array.Clear(right);
            for (var path = 0; path < scores.Length; path++)
            {
                Basis(scores[path], basis);
                for (var i = 0; i < Terms; i++) right[i] += basis[i] * later[level][path];
            }
            Cholesky.Solve(gram, Terms, right);
            for (var i = 0; i < Terms; i++) coefficients[step, level, i] = right[i];
        }
    }

    private double Follow(double[][] scores, int path, double[] prices, double[] levels)
    {
        var (level, value, last) = (contract.Start, 0.0, model.Steps - 1);
        Span<double> continuation = new double[contract.Top + 1];
        for (var step = 0; step <= last; step++)
        {
            var discount = model.Discount(step);
            Continue(step, scores[step][path], continuation);
            var move = LevelDynamics.Best(contract, contract.Reach(last - step), level, continuation, prices[step], discount).Move;
            value += discount * (move.PriceShare * prices[step] + move.Fixed);
            level += move.Change;
            levels[step] += level;
        }
        return value + contract.EndPriceShare * level * prices[last] * model.Discount(last);
    }

    private void Continue(int step, double score, Span<double> continuation)
    {
        for (var level = 0; level < continuation.Length; level++)
            continuation[level] = coefficients[step, level, 0] + score * (coefficients[step, level, 1]
                + score * (coefficients[step, level, 2] + score * coefficients[step, level, 3]));
    }

    private double[][] Empty(int paths) => [.. Enumerable.Range(0, contract.Top + 1).Select(_ => new double[paths])];

    private static void Basis(double score, Span<double> basis)
    {
        basis[0] = 1;
        for (var i = 1; i < Terms; i++) basis[i] = basis[i - 1] * score;
    }
}
