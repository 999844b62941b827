using System.Collections.Immutable;
using Busbar.Digital.ServiceDesk.Search;
using Busbar.Digital.ServiceDesk.Tickets;
using NodaTime;

namespace Busbar.Digital.ServiceDesk.Practices;

/// <summary>Incidents among which a problem may hide.</summary>
/// <param name="Incidents">Of any age; those tied to a problem are left out.</param>
/// <param name="Window">How close together they have to be.</param>
/// <param name="AtLeast">How many; from 2.</param>
/// <param name="Likeness">How much the words of two titles have to share, 0 to 1, where no item ties them.</param>
public sealed record FindRecurringInputs(ImmutableArray<Ticket> Incidents, Duration Window, int AtLeast, double Likeness = 0.5);

/// <summary>Incidents that look alike: reason to open a problem.</summary>
/// <param name="On">The item, or the title of the first.</param>
/// <param name="IsByItem">True when one item ties them, false when their words do.</param>
/// <param name="Incidents">The most that fall into one window, in order of time.</param>
public sealed record RecurringIncidents(string On, bool IsByItem, ImmutableArray<string> Incidents, Instant First, Instant Last);

/// <summary>Finds incidents that come again: on one item, or in like words, within a window.</summary>
public static class FindRecurring
{
    /// <summary>The groups, the largest first.</summary>
    public static ImmutableArray<RecurringIncidents> Run(FindRecurringInputs inputs)
    {
        var incidents = inputs.Incidents
            .Where(each => each.Kind is TicketKind.Incident or TicketKind.DataIncident && each.Links.All(link =>
                link.Kind != LinkKind.Problem)
                && each is { MergedInto: "", Stage: not TicketStage.Cancelled })
            .OrderBy(each => each.Opened.At).ThenBy(each => each.Id, StringComparer.Ordinal).ToImmutableArray();
        var byItem = incidents.Where(each => each.Item != "").GroupBy(each => each.Item)
            .Select(group => Busiest(group.Key, true, [.. group], inputs));
        var byWords = Alike([.. incidents.Where(each => each.Item == "")], inputs.Likeness)
            .Select(group => Busiest(group[0].Title, false, group, inputs));
        return
        [
            .. byItem.Concat(byWords).OfType<RecurringIncidents>().OrderByDescending(each => each.Incidents.Length)
                .ThenBy(each => each.On, StringComparer.Ordinal),
        ];
    }

    private static RecurringIncidents? Busiest(string on, bool isByItem, ImmutableArray<Ticket> group, FindRecurringInputs inputs)
    {
        var (from, most, start) = (0, 0, 0);
        for (var i = 0; i < group.Length; i++)
        {
            while (group[i].Opened.At - group[from].Opened.At > inputs.Window) from++;
            if (i - from + 1 > most) (most, start) = (i - from + 1, from);
        }
        return most < Math.Max(2, inputs.AtLeast) ? null : new(on, isByItem,
            [.. group.AsSpan(start, most).ToArray().Select(each => each.Id)], group[start].Opened.At, group[start + most - 1].Opened.At);
    }

    /// <summary>Each incident joins the first group whose first title is like its own: the same answer in any order of ids.</summary>
    private static List<ImmutableArray<Ticket>> Alike(ImmutableArray<Ticket> incidents, double likeness)
    {
        var groups = new List<(HashSet<string> Terms, List<Ticket> Members)>();
        var byTerm = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        foreach (var incident in incidents)
        {
            var terms = Words.Of(incident.Title).ToHashSet(StringComparer.Ordinal);
            var found = terms.SelectMany(term => byTerm.GetValueOrDefault(term) ?? []).Distinct().Order()
                .Cast<int?>().FirstOrDefault(i => Words.Likeness(groups[i!.Value].Terms, terms) >= likeness);
            if (found is { } group)
            {
                groups[group].Members.Add(incident);
                continue;
            }
            foreach (var term in terms)
            {
                if (!byTerm.TryGetValue(term, out var holders)) byTerm.Add(term, holders = []);
                holders.Add(groups.Count);
            }
            groups.Add((terms, [incident]));
        }
        return [.. groups.Select(each => each.Members.ToImmutableArray())];
    }
}
