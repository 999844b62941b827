using System.Collections.Immutable;
using Busbar.Supply.Handoffs.Commitment.Masters;

namespace Busbar.Supply.Commitment.Heat;

/// <summary>A heat measure as points (MW, MMBtu/h) in ascending output. Average rate × output; heat at the lowest output and incremental
/// rates from there; a polynomial at 101 even outputs; a curve or test as it stands. Source: PJM Manual 15, section 2.1 (heat input
/// from rates and polynomials).</summary>
internal sealed record MeasuredHeat(ImmutableArray<double> Outputs, ImmutableArray<double> Heats)
{
    /// <summary>Ten even pieces of a polynomial end on a sample.</summary>
    private const int PolynomialSamples = 101;

    public static MeasuredHeat Of(HeatMeasure measure) => measure switch
    {
        AverageHeatRates average => Sorted(average.Points.Select(point =>
            ((double)point.Output.Value, (double)(point.Output.Value * point.HeatRate.Value)))),
        IncrementalHeatRates incremental => Incremental(incremental),
        HeatPolynomial polynomial => Sampled(polynomial),
        HeatInputCurve curve => Sorted(curve.Points.Select(point => ((double)point.Output.Value, (double)point.HeatPerHour.Value))),
        HeatTest test => Sorted(test.Points.Select(point => ((double)point.Output.Value, (double)point.HeatPerHour.Value))),
        _ => throw new ArgumentOutOfRangeException(nameof(measure), measure, "A heat measure is one of five."),
    };

    /// <summary>True where a piece between two points falls in slope, with the outputs between which it does.</summary>
    public ImmutableArray<OutputStretch> Falls()
    {
        var falls = new List<(int From, int To)>();
        var places = Enumerable.Range(0, Outputs.Length).Where(i => i == 0 || Outputs[i] > Outputs[i - 1]).ToArray();
        for (var k = 2; k < places.Length; k++)
        {
            var (a, b, c) = (places[k - 2], places[k - 1], places[k]);
            var (before, after) = (Slope(a, b), Slope(b, c));
            if (after >= before - 1e-9 * Math.Max(1, Math.Abs(before))) continue;
            if (falls.Count > 0 && falls[^1].To >= b) falls[^1] = (falls[^1].From, c);
            else falls.Add((a, c));
        }
        return [.. falls.Select(fall => new OutputStretch(At(fall.From), At(fall.To)))];
    }

    private double Slope(int from, int to) => (Heats[to] - Heats[from]) / (Outputs[to] - Outputs[from]);

    private Kernel.Quantities.Mw At(int index) => new(decimal.Round((decimal)Outputs[index], 6));

    private static MeasuredHeat Sorted(IEnumerable<(double Output, double Heat)> points)
    {
        var sorted = points.OrderBy(point => point.Output).ToList();
        return new([.. sorted.Select(point => point.Output)], [.. sorted.Select(point => point.Heat)]);
    }

    private static MeasuredHeat Incremental(IncrementalHeatRates incremental)
    {
        var (output, heat) = (incremental.From.Value, incremental.HeatAtFrom.Value);
        var points = new List<(double, double)> { ((double)output, (double)heat) };
        foreach (var block in incremental.Blocks)
        {
            heat += (block.Output.Value - output) * block.HeatRate.Value;
            output = block.Output.Value;
            points.Add(((double)output, (double)heat));
        }
        return Sorted(points);
    }

    private static MeasuredHeat Sampled(HeatPolynomial polynomial)
    {
        var (from, to) = ((double)polynomial.From.Value, (double)polynomial.To.Value);
        return Sorted(Enumerable.Range(0, PolynomialSamples).Select(i =>
        {
            var output = from + (to - from) * i / (PolynomialSamples - 1);
            return (output, polynomial.Coefficients.Reverse().Aggregate(0.0, (sum, coefficient) => sum * output + coefficient));
        }));
    }
}
