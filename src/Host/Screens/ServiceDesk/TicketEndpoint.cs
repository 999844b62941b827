using System.Collections.Immutable;
using System.Security.Claims;
using Busbar.Digital.ServiceDesk.Tickets;
using Busbar.Host.Desks.Service;
using Busbar.Host.People;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Microsoft.AspNetCore.Mvc;
using NodaTime;

namespace Busbar.Host.Screens.ServiceDesk;

/// <summary>Where the forms of tickets go: each records facts in the person's name. The store refuses what the role may not make, the
/// stage a step out of turn.</summary>
public static class TicketEndpoint
{
    /// <summary>Maps it.</summary>
    public static void MapTickets(this WebApplication app)
    {
        var tickets = app.MapGroup("/ticket").RequireAuthorization(PeopleServices.PersonsOnly).ExcludeFromDescription();
        tickets.MapPost("/open", Open);
        tickets.MapPost("/priority", Prioritise);
        tickets.MapPost("/say", Say);
        tickets.MapPost("/take", ([AsParameters] TicketStep step) => step.Add((at, who) => new TicketAssigned(at, who, who.Name)));
        tickets.MapPost("/assign", ([AsParameters] TicketStep step, [FromForm] string agent) => step.Add((at, who) => new TicketAssigned(at, who, agent)));
        tickets.MapPost("/queue", ([AsParameters] TicketStep step, [FromForm] string queue) => step.Add((at, who) => new TicketQueued(at, who, queue)));
        tickets.MapPost("/start", ([AsParameters] TicketStep step) => step.Add((at, who) => new WorkStarted(at, who)));
        tickets.MapPost("/wait", ([AsParameters] TicketStep step, [FromForm] WaitingOn on, [FromForm] string why) =>
            step.Add((at, who) => new TicketWaited(at, who, on, why)));
        tickets.MapPost("/resume", ([AsParameters] TicketStep step) => step.Add((at, who) => new TicketResumed(at, who)));
        tickets.MapPost("/resolve", ([AsParameters] TicketStep step, [FromForm] ResolutionCode code, [FromForm] string text) =>
            step.Add((at, who) => new TicketResolved(at, who, code, text)));
        tickets.MapPost("/close", ([AsParameters] TicketStep step) => step.Add((at, who) => new TicketClosed(at, who)));
        tickets.MapPost("/reopen", ([AsParameters] TicketStep step, [FromForm] string why) => step.Add((at, who) => new TicketReopened(at, who, why)));
        tickets.MapPost("/cancel", ([AsParameters] TicketStep step, [FromForm] string why) => step.Add((at, who) => new TicketCancelled(at, who, why)));
        tickets.MapPost("/watch", ([AsParameters] TicketStep step) => step.Add((at, who) => new WatcherAdded(at, who, who.Name)));
        tickets.MapPost("/unwatch", ([AsParameters] TicketStep step) => step.Add((at, who) => new WatcherRemoved(at, who, who.Name)));
        tickets.MapPost("/link", ([AsParameters] TicketStep step, [FromForm] LinkKind kind, [FromForm] string target) =>
            step.Add((at, who) => new TicketLinked(at, who, kind, target.Trim())));
        tickets.MapPost("/survey", ([AsParameters] TicketStep step, [FromForm] int score, [FromForm] string? comment) =>
            step.Add((at, who) => new TicketSurveyed(at, who, score, comment ?? "")));
        tickets.MapPost("/merge", ([AsParameters] TicketStep step, [FromForm] string into) => step.Do(book => book.Merge(step.Id, into.Trim(), step.Who)));
        tickets.MapPost("/unmerge", ([AsParameters] TicketStep step, [FromForm] string why) => step.Do(book => book.Unmerge(step.Id, why, step.Who)));
        tickets.MapPost("/split", ([AsParameters] TicketStep step, [FromForm] string title, [FromForm] string? body) =>
            Show(step.Books.Tickets.Split(step.Id, title, body ?? "", step.Who)));
    }

    private static IResult Open(
        [FromForm] TicketKind kind, [FromForm] string title, [FromForm] string? body, [FromForm] string? service, [FromForm] string? item,
        [FromForm] string? requester, [FromForm] string queue, [FromForm] int? impact, [FromForm] int? urgency, ClaimsPrincipal by,
        DigitalBooks books, IClock clock)
    {
        var (now, who) = (clock.GetCurrentInstant(), by.AsActor());
        var opening = new TicketOpened(now, who, kind, requester is { Length: > 0 } ? Channel.Phone : Channel.Portal,
            requester is { Length: > 0 } ? requester : who.Name, title, body ?? "", service ?? "", item ?? "", queue);
        return Show(books.Tickets.Open(opening, impact is { } wide && urgency is { } soon
            ? [Judged(books, now, who, wide, soon)] : []));
    }

    private static IResult Prioritise([AsParameters] TicketStep step, [FromForm] int impact, [FromForm] int urgency) =>
        step.Add((at, who) => Judged(step.Books, at, who, impact, urgency));

    private static IResult Say([AsParameters] TicketStep step, [FromForm] string text, [FromForm] string to) => step.Add((at, who) => to == "note"
        ? new TicketNoted(at, who, text)
        : new TicketReplied(at, who, Channel.Portal, who.Name, step.Books.Tickets.Find(step.Id).Requester == who.Name, text));

    private static TicketPrioritised Judged(DigitalBooks books, Instant at, Actor who, int impact, int urgency) =>
        new(at, who, impact, urgency, books.Tickets.Rules(AsOf.Latest).Matrix.Of(impact, urgency).OrThrow());

    internal static IResult Show(string id) => Results.LocalRedirect($"/ticket?id={Uri.EscapeDataString(id)}");
}
