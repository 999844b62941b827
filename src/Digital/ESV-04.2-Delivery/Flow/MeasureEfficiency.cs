using System.Collections.Immutable;
using Busbar.Digital.Delivery.Stories;
using NodaTime;

namespace Busbar.Digital.Delivery.Flow;

/// <summary>Measures flow efficiency: the part of the finished stories' cycle time in which somebody worked on them. Source: Modig and
/// Åhlström, This Is Lean, 2012.</summary>
public static class MeasureEfficiency
{
    /// <summary>The share from 0 to 1 over the stories finished in a period; null where none was, or none took any time.</summary>
    public static double? Run(ImmutableArray<TrackedStory> stories, Instant from, Instant to)
    {
        var finished = stories.Where(each => each.Finished >= from && each.Finished < to).ToArray();
        var cycle = finished.Sum(each => each.Cycle.TotalDays);
        return cycle > 0 ? finished.Sum(each => each.Active.TotalDays) / cycle : null;
    }
}
