using System.Collections.Immutable;

namespace Busbar.Supply.Settlement.Engine;

/// <summary>How a resource's day is cut into segments for make-whole. A run is a stretch of intervals with metered energy; its first
/// segment is as long as its day-ahead schedule or its minimum run time, whichever is longer, and what it runs beyond is another.
/// Source: PJM Operating Agreement Schedule 1 section 3.2.3(e); Manual 28 section 5. Source not checked (from memory).</summary>
/// <param name="MinimumRun">Hours the resource must run once started.</param>
/// <param name="DayAhead">Energy scheduled day-ahead; an interval is scheduled where it is not nothing.</param>
/// <param name="RealTime">Metered energy.</param>
public sealed record RunSegments(Determinant MinimumRun, Determinant DayAhead, Determinant RealTime)
{
    /// <summary>The segment of each interval, from 1; 0 where the resource did not run.</summary>
    /// <param name="scheduled">Energy day-ahead, one value an interval.</param>
    /// <param name="metered">Energy in real time, one value an interval.</param>
    /// <param name="minimumRun">Intervals that the resource must run.</param>
    public static ImmutableArray<int> Of(ReadOnlySpan<decimal> scheduled, ReadOnlySpan<decimal> metered, decimal minimumRun)
    {
        var segments = new int[metered.Length];
        for (var (i, last) = (0, 0); i < metered.Length; i++)
        {
            if (metered[i] == 0) continue;
            var (start, dayAhead) = (i, 0);
            for (; i < metered.Length && metered[i] != 0; i++)
                if (scheduled[i] != 0) dayAhead++;
            var first = Math.Max(minimumRun, dayAhead);
            for (var at = start; at < i; at++) segments[at] = last + (at - start < first ? 1 : 2);
            last = segments[i - 1];
        }
        return [.. segments];
    }
}
