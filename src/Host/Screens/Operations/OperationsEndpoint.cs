using System.Collections.Immutable;
using System.Security.Claims;
using Busbar.Digital.Operations.Maintenance;
using Busbar.Host.Desks.Service;
using Busbar.Host.Desks.Service.Watch;
using Busbar.Host.People;
using Busbar.Host.Screens.Shell;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Microsoft.AspNetCore.Mvc;
using NodaTime;
using NodaTime.Text;

namespace Busbar.Host.Screens.Operations;

/// <summary>Where the forms of operations go: taking an alert or a turn, planning and approving maintenance, storm mode. The store refuses
/// what the role may not make, and the approval of one's own plan.</summary>
public static class OperationsEndpoint
{
    private static readonly LocalDateTimePattern minutes = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm");

    /// <summary>True for those who answer alerts and plan maintenance.</summary>
    public static bool MayWork(ClaimsPrincipal user) =>
        new[] { Roles.ServiceOperator, Roles.ServiceDesk, Roles.Security }.Any(user.IsInRole);

    /// <summary>Maps it.</summary>
    public static void MapOperations(this WebApplication app)
    {
        var forms = app.MapGroup("").RequireAuthorization(PeopleServices.PersonsOnly).ExcludeFromDescription();
        forms.MapPost("/alerts/take", Take);
        forms.MapPost("/on-call/take-over", TakeOver);
        forms.MapPost("/on-call/address", ([FromForm] string address, ClaimsPrincipal by, DigitalBooks books, IClock clock) =>
        {
            books.Operations.Paging.Keep(new(by.Identity!.Name!, address.Trim()), by.AsActor(), clock.GetCurrentInstant());
            return Results.LocalRedirect("/on-call");
        });
        forms.MapPost("/windows/plan", Plan);
        forms.MapPost("/windows/approve", ([FromForm] string id, ClaimsPrincipal by, DigitalBooks books) =>
            Windows(books, book => book.Approve(id, by.AsActor())));
        forms.MapPost("/windows/cancel", ([FromForm] string id, [FromForm] string why, ClaimsPrincipal by, DigitalBooks books) =>
            Windows(books, book => book.Cancel(id, by.AsActor(), why)));
        forms.MapPost("/windows/storm", ([FromForm] string on, [FromForm] string why, ClaimsPrincipal by, DigitalBooks books) =>
            Windows(books, book => book.Storm(on == "yes", by.AsActor(), why)));
    }

    private static IResult Take([FromForm] string key, [FromForm] int hours, ClaimsPrincipal by, DigitalBooks books)
    {
        books.Operations.Alerts.Acknowledge(key, by.AsActor(), Duration.FromHours(hours));
        return Results.LocalRedirect("/alerts");
    }

    private static IResult TakeOver(
        [FromForm] string team, [FromForm] string person, [FromForm] string from, [FromForm] string to, [FromForm] string why,
        ClaimsPrincipal by, DigitalBooks books, ScreenView view, IClock clock)
    {
        var who = by.AsActor();
        books.Operations.Rotas.TakeOver(team, new(person.Trim(), view.Clock.Read(from, "from").OrThrow(),
            view.Clock.Read(to, "to").OrThrow(),
            who.Name, why), who, clock.GetCurrentInstant());
        return Results.LocalRedirect("/on-call");
    }

    private static IResult Plan(
        [FromForm] string services, [FromForm] string start, [FromForm(Name = "minutes")] int length, [FromForm] string zone,
        [FromForm] string? rule, [FromForm] string? title, ClaimsPrincipal by, DigitalBooks books)
    {
        if (!minutes.Parse(start).TryGetValue(default, out var first))
            throw new RefusedException(new("bad-time", $"'{start}' is no local time", "start", "Write it as 2026-05-03T02:00."));
        var map = books.Maps.Map(AsOf.Latest);
        var names = services.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToImmutableArray();
        if (names.FirstOrDefault(name => map.Services.All(each => each.Name != name)
            && map.Items.All(each => each.Name != name)) is { } stranger)
            throw new RefusedException(new("unknown-service", $"The map holds no service or item '{stranger}'", "services",
                "Use names of the map."));
        return Windows(books, book => book.Plan(new("", title ?? "", names, zone.Trim(), first, Duration.FromMinutes(length),
            rule?.Trim() ?? "",
            [], "", null), by.AsActor()));
    }

    private static IResult Windows(DigitalBooks books, Action<WindowBook> work)
    {
        work(books.Operations.Windows);
        return Results.LocalRedirect("/windows");
    }
}
