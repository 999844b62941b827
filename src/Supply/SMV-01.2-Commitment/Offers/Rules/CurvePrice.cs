using System.Collections.Immutable;
using Busbar.Supply.Handoffs.Commitment.Offers;

namespace Busbar.Supply.Commitment.Offers.Rules;

/// <summary>What a curve asks for at an output: the price of the block it lies in, or the price on the line.</summary>
internal static class CurvePrice
{
    public static decimal At(ImmutableArray<OfferPoint> curve, CurveStyle style, decimal output)
    {
        var to = 0;
        while (to < curve.Length - 1 && curve[to].Output.Value < output) to++;
        if (style == CurveStyle.Block || to == 0 || output >= curve[to].Output.Value) return curve[to].Price.Value;
        var (a, b) = (curve[to - 1], curve[to]);
        return a.Price.Value + (b.Price - a.Price).Value * (output - a.Output.Value) / (b.Output - a.Output).Value;
    }
}
