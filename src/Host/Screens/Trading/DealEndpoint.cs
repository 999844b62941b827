using System.Security.Claims;
using Busbar.Host.Desks;
using Busbar.Host.People;
using Busbar.Host.Screens.Shell;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Store;
using Busbar.Supply.Handoffs.Trading.Deals;
using Busbar.Supply.Trading.Deals;
using Microsoft.AspNetCore.Mvc;
using NodaTime;

namespace Busbar.Host.Screens.Trading;

/// <summary>Where the forms of deals go: each records a fact in the person's name, or says why not, and leads back to the deal.</summary>
public static class DealEndpoint
{
    /// <summary>Maps it.</summary>
    public static void MapDeals(this WebApplication app)
    {
        var deals = app.MapGroup("/deal").RequireAuthorization(PeopleServices.PersonsOnly).ExcludeFromDescription();
        deals.MapPost("/check", Check);
        deals.MapPost("/capture", Capture);
        deals.MapPost("/amend", Amend);
        deals.MapPost("/confirm", Confirm);
        deals.MapPost("/void", Void);
    }

    private static IResult Check([FromForm] string line, [FromForm] string book, ClaimsPrincipal by, FactStore store) =>
        Read(line, book, by, store) switch
        {
            Outcome<TradeTicket>.Done done => Results.Json(new
            {
                ticket = TicketForm.Write(done.Value).Where(pair => pair.Value.Length > 0).Select(pair => new { field = pair.Key.Replace('_', ' '), text = pair.Value }),
            }),
            Outcome<TradeTicket>.Refused refused => Results.Json(new
            {
                refusal = new { refused.Refusal.What, refused.Refusal.Where, refused.Refusal.Remedy },
            }),
            _ => throw new InvalidOperationException("An outcome is done or refused."),
        };

    private static IResult Capture(
        [FromForm] string line, [FromForm] string book, [FromForm] string at, ClaimsPrincipal by, FactStore store, IClock clock)
    {
        var ticket = Read(line, book, by, store).OrThrow();
        var calendar = MarketCalendar.All.First(each => each.Name == ticket.Terms.Market);
        var tradedAt = new MarketClock(calendar).Read(at, "traded").OrThrow();
        return BackTo(new TradeBook(store).Capture([new(ticket, tradedAt)], ActorOf(by), clock.GetCurrentInstant(), "capture")[0]);
    }

    private static IResult Amend(
        [FromForm] string id, [FromForm] int seen, [FromForm] string line, [FromForm] string why, ClaimsPrincipal by, FactStore store,
        IClock clock) =>
        BackTo(new TradeBook(store).Amend(id, seen, Read(line, "", by, store).OrThrow(), why, ActorOf(by), clock.GetCurrentInstant()));

    private static IResult Confirm(
        [FromForm] string id, [FromForm] int seen, [FromForm] string line, [FromForm] string issuer, [FromForm] string reference,
        [FromForm] string why, ClaimsPrincipal by, FactStore store, IClock clock) =>
        BackTo(new TradeBook(store).Confirm(id, seen, new(reference, issuer, Read(line, "", by, store).OrThrow()), why, ActorOf(by),
            clock.GetCurrentInstant()));

    private static IResult Void(
        [FromForm] string id, [FromForm] int seen, [FromForm] string why, ClaimsPrincipal by, FactStore store, IClock clock) =>
        BackTo(new TradeBook(store).Void(id, seen, why, ActorOf(by), clock.GetCurrentInstant()));

    private static Outcome<TradeTicket> Read(string line, string book, ClaimsPrincipal by, FactStore store) => ReadDealLine.Run(new(line,
        new SupplyReads(store).Profile(AsOf.Latest)?.Market ?? MarketCalendar.Pjm.Name, book, by.Identity!.Name!));

    private static Actor ActorOf(ClaimsPrincipal by) => new(by.Identity!.Name!, by.FindFirstValue(ClaimTypes.Role) ?? "");

    private static IResult BackTo(Trade trade) => Results.LocalRedirect($"/deal?id={Uri.EscapeDataString(trade.Id)}");
}
