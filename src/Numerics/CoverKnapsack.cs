namespace Busbar.Numerics;

/// <summary>The covering knapsack: least Σ cost·n over whole numbers 0 ≤ n ≤ most with Σ size·n ≥ need. Solved by branch and bound on the
/// fractional bound, items with the least cost for their size first; exact up to its budget of nodes. Source: Dantzig, Operations Research
/// 5(2), 1957, 266-288; Martello and Toth, Knapsack Problems, 1990, chapter 3.</summary>
public sealed class CoverKnapsack
{
    private readonly double[] size;
    private readonly double[] cost;
    private readonly int[] most;
    private readonly int[] order;
    private readonly int[] now;
    private readonly double[] sizeLeft;
    private double best;
    private int nodes;

    private CoverKnapsack(double[] size, double[] cost, int[] most)
    {
        (this.size, this.cost, this.most) = (size, cost, most);
        order = [.. Enumerable.Range(0, size.Length).Where(i => size[i] > 0 && most[i] > 0)
            .OrderBy(i => cost[i] / size[i]).ThenByDescending(i => size[i])];
        now = new int[size.Length];
        sizeLeft = new double[order.Length + 1];
        for (var k = order.Length - 1; k >= 0; k--) sizeLeft[k] = sizeLeft[k + 1] + size[order[k]] * most[order[k]];
        Counts = new int[size.Length];
    }

    /// <summary>How many of each item.</summary>
    public int[] Counts { get; }

    /// <summary>Least cost; infinite when all items together are too small.</summary>
    public double Cost => best;

    /// <summary>True when the answer is proven within the nodes allowed.</summary>
    public bool IsProven { get; private set; }

    /// <summary>Solves the knapsack.</summary>
    /// <param name="size">Size of each item, not negative.</param>
    /// <param name="cost">Cost of each item, not negative.</param>
    /// <param name="most">How many there are of each.</param>
    /// <param name="need">Size to be reached.</param>
    /// <param name="mostNodes">Nodes after which it gives up.</param>
    public static CoverKnapsack Solve(double[] size, double[] cost, int[] most, double need, int mostNodes)
    {
        var knapsack = new CoverKnapsack(size, cost, most) { best = double.PositiveInfinity };
        knapsack.Search(0, need, 0, mostNodes);
        knapsack.IsProven = knapsack.nodes < mostNodes;
        return knapsack;
    }

    private void Search(int k, double need, double spent, int mostNodes)
    {
        if (++nodes >= mostNodes) return;
        if (need <= 1e-9)
        {
            if (spent >= best - 1e-12) return;
            best = spent;
            now.CopyTo(Counts, 0);
            return;
        }
        if (need > sizeLeft[k] + 1e-9 || spent + Fractional(k, need) >= best - 1e-12) return;
        var item = order[k];
        var top = Math.Min(most[item], (int)Math.Ceiling(need / size[item] - 1e-9));
        for (var count = top; count >= 0; count--)
        {
            now[item] = count;
            Search(k + 1, need - count * size[item], spent + count * cost[item], mostNodes);
        }
        now[item] = 0;
    }

    private double Fractional(int k, double need)
    {
        var sum = 0d;
        for (; k < order.Length && need > 0; k++)
        {
            var item = order[k];
            var whole = size[item] * most[item];
            if (whole >= need) return sum + cost[item] * need / size[item];
            sum += cost[item] * most[item];
            need -= whole;
        }
        return sum;
    }
}
