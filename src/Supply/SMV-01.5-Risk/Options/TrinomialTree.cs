namespace Busbar.Supply.Risk.Options;

/// <summary>A trinomial tree of a <see cref="OneFactorForward"/>: nodes evenly spaced, three branches that keep the mean and variance of a
/// step, prices
/// scaled so that each step's mean is its forward. Source: Hull and White, Numerical Procedures for Implementing Term Structure Models I,
/// J. Derivatives 2(1), 1994; Clewlow and Strickland 2000, ch. 10.</summary>
internal sealed class TrinomialTree
{
    private readonly int parts;
    private readonly double spacing;
    private readonly double[] scale;

    /// <summary>A tree with so many steps from one decision to the next.</summary>
    internal TrinomialTree(OneFactorForward model, int parts)
    {
        this.parts = parts;
        var loss = 1 - Math.Pow(model.Persistence, 1.0 / parts);
        spacing = model.Volatility * Math.Sqrt(3 * (1 - (1 - loss) * (1 - loss)) / (2 * model.Reversion));
        // Hull and White: 0.184 ÷ loss is the lowest width at which all branches stay likely.
        Width = spacing > 0 ? Math.Min(model.Steps * parts, (int)Math.Ceiling(0.1835 / loss)) : 0;
        Branches = [.. Enumerable.Range(-Width, 2 * Width + 1).Select(node => BranchOf(node, node * loss))];
        scale = new double[model.Steps];
        var (now, exponentials) = (new double[2 * Width + 1], Branches.Select((_, i) => Math.Exp((i - Width) * spacing)).ToArray());
        now[Width] = 1;
        for (var step = 0; step < model.Steps; step++)
        {
            for (var part = 0; part < parts; part++) now = Forward(now);
            scale[step] = model.Forward[step] / now.Zip(exponentials, (chance, price) => chance * price).Sum();
        }
    }

    /// <summary>Nodes on each side of the middle one.</summary>
    internal int Width { get; }

    /// <summary>Where each node's branches go and with what chance.</summary>
    internal (int Middle, double Up, double Level, double Down)[] Branches { get; }

    /// <summary>The price of a node at a decision.</summary>
    internal double PriceAt(int step, int node) => scale[step] * Math.Exp((node - Width) * spacing);

    /// <summary>The mean, a decision earlier, of values by node; both spans are written to, the second holds the answer.</summary>
    internal void MeanBefore(Span<double> values, Span<double> mean)
    {
        for (var part = 0; part < parts; part++)
        {
            if (part > 0) mean.CopyTo(values);
            for (var node = 0; node < values.Length; node++)
            {
                var (middle, up, level, down) = Branches[node];
                mean[node] = up * values[Math.Min(middle + 1, 2 * Width)] + level * values[middle] + down * values[Math.Max(middle - 1, 0)];
            }
        }
    }

    private double[] Forward(double[] now)
    {
        var next = new double[now.Length];
        for (var node = 0; node < now.Length; node++)
        {
            var (middle, up, level, down) = Branches[node];
            next[Math.Min(middle + 1, 2 * Width)] += now[node] * up;
            next[middle] += now[node] * level;
            next[Math.Max(middle - 1, 0)] += now[node] * down;
        }
        return next;
    }

    // The outermost nodes branch inward; every node keeps the mean −loss·node and the variance ⅓ in units of the spacing.
    private (int Middle, double Up, double Level, double Down) BranchOf(int node, double pull)
    {
        if (Width == 0) return (0, 0, 1, 0);
        var inward = node == Width ? -1 : node == -Width ? 1 : 0;
        var shift = -pull - inward;
        var square = 1.0 / 3 + shift * shift;
        return (node + inward + Width, (square + shift) / 2, 1 - square, (square - shift) / 2);
    }
}
