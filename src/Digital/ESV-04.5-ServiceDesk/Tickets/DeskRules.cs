using System.Collections.Immutable;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.ServiceDesk.Tickets;

/// <summary>What a house sets for its desk.</summary>
/// <param name="Matrix">Priority from impact and urgency.</param>
/// <param name="AttachmentBytesMost">The largest file that may come with a ticket.</param>
/// <param name="Recipes">Standard changes approved beforehand, by name.</param>
/// <param name="UsdWide">Dollars touched by a breach from which its impact is 1.</param>
/// <param name="UsdMiddling">Dollars from which it is 2.</param>
public sealed record DeskRules(
    PriorityMatrix Matrix, long AttachmentBytesMost, ImmutableArray<string> Recipes, decimal UsdWide, decimal UsdMiddling)
{
    /// <summary>Busbar's own: 25 MB a file, deployments by the house's pipeline as a standard change, 100,000 and 10,000
    /// dollars.</summary>
    public static DeskRules Default { get; } = new(PriorityMatrix.Busbar, 25L << 20, ["deployment"], 100_000, 10_000);

    /// <summary>The fact that judges a ticket; none where the matrix has no such pair.</summary>
    internal ImmutableArray<TicketFact> Judge(int impact, int urgency, Instant at, Actor by) =>
        Matrix.Of(impact, urgency) is Outcome<int>.Done done ? [new TicketPrioritised(at, by, impact, urgency, done.Value)] : [];
}
