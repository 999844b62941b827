using System.Security.Claims;
using Busbar.Gateways.Deals;
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
        deals.MapPost("/propose", Propose);
        deals.MapPost("/decide", Decide);
        deals.MapPost("/take", Take);
        deals.MapPost("/amend", Amend);
        deals.MapPost("/propose-amendment", ProposeAmendment);
        deals.MapPost("/confirm", Confirm);
        deals.MapPost("/void", Void);
        deals.MapPost("/send", Send);
        deals.MapGet("/confirmation.txt", (string id, FactStore store) =>
            Results.Text(new TradeBook(store).Letter(id, AsOf.Latest).Letter.Text, "text/plain; charset=utf-8"));
        deals.MapGet("/confirmation.xml", (string id, FactStore store) =>
        {
            var (deal, letter) = new TradeBook(store).Letter(id, AsOf.Latest);
            return Results.Text(WriteFpml.Of(deal, letter.Reference, "us").OrThrow(), "application/xml");
        });
    }

    /// <summary>How a line is understood, and what the limits say of it.</summary>
    private static IResult Check(
        [FromForm] string line, [FromForm] string book, ClaimsPrincipal by, FactStore store, IClock clock)
    {
        var read = Read(line, book, by, store);
        if (read is Outcome<TradeTicket>.Refused { Refusal: var refusal })
            return Results.Json(new { refusal = new { refusal.What, refusal.Where, refusal.Remedy } });
        var ticket = read.OrThrow();
        var fields = TicketForm.Write(ticket).Where(pair => pair.Value.Length > 0).Select(pair => new { field = pair.Key.Replace('_',
            ' '), text = pair.Value });
        try
        {
            var checks = new PreTradeDesk(store).Check(ticket, clock.GetCurrentInstant());
            return Results.Json(new
            {
                ticket = fields, mayMake = checks is null or { MayDealAlone: true },
                checks = (checks?.Checks ?? []).Select(check => new
                {
                    passed = check.Passes, words = $"{check.Name}: {check.Measured}, allowed {check.Limit}. {check.Note}".TrimEnd(),
                }).Concat(checks?.SecondPerson is { } why ? [new { passed = false, words = why }] : []),
            });
        }
        catch (RefusedException refused)
        {
            return Results.Json(new { ticket = fields, mayMake = false, checks = new[] { new { passed = false, words =
                refused.Refusal.What } } });
        }
    }

    private static IResult Capture(
        [FromForm] string line, [FromForm] string book, [FromForm] string at, ClaimsPrincipal by, FactStore store, IClock clock)
    {
        var ticket = Read(line, book, by, store).OrThrow();
        return BackTo(new PreTradeDesk(store).Capture(ticket, TradedAt(ticket, at), by.AsActor(), clock.GetCurrentInstant()));
    }

    private static IResult Propose(
        [FromForm] string line, [FromForm] string book, [FromForm] string at, [FromForm] string why, ClaimsPrincipal by, FactStore store,
        IClock clock)
    {
        var ticket = Read(line, book, by, store).OrThrow();
        return BackTo(new ProposalBook(store).Propose(ticket, TradedAt(ticket, at), why, by.AsActor(), clock.GetCurrentInstant()));
    }

    private static IResult Decide(
        [FromForm] string id, [FromForm] string verdict, [FromForm] string why, ClaimsPrincipal by, FactStore store, IClock clock) =>
        BackTo(new ProposalBook(store).Decide(id, verdict == "approve", why, by.AsActor(), clock.GetCurrentInstant()));

    private static IResult Take([FromForm] string id, ClaimsPrincipal by, FactStore store, IClock clock) =>
        new ProposalBook(store).Take(id, by.AsActor(), clock.GetCurrentInstant()) is [var trade] ? BackTo(trade)
            : Results.LocalRedirect("/deals");

    private static IResult Amend(
        [FromForm] string id, [FromForm] int seen, [FromForm] string line, [FromForm] string why, ClaimsPrincipal by, FactStore store,
        IClock clock) =>
        BackTo(new PreTradeDesk(store).Amend(id, seen, Read(line, BookOf(id, store), by, store).OrThrow(), why, by.AsActor(),
            clock.GetCurrentInstant()));

    private static IResult ProposeAmendment(
        [FromForm] string id, [FromForm] int seen, [FromForm] string line, [FromForm] string why, ClaimsPrincipal by, FactStore store,
        IClock clock) =>
        BackTo(new ProposalBook(store).ProposeAmendment(id, seen, Read(line, BookOf(id, store), by, store).OrThrow(), why, by.AsActor(),
            clock.GetCurrentInstant()));

    private static IResult Confirm(
        [FromForm] string id, [FromForm] int seen, [FromForm] string line, [FromForm] string issuer, [FromForm] string reference,
        [FromForm] string why, ClaimsPrincipal by, FactStore store, IClock clock) =>
        BackTo(new TradeBook(store).Confirm(id, seen, new(reference, issuer, Read(line, BookOf(id, store), by, store).OrThrow()), why,
            by.AsActor(),
            clock.GetCurrentInstant()));

    private static IResult Send(
        [FromForm] string id, [FromForm] int seen, [FromForm] string why, ClaimsPrincipal by, FactStore store, IClock clock) =>
        BackTo(new TradeBook(store).Send(id, seen, why, by.AsActor(), clock.GetCurrentInstant()));

    private static IResult Void(
        [FromForm] string id, [FromForm] int seen, [FromForm] string why, ClaimsPrincipal by, FactStore store, IClock clock) =>
        BackTo(new TradeBook(store).Void(id, seen, why, by.AsActor(), clock.GetCurrentInstant()));

    private static Outcome<TradeTicket> Read(string line, string book, ClaimsPrincipal by, FactStore store) => ReadDealLine.Run(new(line,
        new SupplyReads(store).Profile(AsOf.Latest)?.Market ?? MarketCalendar.Pjm.Name, book, by.Identity!.Name!));

    // The other side's paper does not know our books.
    private static string BookOf(string id, FactStore store) =>
        FoldTrade.Run(new TradeBook(store).History(id, AsOf.Latest)).OrThrow().Ticket.Book;

    private static Instant TradedAt(TradeTicket ticket, string at) =>
        new MarketClock(MarketCalendar.Named(ticket.Terms.Market)).Read(at, "traded").OrThrow();

    private static IResult BackTo(Proposal proposal) => Results.LocalRedirect($"/proposal?id={Uri.EscapeDataString(proposal.Id)}");

    private static IResult BackTo(Trade trade) => Results.LocalRedirect($"/deal?id={Uri.EscapeDataString(trade.Id)}");
}
