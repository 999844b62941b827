using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Contracts.Tags;
using NodaTime;

namespace Busbar.Supply.Contracts.Tags;

/// <summary>Why a tag cannot be submitted.</summary>
internal static partial class TagRefusals
{
    /// <summary>Blocks are an hour long and more, so that two ramps of an hour do not run into each other.</summary>
    internal const int MostRampMinutes = 60;

    internal static Refusal? Of(ETag tag)
    {
        Refusal Refuse(string code, string what, string remedy) => new(code, what, $"tag {tag.Id}", remedy);
        if (tag.Market.IsDefaultOrEmpty || tag.Author != tag.Id.Author)
            return Refuse("bad-market-path", "a tag names its owners, and its author is in its id", "Name each owner from source to sink.");
        if (Names(tag).FirstOrDefault(name => !Word().IsMatch(name)) is { } name)
            return Refuse("bad-name", $"'{name}' is no name on a tag", "Use 1 to 64 printable characters, without space at the ends.");
        if (Path(tag) is { } broken) return Refuse("bad-physical-path", broken, "Lead the path from generation to load, point by point.");
        if (tag.Physical.SelectMany(segment => segment.Reservations).Select(held => held.Capacity).Append(tag.Energy).Any(IsNoProfile))
            return Refuse("bad-profile",
                "a profile is at least one block of whole minutes, none below 0 MW, of more than three decimals, over "
                + "another, or with a ramp longer than an hour", "Correct the blocks.");
        var (energy, scale) = (new TagProfile(tag.Energy), 1m);
        foreach (var segment in tag.Physical)
        {
            if (segment.LossFraction is < 0 or >= 1 || decimal.Round(segment.LossFraction, 6) != segment.LossFraction)
                return Refuse("bad-losses", $"losses of {segment.Entity} are {segment.LossFraction}",
                    "Write 3 % as 0.03, with at most six decimals.");
            if (segment.Kind == SegmentKind.Transmission && tag.Energy.Any(block => segment.Reservations.Sum(reservation =>
                new TagProfile(reservation.Capacity).Least(block.Interval)) < energy.Most(block.Interval) * scale))
                return Refuse("short-of-transmission", $"the reservations with {segment.Entity} carry less than the energy",
                    "Reserve more, or tag less.");
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
            if (path[i].From != path[i - 1].To)
                return $"{path[i - 1].Entity} ends at {path[i - 1].To}, {path[i].Entity} begins at {path[i].From}";
        return null;
    }

    private static IEnumerable<string> Names(ETag tag) =>
    [
        .. tag.Market.SelectMany(owner => new[] { owner.Pse, owner.Product, owner.Contract.Length == 0 ? "-" : owner.Contract }),
        .. tag.Physical.SelectMany(segment => segment.Reservations.SelectMany(held => new[] { held.Oasis, held.Customer })
            .Concat([segment.Entity, segment.From, segment.To])),
        .. tag.CarbonCopies,
    ];

    private static bool IsNoProfile(ImmutableArray<ProfileBlock> blocks) =>
        blocks.IsDefaultOrEmpty || Overlap(blocks) || blocks.Any(block =>
        block.Mw < Mw.Zero || decimal.Round(block.Mw.Value, 3) != block.Mw.Value || !IsRamp(block.RampAtStart) || !IsRamp(block.RampAtEnd)
        || !IsMinute(block.Interval.Start) || !IsMinute(block.Interval.End));

    private static bool IsRamp(Duration ramp) =>
        ramp >= Duration.Zero && ramp <= Duration.FromMinutes(MostRampMinutes) && ramp.SubsecondTicks == 0 && ramp.Seconds == 0;

    private static bool IsMinute(Instant instant) => instant.ToUnixTimeTicks() % NodaConstants.TicksPerMinute == 0;

    [GeneratedRegex(@"^[!-~]([ -~]{0,62}[!-~])?\z")]
    private static partial Regex Word();

    private static bool Overlap(ImmutableArray<ProfileBlock> blocks) =>
        blocks.Zip(blocks.Skip(1), (one, next) => one.Interval.End > next.Interval.Start).Any(isOver => isOver);
}
