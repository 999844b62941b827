using Busbar.Numerics;

namespace Busbar.Supply.Contracts.Credit;

/// <summary>Where the curves stand on one path.</summary>
internal sealed class CurveFactors(IReadOnlyList<CurveVolatility> curves)
{
    private readonly double[] levels = new double[curves.Count];
    private double market;

    internal double Time { get; private set; }

    /// <summary>The market's factor, standard normal at every time after the first.</summary>
    internal double Market => Time > 0 ? market / Math.Sqrt(Time) : 0;

    internal void CopyFrom(CurveFactors other)
    {
        other.levels.CopyTo(levels, 0);
        (Time, market) = (other.Time, other.market);
    }

    internal void MoveTo(double time, SeededRandom chance)
    {
        var step = time - Time;
        if (step <= 0) return;
        var common = chance.NextNormal();
        market += common * Math.Sqrt(step);
        for (var i = 0; i < levels.Length; i++)
        {
            var (curve, loading) = (curves[i], curves[i].MarketLoading);
            var shock = loading * common + Math.Sqrt(1 - loading * loading) * chance.NextNormal();
            levels[i] = levels[i] * Math.Exp(-curve.MeanReversion * step) + curve.Annual * Math.Sqrt(Spread(curve, step)) * shock;
        }
        Time = time;
    }

    /// <summary>How far each month's price of each curve stands from its mark: a factor, or USD/MWh where normal.</summary>
    internal void FillMoves(ReadOnlySpan<CurveMonth> months, Span<double> moves)
    {
        for (var i = 0; i < months.Length; i++)
        {
            var curve = curves[months[i].Curve];
            var fade = curve.MeanReversion > 0 ? Math.Exp(-curve.MeanReversion * Math.Max(0, months[i].Delivery - Time)) : 1;
            var move = fade * levels[months[i].Curve];
            var deviation = curve.Annual * fade;
            moves[i] = curve.IsNormal ? move : Math.Exp(move - deviation * deviation * Spread(curve, Time) / 2);
        }
    }

    // Variance of the factor after a time, for a volatility of 1.
    private static double Spread(CurveVolatility curve, double time) =>
        curve.MeanReversion > 0 ? (1 - Math.Exp(-2 * curve.MeanReversion * time)) / (2 * curve.MeanReversion) : time;
}

/// <summary>A month of a curve that the book is priced by.</summary>
/// <param name="Curve">Place among the curves simulated.</param>
/// <param name="Delivery">Years to the first day of the month; not above 0 for the month that runs.</param>
internal readonly record struct CurveMonth(int Curve, double Delivery);
