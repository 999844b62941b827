using System.Security.Claims;
using Busbar.Digital.ServiceDesk.Tickets;
using Busbar.Host.Desks.Service;
using Busbar.Host.People;
using Busbar.Kernel.Facts;
using Microsoft.AspNetCore.Mvc;
using NodaTime;

namespace Busbar.Host.Screens.ServiceDesk;

/// <summary>A form about one ticket, and who sends it.</summary>
public sealed record TicketStep([FromForm(Name = "id")] string Id, ClaimsPrincipal By, DigitalBooks Books, IClock Clock)
{
    /// <summary>The person.</summary>
    public Actor Who => By.AsActor();

    /// <summary>The tickets, for one who may see this one.</summary>
    /// <exception cref="Kernel.Outcomes.RefusedException"><c>not-yours</c>.</exception>
    public TicketBook Tickets => By.MaySee(Books.Tickets.Find(Id)) ? Books.Tickets : throw DeskRoles.NotYours(Id);

    /// <summary>Adds a fact dated now, and shows the ticket.</summary>
    public IResult Add(Func<Instant, Actor, TicketFact> fact) => Do(book => book.Move(Id, fact(Clock.GetCurrentInstant(), Who)));

    /// <summary>Does something with the tickets, and shows the ticket.</summary>
    public IResult Do(Action<TicketBook> work)
    {
        work(Tickets);
        return TicketEndpoint.Show(Id);
    }
}
