using System.Collections.Immutable;
using System.Security.Claims;
using Busbar.Digital.ServiceDesk.Catalogue;
using Busbar.Digital.ServiceDesk.Knowledge;
using Busbar.Digital.ServiceDesk.Tickets;
using Busbar.Host.Desks.Service;
using Busbar.Host.People;
using Busbar.Kernel.Facts;
using Microsoft.AspNetCore.Mvc;
using NodaTime;

namespace Busbar.Host.Screens.ServiceDesk;

/// <summary>Where the forms of the knowledge base and the catalogue go.</summary>
public static class KnowledgeEndpoint
{
    private const string AnswerPrefix = "answer-";

    /// <summary>Maps it.</summary>
    public static void MapKnowledge(this WebApplication app)
    {
        var forms = app.MapGroup("").RequireAuthorization(PeopleServices.PersonsOnly).ExcludeFromDescription();
        forms.MapPost("/article/write", Write);
        forms.MapPost("/article/publish", ([FromForm] string id, ClaimsPrincipal by, DigitalBooks books, IClock clock) =>
        {
            books.Knowledge.Publish(id, by.AsActor(), clock.GetCurrentInstant());
            return Results.LocalRedirect($"/knowledge?id={Uri.EscapeDataString(id)}");
        });
        forms.MapPost("/catalogue/ask", Ask);
    }

    private static IResult Write(
        [FromForm] string? id, [FromForm] string title, [FromForm] string body, [FromForm] string? tags, [FromForm] Audience audience,
        ClaimsPrincipal by, DigitalBooks books, IClock clock)
    {
        var written = books.Knowledge.Write(id ?? "", new ArticleWritten(clock.GetCurrentInstant(), by.AsActor(), title, body,
            [.. (tags ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)], audience));
        return Results.LocalRedirect($"/knowledge?id={Uri.EscapeDataString(written)}");
    }

    private static async Task<IResult> Ask([FromForm] string item, HttpRequest request, ClaimsPrincipal by, DigitalBooks books)
    {
        var form = await request.ReadFormAsync();
        var answers = form.Where(field => field.Key.StartsWith(AnswerPrefix, StringComparison.Ordinal) && field.Value.ToString() != "")
            .ToImmutableSortedDictionary(field => field.Key[AnswerPrefix.Length..], field => field.Value.ToString());
        var id = books.Catalogue.Ask(item, answers, by.AsActor(), DeskRoles.Works(by) ? Audience.Staff : Audience.Employees);
        return TicketEndpoint.Show(id);
    }
}
