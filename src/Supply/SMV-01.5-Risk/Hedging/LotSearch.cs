namespace Busbar.Supply.Risk.Hedging;

/// <summary>Whole lots with the least tail cost within a budget: branch and bound on <see cref="HedgeProgram"/>, best bound first, started
/// from what
/// single lots and swaps of two can improve. Stops at a number of nodes; what is then unproved is stated.</summary>
internal sealed class LotSearch(HedgeProgram program, double budget, int mostNodes)
{
    private const double Relative = 1e-9;
    private double[] best = new double[program.Variables];
    private double bestTail = double.PositiveInfinity;

    /// <summary>The best lots found, and a bound that no lots go below.</summary>
    internal (double[] Lots, double Bound) Run(HedgeProgram.Optimum relaxed)
    {
        Offer(new double[program.Variables]);
        Offer([.. relaxed.Lots.Select(lots => Math.Floor(lots + 1e-9))]);
        Offer([.. relaxed.Lots.Select(lots => Math.Round(lots))]);
        Improve();
        var open = new PriorityQueue<Node, double>();
        open.Enqueue(new(new int[program.Variables], program.Most, relaxed), relaxed.TailCost);
        for (var node = 0; node < mostNodes && open.TryPeek(out _, out var bound) && bound < bestTail - Relative * program.Scale; node++)
            Branch(open.Dequeue(), open);
        return (best, open.TryPeek(out _, out var left) ? Math.Min(left, bestTail) : bestTail);
    }

    private void Branch(Node node, PriorityQueue<Node, double> open)
    {
        var parts = node.Optimum.Lots.Select(lots => Math.Abs(lots - Math.Round(lots))).ToArray();
        var split = Array.IndexOf(parts, parts.Max());
        if (parts[split] < 1e-7)
        {
            Offer([.. node.Optimum.Lots.Select(lots => Math.Round(lots))]);
            return;
        }
        var below = (int)Math.Floor(node.Optimum.Lots[split]);
        Add(With(node.Upper, split, below), node.Lower);
        Add(node.Upper, With(node.Lower, split, below + 1));

        void Add(int[] upper, int[] lower)
        {
            if (program.Solve(budget, lower, upper) is not { } optimum) return;
            Offer([.. optimum.Lots.Select(lots => Math.Floor(lots + 1e-9))]);
            if (optimum.TailCost < bestTail - Relative * program.Scale) open.Enqueue(new(lower, upper, optimum), optimum.TailCost);
        }
    }

    // One lot more or less of one hedge, or one more of one and one less of another, while that helps.
    private void Improve()
    {
        for (var before = double.PositiveInfinity; bestTail < before - Relative * program.Scale;)
        {
            before = bestTail;
            var from = best;
            for (var i = 0; i < from.Length; i++)
                for (var step = -1; step <= 1; step += 2)
                    Offer(With(from, i, from[i] + step));
            if (bestTail < before) continue;
            for (var i = 0; i < from.Length; i++)
                for (var j = 0; j < from.Length; j++)
                    if (i != j && from[j] > 0) Offer(With(With(from, i, from[i] + 1), j, from[j] - 1));
        }
    }

    private void Offer(double[] lots)
    {
        for (var i = 0; i < lots.Length; i++)
            if (lots[i] < 0 || lots[i] > program.Most[i]) return;
        if (program.ExpectedOf(lots) - program.ExpectedCost > budget + Relative * program.Scale) return;
        var tail = program.TailOf(lots);
        if (tail >= bestTail) return;
        (best, bestTail) = (lots, tail);
    }

    private static T[] With<T>(T[] values, int index, T value)
    {
        var changed = (T[])values.Clone();
        changed[index] = value;
        return changed;
    }

    private sealed record Node(int[] Lower, int[] Upper, HedgeProgram.Optimum Optimum);
}
