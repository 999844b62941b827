using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Numerics;
using Busbar.Supply.Handoffs.Trading.Bidding;
using Busbar.Supply.Trading.Curves;
using NodaTime;

namespace Busbar.Supply.Trading.Bidding;

/// <summary>The prices of one past day at the location bid at, by the hour.</summary>
public sealed record PricedDay(OperatingDay Day, Series<UsdPerMwhEstimate> DayAhead, Series<UsdPerMwhEstimate> RealTime);

/// <summary>What spread scenarios are drawn from.</summary>
/// <param name="Calendar">The market's clock.</param>
/// <param name="Day">The day bid for.</param>
/// <param name="History">Past days, each with its own hours.</param>
/// <param name="SeasonDays">How far from the day's date, in any year, a past day may lie: 45 is a season.</param>
/// <param name="Count">How many to draw, 1 or more.</param>
/// <param name="Seed">Same seed, same draws.</param>
public sealed record DrawSpreadsInputs(
    MarketCalendar Calendar, OperatingDay Day, ImmutableArray<PricedDay> History, int SeasonDays, int Count, ulong Seed);

/// <summary>Draws whole past days of the same season and day type, with replacement, so that the hours of a day stay together and fat tails
/// stay fat. Source: Efron, The Annals of Statistics 7(1), 1979, 1–26 (the bootstrap).</summary>
public static class DrawSpreads
{
    /// <summary>Fewer days do not show a 5 % tail.</summary>
    private const int LeastDays = 20;

    /// <summary>The scenarios. Refuses a history that reaches the day bid for, a day whose hours are not its own, fewer than twenty days
    /// that match, and less than one draw. An hour that autumn repeats takes the spread of its label; a spring day lends itself only to
    /// days without the hour it skips.</summary>
    public static Outcome<ImmutableArray<SpreadScenario>> Run(DrawSpreadsInputs inputs)
    {
        var (calendar, day, history, seasonDays, count, seed) = inputs;
        if (count < 1) return new Refusal("no-draws", $"{count} scenarios are asked for", $"bids, {day}", "Ask for one or more.");
        if (history.FirstOrDefault(past => past.Day.Date >= day.Date) is { } late)
            return new Refusal("not-known-then", $"the history holds {late.Day}, the bid is for {day}", $"{late.Day}",
                "Read the prices as of the clock of the bid.");
        foreach (var past in history)
            if ((past.DayAhead.RefuseUnlessWholeDay(calendar, past.Day, "day-ahead price")
                ?? past.RealTime.RefuseUnlessWholeDay(calendar, past.Day, "real-time price")) is { } refusal)
                return refusal;
        var type = DayType.Of(calendar, day);
        var matched = history.Where(past => DayType.Of(calendar, past.Day) == type && DatesApart(past.Day, day) <= seasonDays)
            .OrderBy(past => past.Day).Select(past => ScenarioOf(calendar, day, past)).OfType<SpreadScenario>().ToArray();
        if (matched.Length < LeastDays)
            return new Refusal("too-few-days",
                $"{matched.Length} past days are of the season and day type of {day}, {LeastDays} are needed",
                $"bids, {day}", "Give a longer history or a wider season.");
        var random = new SeededRandom(seed);
        return Outcome.Of<ImmutableArray<SpreadScenario>>(
            [.. Enumerable.Range(0, count).Select(_ => matched[random.NextBelow(matched.Length)])], []);
    }

    // Days from a past day to the nearest anniversary of the day bid for.
    private static int DatesApart(OperatingDay past, OperatingDay day) => Enumerable.Range(-1, 3).Min(years =>
        Math.Abs(Period.DaysBetween(past.Date, day.Date.PlusYears(past.Date.Year - day.Date.Year + years))));

    private static SpreadScenario? ScenarioOf(MarketCalendar calendar, OperatingDay day, PricedDay past)
    {
        var labels = calendar.LabelsOf(past.Day).Select(label => label.Hour).ToList();
        var places = calendar.LabelsOf(day).Select(label => labels.IndexOf(label.Hour)).ToArray();
        return places.Contains(-1)
            ? null
            : new(past.Day, new(calendar.WholeDay(day).Start, Duration.FromHours(1),
                [.. places.Select(place => past.RealTime[place] - past.DayAhead[place])]));
    }
}
