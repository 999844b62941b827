using System.Collections.Immutable;

namespace Busbar.Digital.ServiceDesk.Tickets;

/// <summary>What a house sets for its desk.</summary>
/// <param name="Matrix">Priority from impact and urgency.</param>
/// <param name="AttachmentBytesMost">The largest file that may come with a ticket.</param>
/// <param name="Recipes">Standard changes approved beforehand, by name.</param>
public sealed record DeskRules(PriorityMatrix Matrix, long AttachmentBytesMost, ImmutableArray<string> Recipes)
{
    /// <summary>Busbar's own: 25 MB a file and no recipe yet.</summary>
    public static DeskRules Default { get; } = new(PriorityMatrix.Busbar, 25L << 20, []);
}
