using Busbar.Numerics;
using Busbar.Numerics.Distributions;

namespace Busbar.Supply.Risk.Simulation;

/// <summary>A farm's output as a walk of normal scores about their seasons, turned back by the quantiles of the output: its distribution,
/// seasons and persistence are kept, and no wind speed is needed. Source: Papaefthymiou and Kurowicka, Using Copulas for Modeling
/// Stochastic Dependence in Power System Uncertainty Analysis, IEEE Trans. Power Systems 24(1), 2009. The "speed" of the model is the
/// score.</summary>
internal sealed record WindFit(WindModel Model, double[] Innovations)
{
    private const int Steps = 24;
    private const double Edge = 3;

    internal static WindFit Of(CommonHistory past, SeasonGrid horizon)
    {
        double[] sorted = [.. past.Wind.Where(double.IsFinite).Order()];
        if (sorted[^1] <= 0)
            return new(new([.. new double[horizon.Grid.Hours]], 0, 0, new([new(0, 0)])), new double[past.Wind.Length]);
        var scores = SeasonalResidual.Of([.. past.Wind.Select(mw => Score(sorted, mw))], past.Seasons.CellOfHour);
        var power = new ResponseCurve([.. Enumerable.Range(0, Steps + 1).Select(step => 2 * Edge * step / Steps - Edge)
            .Select(score => new CurvePoint(score, Quantile.OfSorted(sorted, NormalDistribution.Cumulative(score))))]);
        return new(new([.. horizon.CellOfHour.Select(cell => scores.Means[cell])], scores.Walk.Deviation, scores.Walk.Persistence, power),
            scores.Walk.Innovations);
    }

    // Equal outputs (becalmed, or all turbines full) share the middle of their ranks.
    private static double Score(double[] sorted, double mw)
    {
        if (double.IsNaN(mw)) return double.NaN;
        var (below, through) = (Count(sorted, mw, isThrough: false), Count(sorted, mw, isThrough: true));
        return NormalDistribution.Inverse((below + through) / 2.0 / sorted.Length);
    }

    private static int Count(double[] sorted, double mw, bool isThrough)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (sorted[middle] < mw || isThrough && sorted[middle] == mw) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
