namespace Busbar.Digital.ServiceDesk.Metrics;

/// <summary>The 95 % interval of a share that was seen in few answers. Source: Wilson 1927, Probable inference, JASA 22(158).</summary>
public static class WilsonInterval
{
    private const double Normal975 = 1.959963984540054;

    /// <summary>The interval in per cent, inside 0 to 100; null when nothing was counted.</summary>
    public static (double Low, double High)? Of(int counted, int among)
    {
        if (among == 0) return null;
        double share = (double)counted / among, square = Normal975 * Normal975;
        var centre = (share + square / (2 * among)) / (1 + square / among);
        var half = Normal975 / (1 + square / among) * Math.Sqrt(share * (1 - share) / among + square / (4.0 * among * among));
        return (Math.Max(0, 100 * (centre - half)), Math.Min(100, 100 * (centre + half)));
    }
}
