using System.Collections.Immutable;
using System.Security.Claims;
using Busbar.Digital.ServiceDesk.Practices;
using Busbar.Digital.ServiceDesk.Tickets;
using Busbar.Gateways.Mail;
using Busbar.Host.Desks.Service;
using Busbar.Host.People;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Microsoft.AspNetCore.Mvc;
using NodaTime;
using NodaTime.Text;

namespace Busbar.Host.Screens.ServiceDesk;

/// <summary>Where the forms of major incidents, macros and files of tickets go.</summary>
public static class PracticeEndpoint
{
    /// <summary>Maps it.</summary>
    public static void MapPractices(this WebApplication app)
    {
        var forms = app.MapGroup("").RequireAuthorization(PeopleServices.PersonsOnly).ExcludeFromDescription();
        forms.MapPost("/ticket/major", ([AsParameters] TicketStep step, [FromForm] string commander, [FromForm] int cadence) =>
            step.Add((at, who) => new MajorDeclared(at, who, commander.Trim(), Duration.FromMinutes(cadence))));
        forms.MapPost("/ticket/command", ([AsParameters] TicketStep step, [FromForm] string commander) =>
            step.Add((at, who) => new CommandPassed(at, who, commander.Trim())));
        forms.MapPost("/ticket/update", ([AsParameters] TicketStep step, [FromForm] Audience audience, [FromForm] string text) =>
            step.Add((at, who) => new UpdateSent(at, who, audience, text)));
        forms.MapPost("/ticket/major-end", ([AsParameters] TicketStep step) => step.Add((at, who) => new MajorEnded(at, who)));
        forms.MapPost("/ticket/review", ([AsParameters] TicketStep step, [FromForm] string findings, [FromForm] string? actions) =>
            step.Add((at, who) => new ReviewHeld(at, who, findings, Actions(actions ?? ""))));
        forms.MapPost("/ticket/action-done", ([AsParameters] TicketStep step, [FromForm] string action, [FromForm] string proof) =>
            step.Add((at, who) => new ActionDone(at, who, action, proof.Trim())));
        forms.MapPost("/ticket/macro", ([AsParameters] TicketStep step, [FromForm] string macro) =>
            step.Do(_ => step.Books.Macros.Run(macro, step.Id, step.Who)));
        forms.MapPost("/ticket/attach", Attach);
        forms.MapGet("/ticket/file", File);
        forms.MapPost("/macros/keep", (
            [FromForm] string name, [FromForm] string steps, ClaimsPrincipal by, DigitalBooks books, IClock clock) =>
        {
            books.Macros.Keep(MacroText.Read(name, steps), by.AsActor(), clock.GetCurrentInstant());
            return Results.LocalRedirect("/macros");
        });
    }

    /// <summary>A file that came by a form is judged by its bytes as one that came by mail is.</summary>
    private static async Task<IResult> Attach([AsParameters] TicketStep step, IFormFile file)
    {
        using var content = new MemoryStream();
        await file.CopyToAsync(content);
        var sniffed = SniffFile.Of(file.FileName, file.ContentType, content.ToArray());
        return step.Do(book => book.Attach(step.Id, sniffed, step.Who));
    }

    private static IResult File(string id, string hash, ClaimsPrincipal by, DigitalBooks books, HttpContext http)
    {
        var ticket = books.Tickets.Find(id);
        if (!by.MaySee(ticket)) throw DeskRoles.NotYours(id);
        if (ticket.Attachments.FirstOrDefault(each => each.Hash.Hex == hash) is not { } attached)
            throw new RefusedException(new("unknown-file", $"{id} has no such file", hash, "Choose one of the ticket's files."));
        if (attached.Quarantine != "")
            throw new RefusedException(new("in-quarantine", $"{attached.Name} may not be opened: {attached.Quarantine}", id,
                "Ask for it in another form."));
        http.Response.Headers.XContentTypeOptions = "nosniff";
        return Results.Bytes(books.Store.ReadFile(attached.Hash)!.Content.ToArray(), attached.Type, attached.Name);
    }

    private static ImmutableArray<ReviewAction> Actions(string lines) =>
    [
        .. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select((line, i) =>
            line.Split(';', StringSplitOptions.TrimEntries) is [var action, var owner, var due]
                && LocalDatePattern.Iso.Parse(due).TryGetValue(default, out var day) ? new ReviewAction(action, owner, day)
                : throw new RefusedException(new("bad-action", $"'{line}' is no action", $"actions, line {i + 1}",
                    "Write: what; who; until when as 2026-12-24."))),
    ];
}
