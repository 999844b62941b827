namespace Busbar.Supply.Commitment.Programmes;

/// <summary>A convex, piecewise-linear cost of output on an interval, kept as breakpoints and the slopes between them. One hour on, it is
/// widened by the ramps (falling pieces move down, rising pieces up, a flat piece opens between) and the hour's own cost is added.
/// Source: Frangioni and Gentile, Operations Research 54(4), 2006, 767-775.</summary>
internal sealed class ConvexCurve(int pieces)
{
    private readonly double[] at = new double[pieces + 1];
    private readonly double[] slope = new double[pieces];
    private int count;
    private double first;

    /// <summary>No output at all is possible.</summary>
    public bool IsEmpty { get; private set; }

    /// <summary>Says so.</summary>
    public void SetEmpty() => IsEmpty = true;

    /// <summary>A constant cost on [low, high].</summary>
    public void Reset(double low, double high, double cost)
    {
        first = cost;
        count = high > low ? 1 : 0;
        (at[0], at[count], slope[0]) = (low, high, 0);
        IsEmpty = false;
    }

    /// <summary>The least cost and the lowest output that reaches it.</summary>
    public (double Cost, double At) Least()
    {
        var (cost, i) = (first, 0);
        for (; i < count && slope[i] < 0; i++) cost += slope[i] * (at[i + 1] - at[i]);
        return (cost, at[i]);
    }

    /// <summary>The least cost at an output of at most the cap; infinite when every output lies above it.</summary>
    public (double Cost, double At) LeastUpTo(double cap)
    {
        if (at[0] > cap) return (double.PositiveInfinity, cap);
        var (cost, i) = (first, 0);
        for (; i < count && slope[i] < 0; i++)
        {
            if (at[i + 1] > cap) return (cost + slope[i] * (cap - at[i]), cap);
            cost += slope[i] * (at[i + 1] - at[i]);
        }
        return (cost, at[i]);
    }

    /// <summary>This curve less <paramref name="gain"/> × min(cap, reach + output): what spinning reserve earns, as far as it hangs on the
    /// output of the hour before.</summary>
    public void TiltInto(ConvexCurve into, double gain, double cap, double reach)
    {
        var kink = cap - reach;
        into.first = first - gain * Math.Min(cap, reach + at[0]);
        into.IsEmpty = false;
        into.at[0] = at[0];
        var made = 0;
        for (var i = 0; i < count; i++)
        {
            if (at[i] < kink && kink < at[i + 1])
            {
                into.slope[made] = slope[i] - gain;
                into.at[++made] = kink;
                into.slope[made] = slope[i];
            }
            else into.slope[made] = at[i + 1] <= kink ? slope[i] - gain : slope[i];
            into.at[++made] = at[i + 1];
        }
        into.count = made;
    }

    /// <summary>The least cost of an output in [0, high] after one move up or down of at most the ramps; answers where the curve before it
    /// is least.</summary>
    public double WidenInto(ConvexCurve into, double up, double down, double high)
    {
        var turn = 0;
        while (turn < count && slope[turn] < 0) turn++;
        var low = Math.Max(0, at[0] - down);
        high = Math.Min(high, at[count] + up);
        into.IsEmpty = low > high;
        if (into.IsEmpty) return at[turn];
        var value = first;
        var made = 0;
        var target = into.at;
        target[0] = low;
        for (var i = 0; i <= count; i++)
        {
            var from = i <= turn ? at[i] - down : at[i - 1] + up;
            if (from >= high) break;
            var to = i < turn ? at[i + 1] - down : at[i] + up;
            var s = i < turn ? slope[i] : i == turn ? 0 : slope[i - 1];
            if (from < low) value += s * (Math.Min(to, low) - from);
            if (to <= low) continue;
            into.slope[made] = s;
            target[++made] = Math.Min(to, high);
        }
        (into.count, into.first) = (made, value);
        return at[turn];
    }

    /// <summary>This curve plus an hour's cost: its value at zero, then a slope for each segment up to its end.</summary>
    public void AddInto(ConvexCurve into, ReadOnlySpan<double> ends, ReadOnlySpan<double> slopes, double atZero)
    {
        var (segment, from, value, last) = (0, 0d, first + atZero, ends.Length - 1);
        for (; segment < last && ends[segment] <= at[0]; segment++)
        {
            value += slopes[segment] * (ends[segment] - from);
            from = ends[segment];
        }
        into.first = value + slopes[segment] * (at[0] - from);
        into.IsEmpty = false;
        into.at[0] = at[0];
        var made = 0;
        for (var i = 0; i < count; i++)
        {
            for (; segment < last && ends[segment] < at[i + 1]; segment++)
            {
                into.slope[made] = slope[i] + slopes[segment];
                into.at[++made] = ends[segment];
            }
            into.slope[made] = slope[i] + slopes[segment];
            into.at[++made] = at[i + 1];
            if (segment < last && ends[segment] <= at[i + 1]) segment++;
        }
        into.count = made;
    }

    /// <summary>True when this curve is nowhere dearer than the other, wherever the other is possible.</summary>
    public bool IsBelow(ConvexCurve other)
    {
        if (at[0] > other.at[0] || at[count] < other.at[other.count]) return false;
        var (mine, theirs) = (0, 0);
        var x = at[0];
        var (own, its) = (first, other.first);
        while (mine < count && at[mine + 1] <= other.at[0])
        {
            own += slope[mine] * (at[mine + 1] - x);
            x = at[++mine];
        }
        if (mine < count) own += slope[mine] * (other.at[0] - x);
        x = other.at[0];
        if (own > its) return false;
        while (theirs < other.count)
        {
            var next = Math.Min(other.at[theirs + 1], mine < count ? at[mine + 1] : double.PositiveInfinity);
            if (mine < count) own += slope[mine] * (next - x);
            its += other.slope[theirs] * (next - x);
            if (own > its) return false;
            x = next;
            if (mine < count && at[mine + 1] <= x) mine++;
            if (other.at[theirs + 1] <= x) theirs++;
        }
        return true;
    }
}
