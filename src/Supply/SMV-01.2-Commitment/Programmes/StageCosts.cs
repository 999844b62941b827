namespace Busbar.Supply.Commitment.Programmes;

/// <summary>Cost of each hour on by output above the minimum, with the prices of energy and reserves taken in: at the minimum, and by
/// segment. Spinning reserve held is the cap less the output, so that it costs output its price; downward reserve is the output
/// itself, up to what the unit can shed.</summary>
internal sealed class StageCosts(int hours, int mostSegments)
{
    private readonly double[] slope = new double[hours * mostSegments];
    private double[] ends = [];

    /// <summary>Cost at the minimum, spinning reserve left out.</summary>
    public double[] AtMin { get; } = new double[hours];

    /// <summary>Price of spinning reserve.</summary>
    public double[] Spinning { get; private set; } = [];

    /// <summary>Ends of the segments.</summary>
    public ReadOnlySpan<double> Ends => ends;

    public ReadOnlySpan<double> SlopesOf(int hour) => slope.AsSpan(hour * ends.Length, ends.Length);

    public void Set(UnitModel unit, UnitCosts costs)
    {
        ends = unit.SegmentEnd;
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
        for (var i = 0; i < slopes.Length && slopes[i] < 0 && at < cap; i++)
        {
            var end = Math.Min(ends[i], cap);
            cost += slopes[i] * (end - at);
            at = end;
        }
        return (cost, at);
    }
}
