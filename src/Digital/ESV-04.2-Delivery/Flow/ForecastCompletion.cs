using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Numerics;
using NodaTime;

namespace Busbar.Digital.Delivery.Flow;

/// <summary>What was finished when, and how much is left.</summary>
/// <param name="Completed">The day each item was finished, in any order; days after <paramref name="Today"/> are not looked at.</param>
/// <param name="Today">The day from which is forecast; it counts as gone.</param>
/// <param name="Remaining">Items left; 1 or more.</param>
/// <param name="Seed">Of the draws.</param>
/// <param name="Draws">How many futures are drawn.</param>
public sealed record ForecastCompletionInputs(
    ImmutableArray<LocalDate> Completed, LocalDate Today, int Remaining, ulong Seed, int Draws = 2000);

/// <summary>When the remaining items will be finished.</summary>
/// <param name="Early">As nearly as whole days allow, one future in ten ends before it.</param>
/// <param name="Likely">Half of them end by then.</param>
/// <param name="Late">As nearly, one in ten ends after it: with <paramref name="Early"/> the 80 % interval, both days in it.</param>
/// <param name="PerWeek">The pace of the last six weeks, items a week.</param>
/// <param name="Pasts">Days of the past that futures were drawn from.</param>
public sealed record CompletionForecast(LocalDate Early, LocalDate Likely, LocalDate Late, double PerWeek, int Pasts);

/// <summary>Forecasts completion from a team's own history: each future begins on a day drawn from the last two years and follows what then
/// really happened, day by day, scaled by the pace of the last six weeks against the pace of the six weeks before that day. Whole stretches
/// are drawn, not single weeks, because good and bad weeks come in rows: single weeks give intervals that are far too narrow. Stretches
/// that have not yet finished the work by today are left out.</summary>
public static class ForecastCompletion
{
    private const double Tail = 0.1;
    private const int PaceDays = 42, HistoryDays = 730, PastsLeast = 30;

    /// <summary>The forecast. Refuses <c>nothing-remaining</c>, <c>no-pace</c> (nothing was finished in six weeks), <c>short-history</c>.
    /// </summary>
    public static Outcome<CompletionForecast> Run(ForecastCompletionInputs inputs)
    {
        if (inputs.Remaining < 1)
            return new Refusal("nothing-remaining", $"{inputs.Remaining} items are left", "remaining", "Forecast one item or more.");
        var days = inputs.Completed.Where(day => day <= inputs.Today).ToArray();
        if (days.Length == 0) return NoPace(inputs.Today);
        var first = days.Min();
        // done[i] items were finished before day i; day 0 is the first that finished any.
        var done = new int[Period.DaysBetween(first, inputs.Today) + 2];
        foreach (var day in days) done[Period.DaysBetween(first, day) + 1]++;
        for (var i = 1; i < done.Length; i++) done[i] += done[i - 1];
        var today = done.Length - 1;
        var pace = today >= PaceDays ? done[today] - done[today - PaceDays] : 0;
        if (pace == 0) return NoPace(inputs.Today);
        var pasts = Enumerable.Range(0, today).Where(day => day >= Math.Max(PaceDays, today - HistoryDays)
            && done[day] > done[day - PaceDays] && Took(done, day, inputs.Remaining, pace) is not null).ToArray();
        if (pasts.Length < PastsLeast)
            return new Refusal("short-history", $"{pasts.Length} past days saw as much work to its end, {PastsLeast} are needed",
                "completed", "Forecast fewer items, or wait for more history.");
        var random = new SeededRandom(inputs.Seed);
        var futures = new double[inputs.Draws];
        for (var i = 0; i < futures.Length; i++) futures[i] = Took(done, pasts[random.NextBelow(pasts.Length)], inputs.Remaining,
            pace)!.Value;
        Array.Sort(futures);
        var (early, late) = (End(futures, Tail), -End([.. futures.Reverse().Select(days => -days)], Tail));
        LocalDate In(double days) => inputs.Today.PlusDays((int)days);
        return new CompletionForecast(In(early), In(Quantile.OfSorted(futures, 0.5, QuantileMethod.InverseDistribution)), In(late),
            7.0 * pace / PaceDays, pasts.Length);
    }

    // The whole day below which a share of the futures lies most nearly. The order statistic itself never leaves more than its share out;
    // where a few days hold all futures, both ends together would leave out far too little.
    private static double End(double[] ascending, double share)
    {
        var value = Quantile.OfSorted(ascending, share, QuantileMethod.InverseDistribution);
        var (below, within) = (ascending.Count(each => each < value), ascending.Count(each => each <= value));
        return within < ascending.Length && below + within < 2 * share * ascending.Length ? ascending[within] : value;
    }

    private static Refusal NoPace(LocalDate today) => new("no-pace",
        $"Nothing was finished in the {PaceDays} days up to {today:uuuu-MM-dd}",
        "completed", "Forecast when work has begun to be finished.");

    /// <summary>Days from a past day until as much was finished as the remaining items are at that day's pace; null when that is not yet
    /// so.</summary>
    private static int? Took(int[] done, int day, int remaining, int pace)
    {
        var goal = done[day] + (double)remaining * (done[day] - done[day - PaceDays]) / pace;
        var (low, high) = (day, done.Length);
        while (low < high)
        {
            var middle = low + (high - low) / 2;
            if (done[middle] >= goal - 1e-9) high = middle;
            else low = middle + 1;
        }
        return low == done.Length ? null : low - day;
    }
}
