using System.Collections.Immutable;
using Busbar.Gateways.Csv;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Utility;
using NodaTime;

namespace Busbar.Gateways.Prices;

/// <summary>Gathers the prices of one file by the UTC start of their interval and puts them together as series without gaps. An interval
/// twice is refused; one that is missing is a finding, and nothing is filled. Day-ahead prices are taken to be known at a clock time of the
/// day before, real-time prices an hour after their interval: assumptions of ours, on the late side of the markets' timetables.</summary>
internal sealed class PricePoints(CsvRows rows, MarketCalendar calendar, string market, LocalTime dayAheadKnownAt)
{
    private readonly SupplySeries keys = new(market);
    private readonly Dictionary<SeriesKey, Dictionary<Instant, decimal>> points = [];
    private readonly HashSet<SeriesKey> dayAhead = [];

    /// <summary>Keeps one price, or refuses it where the interval has one.</summary>
    public void Add(string location, string run, string component, Instant start, decimal value) =>
        Add(keys.Price(Slug.Of(location), run, component), run == "da", start, value);

    /// <summary>Keeps one value of any series.</summary>
    public void Add(SeriesKey key, bool isDayAhead, Instant start, decimal value)
    {
        if (!points.TryGetValue(key, out var values))
        {
            points[key] = values = [];
            if (isDayAhead) dayAhead.Add(key);
        }
        if (!values.TryAdd(start, value))
            rows.Refuse("duplicate-interval", $"{key.Path} has the interval at {start} twice", "", "Remove the row that is too many.");
    }

    /// <summary>True where the series has a value of the interval already.</summary>
    public bool Has(string location, string run, string component, Instant start) =>
        points.GetValueOrDefault(keys.Price(Slug.Of(location), run, component))?.ContainsKey(start) ?? false;

    /// <summary>The file, or its first fault.</summary>
    /// <param name="step">Length of every interval; null to take the shortest distance of two.</param>
    public Outcome<ImportedFile> Finish(SourceFile file, Duration? step, IEnumerable<Finding> findings)
    {
        if (rows.Refusal is null && points.Count == 0)
            rows.Refuse("header-only", "The file has a header and no rows", "", "Fetch the file again.");
        if (rows.Refusal is { } refusal) return refusal;
        var series = points.SelectMany(pair => Stretches(pair.Key, pair.Value, step, file.Name)).ToImmutableArray();
        ImmutableArray<Finding> all = [.. rows.Findings, .. findings, .. Gaps(series, file.Name)];
        return Outcome.Of(new ImportedFile(file.Name, ContentHash.Of(file.Content.Span), series, null, all), all);
    }

    private IEnumerable<ImportedSeries> Stretches(SeriesKey key, Dictionary<Instant, decimal> values, Duration? given, string source)
    {
        var starts = values.Keys.Order().ToList();
        var step = given ?? starts.Zip(starts.Skip(1), (a, b) => b - a).DefaultIfEmpty(Duration.FromHours(1)).Min();
        for (var from = 0; from < starts.Count;)
        {
            var to = from + 1;
            while (to < starts.Count && starts[to] == starts[to - 1] + step
                && (!dayAhead.Contains(key) || calendar.DayOf(starts[to]) == calendar.DayOf(starts[from]))) to++;
            var run = new Series<decimal>(starts[from], step, [.. starts[from..to].Select(start => values[start])]);
            yield return new(key, run, dayAhead.Contains(key)
                ? Publication.At(calendar.At(calendar.DayOf(run.Start).Plus(-1), dayAheadKnownAt))
                : Publication.After(run, Duration.FromHours(1)), default, source);
            from = to;
        }
    }

    /// <summary>One finding for each stretch of time that series leave out, with how many do.</summary>
    private IEnumerable<Finding> Gaps(ImmutableArray<ImportedSeries> series, string file) =>
        from each in series
        group each by each.Key into ofKey
        from pair in ofKey.Zip(ofKey.Skip(1))
        where pair.Second.Values.Start > pair.First.Values.End
        let gap = new DeliveryInterval(pair.First.Values.End, pair.Second.Values.Start)
        group ofKey.Key by (gap, Count: (int)(gap.Length / pair.First.Values.Step)) into alike
        orderby alike.Key.gap
        let whole = WholeDays(alike.Key.gap)
        select new Finding(whole is null ? "missing-intervals" : "missing-days", Severity.Warning,
            $"{alike.Key.Count} intervals are missing, {(whole is null ? $"on {calendar.DayOf(alike.Key.gap.Start)}" : whole)}",
            $"{file}: {alike.First().Path}" + (alike.Count() > 1 ? $", and {alike.Count() - 1} more series" : ""),
            "left them empty; nothing is filled", alike.Key.gap);

    private string? WholeDays(DeliveryInterval gap)
    {
        var first = calendar.DayOf(gap.Start - Duration.Epsilon).Plus(1);
        var last = calendar.DayOf(gap.End).Plus(-1);
        return last.CompareTo(first) < 0 ? null : $"among them all of {first} to {last}";
    }
}
