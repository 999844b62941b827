using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Contracts.Tags;

namespace Busbar.Supply.Contracts.Tags;

/// <summary>Sets another level in a stretch of a tag, for a change of its profile; the ramps are those of its ends.</summary>
public static class SetLevel
{
    /// <summary>The energy to ask for.</summary>
    public static ImmutableArray<ProfileBlock> Run(ETag tag, DeliveryInterval interval, Mw level) =>
        TagProfile.Set(tag.Energy, interval, level);
}
