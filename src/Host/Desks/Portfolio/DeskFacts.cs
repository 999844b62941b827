using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Portfolio;
using Busbar.Digital.Portfolio.Benefits;
using Busbar.Digital.ServiceDesk.Tickets;
using Busbar.Host.Desks.Service;
using Busbar.Kernel.Facts;
using NodaTime;

namespace Busbar.Host.Desks.Portfolio;

/// <summary>What the service desk and the objectives know that the portfolio asks about.</summary>
public static class DeskFacts
{
    private const int RecurringFewest = 3;
    private static readonly Duration recurringWithin = Duration.FromDays(90);

    /// <summary>Tickets and events as of an instant, for the measures of a case.</summary>
    public static ServiceFacts Of(DigitalBooks books, PortfolioCase of, AsOf asOf)
    {
        var tickets = Felt(books, asOf);
        var asked = of.Initiatives.Select(each => each.Measure?.Objective ?? "").Where(name => name != "").ToHashSet();
        var to = ReadClock.Of(asOf);
        return new(
            [.. tickets.Select(each => new PlacedTicket(each.Service, each.Item, each.Queue, each.Opened.At))],
            asked.Count == 0 ? ImmutableSortedDictionary<string, ImmutableArray<Digital.Handoffs.Operations.EventCount>>.Empty
                : books.Operations.Objectives.All(asOf).Where(each => asked.Contains($"{each.Objective.Service}/{each.Objective.Name}"))
                    .ToImmutableSortedDictionary(each => $"{each.Objective.Service}/{each.Objective.Name}", each => each.Counts,
                        StringComparer.Ordinal),
            tickets.Select(each => each.Opened.At).DefaultIfEmpty(to).Min(), to);
    }

    /// <summary>What came back in the last ninety days, by its item and its problem.</summary>
    public static ImmutableArray<ProblemCandidate> Recurring(DigitalBooks books, TicketCost? cost, AsOf asOf)
    {
        var to = ReadClock.Of(asOf);
        var problems = books.Tickets.All(asOf).Where(each => each.Kind == TicketKind.Problem).ToDictionary(each => each.Id, each =>
            each.Title, StringComparer.Ordinal);
        string Symptom(Ticket ticket) => ticket.Links.Where(link => link.Kind == LinkKind.Problem)
            .Select(link => problems.GetValueOrDefault(link.Target)).FirstOrDefault(title => title is not null) ?? "cause not known";
        return ProposeFromTickets.Run(new(
            [
                .. Felt(books, asOf).Where(each => each.Item != "" || each.Service != "").Select(each => new WorkedTicket(
                    each.Item != "" ? each.Item : each.Service, Symptom(each), each.Opened.At, (double)(cost?.MinutesPerTicket ?? 0))),
            ],
            new(to - recurringWithin, to), cost?.UsdPerHour ?? 0, RecurringFewest));
    }

    /// <summary>Tickets that cost somebody time: what people and alerts report, each once.</summary>
    private static ImmutableArray<Ticket> Felt(DigitalBooks books, AsOf asOf) =>
    [
        .. books.Tickets.All(asOf).Where(each => each.Kind is TicketKind.Incident or TicketKind.Request or TicketKind.DataIncident
            && each is { MergedInto: "", Stage: not TicketStage.Cancelled }),
    ];
}
