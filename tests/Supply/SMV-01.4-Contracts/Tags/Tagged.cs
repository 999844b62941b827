using System.Collections.Immutable;
using Busbar.Kernel.Time;
using Busbar.Supply.Contracts.Tags;
using Busbar.Supply.Handoffs.Contracts.Tags;
using Busbar.Supply.Tests;
using NodaTime;

namespace Busbar.Supply.Contracts.Tests.Tags;

/// <summary>A tag from New York to New England over two systems.</summary>
internal static class Tagged
{
    internal static readonly TagId Id = TagId.Parse("NYIS_DESK_A1B2C3D_ISNE").OrThrow();

    internal static ProfileBlock Block(OperatingDay day, decimal from, decimal to, decimal mw, int rampMinutes = 20) =>
        new(Agreements.Hours(day, from, to), new(mw), Duration.FromMinutes(rampMinutes), Duration.FromMinutes(rampMinutes));

    internal static ETag Tag(OperatingDay day, params ImmutableArray<ProfileBlock> energy) => new(Id, "DESK",
        [new("GENCO", "G-F", "C-1"), new("DESK", "G-F", "C-2"), new("LSE", "G-F", "C-3")],
        [
            new(SegmentKind.Generation, "NYIS", "PLANT", "A", [], 0, LossMethod.Financial),
            Transmission("NYPA", "A", "B", 200, 0.02m, LossMethod.InKind, day),
            Transmission("NEPT", "B", "C", 200, 0.05m, LossMethod.Financial, day),
            new(SegmentKind.Load, "ISNE", "C", "LOAD", [], 0, LossMethod.Financial),
        ], energy, ["RELIAB"]);

    internal static PhysicalSegment Transmission(
        string provider, string from, string to, decimal mw, decimal loss, LossMethod method, OperatingDay day) =>
        new(SegmentKind.Transmission, provider, from, to,
            [new("OASIS-1", "DESK", [Block(day, 0, 12, mw / 2, 0), Block(day, 12, Given.Calendar.HourCount(day), mw / 2, 0)]),
                new("OASIS-2", "DESK", [Block(day, 0, Given.Calendar.HourCount(day), mw / 2, 0)])], loss, method);

    internal static ETag Usual(OperatingDay day) => Tag(day, Block(day, 6, 10, 100), Block(day, 10, 14, 150));

    internal static TagStanding Follow(Interconnection interconnection, Instant now, params ImmutableArray<TagFact> facts) =>
        FollowTag.Run(new(interconnection, facts, now)).OrThrow();
}
