namespace Busbar.Supply.Commitment.Systems.Dispatch;

/// <summary>The hours on of one unit whose ramps may bind, as a part of the interior point method: output by segment, spinning reserve, and
/// the limits that tie hours together. Segments are eliminated into one output an hour; what is left is a band of order two an hour, whose
/// inverse is the unit's share of the rows' matrix.</summary>
internal sealed class RampBlock
{
    private const double Tiny = 1e-7;
    private readonly BlockHour[] hours;
    private readonly double[] cost;
    private readonly int segments;
    private readonly BoundPairs segment;
    private readonly BoundPairs reserve;
    private readonly BoundPairs cap;
    private readonly BoundPairs up;
    private readonly BoundPairs down;
    private readonly double[] output;
    private readonly double[] outputStep;
    private readonly double[] stiff;
    private readonly double[] lean;
    private readonly double[] right;
    private readonly double[] move;
    private readonly double[] column;
    private readonly Band band;
    private readonly ExtraRows?[] extras;
    // Rows that output (even places) and reserve (odd places) of an hour count in, or −1.
    private readonly int[] firstRow;
    private readonly int[] secondRow;
    private readonly double rampUp;
    private readonly double rampDown;

    /// <param name="each">The unit's class.</param>
    /// <param name="pattern">Its hours on.</param>
    /// <param name="unit">Its place in the case.</param>
    /// <param name="rows">Rows it counts in.</param>
    /// <param name="stiffest">A limit stiffer than this would drown what else ties the hours.</param>
    public RampBlock(UnitClass each, ulong pattern, int unit, DispatchRows rows, double stiffest)
    {
        Unit = unit;
        hours = BlockHour.Of(each, pattern, rows);
        extras = [.. hours.Select(hour => ExtraRows.Of(rows.Extras(each, hour.Hour)))];
        (cost, segments) = (each.SlopeUsd, each.SlopeUsd.Length);
        (rampUp, rampDown) = (each.Model.RampUp, each.Model.RampDown);
        var n = hours.Length;
        (segment, reserve) = (new(n * segments), new(n));
        (cap, up, down) = (new(n, stiffest), new(n, stiffest), new(n, stiffest));
        (output, outputStep, stiff, lean) = (new double[n], new double[n], new double[n], new double[n]);
        (right, move, column) = (new double[2 * n], new double[2 * n], new double[2 * n]);
        band = new(2 * n);
        SetWidths(each);
        (firstRow, secondRow) = (new int[2 * n], new int[2 * n]);
        for (var k = 0; k < 2 * n; k++)
        {
            var own = (k & 1) == 0 ? hours[k >> 1].EnergyRows : reserve.IsUsed[k >> 1] ? hours[k >> 1].ReserveRows : [];
            (firstRow[k], secondRow[k]) = (own.Length > 0 ? own[0] : -1, own.Length > 1 ? own[1] : -1);
        }
    }

    /// <summary>Place of the unit in the case.</summary>
    public int Unit { get; }
    public ReadOnlySpan<BlockHour> Hours => hours;
    public double OutputAt(int i) => output[i];
    public double ReserveAt(int i) => reserve.Value[i];

    private void SetWidths(UnitClass each)
    {
        for (var i = 0; i < hours.Length; i++)
        {
            var from = 0d;
            for (var l = 0; l < segments; l++)
            {
                segment.Width[i * segments + l] = Math.Max(0, Math.Min(each.Model.SegmentEnd[l], hours[i].High) - from);
                from = each.Model.SegmentEnd[l];
            }
            reserve.IsUsed[i] = hours[i].HasReserve;
            cap.IsUsed[i] = hours[i].HasReserve || hours[i].Cap < hours[i].High - Tiny;
            up.IsUsed[i] = hours[i].HasBefore;
            down.IsUsed[i] = hours[i].HasBefore || hours[i].Floor > 0;
        }
        for (var k = 0; k < segment.Width.Length; k++) segment.IsUsed[k] = segment.Width[k] > Tiny;
    }

