using System.Collections.Immutable;
using Busbar.Kernel.Time;
using Busbar.Supply.Contracts.Tags;
using Busbar.Supply.Handoffs.Contracts.Tags;

namespace Busbar.Host.Desks;

/// <summary>A stretch of a tag in which neither the MW asked for nor those that may flow change, ramps aside.</summary>
/// <param name="Interval">The stretch.</param>
/// <param name="Asked">MW the tag asks for.</param>
/// <param name="Flowing">MW that may flow.</param>
/// <param name="IsCut">True when a tag that flows was cut there.</param>
public sealed record TagStretch(DeliveryInterval Interval, decimal Asked, decimal Flowing, bool IsCut)
{
    /// <summary>The stretches in order.</summary>
    public static ImmutableArray<TagStretch> Of(TagStanding standing)
    {
        var corners = standing.Tag.Energy.Concat(standing.Energy).SelectMany(block => new[] { block.Interval.Start, block.Interval.End })
            .Distinct().Order().ToArray();
        return
        [
            .. corners.Zip(corners.Skip(1), (start, end) =>
                {
                    var (asked, flowing) = (At(standing.Tag.Energy, start), At(standing.Energy, start));
                    return new TagStretch(new(start, end), asked, flowing, flowing < asked && !standing.Energy.IsEmpty);
                }),
        ];
    }

    /// <summary>MW of blocks at an instant.</summary>
    public static decimal At(ImmutableArray<ProfileBlock> blocks, NodaTime.Instant instant) =>
        blocks.FirstOrDefault(block => block.Interval.Contains(instant))?.Mw.Value ?? 0;
}
