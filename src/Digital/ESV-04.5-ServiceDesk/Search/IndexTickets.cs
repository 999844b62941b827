using Busbar.Digital.ServiceDesk.Tickets;

namespace Busbar.Digital.ServiceDesk.Search;

/// <summary>Makes a ticket findable by what was said in it.</summary>
public static class IndexTickets
{
    /// <summary>The text of a ticket: its title; description, notes, messages and resolution; service, item, queue, people and files as
    /// tags. Work notes are in it: the index is the desk's, not the portal's.</summary>
    public static SearchText Run(Ticket ticket, IEnumerable<TicketFact> facts) => new(ticket.Id, ticket.Title,
        string.Join('\n', facts.Select(Said).Where(text => text != "").Prepend(ticket.Body)),
        [ticket.Id, ticket.Service, ticket.Item, ticket.Queue, .. ticket.People, .. ticket.Attachments.Select(file => file.Name)]);

    private static string Said(TicketFact fact) => fact switch
    {
        TicketNoted it => it.Text,
        TicketReplied it => it.Text,
        TicketResolved it => it.Text,
        UpdateSent it => it.Text,
        KnownErrorStated it => $"{it.RootCause}\n{it.Workaround}",
        ChangePlanned it => $"{it.Plan.Steps}\n{it.Plan.BackOut}",
        ReviewHeld it => it.Findings,
        _ => "",
    };
}
