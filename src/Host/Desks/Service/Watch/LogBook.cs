using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Operations;
using Busbar.Digital.Operations.Counts;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Store;
using NodaTime;

namespace Busbar.Host.Desks.Service.Watch;

/// <summary>The errors of one post of log lines, by service.</summary>
public sealed record LogsCounted(Instant At, ImmutableArray<LogCount> Counts);

/// <summary>How many errors systems wrote into their logs. The lines themselves stay with whoever keeps logs.</summary>
public sealed class LogBook(FactStore store)
{
    private const int ErrorSeverity = 17, TriesMost = 20;
    private const string Prefix = "logs/";
    private readonly FactStreams<LogsCounted> streams = new(store, Prefix);

    /// <summary>Counts the errors of a post.</summary>
    public void Take(ImmutableArray<TelemetryLog> logs, Instant now)
    {
        var counts = CountLogs.Run(new(logs, ErrorSeverity));
        var id = IdOf(now);
        for (var tried = 1; !counts.IsEmpty; tried++)
        {
            try
            {
                streams.Append(id, streams.Of(id, AsOf.Latest).Length, Actor.Engine, each => each.At, new LogsCounted(now, counts));
                return;
            }
            catch (RefusedException refused) when (refused.Refusal.Code == "stream-moved" && tried < TriesMost)
            {
                // Another post came in between.
            }
        }
    }

    /// <summary>The errors posted on the day of a clock and the day before, by service and severity.</summary>
    public ImmutableArray<LogCount> Recent(Instant clock, AsOf asOf) =>
    [
        .. new[] { IdOf(clock - Duration.FromDays(1)), IdOf(clock) }.SelectMany(id => streams.Of(id, asOf)).SelectMany(each => each.Counts)
            .GroupBy(each => (each.Service, each.Severity))
            .Select(same => new LogCount(same.Key.Service, same.Key.Severity, same.Sum(each => each.Lines), same.Min(each => each.First),
                same.Max(each => each.Last)))
            .OrderByDescending(each => each.Severity).ThenByDescending(each => each.Lines),
    ];

    private static string IdOf(Instant at) => NodaTime.Text.LocalDatePattern.Iso.Format(at.InUtc().Date);
}