    public void Begin(double[] y, double complement)
    {
        for (var i = 0; i < hours.Length; i++)
        {
            output[i] = 0;
            for (var l = 0; l < segments; l++)
            {
                var k = i * segments + l;
                if (!segment.IsUsed[k]) continue;
                segment.BeginBetween(k, Math.Clamp(CentralPoint.Of(cost[l] - y[hours[i].EnergyRow] - (extras[i]?.Worth(y, l) ?? 0), segment.Width[k], complement),
                    0.02 * segment.Width[k], 0.98 * segment.Width[k]), complement);
                output[i] += segment.Value[k];
            }
            if (reserve.IsUsed[i])
            {
                var left = Math.Max(hours[i].Cap - output[i], 0.05 * hours[i].Cap + Tiny);
                reserve.Begin(i, 0.5 * left, complement);
                cap.Begin(i, 0.5 * left, complement);
            }
            else if (cap.IsUsed[i]) cap.Begin(i, Math.Max(hours[i].Cap - output[i], 0.05 * hours[i].Cap + Tiny), complement);
        }
        for (var i = 0; i < hours.Length; i++)
        {
            if (up.IsUsed[i]) up.Begin(i, Math.Max(UpRoom(i), 0.2 * rampUp + Tiny), complement);
            if (down.IsUsed[i]) down.Begin(i, Math.Max(DownRoom(i), 0.2 * rampDown + Tiny), complement);
        }
    }

    private double UpRoom(int i) => rampUp + output[i - 1] - output[i] - (reserve.IsUsed[i] ? reserve.Value[i] : 0);

    private double DownRoom(int i) => hours[i].HasBefore ? rampDown + output[i] - output[i - 1] : output[i] - hours[i].Floor;

    private double CapRoom(int i) => hours[i].Cap - output[i] - (reserve.IsUsed[i] ? reserve.Value[i] : 0);

    /// <summary>Takes what the unit gives from the residuals; answers the sum of complements, their number, the cost, and the largest
    /// breach of its own limits.</summary>
    public (double Complement, int Count, double Usd, double Breach) Measure(double[] residual)
    {
        var (usd, breach) = (0d, 0d);
        for (var i = 0; i < hours.Length; i++)
        {
            for (var l = 0; l < segments; l++)
            {
                if (!segment.IsUsed[i * segments + l]) continue;
                usd += cost[l] * segment.Value[i * segments + l];
                for (var x = 0; x < (extras[i]?.Count ?? 0); x++)
                    residual[extras[i]!.Row(x)] -= extras[i]!.Gives(x, l) * segment.Value[i * segments + l];
            }
            residual[hours[i].EnergyRow] -= output[i];
            if (reserve.IsUsed[i]) foreach (var row in hours[i].ReserveRows) residual[row] -= reserve.Value[i];
            if (cap.IsUsed[i]) breach = Math.Max(breach, Math.Abs(CapRoom(i) - cap.Value[i]));
            if (up.IsUsed[i]) breach = Math.Max(breach, Math.Abs(UpRoom(i) - up.Value[i]));
            if (down.IsUsed[i]) breach = Math.Max(breach, Math.Abs(DownRoom(i) - down.Value[i]));
        }
        var (complement, count) = (0d, 0);
        foreach (var pairs in All)
        {
            complement += pairs.Complement;
            count += pairs.Count;
        }
        return (complement, count, usd, breach);
    }

    private BoundPairs[] All => [segment, reserve, cap, up, down];

