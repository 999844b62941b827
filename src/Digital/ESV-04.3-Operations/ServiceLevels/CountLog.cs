using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Operations;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.Operations.ServiceLevels;

/// <summary>Counts in the order of time.</summary>
internal static class CountLog
{
    /// <summary>Why the counts cannot be measured; null when they can.</summary>
    public static Refusal? Fault(ImmutableArray<EventCount> counts, string objective)
    {
        for (var i = 0; i < counts.Length; i++)
        {
            var count = counts[i];
            if (i > 0 && count.At <= counts[i - 1].At)
                return new("counts-out-of-order", $"The count at {count.At} does not come after the one at {counts[i - 1].At}",
                    $"{objective}, count {i + 1}", "Give each time once, the earliest first.");
            if (!(count.Good >= 0 && count.Good <= count.Total && double.IsFinite(count.Total)))
                return new("impossible-count", FormattableString.Invariant($"{count.Good} of {count.Total} events are good at {count.At}"),
                    $"{objective}, count {i + 1}", "Good events are at least 0 and at most all of them.");
        }
        return null;
    }

    /// <summary>The place of the first count after a time.</summary>
    public static int FirstAfter(ImmutableArray<EventCount> counts, Instant time)
    {
        var (low, high) = (0, counts.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (counts[middle].At > time) high = middle;
            else low = middle + 1;
        }
        return low;
    }
}
