namespace Busbar.Supply.Commitment.Programmes;

/// <summary>Cost of each hour on by output above the minimum, with the prices of energy and reserves taken in: at the minimum, and by
/// segment. Spinning reserve held is the cap less the output, so that it costs output its price; downward reserve is the output
/// itself, up to what the unit can shed.</summary>
internal sealed class StageCosts(int hours, int mostSegments)
{
    private readonly double[] slope = new double[hours * mostSegments];
    private readonly double[] ownEnds = new double[hours * mostSegments];
    private readonly int[] counts = new int[hours];
    private double[] ends = [];
    private bool isOwn;
    private readonly double[] none = new double[hours];

    /// <summary>Cost at the minimum, spinning reserve left out.</summary>
    public double[] AtMin { get; } = new double[hours];

    /// <summary>Price of spinning reserve.</summary>
    public double[] Spinning { get; private set; } = [];

    /// <summary>Ends of an hour's segments.</summary>
    public ReadOnlySpan<double> EndsOf(int hour) => isOwn ? ownEnds.AsSpan(hour * mostSegments, counts[hour]) : ends;

    public ReadOnlySpan<double> SlopesOf(int hour) =>
        isOwn ? slope.AsSpan(hour * mostSegments, counts[hour]) : slope.AsSpan(hour * ends.Length, ends.Length);

    /// <summary>Begins stages that the caller puts in hour by hour, with no reserve in them.</summary>
    public void Begin()
    {
        isOwn = true;
        Spinning = none;
    }

    /// <summary>Puts an hour in: cost at the minimum, then rising slopes up to their ends.</summary>
    public void Put(int hour, double atMin, ReadOnlySpan<double> segmentEnds, ReadOnlySpan<double> slopes)
    {
        (AtMin[hour], counts[hour]) = (atMin, segmentEnds.Length);
        segmentEnds.CopyTo(ownEnds.AsSpan(hour * mostSegments));
        slopes.CopyTo(slope.AsSpan(hour * mostSegments));
    }

    public void Set(UnitModel unit, UnitCosts costs)
    {
        (ends, isOwn) = (unit.SegmentEnd, false);
        Spinning = costs.Spinning;
        for (var hour = 0; hour < unit.Hours; hour++)
        {
            AtMin[hour] = costs.On[hour] - costs.Energy[hour] * unit.Min;
            var margin = costs.Spinning[hour] - costs.Energy[hour];
            var from = costs.Slope.AsSpan(hour * costs.SlopeStride, ends.Length);
            var to = slope.AsSpan(hour * ends.Length, ends.Length);
            for (var i = 0; i < to.Length; i++) to[i] = from[i] + margin;
            if (costs.Downward is { } downward) for (var i = 0; i < unit.DownwardSegments; i++) to[i] -= downward[hour];
        }
    }

    /// <summary>The least cost of an hour whose output and spinning reserve together are at most the cap, and the output.</summary>
    public (double Cost, double At) Least(int hour, double cap)
    {
        var (cost, at) = (AtMin[hour] - Spinning[hour] * cap, 0d);
        var slopes = SlopesOf(hour);
        var to = EndsOf(hour);
        for (var i = 0; i < slopes.Length && slopes[i] < 0 && at < cap; i++)
        {
            var end = Math.Min(to[i], cap);
            cost += slopes[i] * (end - at);
            at = end;
        }
        return (cost, at);
    }
}
