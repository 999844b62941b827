using System.Security.Claims;
using Busbar.Digital.Delivery.Stories;
using Busbar.Host.Desks.Delivery;
using Busbar.Host.Desks.Service;
using Busbar.Host.People;
using Busbar.Kernel.Facts;
using Microsoft.AspNetCore.Mvc;

namespace Busbar.Host.Screens.Delivery;

/// <summary>Where the forms of stories and the board go. The store refuses what the role may not make, the stage a step out of turn or over
/// a limit.</summary>
public static class StoryEndpoint
{
    /// <summary>True for those who write and move stories.</summary>
    public static bool MayWork(ClaimsPrincipal user) =>
        user.IsInRole(Roles.ServiceOperator) || user.IsInRole(Roles.ServiceDesk) || user.IsInRole(Roles.Security);

    /// <summary>True for those who set the board's columns.</summary>
    public static bool MaySet(ClaimsPrincipal user) => user.IsInRole(Roles.ServiceOperator);

    /// <summary>Maps it.</summary>
    public static void MapStories(this WebApplication app)
    {
        var forms = app.MapGroup("/delivery").RequireAuthorization(PeopleServices.PersonsOnly).ExcludeFromDescription();
        forms.MapPost("/story/write", ([FromForm] string? id, [FromForm] string title, [FromForm] string? requirement,
            [FromForm] string? criteria, ClaimsPrincipal by, DigitalBooks books) =>
        {
            var who = by.AsActor();
            if (string.IsNullOrEmpty(id))
                return Show(books.Stories.Write(title, requirement ?? "", StoryText.Criteria(criteria ?? ""), who));
            books.Stories.Rewrite(id, title, requirement ?? "", StoryText.Criteria(criteria ?? ""), who);
            return Show(id);
        });
        forms.MapPost("/story/move", ([FromForm] string id, [FromForm] string column, ClaimsPrincipal by, DigitalBooks books) =>
        {
            var who = by.AsActor();
            books.Stories.Move(id, at => new CardMoved(at, who, column));
            // Without a fragment: a browser that goes to one gives no element the focus.
            return Results.LocalRedirect($"/delivery/board?moved={Uri.EscapeDataString(id)}");
        });
        forms.MapPost("/story/block", ([FromForm] string id, [FromForm] string why, ClaimsPrincipal by, DigitalBooks books) =>
        {
            var who = by.AsActor();
            books.Stories.Move(id, at => new CardBlocked(at, who, why.Trim()));
            return Show(id);
        });
        forms.MapPost("/story/free", ([FromForm] string id, ClaimsPrincipal by, DigitalBooks books) =>
        {
            var who = by.AsActor();
            books.Stories.Move(id, at => new CardFreed(at, who));
            return Show(id);
        });
        forms.MapPost("/board/set", ([FromForm] string key, [FromForm] string columns, ClaimsPrincipal by, DigitalBooks books) =>
        {
            books.Stories.Keep(new(key.Trim(), StoryText.Columns(columns)), by.AsActor());
            return Results.LocalRedirect("/delivery/board");
        });
    }

    private static IResult Show(string id) => Results.LocalRedirect($"/delivery/story?id={Uri.EscapeDataString(id)}");
}
