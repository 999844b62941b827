using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Risk;

namespace Busbar.Supply.Risk.Portfolio;

/// <summary>The worst stretch of history for today's book.</summary>
/// <param name="First">First day of the stretch.</param>
/// <param name="Last">Last day.</param>
/// <param name="StressedValueAtRisk">Value at risk over that stretch.</param>
/// <param name="ValueAtRisk">Value at risk over the newest stretch of the same length.</param>
public sealed record StressedWindow(OperatingDay First, OperatingDay Last, UsdEstimate StressedValueAtRisk, UsdEstimate ValueAtRisk);

/// <summary>History and what is sought in it.</summary>
/// <param name="Profits">What today's book would have made on each day, oldest first.</param>
/// <param name="Window">Days of a stretch, 20 or more; a year has 250.</param>
/// <param name="Level">Confidence, inside (0.5, 1).</param>
public sealed record FindStressedWindowInputs(ScenarioProfits Profits, int Window, double Level);

/// <summary>Stressed value at risk: the largest over any stretch of the given length that history holds. Source: Basel Committee, Revisions
/// to the Basel II market risk framework, February 2011, paragraph 718(lxxvi)(i).</summary>
public static class FindStressedWindow
{
    /// <summary>Finds it; of equal ones the newest. Refuses a window, level or history that is too short.</summary>
    public static Outcome<StressedWindow> Run(FindStressedWindowInputs inputs)
    {
        var ((name, _, days, profits), window, level) = inputs;
        if (window < 20 || level is not (> 0.5 and < 1))
            return new Refusal("wrong-window", $"a window of {window} days at {level}", name,
                "Give 20 days or more, and a level inside (0.5, 1).");
        if (profits.Length < window || profits.Length != days.Length)
            return new Refusal("fewer-profits-than-window", $"{profits.Length} profits on {days.Length} days, the window has {window}",
                name,
                "Give a longer history, or narrow the window.");
        double[] values = [.. Enumerable.Range(0, profits.Length - window + 1).Select(i =>
            -HistoricalQuantile.Of(profits.AsSpan(i, window), 1 - level, QuantileConvention.OrderStatistic))];
        var worst = Array.LastIndexOf(values, values.Max());
        return new StressedWindow(days[worst], days[worst + window - 1], new(values[worst]), new(values[^1]));
    }
}
