using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;

namespace Busbar.Supply.Contracts.Tags;

/// <summary>Why a tag cannot be submitted.</summary>
internal static class TagRefusals
{
    internal static Refusal? Of(ETag tag)
    {
        Refusal Refuse(string code, string what, string remedy) => new(code, what, $"tag {tag.Id}", remedy);
        if (tag.Market.IsDefaultOrEmpty || tag.Author != tag.Id.Author)
            return Refuse("bad-market-path", "a tag names its owners, and its author is in its id", "Name each owner from source to sink.");
        if (Path(tag) is { } broken) return Refuse("bad-physical-path", broken, "Lead the path from generation to load, point by point.");
        if (tag.Energy.IsDefaultOrEmpty || tag.Energy.Any(block => block.Mw < Mw.Zero) || Overlap(tag.Energy))
            return Refuse("bad-profile", "energy is at least one block, none below 0 MW and none over another", "Correct the blocks.");
        var (energy, scale) = (new TagProfile(tag.Energy), 1m);
        foreach (var segment in tag.Physical)
        {
            if (segment.LossFraction is < 0 or >= 1)
                return Refuse("bad-losses", $"losses of {segment.Entity} are {segment.LossFraction}", "Write 3 % as 0.03.");
            if (segment.Kind == SegmentKind.Transmission && tag.Energy.Any(block => segment.Reservations.Sum(reservation =>
                new TagProfile(reservation.Capacity).Least(block.Interval)) < energy.Most(block.Interval) * scale))
                return Refuse("short-of-transmission", $"the reservations with {segment.Entity} carry less than the energy", "Reserve more, or tag less.");
            scale *= segment.Losses == LossMethod.InKind ? 1 - segment.LossFraction : 1;
        }
        return null;
    }

    private static string? Path(ETag tag)
    {
        var path = tag.Physical;
        if (path.Length < 3 || path[0].Kind != SegmentKind.Generation || path[^1].Kind != SegmentKind.Load
            || path[1..^1].Any(segment => segment.Kind != SegmentKind.Transmission))
            return "it is generation, then transmission, then load";
        if (path[0].Entity != tag.Id.Source || path[^1].Entity != tag.Id.Sink)
            return $"it runs from {path[0].Entity} to {path[^1].Entity}, the id says otherwise";
        for (var i = 1; i < path.Length; i++)
            if (path[i].From != path[i - 1].To) return $"{path[i - 1].Entity} ends at {path[i - 1].To}, {path[i].Entity} begins at {path[i].From}";
        return null;
    }

    private static bool Overlap(ImmutableArray<ProfileBlock> blocks) =>
        blocks.Zip(blocks.Skip(1), (one, next) => one.Interval.End > next.Interval.Start).Any(isOver => isOver);
}
