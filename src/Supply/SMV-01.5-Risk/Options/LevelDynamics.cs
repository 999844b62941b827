namespace Busbar.Supply.Risk.Options;

/// <summary>Values a <see cref="LevelContract"/> by dynamic programming, on a tree or along one course known in advance.</summary>
internal static class LevelDynamics
{
    /// <summary>Steps of the tree from one decision to the next: enough that a daily store moves by less than its tolerance.</summary>
    internal const int TreeParts = 4;

    /// <summary>The value today on a tree: best moves without foresight.</summary>
    internal static double OnTree(LevelContract contract, OneFactorForward model, int parts = TreeParts)
    {
        var tree = new TrinomialTree(model, parts);
        var (nodes, last) = (2 * tree.Width + 1, model.Steps - 1);
        var (later, now) = (Grid(contract, nodes), Grid(contract, nodes));
        Span<double> continuation = new double[contract.Top + 1];
        for (var level = 0; level <= contract.Top; level++)
            for (var node = 0; node < nodes; node++)
                later[level][node] = contract.EndPriceShare * level * tree.PriceAt(last, node) * model.Discount(last);
        for (var step = last; step >= 0; step--)
        {
            var (discount, after) = (model.Discount(step), contract.Reach(last - step));
            for (var node = 0; node < nodes; node++)
            {
                var price = tree.PriceAt(step, node);
                for (var level = 0; level <= contract.Top; level++) continuation[level] = later[level][node];
                for (var level = 0; level <= contract.Top; level++)
                    now[level][node] = Best(contract, after, level, continuation, price, discount).Value;
            }
            for (var level = 0; level <= contract.Top; level++) tree.MeanBefore(now[level], later[level]);
        }
        return later[contract.Start][tree.Width];
    }

    /// <summary>The value today of the best moves along prices that are known; present values.</summary>
    internal static double OnCourse(LevelContract contract, OneFactorForward model, ReadOnlySpan<double> prices)
    {
        Span<double> later = new double[contract.Top + 1];
        Span<double> now = new double[contract.Top + 1];
        var last = model.Steps - 1;
        for (var level = 0; level <= contract.Top; level++) later[level] =
            contract.EndPriceShare * level * prices[last] * model.Discount(last);
        for (var step = last; step >= 0; step--)
        {
            var (discount, after) = (model.Discount(step), contract.Reach(last - step));
            for (var level = 0; level <= contract.Top; level++)
                now[level] = Best(contract, after, level, later, prices[step], discount).Value;
            now.CopyTo(later);
        }
        return later[contract.Start];
    }

    /// <summary>The best move from a level and what it brings with what each level is worth afterwards; the first of equals. Minus
    /// infinity where no move can still end well.</summary>
    internal static (LevelMove Move, double Value) Best(
        LevelContract contract, (int Low, int High) after, int level, ReadOnlySpan<double> continuation, double price, double discount)
    {
        var (best, value) = (default(LevelMove), double.NegativeInfinity);
        foreach (var move in contract.Moves.AsSpan())
        {
            var to = level + move.Change;
            if (to < after.Low || to > after.High) continue;
            var brings = discount * (move.PriceShare * price + move.Fixed) + continuation[to];
            if (brings > value) (best, value) = (move, brings);
        }
        return (best, value);
    }

    private static double[][] Grid(LevelContract contract, int nodes) =>
        [.. Enumerable.Range(0, contract.Top + 1).Select(_ => new double[nodes])];
}
