using System.Security.Claims;
using Busbar.Host.Desks;
using Busbar.Host.People;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Store;
using Busbar.Supply.Risk.Limits;
using Microsoft.AspNetCore.Mvc;
using NodaTime;

namespace Busbar.Host.Screens.Risk;

/// <summary>Where the forms of breaches go: an approval for some hours, or a lesson, in the person's name. The store refuses other roles
/// than risk, the stage a step out of turn.</summary>
public static class BreachEndpoint
{
    /// <summary>Hours in a year: no approval runs longer.</summary>
    public const int MostHours = 8760;

    /// <summary>Maps it.</summary>
    public static void MapBreaches(this WebApplication app)
    {
        var breaches = app.MapGroup("/breach").RequireAuthorization(PeopleServices.PersonsOnly).ExcludeFromDescription();
        breaches.MapPost("/approve", Approve);
        breaches.MapPost("/log", Log);
    }

    private static IResult Approve(
        [FromForm] string id, [FromForm] int hours, [FromForm] string why, ClaimsPrincipal by, FactStore store, IClock clock)
    {
        if (hours is < 1 or > MostHours)
            throw new RefusedException(new("approval-hours", $"an approval for {hours} hours", id, $"Give 1 to {MostHours} hours."));
        var now = clock.GetCurrentInstant();
        return Add(store, id, new BreachApproved(now, by.AsActor(), why, now + Duration.FromHours(hours)));
    }

    private static IResult Log([FromForm] string id, [FromForm] string lesson, ClaimsPrincipal by, FactStore store, IClock clock) =>
        Add(store, id, new BreachLogged(clock.GetCurrentInstant(), by.AsActor(), lesson));

    private static IResult Add(FactStore store, string id, BreachFact fact)
    {
        new BreachBook(store).Add(id, fact, new CloseBook(store).Calendar);
        return Results.LocalRedirect("/breaches");
    }
}
