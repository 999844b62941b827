using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Operations;
using NodaTime;

namespace Busbar.Digital.Operations.Counts;

/// <summary>Spans to be counted as requests.</summary>
/// <param name="Service">What did them, by <c>service.name</c>.</param>
/// <param name="Slowest">A slower one is bad though it succeeded; null when only errors are.</param>
public sealed record CountSpansInputs(ImmutableArray<TelemetrySpan> Spans, string Service, Duration? Slowest);

/// <summary>Counts a service's own requests minute by minute from traces: the spans whose parent is another service's or none. One that
/// came in twice counts once.</summary>
public static class CountSpans
{
    /// <summary>The counts, each at the end of its minute.</summary>
    public static ImmutableArray<EventCount> Run(CountSpansInputs inputs)
    {
        var own = inputs.Spans.Where(span => span.Service == inputs.Service).DistinctBy(span => (span.TraceId, span.SpanId)).ToArray();
        var ids = own.Select(span => (span.TraceId, span.SpanId)).ToHashSet();
        return
        [
            .. own.Where(span => !ids.Contains((span.TraceId, span.ParentId)))
                .GroupBy(span => EndOfMinute(span.End))
                .OrderBy(minute => minute.Key)
                .Select(minute => new EventCount(minute.Key, minute.Count(span => IsGood(span, inputs.Slowest)), minute.Count())),
        ];
    }

    private static bool IsGood(TelemetrySpan span, Duration? slowest) => !span.IsError && !(span.End - span.Start > slowest);

    private static Instant EndOfMinute(Instant at)
    {
        var rest = at.ToUnixTimeTicks() % NodaConstants.TicksPerMinute;
        return rest == 0 ? at : at.PlusTicks(NodaConstants.TicksPerMinute - rest);
    }
}
