using System.Collections.Immutable;
using System.Security.Claims;
using Busbar.Digital.ServiceDesk.Approvals;
using Busbar.Digital.ServiceDesk.Practices;
using Busbar.Digital.ServiceDesk.Tickets;
using Busbar.Host.Desks;
using Busbar.Host.Desks.Service;
using Busbar.Host.People;
using Busbar.Host.Screens.Shell;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Microsoft.AspNetCore.Mvc;
using NodaTime;

namespace Busbar.Host.Screens.ServiceDesk;

/// <summary>Where the forms of tickets go: each records facts in the person's name. The store refuses what the role may not make, the
/// stage a step out of turn.</summary>
public static class TicketEndpoint
{
    private const string ChangeQueue = "changes";

    /// <summary>Maps it.</summary>
    public static void MapTickets(this WebApplication app)
    {
        var tickets = app.MapGroup("/ticket").RequireAuthorization(PeopleServices.PersonsOnly).ExcludeFromDescription();
        tickets.MapPost("/open", Open);
        tickets.MapPost("/priority", Prioritise);
        tickets.MapPost("/say", Say);
        tickets.MapPost("/take", ([AsParameters] TicketStep step) => step.Add((at, who) => new TicketAssigned(at, who, who.Name)));
        tickets.MapPost("/assign", ([AsParameters] TicketStep step, [FromForm] string agent) =>
            step.Add((at, who) => new TicketAssigned(at, who, agent)));
        tickets.MapPost("/queue", ([AsParameters] TicketStep step, [FromForm] string queue) =>
            step.Add((at, who) => new TicketQueued(at, who, queue)));
        tickets.MapPost("/start", ([AsParameters] TicketStep step) => step.Add((at, who) => new WorkStarted(at, who)));
        tickets.MapPost("/wait", ([AsParameters] TicketStep step, [FromForm] WaitingOn on, [FromForm] string why) =>
            step.Add((at, who) => new TicketWaited(at, who, on, why)));
        tickets.MapPost("/resume", ([AsParameters] TicketStep step) => step.Add((at, who) => new TicketResumed(at, who)));
        tickets.MapPost("/resolve", ([AsParameters] TicketStep step, [FromForm] ResolutionCode code, [FromForm] string text) =>
            step.Add((at, who) => new TicketResolved(at, who, code, text)));
        tickets.MapPost("/close", ([AsParameters] TicketStep step) => step.Add((at, who) => new TicketClosed(at, who)));
        tickets.MapPost("/reopen", ([AsParameters] TicketStep step, [FromForm] string why) =>
            step.Add((at, who) => new TicketReopened(at, who, why)));
        tickets.MapPost("/cancel", ([AsParameters] TicketStep step, [FromForm] string why) =>
            step.Add((at, who) => new TicketCancelled(at, who, why)));
        tickets.MapPost("/watch", ([AsParameters] TicketStep step) => step.Add((at, who) => new WatcherAdded(at, who, who.Name)));
        tickets.MapPost("/unwatch", ([AsParameters] TicketStep step) => step.Add((at, who) => new WatcherRemoved(at, who, who.Name)));
        tickets.MapPost("/link", ([AsParameters] TicketStep step, [FromForm] LinkKind kind, [FromForm] string target) =>
            step.Add((at, who) => new TicketLinked(at, who, kind, target.Trim())));
        tickets.MapPost("/survey", ([AsParameters] TicketStep step, [FromForm] int score, [FromForm] string? comment) =>
            step.Add((at, who) => new TicketSurveyed(at, who, score, comment ?? "")));
        tickets.MapPost("/known-error", ([AsParameters] TicketStep step, [FromForm] string cause, [FromForm] string workaround,
            [FromForm] string? items) => step.Add((at, who) => new KnownErrorStated(at, who, cause, workaround, Names(items))));
        tickets.MapPost("/change", PlanChange);
        tickets.MapPost("/decide", ([AsParameters] TicketStep step, [FromForm] bool yes, [FromForm] string why) =>
            step.Add((at, who) => new ApprovalGiven(at, who, yes, why)));
        tickets.MapPost("/delegate", ([AsParameters] TicketStep step, [FromForm] string to) =>
            step.Add((at, who) => new ApprovalDelegated(at, who, to.Trim())));
        tickets.MapPost("/change-start", ([AsParameters] TicketStep step) => step.Add((at, who) => new ChangeStarted(at, who)));
        tickets.MapPost("/change-end", ([AsParameters] TicketStep step, [FromForm] ChangeOutcome outcome, [FromForm] string why) =>
            step.Add((at, who) => new ChangeEnded(at, who, outcome, why)));
        tickets.MapPost("/task", ([AsParameters] TicketStep step, [FromForm] string task) =>
            step.Add((at, who) => new TaskDone(at, who, task)));
        tickets.MapPost("/merge", ([AsParameters] TicketStep step, [FromForm] string into) =>
            step.Do(book => book.Merge(step.Id, into.Trim(), step.Who)));
        tickets.MapPost("/unmerge", ([AsParameters] TicketStep step, [FromForm] string why) =>
            step.Do(book => book.Unmerge(step.Id, why, step.Who)));
        tickets.MapPost("/split", ([AsParameters] TicketStep step, [FromForm] string title, [FromForm] string? body) =>
            Show(step.Tickets.Split(step.Id, title, body ?? "", step.Who)));
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

    private static IResult PlanChange(
        [FromForm] string title, [FromForm] ChangeType type, [FromForm] string? recipe, [FromForm] string items, [FromForm] string from,
        [FromForm] string to, [FromForm] string? approvers, [FromForm] string steps, [FromForm] string backOut, ClaimsPrincipal by,
        DigitalBooks books, SupplyReads reads, IClock clock)
    {
        var (now, who) = (clock.GetCurrentInstant(), by.AsActor());
        var wall = new MarketClock(reads.Profile(AsOf.Latest) is { } profile ? Markets.CalendarOf(profile) : MarketCalendar.IsoNe);
        var plan = new ChangePlan(type, recipe ?? "", Names(items), wall.Read(from, "from").OrThrow(), wall.Read(to, "to").OrThrow(), steps,
            backOut);
        var asked = Names(approvers);
        return Show(books.Tickets.Open(
            new(now, who, TicketKind.Change, Channel.Agent, who.Name, title, steps, "", plan.Items.FirstOrDefault() ?? "", ChangeQueue),
            [new ChangePlanned(now, who, plan), .. asked.IsEmpty ? [] : new TicketFact[]
                { new ApprovalsAsked(now, who, [new("advisory board", ApprovalMode.All, asked)]) }]));
    }

    private static ImmutableArray<string> Names(string? list) =>
        [.. (list ?? "").Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    private static IResult Prioritise([AsParameters] TicketStep step, [FromForm] int impact, [FromForm] int urgency) =>
        step.Add((at, who) => Judged(step.Books, at, who, impact, urgency));

    private static IResult Say([AsParameters] TicketStep step, [FromForm] string text, [FromForm] string to) =>
        step.Add((at, who) => to == "note"
        ? new TicketNoted(at, who, text)
        : new TicketReplied(at, who, Channel.Portal, who.Name, step.Books.Tickets.Find(step.Id).Requester == who.Name, text));

    private static TicketPrioritised Judged(DigitalBooks books, Instant at, Actor who, int impact, int urgency) =>
        new(at, who, impact, urgency, books.Tickets.Rules(AsOf.Latest).Matrix.Of(impact, urgency).OrThrow());

    internal static IResult Show(string id) => Results.LocalRedirect($"/ticket?id={Uri.EscapeDataString(id)}");
}
