using System.Security.Claims;
using Busbar.Host.Desks;
using Busbar.Host.People;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Quantities;
using Busbar.Store;
using Busbar.Supply.Settlement.Invoices;
using Microsoft.AspNetCore.Mvc;
using NodaTime;

namespace Busbar.Host.Screens.Settlement;

/// <summary>Where the forms of invoices go: each records a fact in the person's name. The store refuses other roles than settlement, and
/// whoever proposed a payment to release it.</summary>
public static class InvoiceEndpoint
{
    /// <summary>Maps it.</summary>
    public static void MapInvoices(this WebApplication app)
    {
        var invoices = app.MapGroup("/invoice").RequireAuthorization(PeopleServices.PersonsOnly).ExcludeFromDescription();
        invoices.MapPost("/propose", Propose);
        invoices.MapPost("/release", Release);
        invoices.MapPost("/paid", Paid);
    }

    private static IResult Propose([FromForm] string id, [FromForm] string? why, ClaimsPrincipal by, FactStore store, IClock clock)
    {
        var due = ((InvoiceTaken)new InvoiceBook(store).History(id, AsOf.Latest)[0]).DueAt;
        return Add(store, id, new PaymentProposed(clock.GetCurrentInstant(), by.AsActor(), due, why ?? ""));
    }

    private static IResult Release([FromForm] string id, ClaimsPrincipal by, FactStore store, IClock clock) =>
        Add(store, id, new PaymentReleased(clock.GetCurrentInstant(), by.AsActor()));

    private static IResult Paid(
        [FromForm] string id, [FromForm] decimal amount, [FromForm] string reference, ClaimsPrincipal by, FactStore store, IClock clock) =>
        Add(store, id, new PaymentMade(clock.GetCurrentInstant(), by.AsActor(), new Usd(amount), reference));

    private static IResult Add(FactStore store, string id, PaymentFact fact)
    {
        new InvoiceBook(store).Add(id, fact);
        return Results.LocalRedirect($"/invoices?id={Uri.EscapeDataString(id)}");
    }
}
