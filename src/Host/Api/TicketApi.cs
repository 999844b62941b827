using System.Collections.Immutable;
using System.Security.Claims;
using Busbar.Digital.ServiceDesk.Tickets;
using Busbar.Host.Desks;
using Busbar.Host.Desks.Service;
using Busbar.Host.People;
using Busbar.Host.Screens.ServiceDesk;
using Busbar.Host.Screens.Shell;
using Busbar.Kernel.Clocks;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Host.Api;

/// <summary>A ticket that a program wants to open.</summary>
/// <param name="Requester">Who asks; the caller when left out.</param>
/// <param name="Impact">From 1 for the widest; judged with urgency, or left to the desk.</param>
public sealed record NewTicket(
    TicketKind Kind, string Title, string Queue, string? Body = null, string? Service = null, string? Item = null, string? Requester = null,
    int? Impact = null, int? Urgency = null);

/// <summary>Something said on a ticket.</summary>
/// <param name="IsNote">True for a work note, which the requester does not see.</param>
public sealed record TicketMessage(string Text, bool IsNote = false);

/// <summary>How a ticket was resolved.</summary>
public sealed record TicketResolution(ResolutionCode Code, string Text);

/// <summary>A ticket with how it stands against each promise.</summary>
/// <param name="BreachOdds">How likely its resolution comes in late, 0 to 1; null when it has ended or nothing is known.</param>
public sealed record TicketAnswer(Ticket Ticket, ImmutableArray<PromiseAnswer> Promises, double? BreachOdds);

/// <summary>One promise of a ticket.</summary>
public sealed record PromiseAnswer(string Target, int Cycle, TargetStanding Standing, Instant? Due, double? ElapsedPercent);

/// <summary>Tickets over REST: what the pages do, for programs with a token.</summary>
public static class TicketApi
{
    private const int ListUsual = 50;
    private const int ListMost = 500;

    /// <summary>Maps it under the API's group.</summary>
    public static void MapTicketApi(this RouteGroupBuilder api)
    {
        var tickets = api.MapGroup("/tickets").WithTags("Service desk").RequireRateLimiting(PeopleServices.InTurn);
        tickets.MapGet("", List)
            .WithSummary("Open tickets, the most urgent first; queue, find and ended narrow or widen, limit says how many (50)");
        tickets.MapGet("/{id}", Show).WithSummary("A ticket and how it stands against each promise");
        tickets.MapPost("", Open).WithSummary("Opens a ticket");
        tickets.MapPost("/{id}/messages", Say).WithSummary("Says something on a ticket");
        tickets.MapPost("/{id}/resolution", Resolve).WithSummary("Resolves a ticket");
    }

    private static ImmutableArray<Ticket> List(ScreenView view) => TicketTables.Read(view, Math.Clamp(view.Number("limit", ListUsual), 1,
        ListMost));

    private static TicketAnswer Show(string id, ScreenView view)
    {
        var facts = view.Digital.Tickets.History(id, view.AsOf);
        var ticket = FoldTicket.Run(new(id, facts)).OrThrow();
        if (!view.Person.MaySee(ticket)) throw DeskRoles.NotYours(id);
        var targets = view.Digital.Levels.Targets(facts, view.AsOf, ReadClock.Of(view.AsOf));
        return new(ticket, [.. targets.Select(each => new PromiseAnswer(each.Target, each.Cycle, each.Standing, each.Due,
            each.ElapsedPercent))],
            view.Digital.Odds.Of(ticket, targets, view.AsOf, ReadClock.Of(view.AsOf))?.Odds);
    }

    private static IResult Open(NewTicket asked, ClaimsPrincipal by, DigitalBooks books, IClock clock)
    {
        var (now, who) = (clock.GetCurrentInstant(), by.AsActor());
        var opening = new TicketOpened(now, who, asked.Kind, Channel.Portal, asked.Requester ?? who.Name, asked.Title, asked.Body ?? "",
            asked.Service ?? "", asked.Item ?? "", asked.Queue);
        var id = books.Tickets.Open(opening, asked is { Impact: { } impact, Urgency: { } urgency }
            ? [new TicketPrioritised(now, who, impact, urgency, books.Tickets.Rules(AsOf.Latest).Matrix.Of(impact, urgency).OrThrow())]
                : []);
        return Results.Created($"/api/v1/tickets/{id}", new { id });
    }

    private static Ticket Say(string id, TicketMessage said, ClaimsPrincipal by, DigitalBooks books, IClock clock)
    {
        var (ticket, now, who) = (books.Tickets.Find(id), clock.GetCurrentInstant(), by.AsActor());
        if (!by.MaySee(ticket)) throw DeskRoles.NotYours(id);
        return books.Tickets.Move(id, said.IsNote ? new TicketNoted(now, who, said.Text)
            : new TicketReplied(now, who, Channel.Portal, who.Name, ticket.Requester == who.Name, said.Text));
    }

    private static Ticket Resolve(string id, TicketResolution resolution, ClaimsPrincipal by, DigitalBooks books, IClock clock) =>
        books.Tickets.Move(id, new TicketResolved(clock.GetCurrentInstant(), by.AsActor(), resolution.Code, resolution.Text));
}
