using System.Collections.Immutable;
using Busbar.Digital.DataQuality.Breaches;
using Busbar.Host.Desks.Service;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Host.Desks.Quality;

/// <summary>The room's key metrics: data quality, downtime and dollars at risk over the last thirty days checked, and report
/// availability.</summary>
public static class DataMetrics
{
    private static readonly Duration Period = Duration.FromDays(30);

    /// <summary>The metrics as of an instant; empty before the first check and the first plan of a report.</summary>
    public static ImmutableArray<Metric> Measure(DigitalBooks books, AsOf asOf)
    {
        var store = books.Store;
        var latest = CheckRound.Latest(store, asOf);
        var reports = new ReportBook(store);
        if (latest.IsEmpty && reports.Plans(asOf).IsEmpty) return [];
        var sent = reports.Sent(asOf).Select(each => each.Delivery.Due);
        // A store of the past is looked at as of its own last check, not of the calendar on the wall.
        var end = latest.Values.Select(check => check.Report.AsOf).Concat(sent).DefaultIfEmpty(ReadClock.Of(asOf)).Max() + Duration.Epsilon;
        return
        [
            .. MeasureDataQuality.Run(new(end - Period, end, [.. CheckRound.All(store, end - Period, asOf).Select(check => check.Report)],
                [.. new DataBreachBook(store).All(asOf).Select(each => each.Breach)])),
            reports.Measure(asOf, asOf.KnownAt == Instant.MaxValue ? end : asOf.KnownAt).Metric,
        ];
    }
}
