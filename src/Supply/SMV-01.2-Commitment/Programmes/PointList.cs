namespace Busbar.Supply.Commitment.Programmes;

/// <summary>A continuous piecewise-linear function as ascending points.</summary>
internal sealed class PointList
{
    private double[] at = new double[32];
    private double[] value = new double[32];

    public int Count { get; private set; }

    public double At(int i) => at[i];

    public double Value(int i) => value[i];

    public void Clear() => Count = 0;

    public void Add(double x, double y)
    {
        if (Count > 0 && x <= at[Count - 1])
        {
            value[Count - 1] = Math.Max(value[Count - 1], y);
            return;
        }
        if (Count == at.Length)
        {
            Array.Resize(ref at, 2 * Count);
            Array.Resize(ref value, 2 * Count);
        }
        (at[Count], value[Count]) = (x, y);
        Count++;
    }

    /// <summary>Point by point the larger of two functions, each −∞ outside its own points. The first begins no later, the second ends no
    /// sooner, and they overlap.</summary>
    public void TakeLarger(PointList low, PointList high)
    {
        Clear();
        var (i, j) = (0, 0);
        var lastX = double.NaN;
        var (lastLow, lastHigh) = (double.NaN, double.NaN);
        while (i < low.Count || j < high.Count)
        {
            var x = i >= low.Count ? high.at[j] : j >= high.Count ? low.at[i] : Math.Min(low.at[i], high.at[j]);
            var (a, b) = (low.Read(x, i), high.Read(x, j));
            if ((a - b) * (lastLow - lastHigh) < 0)
            {
                var share = (lastLow - lastHigh) / (lastLow - lastHigh - (a - b));
                Add(lastX + share * (x - lastX), lastLow + share * (a - lastLow));
            }
            Add(x, double.IsNaN(b) || a > b ? a : b);
            (lastX, lastLow, lastHigh) = (x, a, b);
            while (i < low.Count && low.at[i] <= x) i++;
            while (j < high.Count && high.at[j] <= x) j++;
        }
    }

    /// <summary>Leaves out points that lie within a tolerance of the line between those kept (a cone from each kept point).</summary>
    public void Thin(double tolerance)
    {
        var (anchor, kept) = (0, 0);
        var (low, high) = (double.NegativeInfinity, double.PositiveInfinity);
        for (var i = 1; i < Count; i++)
        {
            var slope = (value[i] - value[anchor]) / (at[i] - at[anchor]);
            if (slope < low || slope > high)
            {
                anchor = i - 1;
                (at[++kept], value[kept]) = (at[anchor], value[anchor]);
                (low, high) = (double.NegativeInfinity, double.PositiveInfinity);
            }
            var width = at[i] - at[anchor];
            low = Math.Max(low, (value[i] - tolerance - value[anchor]) / width);
            high = Math.Min(high, (value[i] + tolerance - value[anchor]) / width);
        }
        if (Count > 1) (at[++kept], value[kept]) = (at[Count - 1], value[Count - 1]);
        Count = kept + 1;
    }

    /// <summary>The value at x, where <paramref name="next"/> is the first point at x or beyond; not a number outside.</summary>
    private double Read(double x, int next)
    {
        if (next >= Count || next == 0 && x < at[0]) return double.NaN;
        if (next == 0 || at[next] <= x) return value[next];
        return value[next - 1] + (value[next] - value[next - 1]) * ((x - at[next - 1]) / (at[next] - at[next - 1]));
    }
}
