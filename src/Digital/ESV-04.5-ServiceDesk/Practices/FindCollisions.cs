using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Operations;
using Busbar.Digital.ServiceDesk.Tickets;
using NodaTime;

namespace Busbar.Digital.ServiceDesk.Practices;

/// <summary>A time in which nothing is altered: a market gate, a storm, the year's end.</summary>
/// <param name="Names">The services and items it holds for; empty for all.</param>
public sealed record FreezeWindow(string Why, Instant From, Instant To, ImmutableArray<string> Names);

/// <summary>A change to be held against others.</summary>
/// <param name="Id">The change's own ticket, so that it does not collide with itself.</param>
/// <param name="Others">Changes that are planned or under way.</param>
public sealed record FindCollisionsInputs(
    string Id, ChangePlan Plan, ImmutableArray<Ticket> Others, ImmutableArray<FreezeWindow> Freezes, ServiceMap Map);

/// <summary>Something that a change gets in the way of.</summary>
/// <param name="With">The other change, or why nothing may be altered.</param>
/// <param name="On">What both touch or stand on.</param>
/// <param name="From">From when both happen.</param>
/// <param name="To">Until when.</param>
public sealed record Collision(string With, ImmutableArray<string> On, Instant From, Instant To);

/// <summary>Finds the changes at the same time on the same items, or on items that stand on these, and the freezes that a change falls
/// into.</summary>
public static class FindCollisions
{
    /// <summary>The collisions, in order of time.</summary>
    public static ImmutableArray<Collision> Run(FindCollisionsInputs inputs)
    {
        var (plan, map) = (inputs.Plan, inputs.Map);
        var mine = BlastRadius.Above(map, plan.Items);
        var others =
            from ticket in inputs.Others
            where ticket.Id != inputs.Id && ticket.IsOpen && ticket.Change is { EndedAt: null }
            let other = ticket.Change!.Plan
            let shared = mine.Intersect(other.Items).Union(BlastRadius.Above(map, other.Items).Intersect(plan.Items))
            select new Collision(ticket.Id, [.. shared], Instant.Max(plan.From, other.From), Instant.Min(plan.To, other.To));
        var frozen =
            from freeze in inputs.Freezes
            select new Collision(freeze.Why, freeze.Names.IsEmpty ? plan.Items : [.. mine.Intersect(freeze.Names)],
                Instant.Max(plan.From, freeze.From), Instant.Min(plan.To, freeze.To));
        return
        [
            .. others.Concat(frozen).Where(each => each.From < each.To && !each.On.IsEmpty)
                .OrderBy(each => each.From).ThenBy(each => each.With, StringComparer.Ordinal),
        ];
    }
}
