namespace Busbar.Supply.Commitment.Programmes;

/// <summary>The best of a piecewise-linear function within a window that slides along: W(e) = max { V(y) − c·(y − e) : e − left ≤ y ≤
/// e + right }. Between two hours in which a breakpoint enters or leaves, the best is at one of the window's ends or at the best
/// breakpoint inside, which a queue of falling values keeps at its head (van Herk and Gil-Werman's running maximum).</summary>
internal sealed class SlidingBest
{
    private readonly PointList best = new();
    private double[] tilted = [];
    private double[] events = [];
    private int[] queue = [];

    /// <summary>How far the window reaches below and above.</summary>
    public readonly record struct Window(double Left, double Right);

    /// <summary>W on every e in [0, capacity] whose window meets the function.</summary>
    public PointList Of(ReadOnlySpan<double> at, ReadOnlySpan<double> value, double cost, Window window, double capacity)
    {
        Reserve(at.Length);
        for (var i = 0; i < at.Length; i++) tilted[i] = value[i] - cost * at[i];
        best.Clear();
        var (low, high) = (Math.Max(0, at[0] - window.Right), Math.Min(capacity, at[^1] + window.Left));
        var count = CollectEvents(at, window, low, high);
        var (entered, head, tail) = (0, 0, 0);
        if (count == 1) best.Add(low, Highest(at.Length) + cost * low);
        for (var k = 0; k + 1 < count; k++)
        {
            var (from, to) = (events[k], events[k + 1]);
            for (; entered < at.Length && at[entered] - window.Right <= from; entered++)
            {
                while (tail > head && tilted[queue[tail - 1]] <= tilted[entered]) tail--;
                queue[tail++] = entered;
            }
            while (head < tail && at[queue[head]] + window.Left < to) head++;
            var inside = head < tail ? tilted[queue[head]] : double.NegativeInfinity;
            Emit(from, to, inside, Ends(at, from - window.Left, to - window.Left), Ends(at, from + window.Right, to + window.Right), cost);
        }
        return best;
    }

    private double Highest(int count)
    {
        var highest = tilted[0];
        for (var i = 1; i < count; i++) highest = Math.Max(highest, tilted[i]);
        return highest;
    }

    private int CollectEvents(ReadOnlySpan<double> at, Window window, double low, double high)
    {
        var (count, i, j) = (0, 0, 0);
        events[count++] = low;
        while (i < at.Length || j < at.Length)
        {
            var x = j >= at.Length || i < at.Length && at[i] - window.Right <= at[j] + window.Left
                ? at[i++] - window.Right : at[j++] + window.Left;
            if (x > events[count - 1] && x < high) events[count++] = x;
        }
        if (high > events[count - 1]) events[count++] = high;
        return count;
    }

    /// <summary>The tilted function at the two ends of a stretch without breakpoints inside; −∞ outside the function.</summary>
    private (double From, double To) Ends(ReadOnlySpan<double> at, double from, double to)
    {
        var middle = (from + to) / 2;
        if (middle < at[0] || middle > at[^1] || at.Length == 1) return (double.NegativeInfinity, double.NegativeInfinity);
        var next = at.BinarySearch(middle);
        next = Math.Clamp(next < 0 ? ~next : next, 1, at.Length - 1);
        var slope = (tilted[next] - tilted[next - 1]) / (at[next] - at[next - 1]);
        return (tilted[next - 1] + slope * (from - at[next - 1]), tilted[next - 1] + slope * (to - at[next - 1]));
    }

    private void Emit(double from, double to, double inside, (double From, double To) left, (double From, double To) right, double cost)
    {
        Span<double> shares = [Crossing(left, (inside, inside)), Crossing(right, (inside, inside)), Crossing(left, right)];
        shares.Sort();
        Add(0);
        foreach (var share in shares)
            if (share is > 0 and < 1) Add(share);
        Add(1);

        void Add(double share)
        {
            var x = share == 1 ? to : from + share * (to - from);
            best.Add(x, Math.Max(inside, Math.Max(At(left, share), At(right, share))) + cost * x);
        }
    }

    private static double At((double From, double To) line, double share) =>
        double.IsNegativeInfinity(line.From) ? line.From : line.From + share * (line.To - line.From);

    /// <summary>Where two lines cross, as a share of the stretch; 0 when they do not.</summary>
    private static double Crossing((double From, double To) a, (double From, double To) b)
    {
        var (before, after) = (a.From - b.From, a.To - b.To);
        return double.IsFinite(before) && double.IsFinite(after) && before * after < 0 ? before / (before - after) : 0;
    }

    private void Reserve(int points)
    {
        if (tilted.Length >= points) return;
        tilted = new double[2 * points];
        queue = new int[2 * points];
        events = new double[4 * points + 2];
    }
}
