using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Contracts.Tags;
using NodaTime;

namespace Busbar.Supply.Contracts.Tags;

/// <summary>MW over time from blocks and ramps. Where blocks meet, the longer of the two ramps joins them; a ramp is straight and
/// straddles the boundary.</summary>
internal sealed class TagProfile
{
    private readonly ImmutableArray<ProfileBlock> blocks;
    private readonly ImmutableArray<(Instant From, Instant To, decimal Start, decimal End)> ramps;

    internal TagProfile(ImmutableArray<ProfileBlock> blocks)
    {
        this.blocks = blocks;
        ramps = [.. blocks.SelectMany(block => new[] { block.Interval.Start, block.Interval.End }).Distinct().Select(Ramp)
            .Where(ramp => ramp.To > ramp.From)];
    }

    /// <summary>MWh inside an interval, exact: the profile is straight between its corners.</summary>
    internal decimal MwhIn(DeliveryInterval interval)
    {
        var corners = blocks.SelectMany(block => new[] { block.Interval.Start, block.Interval.End })
            .Concat(ramps.SelectMany(ramp => new[] { ramp.From, ramp.To })).Where(interval.Contains)
            .Append(interval.Start).Append(interval.End)
            .Distinct().Order().ToArray();
        var mwh = 0m;
        for (var i = 1; i < corners.Length; i++)
        {
            var length = corners[i] - corners[i - 1];
            mwh += At(corners[i - 1] + length / 2) * length.ToInt64Nanoseconds();
        }
        return mwh / NodaConstants.NanosecondsPerHour;
    }

    /// <summary>The highest step that touches an interval, ramps aside.</summary>
    internal decimal Most(DeliveryInterval interval) => Touching(interval).Max(block => block.Mw.Value);

    /// <summary>The lowest, 0 when a part of the interval is not covered.</summary>
    internal decimal Least(DeliveryInterval interval)
    {
        var touching = Touching(interval).ToArray();
        var covered = touching.Aggregate(Duration.Zero, (sum, block) => sum
            + (Instant.Min(block.Interval.End, interval.End) - Instant.Max(block.Interval.Start, interval.Start)));
        return covered < interval.Length ? 0 : touching.Min(block => block.Mw.Value);
    }

    /// <summary>The blocks with every MW cut to a ceiling inside an interval.</summary>
    internal static ImmutableArray<ProfileBlock> Cut(ImmutableArray<ProfileBlock> blocks, DeliveryInterval interval, decimal ceiling) =>
        [.. blocks.SelectMany(block => Pieces(block, interval, ceiling))];

    /// <summary>The blocks with another level inside an interval, which may reach beyond them.</summary>
    internal static ImmutableArray<ProfileBlock> Set(ImmutableArray<ProfileBlock> blocks, DeliveryInterval interval, Mw level)
    {
        var (from, to) = (interval.Start, interval.End);
        var before = blocks.Where(block => block.Interval.Start < from).Select(block => block.Interval.End <= from ? block
            : block with { Interval = new(block.Interval.Start, from) });
        var after = blocks.Where(block => block.Interval.End > to).Select(block => block.Interval.Start >= to ? block
            : block with { Interval = new(to, block.Interval.End) });
        return [.. before, new(interval, level, blocks[0].RampAtStart, blocks[^1].RampAtEnd), .. after];
    }

    /// <summary>The first instant at which two profiles differ, ramps aside; null when they do not.</summary>
    internal static Instant? FirstChange(ImmutableArray<ProfileBlock> one, ImmutableArray<ProfileBlock> other) =>
        one.Concat(other).SelectMany(block => new[] { block.Interval.Start, block.Interval.End }).Distinct().Order()
            .Where(instant => StepAt(one, instant) != StepAt(other, instant)).Select(instant => (Instant?)instant).FirstOrDefault();

    private static decimal StepAt(ImmutableArray<ProfileBlock> blocks, Instant instant) =>
        blocks.FirstOrDefault(block => block.Interval.Contains(instant))?.Mw.Value ?? 0;

    private static IEnumerable<ProfileBlock> Pieces(ProfileBlock block, DeliveryInterval cut, decimal ceiling)
    {
        var (start, end) = (block.Interval.Start, block.Interval.End);
        var (from, to) = (Instant.Max(start, cut.Start), Instant.Min(end, cut.End));
        if (to <= from || block.Mw.Value <= ceiling)
        {
            yield return block;
            yield break;
        }
        if (from > start) yield return block with { Interval = new(start, from), RampAtEnd = Duration.Zero };
        yield return new(new(from, to), new(ceiling), from > start ? Duration.Zero : block.RampAtStart,
            to < end ? Duration.Zero : block.RampAtEnd);
        if (to < end) yield return block with { Interval = new(to, end), RampAtStart = Duration.Zero };
    }

    private IEnumerable<ProfileBlock> Touching(DeliveryInterval interval) =>
        blocks.Where(block => block.Interval.Start < interval.End && block.Interval.End > interval.Start);

    private decimal At(Instant instant)
    {
        foreach (var (from, to, start, end) in ramps)
            if (from <= instant && instant < to)
                return start + (end - start) * (instant - from).ToInt64Nanoseconds() / (to - from).ToInt64Nanoseconds();
        return StepAt(blocks, instant);
    }

    private (Instant From, Instant To, decimal Start, decimal End) Ramp(Instant boundary)
    {
        var before = blocks.FirstOrDefault(block => block.Interval.End == boundary);
        var after = blocks.FirstOrDefault(block => block.Interval.Start == boundary);
        var length = Duration.Max(before?.RampAtEnd ?? Duration.Zero, after?.RampAtStart ?? Duration.Zero);
        return (boundary - length / 2, boundary + length / 2, before?.Mw.Value ?? 0, after?.Mw.Value ?? 0);
    }
}