    /// <summary>Factors the unit's band and adds its inverse to the rows' matrix.</summary>
    public void AddTo(double[] matrix, int order)
    {
        band.Clear();
        for (var i = 0; i < hours.Length; i++)
        {
            var soft = 0d;
            for (var k = i * segments; k < (i + 1) * segments; k++) if (segment.IsUsed[k]) soft += 1 / segment.Curve(k);
            stiff[i] = soft > 0 ? 1 / soft : 1e12;
            extras[i]?.Weigh(segment, i * segments, segments, stiff[i]);
            extras[i]?.AddTo(matrix, order);
            var (p, r) = (2 * i, 2 * i + 1);
            band.Add(p, p, stiff[i]);
            band.Add(r, r, reserve.IsUsed[i] ? reserve.Curve(i) : 1e12);
            if (cap.IsUsed[i]) AddSum(p, r, reserve.IsUsed[i], cap.Curve(i));
            if (up.IsUsed[i])
            {
                var w = up.Curve(i);
                AddSum(p, r, reserve.IsUsed[i], w);
                band.Add(p - 2, p - 2, w);
                band.Add(p, p - 2, -w);
                if (reserve.IsUsed[i]) band.Add(r, p - 2, -w);
            }
            if (!down.IsUsed[i]) continue;
            band.Add(p, p, down.Curve(i));
            if (!hours[i].HasBefore) continue;
            band.Add(p - 2, p - 2, down.Curve(i));
            band.Add(p, p - 2, -down.Curve(i));
        }
        band.Factor();
        AddInverse(matrix, order);
    }

    private void AddSum(int p, int r, bool hasReserve, double weight)
    {
        band.Add(p, p, weight);
        if (!hasReserve) return;
        band.Add(r, r, weight);
        band.Add(r, p, weight);
    }

    private void AddInverse(double[] matrix, int order)
    {
        for (var from = 0; from < hours.Length;)
        {
            var to = from + 1;
            while (to < hours.Length && hours[to].HasBefore) to++;
            for (var k = 2 * from; k < 2 * to; k++)
            {
                if (firstRow[k] < 0) continue;
                band.InverseColumn(k, 2 * to, column);
                if (extras[k >> 1] is not null)
                {
                    SpreadAll(matrix, order, k, 2 * to);
                    continue;
                }
                Spread(matrix, order, firstRow[k], k, 2 * to);
                if (secondRow[k] >= 0) Spread(matrix, order, secondRow[k], k, 2 * to);
            }
            from = to;
        }
    }

    /// <summary>Adds a column of the inverse above the diagonal. The rows of a variable and those of a later one never meet, but those of
    /// one variable do: each pair of them stands once.</summary>
    private void Spread(double[] matrix, int order, int row, int k, int end)
    {
        for (var other = k; other < end; other++)
        {
            var (a, b) = (firstRow[other], secondRow[other]);
            if (a < 0) continue;
            if (other != k || a >= row) matrix[a < row ? a * order + row : row * order + a] += column[other];
            if (b >= 0 && (other != k || b >= row)) matrix[b < row ? b * order + row : row * order + b] += column[other];
        }
    }

    /// <summary>The same where a variable counts in any rows with any weights.</summary>
    private void SpreadAll(double[] matrix, int order, int k, int end)
    {
        var mine = WeightsOf(k);
        for (var other = k; other < end; other++)
            foreach (var (b, theirs) in WeightsOf(other))
                foreach (var (a, own) in mine)
                {
                    if (other == k && a > b) continue;
                    var twice = other != k && a == b ? 2 : 1;
                    matrix[Math.Min(a, b) * order + Math.Max(a, b)] += twice * own * theirs * column[other];
                }
    }

    private List<(int Row, double Weight)> WeightsOf(int k)
    {
        var list = new List<(int, double)>();
        if (firstRow[k] >= 0) list.Add((firstRow[k], 1));
        if (secondRow[k] >= 0) list.Add((secondRow[k], 1));
        if ((k & 1) == 0 && extras[k >> 1] is { } extra) for (var x = 0; x < extra.Count; x++) list.Add((extra.Row(x), extra.Mean(x)));
        return list;
    }

