using System.Collections.Immutable;
using Busbar.Digital.ServiceDesk.Tickets;
using NodaTime;

namespace Busbar.Digital.ServiceDesk.Metrics;

/// <summary>Resolved at first contact: nobody else was needed, nobody had to write again, and it took at most one open hour (MetricNet's
/// rule
/// for mail and web, taken for calls too, because no telephone says when a call ended). Gross counts all that was resolved; net leaves
/// out what nobody could resolve at once; the repeat rate also wants no reopening and no like ticket in the days after.</summary>
internal static class FirstContact
{
    private static readonly Duration anHour = Duration.FromHours(1);

    public static IEnumerable<DeskFigure> Of(string group, ImmutableArray<Ticket> resolved, ILookup<string, Ticket> byRequester,
        MeasureDeskInputs inputs)
    {
        var first = resolved.Where(ticket => IsFirst(ticket, inputs)).ToImmutableArray();
        yield return Share("First call resolution, gross", "resolved at first contact ÷ resolved in the period", first, resolved);
        var possible = resolved.Where(ticket => IsPossible(ticket, inputs)).ToImmutableArray();
        yield return Share("First call resolution, net", "resolved at first contact ÷ resolved in the period that could be",
            [.. first.Intersect(possible)], possible);
        yield return Share("First call resolution, no repeat",
            $"resolved at first contact, not reopened and no like ticket of the requester within {inputs.RepeatDays} days ÷ resolved",
            [.. first.Where(ticket => !IsRepeated(ticket, byRequester, inputs))], resolved);

        DeskFigure Share(string name, string formula, ImmutableArray<Ticket> some, ImmutableArray<Ticket> all) =>
            DeskFigure.Share(group, name, formula, some.Select(ticket => ticket.Id), all.Select(ticket => ticket.Id));
    }

    private static bool IsFirst(Ticket ticket, MeasureDeskInputs inputs) => ticket is { Reassignments: 0, RequesterReplies: 0 }
        && inputs.Hours.Between(ticket.Opened.At, ticket.FirstResolvedAt!.Value) <= anHour;

    private static bool IsPossible(Ticket ticket, MeasureDeskInputs inputs) => ticket is { Request: null, Major: null,
        Opened.Channel: not Channel.Alert }
        && !new[] { ticket.Queue, ticket.Service, ticket.Item }.Any(inputs.NotAtFirstContact.Contains);

    private static bool IsRepeated(Ticket ticket, ILookup<string, Ticket> byRequester, MeasureDeskInputs inputs)
    {
        if (ticket.Reopenings > 0) return true;
        var (from, to) = (ticket.FirstResolvedAt!.Value, ticket.FirstResolvedAt.Value + Duration.FromDays(inputs.RepeatDays));
        return ticket.Requester != "" && byRequester[ticket.Requester].Any(other => other.Id != ticket.Id && other.Opened.At >= from
            && other.Opened.At < to && (ticket.Item != "" ? other.Item == ticket.Item : other.Service == ticket.Service
                && other.Item == ""));
    }
}
