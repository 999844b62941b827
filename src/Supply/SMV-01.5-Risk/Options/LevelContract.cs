using System.Collections.Immutable;

namespace Busbar.Supply.Risk.Options;

/// <summary>A right to move a level up or down at each decision against cash that is linear in the price: gas in store, water behind a
/// dam, rights
/// of a swing contract left.</summary>
/// <param name="Top">Highest level; the lowest is 0.</param>
/// <param name="Start">Level before the first decision.</param>
/// <param name="Moves">What a decision may do; staying is one of them.</param>
/// <param name="EndLow">Lowest level allowed after the last decision.</param>
/// <param name="EndHigh">Highest level allowed after it.</param>
/// <param name="EndPriceShare">What a level left at the end is worth, times the last price.</param>
internal sealed record LevelContract(
    int Top, int Start, ImmutableArray<LevelMove> Moves, int EndLow, int EndHigh, double EndPriceShare)
{
    /// <summary>The levels from which the end can still be reached with so many decisions left.</summary>
    internal (int Low, int High) Reach(int decisionsLeft)
    {
        var (up, down) = (Moves.Max(move => move.Change), -Moves.Min(move => move.Change));
        return (Math.Max(0, EndLow - decisionsLeft * up), Math.Min(Top, EndHigh + decisionsLeft * down));
    }

    /// <summary>True when the end can be reached from the start.</summary>
    internal bool CanEnd(int decisions)
    {
        var (low, high) = Reach(decisions);
        return Start >= low && Start <= high;
    }
}

/// <summary>One thing a decision may do: change the level, and receive PriceShare × price + Fixed.</summary>
internal readonly record struct LevelMove(int Change, double PriceShare, double Fixed);
