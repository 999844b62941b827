using System.Collections.Immutable;
using Busbar.Numerics;

namespace Busbar.Supply.Risk.Simulation;

/// <summary>Two harmonics of the year under a daily history, with an autoregression about them.</summary>
internal static class YearlySeason
{
    /// <summary>The season of each day of the horizon, and the walk about it; a day that is not a number is left out.</summary>
    internal static (ImmutableArray<double> Normal, Reversion Walk) Of(double[] history, SeasonGrid past, SeasonGrid horizon)
    {
        var rows = new NormalEquations(5);
        for (var day = 0; day < history.Length; day++)
            if (!double.IsNaN(history[day])) rows.Add(Row(past.YearAngle[day]), history[day]);
        var season = rows.Solve().ToArray();
        double Normal(double angle) => Spans.Dot(Row(angle), season);
        return ([.. horizon.YearAngle.Select(Normal)],
            Reversion.Of([.. history.Zip(past.YearAngle, (value, angle) => value - Normal(angle))]));
    }

    private static double[] Row(double angle) =>
        [1, Math.Cos(angle), Math.Sin(angle), Math.Cos(2 * angle), Math.Sin(2 * angle)];
}
