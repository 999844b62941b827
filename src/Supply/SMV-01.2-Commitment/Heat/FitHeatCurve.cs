using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Commitment;

namespace Busbar.Supply.Commitment.Heat;

/// <summary>Turns what is known of a unit's heat into a convex curve of few straight pieces, with its errors. An exact measure that is
/// convex and short enough stays as it is. Anything else is fitted by exact convex regression; if that takes more pieces than allowed,
/// the knots that lose least are kept and the heights fitted anew. Heat between the points of the answer lies on the straight line.
/// Refuses what <see cref="HeatRefusals"/> lists; findings <c>heat-made-convex</c>, <c>heat-extended</c>, <c>heat-fit-poor</c>.</summary>
public static class FitHeatCurve
{
    /// <summary>Below this R² somebody should look at the points.</summary>
    private const double PoorFit = 0.98;

    /// <summary>Slopes are kept to this many decimals of MMBtu/MWh: rounding keeps their order, so the record is convex too.</summary>
    private const int SlopeDecimals = 9;

    /// <summary>The curve and its errors.</summary>
    public static Outcome<HeatFit> Run(FitHeatCurveInputs inputs)
    {
        if (HeatRefusals.Of(inputs) is { } refusal) return refusal;
        var measured = MeasuredHeat.Of(inputs.Measure);
        var (x, y) = (measured.Outputs.ToArray(), measured.Heats.ToArray());
        var falls = measured.Falls();
        var isExact = falls.IsEmpty && x.Distinct().Count() == x.Length && IsRising(y);
        var (knots, heights) = isExact && x.Length <= inputs.MostSegments + 1 ? (x, y) : Fitted(x, y, inputs.MostSegments);
        var curve = Record(knots, heights, inputs);
        var fit = Measure(curve, measured, falls);
        return Outcome.Of(fit, FindingsOf(inputs, measured, fit));
    }

    private static bool IsRising(double[] y)
    {
        for (var i = 1; i < y.Length; i++)
            if (y[i] < y[i - 1]) return false;
        return true;
    }

    private static (double[] Knots, double[] Heights) Fitted(double[] x, double[] y, int mostSegments)
    {
        double[] places = [.. x.Distinct()];
        double[] convex = [.. ConvexRegression.Fit(x, y, places[1..^1], places)];
        var bends = Bends(places, convex);
        double[] knots = [.. bends.Select(i => places[i])];
        if (knots.Length > mostSegments + 1) knots = [.. ChooseKnots.Run(places, convex, mostSegments).Select(i => places[i])];
        return (knots, [.. ConvexRegression.Fit(x, y, knots[1..^1], knots)]);
    }

    /// <summary>The points at which a convex polyline bends by more than a rounding error, and its ends.</summary>
    private static ImmutableArray<int> Bends(double[] x, double[] y)
    {
        double Slope(int to) => (y[to] - y[to - 1]) / (x[to] - x[to - 1]);
        var size = Math.Max(1, Math.Abs(Slope(x.Length - 1)));
        return [0, .. Enumerable.Range(1, x.Length - 2).Where(i => Slope(i + 1) - Slope(i) > 1e-7 * size), x.Length - 1];
    }

    /// <summary>The curve from Min to Max, its end pieces going on where the measure ends earlier, in decimals.</summary>
    private static ImmutableArray<HeatInputPoint> Record(double[] knots, double[] heights, FitHeatCurveInputs inputs)
    {
        var (min, max) = ((double)inputs.Min.Value, (double)inputs.Max.Value);
        var inside = knots.Where(knot => knot > min + 1e-6 && knot < max - 1e-6).Select(knot => decimal.Round((decimal)knot, 6));
        decimal[] outputs = min < max ? [inputs.Min.Value, .. inside, inputs.Max.Value] : [inputs.Min.Value];
        var heat = decimal.Round((decimal)HeatAt(knots, heights, min), SlopeDecimals);
        var curve = ImmutableArray.CreateBuilder<HeatInputPoint>(outputs.Length);
        curve.Add(new(inputs.Min, new(heat)));
        for (var i = 1; i < outputs.Length; i++)
        {
            var middle = ((double)outputs[i - 1] + (double)outputs[i]) / 2;
            var slope = decimal.Round((decimal)Math.Max(0, SlopeAt(knots, heights, middle)), SlopeDecimals, MidpointRounding.AwayFromZero);
            heat += slope * (outputs[i] - outputs[i - 1]);
            curve.Add(new(new(outputs[i]), new(heat)));
        }
        return curve.MoveToImmutable();
    }