    /// <summary>Works out the right-hand side of the unit, and takes its pull from the rows'.</summary>
    public void Pull(double[] y, double target, bool isCorrected, double[] rowsRight)
    {
        Array.Clear(right);
        for (var i = 0; i < hours.Length; i++)
        {
            lean[i] = 0;
            for (var l = 0; l < segments; l++)
            {
                var k = i * segments + l;
                if (segment.IsUsed[k]) lean[i] += segment.SetPull(k, -cost[l], target, isCorrected);
            }
            right[2 * i] += stiff[i] * lean[i] + y[hours[i].EnergyRow] + (extras[i]?.Push(y) ?? 0);
            if (reserve.IsUsed[i])
            {
                right[2 * i + 1] += reserve.Aim(i, target, isCorrected);
                foreach (var row in hours[i].ReserveRows) right[2 * i + 1] += y[row];
            }
            if (cap.IsUsed[i]) Press(i, -cap.Press(i, CapRoom(i), target, isCorrected));
            if (up.IsUsed[i])
            {
                var press = up.Press(i, UpRoom(i), target, isCorrected);
                Press(i, -press);
                right[2 * i - 2] += press;
            }
            if (!down.IsUsed[i]) continue;
            var fall = down.Press(i, DownRoom(i), target, isCorrected);
            right[2 * i] += fall;
            if (hours[i].HasBefore) right[2 * i - 2] -= fall;
        }
        band.Solve(right, move);
        for (var k = 0; k < move.Length; k++)
        {
            if (firstRow[k] >= 0) rowsRight[firstRow[k]] -= move[k];
            if (secondRow[k] >= 0) rowsRight[secondRow[k]] -= move[k];
        }
        for (var i = 0; i < hours.Length; i++)
            extras[i]?.Pull(y, segment, i * segments, segments, lean[i], move[2 * i], rowsRight);
    }

    private void Press(int i, double press)
    {
        right[2 * i] += press;
        if (reserve.IsUsed[i]) right[2 * i + 1] += press;
    }

    /// <summary>The step that follows the rows' step.</summary>
    public void Turn(double[] y, double[] yStep, double target, bool isCorrected, StepLimit limit)
    {
        for (var k = 0; k < right.Length; k++)
        {
            column[k] = right[k] + (firstRow[k] < 0 ? 0 : yStep[firstRow[k]]) + (secondRow[k] < 0 ? 0 : yStep[secondRow[k]]);
            if ((k & 1) == 0) column[k] += extras[k >> 1]?.Push(yStep) ?? 0;
        }
        band.Solve(column, move);
        for (var i = 0; i < hours.Length; i++)
        {
            outputStep[i] = move[2 * i];
            var common = stiff[i] * (move[2 * i] - lean[i]) - (extras[i] is { } extra ? extra.Push(y) + extra.Push(yStep) : 0);
            for (var l = 0; l < segments; l++)
            {
                var k = i * segments + l;
                var worth = extras[i] is { } rows ? rows.Worth(y, l) + rows.Worth(yStep, l) : 0;
                if (segment.IsUsed[k]) segment.TurnBetween(k, common + worth, target, isCorrected, limit);
            }
            var (r, before) = (reserve.IsUsed[i] ? move[2 * i + 1] : 0, hours[i].HasBefore ? move[2 * i - 2] : 0);
            if (cap.IsUsed[i]) cap.Turn(i, CapRoom(i) - cap.Value[i] - move[2 * i] - r, target, isCorrected, limit);
            if (up.IsUsed[i]) up.Turn(i, UpRoom(i) - up.Value[i] - move[2 * i] - r + before, target, isCorrected, limit);
            if (down.IsUsed[i]) down.Turn(i, DownRoom(i) - down.Value[i] + move[2 * i] - before, target, isCorrected, limit);
            if (reserve.IsUsed[i]) reserve.Turn(i, r, target, isCorrected, limit);
        }
    }

    public double ComplementAfter(double primal, double dual)
    {
        var sum = 0d;
        foreach (var pairs in All) sum += pairs.ComplementAfter(primal, dual);
        return sum;
    }

    public void Move(double primal, double dual)
    {
        foreach (var pairs in All) pairs.Move(primal, dual);
        for (var i = 0; i < hours.Length; i++) output[i] += primal * outputStep[i];
    }
}
