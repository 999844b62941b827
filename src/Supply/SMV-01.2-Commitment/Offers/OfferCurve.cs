using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Commitment.Fuel;
using Busbar.Supply.Handoffs.Commitment.Masters;
using Busbar.Supply.Handoffs.Commitment.Offers;

namespace Busbar.Supply.Commitment.Offers;

/// <summary>Writes priced segments as a market's curve, in its decimals. Blocks: a point at the end of each segment; neighbours that round
/// to one price or one output are joined. Slope: the first price at the minimum, the last at the maximum, and at each bend the mean of the
/// two prices, so that the line costs what the blocks cost where prices rise evenly.</summary>
internal static class OfferCurve
{
    public static ImmutableArray<OfferPoint> Of(
        ImmutableArray<(Mw To, Figure Price)> segments, OutputLimits limits, UsdPerMwh markup, CurveStyle style, MarketForm form)
    {
        UsdPerMwh Round(decimal price) => new(decimal.Round(price + markup.Value, form.PriceDecimals, MidpointRounding.AwayFromZero));
        var points = new List<OfferPoint>();
        if (style == CurveStyle.Slope) points.Add(new(limits.EconomicMin, Round(segments[0].Price.Value)));
        for (var i = 0; i < segments.Length; i++)
        {
            var price = segments[i].Price.Value;
            if (style == CurveStyle.Slope && i < segments.Length - 1) price = (price + segments[i + 1].Price.Value) / 2;
            // The last output is the limit itself, which is in the market's decimals already.
            var output = i < segments.Length - 1 ? new Mw(decimal.Round(segments[i].To.Value, form.MwDecimals)) : limits.EconomicMax;
            Add(points, new(output, Round(price)), style, limits);
        }
        return [.. points];
    }

    private static void Add(List<OfferPoint> points, OfferPoint next, CurveStyle style, OutputLimits limits)
    {
        // A bend that rounds to the minimum or past the maximum bends nothing.
        if (next.Output < limits.EconomicMax && next.Output <= limits.EconomicMin) return;
        if (style == CurveStyle.Block && points.Count > 0 && points[^1].Price == next.Price) points[^1] = next;
        else if (points.Count > 0 && points[^1].Output >= next.Output) points[^1] = next with { Output = points[^1].Output };
        else points.Add(next);
    }

    /// <summary>Limits in a market's decimals: minima up, maxima down, so that nothing is offered that the unit cannot do.</summary>
    public static OutputLimits Rounded(OutputLimits limits, int decimals) => new(
        Up(limits.EmergencyMin, decimals), Up(limits.EconomicMin, decimals),
        new(Math.Max(Up(limits.EconomicMin, decimals).Value, Down(limits.EconomicMax, decimals).Value)),
        new(Math.Max(Up(limits.EconomicMin, decimals).Value, Down(limits.EmergencyMax, decimals).Value)));

    private static Mw Up(Mw mw, int decimals) => new(decimal.Round(mw.Value, decimals, MidpointRounding.ToPositiveInfinity));

    private static Mw Down(Mw mw, int decimals) => new(decimal.Round(mw.Value, decimals, MidpointRounding.ToZero));
}
