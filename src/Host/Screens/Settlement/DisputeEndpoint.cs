using System.Security.Claims;
using Busbar.Host.Desks;
using Busbar.Host.People;
using Busbar.Host.Screens.Shell;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Quantities;
using Busbar.Store;
using Busbar.Supply.Handoffs.Settlement;
using Busbar.Supply.Settlement.Disputes;
using Microsoft.AspNetCore.Mvc;
using NodaTime;

namespace Busbar.Host.Screens.Settlement;

/// <summary>Where the forms of disputes go: each records a fact in the person's name. The store refuses other roles than settlement, the
/// stage a step out of turn.</summary>
public static class DisputeEndpoint
{
    /// <summary>Maps it.</summary>
    public static void MapDisputes(this WebApplication app)
    {
        var disputes = app.MapGroup("/dispute").RequireAuthorization(PeopleServices.PersonsOnly).ExcludeFromDescription();
        disputes.MapPost("/open", Open);
        disputes.MapPost("/release", Release);
        disputes.MapPost("/filed", Filed);
        disputes.MapPost("/resolved", Resolved);
        disputes.MapPost("/settled", Settled);
        disputes.MapPost("/withdraw", Withdraw);
        disputes.MapGet("/evidence/{id}", Evidence);
    }

    private static IResult Open(
        [FromForm] string day, [FromForm] string problem, ClaimsPrincipal by, FactStore store, IClock clock)
    {
        var parts = problem.Split('|');
        var id = new DisputeBook(store).Open(DayAsked.Read(day), parts[0], parts.ElementAtOrDefault(1) ?? "",
            Enum.TryParse<VarianceCause>(parts.ElementAtOrDefault(2), out var cause) ? cause : null, by.AsActor(),
            clock.GetCurrentInstant());
        return Results.LocalRedirect($"/disputes?id={Uri.EscapeDataString(id)}&day={Uri.EscapeDataString(day)}");
    }

    private static IResult Release([FromForm] string id, [FromForm] string why, ClaimsPrincipal by, FactStore store, IClock clock) =>
        Add(store, id, new DisputeReleased(clock.GetCurrentInstant(), by.AsActor(), why));

    private static IResult Filed([FromForm] string id, [FromForm] string number, ClaimsPrincipal by, FactStore store, IClock clock) =>
        Add(store, id, new DisputeFiled(clock.GetCurrentInstant(), by.AsActor(), number,
            new DisputeBook(store).Evidence(id, AsOf.Latest).Hash.ToString()));

    private static IResult Resolved(
        [FromForm] string id, [FromForm] DisputeResolution resolution, [FromForm] decimal awarded, [FromForm] string reason,
        ClaimsPrincipal by, FactStore store, IClock clock) =>
        Add(store, id, new DisputeResolved(clock.GetCurrentInstant(), by.AsActor(), resolution, new Usd(awarded), reason));

    private static IResult Settled(
        [FromForm] string id, [FromForm] string statement, [FromForm] decimal amount, ClaimsPrincipal by, FactStore store, IClock clock) =>
        Add(store, id, new DisputeSettled(clock.GetCurrentInstant(), by.AsActor(), statement, new Usd(amount)));

    private static IResult Withdraw([FromForm] string id, [FromForm] string why, ClaimsPrincipal by, FactStore store, IClock clock) =>
        Add(store, id, new DisputeWithdrawn(clock.GetCurrentInstant(), by.AsActor(), why));

    private static IResult Evidence(string id, FactStore store) =>
        Results.Text(new DisputeBook(store).Evidence(id, AsOf.Latest).Text, "text/plain", System.Text.Encoding.UTF8);

    private static IResult Add(FactStore store, string id, DisputeFact fact)
    {
        new DisputeBook(store).Add(id, fact);
        return Results.LocalRedirect($"/disputes?id={Uri.EscapeDataString(id)}");
    }
}
