using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using NodaTime;

namespace Busbar.Supply.Settlement.Statements;

/// <summary>The prices of one location as one version has them, USD/MWh.</summary>
/// <param name="Source">Where they come from, in words.</param>
/// <param name="KnownAt">When this version became known.</param>
/// <param name="Stretches">Runs without a gap, none overlapping; what lies between is unknown.</param>
public sealed record PriceVersion(string Source, Instant KnownAt, ImmutableArray<Series<decimal>> Stretches);

/// <summary>Two versions of a location's prices and what we settled on the first.</summary>
/// <param name="Calendar">The market.</param>
/// <param name="Code">The charge that they settle.</param>
/// <param name="Quantity">Energy by interval, MWh: bought positive. Its intervals are the prices' own.</param>
/// <param name="SettledVersion">The number of the version settled so far, from 1.</param>
public sealed record FindRestatementInputs(
    MarketCalendar Calendar, string Location, string Code, PriceVersion Before, PriceVersion After, Series<decimal> Quantity,
    int SettledVersion);

/// <summary>What a restatement of prices does to us.</summary>
/// <param name="Compared">Intervals that both versions have.</param>
/// <param name="Days">The days that are resettled, each as a new version beside the one it follows.</param>
/// <param name="OnlyBefore">Intervals that only the earlier version has.</param>
/// <param name="OnlyAfter">Intervals that only the later version has.</param>
public sealed record Restatement(
    string Location, string Code, int Compared, ImmutableArray<ResettledDay> Days, ImmutableArray<DeliveryInterval> OnlyBefore,
    ImmutableArray<DeliveryInterval> OnlyAfter)
{
    /// <summary>How many intervals changed.</summary>
    public int IntervalCount => Days.Sum(day => day.Intervals.Length);

    /// <summary>What we pay more, or less where negative.</summary>
    public Usd Change => Days.Aggregate(Usd.Zero, (sum, day) => sum + day.Change);
}

/// <summary>A day settled again on the restated prices, as a version of its own.</summary>
/// <param name="Version">One more than the version it follows.</param>
/// <param name="KnownAt">When the restated prices became known.</param>
/// <param name="Before">Exact amount of the day on the prices before, over the intervals that both versions have.</param>
/// <param name="After">Exact amount on the prices after, over the same intervals.</param>
/// <param name="Intervals">Those that changed.</param>
public sealed record ResettledDay(
    OperatingDay OperatingDay, int Version, Instant KnownAt, Usd Before, Usd After, ImmutableArray<RestatedInterval> Intervals)
{
    /// <summary>After less before.</summary>
    public Usd Change => After - Before;
}

/// <summary>One interval whose price was restated.</summary>
public sealed record RestatedInterval(DeliveryInterval Interval, UsdPerMwh Before, UsdPerMwh After, Mwh Quantity)
{
    /// <summary>What the restatement is worth in this interval.</summary>
    public Usd Change => Quantity * After - Quantity * Before;
}

/// <summary>Finds the intervals whose price differs between two versions, prices them on our quantities and settles each day they touch
/// again as a new version. An interval that one version lacks is named and not priced: nothing is filled.</summary>
public static class FindRestatement
{
    /// <summary>The restatement, of no days when the versions agree; refused when they do not follow one another, their steps differ, a
    /// version has an interval twice, or a priced interval has no quantity.</summary>
    public static Outcome<Restatement> Run(FindRestatementInputs inputs)
    {
        if (inputs.After.KnownAt < inputs.Before.KnownAt)
            return Refuse(inputs, "older-version", $"{inputs.After.Source} was known before {inputs.Before.Source}", "Turn the two round.");
        var steps = inputs.Before.Stretches.Concat(inputs.After.Stretches).Append(inputs.Quantity).Select(each => each.Step).Distinct();
        if (steps.Count() > 1)
            return Refuse(inputs, "steps-differ", "The two versions and the quantity do not have intervals of one length",
                "Bring them to one step first; an hour's mean is not its quarters' price.");
        foreach (var version in new[] { inputs.Before, inputs.After })
            if (FirstOverlap(version) is { } twice)
                return Refuse(inputs, "duplicate-interval", $"{version.Source} has the interval at {twice} twice",
                    "Remove one of the two.");
        var (before, after) = (Prices(inputs.Before), Prices(inputs.After));
        var both = before.Keys.Where(after.ContainsKey).Order().ToList();
        if (both.Where(at => at < inputs.Quantity.Start || at >= inputs.Quantity.End).Take(1).ToList() is [var uncovered])
            return Refuse(inputs, "no-quantity", $"The interval at {uncovered} has two prices and no quantity",
                "Give the quantity of every interval.");
        var step = inputs.Quantity.Step;
        DeliveryInterval At(Instant start) => new(start, start + step);
        var days = both.GroupBy(inputs.Calendar.DayOf).Where(day => day.Any(at => before[at] != after[at]))
            .Select(day => new ResettledDay(day.Key, inputs.SettledVersion + 1, inputs.After.KnownAt,
                Amount(day, before, inputs.Quantity), Amount(day, after, inputs.Quantity),
                [
                    .. day.Where(at => before[at] != after[at]).Select(at => new RestatedInterval(At(at), new(before[at]), new(after[at]),
                        new(inputs.Quantity.At(at)))),
                ]));
        return new Restatement(inputs.Location, inputs.Code, both.Count, [.. days],
            [.. before.Keys.Where(at => !after.ContainsKey(at)).Order().Select(At)],
            [.. after.Keys.Where(at => !before.ContainsKey(at)).Order().Select(At)]);
    }

    private static Usd Amount(IEnumerable<Instant> day, Dictionary<Instant, decimal> prices, Series<decimal> quantity) =>
        new(day.Sum(at => quantity.At(at) * prices[at]));

    private static Instant? FirstOverlap(PriceVersion version)
    {
        var sorted = version.Stretches.OrderBy(each => each.Start).ToList();
        return sorted.Zip(sorted.Skip(1)).Where(pair => pair.Second.Start < pair.First.End).Select(pair => (Instant?)pair.Second.Start)
            .FirstOrDefault();
    }

    private static Dictionary<Instant, decimal> Prices(PriceVersion version) => version.Stretches
        .SelectMany(series => Enumerable.Range(0, series.Count).Select(i => (At: series.IntervalAt(i).Start, Price: series[i])))
        .ToDictionary(each => each.At, each => each.Price);

    private static Refusal Refuse(FindRestatementInputs inputs, string code, string what, string remedy) =>
        new(code, what, $"{inputs.Location} {inputs.Code}", remedy);
}
