using System.Collections.Immutable;
using Busbar.Digital.ServiceDesk.Mail;
using Busbar.Digital.ServiceDesk.Tickets;
using Busbar.Host.Desks.Service;
using Busbar.Host.People;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Microsoft.AspNetCore.Mvc;
using NodaTime;

namespace Busbar.Host.Screens.ServiceDesk;

/// <summary>Where the customers' portal sends its forms. A customer has no account: asking gives a link that shows this one
/// ticket.</summary>
public static class HelpEndpoint
{
    private const string Item = "question";

    /// <summary>Maps it.</summary>
    public static void MapHelp(this WebApplication app)
    {
        var help = app.MapGroup("/help").AllowAnonymous().RequireRateLimiting(PeopleServices.SignInBrake).ExcludeFromDescription();
        help.MapPost("/ask", Ask);
        help.MapPost("/say", Say);
    }

    /// <summary>The ticket of a link; null where the link is not ours.</summary>
    public static Ticket? Followed(DigitalBooks books, string id, string code) =>
        MailDesk.Rules() is { } rules && PortalKey.Fits(id, code, rules.Key.Span) ? books.Tickets.Find(id) : null;

    private static IResult Ask([FromForm] string mail, [FromForm] string question, [FromForm] string? website, DigitalBooks books)
    {
        var rules = Rules();
        // People do not see the field; programs that fill in everything do.
        if (!string.IsNullOrEmpty(website)) return Results.LocalRedirect("/help");
        if (!BareAddress.Is(mail) || mail.Length > 200)
            throw new RefusedException(new("bad-address", $"'{mail}' is no bare address", "mail", "Write name@domain."));
        var id = books.Catalogue.Ask(Item, ImmutableSortedDictionary<string, string>.Empty.Add("question", question),
            new Actor(mail, Roles.Gateway), Audience.Customers);
        return Follow(id, rules);
    }

    private static IResult Say([FromForm] string id, [FromForm] string code, [FromForm] string text, DigitalBooks books, IClock clock)
    {
        var ticket = Followed(books, id, code) ?? throw new RefusedException(new("not-yours", "The link is not ours", id,
            "Use the link as it was given."));
        books.Tickets.Move(id, new TicketReplied(clock.GetCurrentInstant(), new Actor(ticket.Requester, Roles.Gateway), Channel.Portal,
            ticket.Requester, true, text));
        return Follow(id, Rules());
    }

    private static IResult Follow(string id, MailRules rules) =>
        Results.LocalRedirect($"/help/ticket?id={Uri.EscapeDataString(id)}&code={PortalKey.Of(id, rules.Key.Span)}");

    private static MailRules Rules() => MailDesk.Rules() ?? throw new RefusedException(new("no-mail",
        "Questions are not taken here", "help", "Set BUSBAR_MAIL_ADDRESS and BUSBAR_MAIL_KEY before serve."));
}
