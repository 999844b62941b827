using Busbar.Numerics;
using Busbar.Supply.Commitment.Systems.Stack;
using Busbar.Supply.Commitment.Systems.Dispatch;

namespace Busbar.Supply.Commitment.Systems;

/// <summary>What one thread of work needs of its own. Lanes work side by side and are read in order, so that the outcome does not hang on
/// which is quicker.</summary>
internal sealed class Lane(SystemModel model, MeritOrder merit, double shortage, int threads, Func<bool> stop)
{
    /// <summary>Relative error of a dispatch in the search.</summary>
    public const double Tolerance = 1e-7;
    private readonly HashSet<ulong> tried = [];
    private readonly Dispatcher dispatcher = new(model, shortage, threads, stop);
    private readonly StackBound stack = new(model, merit, shortage);

    public DualFunction Function { get; } = new(model, threads);
    public StackSearch Search { get; } = new(model, merit, shortage);

    /// <summary>Dispatches a commitment that this lane has not tried, unless merit order alone says that it cannot beat the cost
    /// given.</summary>
    public Incumbent? Try(ulong[] patterns, double[] prices, Incumbent? best)
    {
        if (!model.KeepsStartLimits(patterns))
        {
            Search.Begin(patterns, null);
            Search.KeepStartLimits();
            patterns = [.. Search.Patterns];
        }
        if (!tried.Add(Hash(patterns)) || !model.KeepsStartLimits(patterns)) return null;
        if (best is { IsComplete: true } && stack.Cost(patterns) >= best.Usd) return null;
        return Dispatch(patterns, prices, best?.CutOff ?? double.PositiveInfinity);
    }

    /// <summary>A commitment made whole: where merit order finds something missing, units plan anew until nothing is, or no unit can
    /// help.</summary>
    public ulong[] Mend(ulong[] patterns, SeededRandom chance, Func<bool> stop)
    {
        stack.Cost(patterns);
        if (stack.Short.Max() < DispatchResult.NothingMw && stack.Surplus.Max() < DispatchResult.NothingMw
            && model.KeepsStartLimits(patterns))
            return patterns;
        Search.Begin(patterns, null);
        Search.KeepStartLimits();
        Search.Descend(chance, 3, null, stop);
        return [.. Search.Patterns];
    }

    private Incumbent? Dispatch(ulong[] patterns, double[] prices, double cutOff) =>
        dispatcher.Solve(patterns, prices, Tolerance, cutOff) is { } solved ? new([.. patterns], solved) : null;

    private static ulong Hash(ulong[] patterns)
    {
        var hash = 14695981039346656037UL;
        foreach (var pattern in patterns) hash = unchecked((hash ^ pattern) * 1099511628211UL + (pattern >> 29));
        return hash;
    }
}
