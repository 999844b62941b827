namespace Busbar.Supply.Commitment.RealTime;

/// <summary>Least cost so far of being at an output: convex and piecewise linear between a lowest and a highest output, kept as
/// breakpoints (W), the slope after each (USD/W) and the value at the first. Whole watts stay whole. One interval on it is widened by the
/// ramp, cut to the interval's limits, and the interval's own cost is added: the dynamic programme of Frangioni and Gentile, Operations
/// Research 54(4), 2006, 767-775, with limits that change by interval.</summary>
internal sealed record ConvexPath(double[] At, double[] Slope, double First)
{
    /// <summary>No cost between two outputs, nothing outside.</summary>
    public static ConvexPath Free(double low, double high) => low < high ? new([low, high], [0], 0) : new([low], [], 0);

    /// <summary>The least cost at an output of at most the cap, and the lowest output that has it; infinite when every output is
    /// above.</summary>
    public (double Cost, double At) LeastUpTo(double cap)
    {
        if (At[0] > cap) return (double.PositiveInfinity, cap);
        var (cost, piece) = (First, 0);
        for (; piece < Slope.Length && Slope[piece] < 0; piece++)
        {
            if (At[piece + 1] >= cap) return (cost + Slope[piece] * (cap - At[piece]), cap);
            cost += Slope[piece] * (At[piece + 1] - At[piece]);
        }
        return (cost, At[piece]);
    }

    /// <summary>One move of at most the ramp: what falls is reached earlier, what rises later, and a level piece opens between.</summary>
    public ConvexPath Widen(double ramp)
    {
        var turn = 0;
        while (turn < Slope.Length && Slope[turn] < 0) turn++;
        double[] at = [.. At.Take(turn + 1).Select(watts => watts - ramp), .. At.Skip(turn).Select(watts => watts + ramp)];
        return new(at, [.. Slope.Take(turn), 0, .. Slope.Skip(turn)], First);
    }

    /// <summary>The part between two outputs, which must meet it.</summary>
    public ConvexPath Cut(double low, double high)
    {
        low = Math.Max(low, At[0]);
        high = Math.Min(high, At[^1]);
        if (low > high) throw new InvalidOperationException($"No output between {low} and {high} W can be reached.");
        var inner = At.Where(watts => watts > low && watts < high);
        double[] at = low < high ? [low, .. inner, high] : [low];
        return new(at, [.. at.SkipLast(1).Select(SlopeAfter)], Value(low));
    }

    /// <summary>With the cost of one interval on top: its value and slopes from the lowest output up.</summary>
    public ConvexPath Plus(IntervalCost cost)
    {
        double[] at = [.. At.Concat(cost.Ends.Where(watts => watts > At[0] && watts < At[^1])).Distinct().Order()];
        return new(at, [.. at.SkipLast(1).Select(watts => SlopeAfter(watts) + cost.SlopeAfter(watts))], First + cost.Value(at[0]));
    }

    private double SlopeAfter(double watts) => Slope[Math.Clamp(Array.FindLastIndex(At, at => at <= watts), 0, Slope.Length - 1)];

    private double Value(double watts)
    {
        var cost = First;
        for (var piece = 0; piece < Slope.Length && At[piece] < watts; piece++)
            cost += Slope[piece] * (Math.Min(watts, At[piece + 1]) - At[piece]);
        return cost;
    }
}

/// <summary>Cost less revenue of one interval on: a value at the first end, and a slope from each end to the next; beyond the ends the
/// first and the last slope go on.</summary>
internal sealed record IntervalCost(double[] Ends, double[] Slopes, double AtFirst)
{
    public double SlopeAfter(double watts)
    {
        var piece = 0;
        while (piece < Slopes.Length - 1 && Ends[piece + 1] <= watts) piece++;
        return Slopes[piece];
    }

    public double SlopeBefore(double watts)
    {
        var piece = 0;
        while (piece < Slopes.Length - 1 && Ends[piece + 1] < watts) piece++;
        return Slopes[piece];
    }

    public double Value(double watts)
    {
        var cost = AtFirst + Slopes[0] * (Math.Min(watts, Ends[1]) - Ends[0]);
        for (var piece = 1; piece < Slopes.Length && Ends[piece] < watts; piece++)
            cost += Slopes[piece] * ((piece == Slopes.Length - 1 ? watts : Math.Min(watts, Ends[piece + 1])) - Ends[piece]);
        return cost;
    }
}