    private static int PieceOf(double[] knots, double output)
    {
        var piece = 1;
        while (piece < knots.Length - 1 && knots[piece] < output) piece++;
        return piece;
    }

    private static double SlopeAt(double[] knots, double[] heights, double output)
    {
        var to = PieceOf(knots, output);
        return (heights[to] - heights[to - 1]) / (knots[to] - knots[to - 1]);
    }

    private static double HeatAt(double[] knots, double[] heights, double output) =>
        heights[PieceOf(knots, output)] + SlopeAt(knots, heights, output) * (output - knots[PieceOf(knots, output)]);

    private static HeatFit Measure(ImmutableArray<HeatInputPoint> curve, MeasuredHeat measured, ImmutableArray<OutputStretch> falls)
    {
        double[] knots = [.. curve.Select(point => (double)point.Output.Value)];
        double[] heights = [.. curve.Select(point => (double)point.HeatPerHour.Value)];
        var inside = Enumerable.Range(0, measured.Outputs.Length)
            .Where(i => measured.Outputs[i] >= knots[0] - 1e-9 && measured.Outputs[i] <= knots[^1] + 1e-9).ToArray();
        var misses = inside.Select(i =>
            (knots.Length == 1 ? heights[0] : HeatAt(knots, heights, measured.Outputs[i])) - measured.Heats[i]).ToArray();
        double[] shares = [.. inside.Select((i, k) => measured.Heats[i] > 0 ? Math.Abs(misses[k]) / measured.Heats[i] : 0)];
        var mean = inside.Length == 0 ? 0 : inside.Average(i => measured.Heats[i]);
        var spread = inside.Sum(i => (measured.Heats[i] - mean) * (measured.Heats[i] - mean));
        return new(curve, inside.Length, Heat(misses.Select(Math.Abs).DefaultIfEmpty().Average()),
            Heat(misses.Select(Math.Abs).DefaultIfEmpty().Max()), Percent.OfFraction(shares.DefaultIfEmpty().Average()),
            Percent.OfFraction(shares.DefaultIfEmpty().Max()), spread > 0 ? 1 - misses.Sum(miss => miss * miss) / spread : 1, falls);
    }

    private static Mmbtu Heat(double value) => new(decimal.Round((decimal)value, 6));

    private static IEnumerable<Finding> FindingsOf(FitHeatCurveInputs inputs, MeasuredHeat measured, HeatFit fit)
    {
        var where = $"unit {inputs.Unit}, heat";
        var errors = FormattableString.Invariant(
            $"the curve misses its points by {fit.MeanError.Value:0.###} MMBtu/h on average and {fit.MaxError.Value:0.###} at most ")
            + FormattableString.Invariant($"({fit.MaxErrorShare.Value:0.##} %), R² {fit.RSquared:0.####}");
        if (!fit.Straightened.IsEmpty)
            yield return new("heat-made-convex", Severity.Note,
                $"{inputs.Unit}: incremental heat falls in {fit.Straightened.Length} stretches, first from {fit.Straightened[0].From} "
                + $"to {fit.Straightened[0].To}", where, $"Fitted by the nearest convex curve; {errors}.");
        var (low, high) = (measured.Outputs[0], measured.Outputs[^1]);
        if ((double)inputs.Min.Value < low - 1e-6 || (double)inputs.Max.Value > high + 1e-6)
            yield return new("heat-extended", Severity.Warning,
                FormattableString.Invariant($"{inputs.Unit}: the points lie between {low:0.###} and {high:0.###} MW, ")
                + $"the curve from {inputs.Min} to {inputs.Max}", where, "The end pieces go on beyond the points.");
        if (fit.RSquared < PoorFit)
            yield return new("heat-fit-poor", Severity.Warning, $"{inputs.Unit}: {errors}", where,
                "The fit stands; check the points for a wrong unit or a day of another fuel.");
    }
}
