using Busbar.Numerics;

namespace Busbar.Supply.Risk.Simulation;

/// <summary>The hub's price as fuel times the market's heat rate against our load less our wind, plus a spot model about the seasons of
/// what that leaves.</summary>
internal sealed record PriceFit(ResponseCurve HeatRate, MeanRevertingJumps Noise, double[] Innovations)
{
    private static readonly double[] levels = [0.05, 0.15, 0.25, 0.35, 0.45, 0.55, 0.65, 0.75, 0.85, 0.95];

    internal static PriceFit Of(CommonHistory past)
    {
        var grid = past.Seasons.Grid;
        double[] net = [.. past.Load.Zip(past.Wind, (load, wind) => load - wind)];
        var knots = HingeFit.KnotsAt(net, levels);
        var rows = new NormalEquations(knots.Length + 2);
        double[][] terms = [.. net.Select((mw, hour) =>
            Scaled(past.Fuel[grid.DayOfHour[hour]], [1, .. HingeFit.Terms(mw, knots)]))];
        for (var hour = 0; hour < net.Length; hour++)
            if (double.IsFinite(terms[hour][0] + terms[hour][1] + past.Price[hour])) rows.Add(terms[hour], past.Price[hour]);
        var coefficients = rows.Solve().ToArray();
        var left = SeasonalResidual.Of(
            [.. past.Price.Select((price, hour) => price - Spans.Dot(terms[hour], coefficients))], past.Seasons.CellOfHour).Left;
        var noise = MeanRevertingJumps.Fit([.. left.Where(double.IsFinite)]);
        return new(HingeFit.Curve(coefficients.AsSpan(1), coefficients[0], knots, net, 0.1), noise,
            Reversion.Standardised(left, noise.Intercept, noise.Persistence));
    }

    private static double[] Scaled(double factor, double[] terms) => [.. terms.Select(term => factor * term)];
}
