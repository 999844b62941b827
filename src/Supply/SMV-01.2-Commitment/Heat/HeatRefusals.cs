using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Commitment.Masters;

namespace Busbar.Supply.Commitment.Heat;

/// <summary>What no curve can be made of.</summary>
internal static class HeatRefusals
{
    private const int MostCoefficients = 4;
    private const int MostPoints = 2_000;

    public static Refusal? Of(FitHeatCurveInputs inputs)
    {
        if (inputs.Min.Value <= 0 || inputs.Max < inputs.Min || inputs.MostSegments < 1)
            return Bad("heat-range", inputs, $"a curve from {inputs.Min} to {inputs.Max} in {inputs.MostSegments} pieces is asked for; "
                + "expected 0 < lowest ≤ highest and at least one piece", "Correct the limits.");
        return OfShape(inputs) ?? OfPoints(inputs, MeasuredHeat.Of(inputs.Measure));
    }

    private static Refusal? OfShape(FitHeatCurveInputs inputs)
    {
        if (inputs.Measure is HeatPolynomial polynomial && (polynomial.Coefficients.Length is 0 or > MostCoefficients
            || polynomial.Coefficients.Any(coefficient => !double.IsFinite(coefficient)) || polynomial.To <= polynomial.From))
            return Bad("heat-polynomial", inputs, "the polynomial needs one to four finite coefficients and a range that ascends",
                "Give constant, linear, quadratic and cubic coefficients in MMBtu/h of MW, and from below to.");
        if (inputs.Measure is IncrementalHeatRates incremental && incremental.Blocks.Select(block => block.Output.Value)
            .Prepend(incremental.From.Value).Zip(incremental.Blocks.Select(block => block.Output.Value)).Any(pair =>
                pair.First >= pair.Second))
            return Bad("heat-outputs", inputs, "the outputs of the incremental blocks do not ascend", "Sort the blocks by output.");
        return null;
    }

    private static Refusal? OfPoints(FitHeatCurveInputs inputs, MeasuredHeat measured)
    {
        var different = measured.Outputs.Distinct().Count();
        if (different < 2 || measured.Outputs.Length > MostPoints)
            return Bad("heat-few-points", inputs,
                $"{different} different outputs among {measured.Outputs.Length} points; expected 2 to {MostPoints}",
                "Give at least two outputs.");
        if (different < measured.Outputs.Length && inputs.Measure is not HeatTest)
            return Bad("heat-outputs", inputs, "an output stands twice", "Give each output once, or call the points a test.");
        if (measured.Outputs[0] <= 0 || measured.Heats.Any(heat => !double.IsFinite(heat) || heat < 0))
            return Bad("heat-negative", inputs, "an output is not above 0, or a heat input is negative or no number",
                "Give net output and heat input of the higher heating value, both positive.");
        if ((double)inputs.Max.Value < measured.Outputs[0] || (double)inputs.Min.Value > measured.Outputs[^1])
            return Bad("heat-range", inputs,
                $"the points lie between {measured.Outputs[0]:0.###} and {measured.Outputs[^1]:0.###} MW, "
                + $"outside {inputs.Min} to {inputs.Max}",
                "Check that the points are of this unit, in MW.");
        return null;
    }

    private static Refusal Bad(string code, FitHeatCurveInputs inputs, string what, string remedy) =>
        new(code, $"{inputs.Unit}: {what}", $"unit {inputs.Unit}, heat", remedy);
}
