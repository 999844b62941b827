namespace Busbar.Supply.Commitment.Programmes;

/// <summary>What energy held is worth from an hour on: a continuous piecewise-linear function of the MWh held, on one interval, kept as
/// breakpoints and slopes (USD/MWh). Going one hour back, it becomes the best over all moves of that hour.
/// <para>At a price of zero or more a move's gain is concave (a MWh bought costs price ÷ efficiency, one sold earns the price), and the
/// best over moves of a concave function is a merge of slopes: two pieces are put in where they belong. Below zero the gain is not
/// concave, since being paid to charge beats paying to discharge: charging and discharging are then two windows slid over the function,
/// and the better of the two is kept point by point. Both are exact. Only when hundreds of hours of negative prices have made more
/// than 1,024 pieces are breakpoints left out, as few as needed, and <see cref="ThinnedUsd"/> says what that may have
/// cost.</para></summary>
internal sealed class StoredWorth
{
    private const double Speck = 1e-11;
    private const int MostPieces = 1024;
    private const double LeastThinningUsd = 1e-4;

    private readonly SlidingBest charging = new();
    private readonly SlidingBest discharging = new();
    private readonly PointList best = new();
    private double[] value = new double[16];
    private double[] at = new double[16];
    private double[] slope = new double[16];
    private double[] nextAt = new double[16];
    private double[] nextSlope = new double[16];
    private int pieces;
    private double first;
    private bool isConcave;
    private double cursor;
    private int made;

    public int Pieces => pieces;

    /// <summary>By how much the worth may be off, either way, because breakpoints were left out.</summary>
    public double ThinnedUsd { get; private set; }

    /// <summary>Worth at the least energy of the interval.</summary>
    public double First => first;

    public ReadOnlySpan<double> At => at.AsSpan(0, pieces + 1);

    public ReadOnlySpan<double> Slope => slope.AsSpan(0, pieces);

    /// <summary>A straight line through zero on [low, high].</summary>
    public void Reset(double low, double high, double usdPerMwh)
    {
        (first, isConcave, pieces, ThinnedUsd) = (low * usdPerMwh, true, high > low ? 1 : 0, 0);
        (at[0], at[pieces], slope[0]) = (low, high, usdPerMwh);
    }

    /// <summary>One hour back: the best move of at most <paramref name="up"/> MWh into the store, each bought at
    /// <paramref name="buy"/>, or <paramref name="down"/> MWh out, each sold at <paramref name="sell"/>.</summary>
    public void Move(double up, double down, double buy, double sell, double capacity)
    {
        Reserve(pieces + 4);
        if (isConcave && buy >= sell) Merge(up, down, buy, sell, capacity);
        else Slide(up, down, buy, sell, capacity);
    }

    /// <summary>Adds a concave reward: <paramref name="rise"/> a MWh up to one point, less <paramref name="fall"/> a MWh from another on,
    /// <paramref name="flat"/> for all.</summary>
    public void Reward(double rise, double upTo, double fall, double from, double flat)
    {
        first += flat + rise * Math.Min(at[0], upTo) - fall * Math.Max(0, at[0] - from);
        Reserve(pieces + 4);
        if (rise != 0) Cut(upTo);
        if (fall != 0) Cut(from);
        for (var i = 0; i < pieces; i++)
        {
            var middle = (at[i] + at[i + 1]) / 2;
            slope[i] += (middle < upTo ? rise : 0) - (middle > from ? fall : 0);
        }
    }

    /// <summary>Slopes in falling order: what is held, a piece that buys, a piece that sells.</summary>
    private void Merge(double up, double down, double buy, double sell, double capacity)
    {
        (cursor, made) = (at[0] - up, 0);
        first -= buy * up;
        nextAt[0] = Math.Max(0, cursor);
        var i = 0;
        for (; i < pieces && slope[i] >= buy; i++) Emit(at[i + 1] - at[i], slope[i], capacity);
        Emit(up, buy, capacity);
        for (; i < pieces && slope[i] >= sell; i++) Emit(at[i + 1] - at[i], slope[i], capacity);
        Emit(down, sell, capacity);
        for (; i < pieces; i++) Emit(at[i + 1] - at[i], slope[i], capacity);
        Swap();
    }

    /// <summary>Puts one piece at the cursor; what lies below nothing held or above what can be held is left out.</summary>
    private void Emit(double length, double usdPerMwh, double capacity)
    {
        var from = Math.Max(cursor, 0);
        var to = cursor + length;
        first += usdPerMwh * (Math.Min(from, to) - Math.Min(cursor, to));
        cursor = to;
        if (Math.Min(to, capacity) - from <= Speck) return;
        if (made > 0 && Math.Abs(nextSlope[made - 1] - usdPerMwh) <= Speck) made--;
        nextSlope[made] = usdPerMwh;
        nextAt[++made] = Math.Min(to, capacity);
    }

    /// <summary>The better of two windows: upwards while charging, downwards while discharging.</summary>
    private void Slide(double up, double down, double buy, double sell, double capacity)
    {
        if (value.Length < pieces + 1) value = new double[at.Length];
        value[0] = first;
        for (var i = 0; i < pieces; i++) value[i + 1] = value[i] + slope[i] * (at[i + 1] - at[i]);
        var values = value.AsSpan(0, pieces + 1);
        var bought = charging.Of(At, values, buy, new(0, up), capacity);
        var sold = discharging.Of(At, values, sell, new(down, 0), capacity);
        best.TakeLarger(bought, sold);
        for (var tolerance = LeastThinningUsd; best.Count > MostPieces; tolerance *= 2)
        {
            best.Thin(tolerance);
            ThinnedUsd += tolerance;
        }
        Reserve(best.Count);
        (made, first) = (0, best.Value(0));
        nextAt[0] = best.At(0);
        var last = 0;
        for (var i = 1; i < best.Count; i++)
        {
            if (best.At(i) - best.At(last) <= Speck) continue;
            var usdPerMwh = (best.Value(i) - best.Value(last)) / (best.At(i) - best.At(last));
            last = i;
            if (made > 0 && Math.Abs(nextSlope[made - 1] - usdPerMwh) <= Speck * (1 + Math.Abs(usdPerMwh))) made--;
            else nextSlope[made] = usdPerMwh;
            nextAt[++made] = best.At(i);
        }
        Swap();
        isConcave = true;
        for (var i = 1; i < pieces; i++) isConcave &= slope[i] <= slope[i - 1] + Speck;
    }

    private void Cut(double point)
    {
        for (var i = 0; i < pieces; i++)
        {
            if (point <= at[i] + Speck || point >= at[i + 1] - Speck) continue;
            Array.Copy(at, i + 1, at, i + 2, pieces - i);
            Array.Copy(slope, i, slope, i + 1, pieces - i);
            at[i + 1] = point;
            pieces++;
            return;
        }
    }

    private void Swap()
    {
        (at, nextAt) = (nextAt, at);
        (slope, nextSlope) = (nextSlope, slope);
        pieces = made;
    }

    private void Reserve(int points)
    {
        if (points < at.Length) return;
        Array.Resize(ref at, 2 * points);
        Array.Resize(ref slope, 2 * points);
        Array.Resize(ref nextAt, 2 * points);
        Array.Resize(ref nextSlope, 2 * points);
    }
}
