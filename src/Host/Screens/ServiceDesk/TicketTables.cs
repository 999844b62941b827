using System.Collections.Immutable;
using Busbar.Digital.ServiceDesk.Tickets;
using Busbar.Host.Screens.Shell;
using static Busbar.Host.Screens.Shell.Column;

namespace Busbar.Host.Screens.ServiceDesk;

/// <summary>The desk's queues and what happened to a ticket.</summary>
public static class TicketTables
{
    /// <summary>The most tickets that one list shows; the rest is found by words, queue or number.</summary>
    public const int RowsMost = 500;

    /// <summary>The tickets asked for: words, else those still open, in the queue and hands asked for.</summary>
    /// <param name="view">What is asked for.</param>
    /// <param name="most">How many at most.</param>
    public static ImmutableArray<Ticket> Read(ScreenView view, int most = RowsMost)
    {
        var (words, queue, agent, kind) = (view.Field("find"), view.Field("queue"), view.Field("agent"), view.Field("kind"));
        bool IsAsked(Ticket ticket) => (queue == "" || ticket.Queue == queue)
            && (agent == "" || ticket.Agent == agent)
            && (kind == "" || string.Equals(ticket.Kind.ToString(), kind, StringComparison.OrdinalIgnoreCase))
            && view.Person.MaySee(ticket);
        if (words != "" && !view.IsPast) return view.Digital.Shelf.Search(words, most, IsAsked);
        return
        [
            .. Asked(view).Where(IsAsked)
                .Where(ticket => words == "" || $"{ticket.Id} {ticket.Title}".Contains(words, StringComparison.OrdinalIgnoreCase))
                .OrderBy(ticket => ticket.Priority == 0 ? int.MaxValue : ticket.Priority).ThenBy(ticket => ticket.Opened.At).Take(most),
        ];
    }

    private static IEnumerable<Ticket> Asked(ScreenView view) => (view.Field("ended") == "yes", view.IsPast) switch
    {
        (true, _) => view.Digital.Tickets.All(view.AsOf),
        (_, true) => view.Digital.Tickets.All(view.AsOf).Where(ticket => ticket.IsOpen),
        _ => view.Digital.Shelf.Open(),
    };

    /// <summary>The list.</summary>
    public static ScreenTable Queue(ScreenView view) => new("tickets", view.Field("find") == "" ? "Open tickets" : "Tickets found",
    [
        Words("Ticket"), Words("What"), Numbers("Priority", ""), Words("Stage"), Words("Queue"), Words("With"), Words("Asked by"),
        Words("Service"), Words("Opened"), Words("Last"),
    ],
    [
        .. Read(view).Select(ticket => (ImmutableArray<Cell>)
        [
            Cell.Of(ticket.Id, view.Link("/ticket", ("id", ticket.Id))), Cell.Of(ticket.Title),
            ticket.Priority == 0 ? Cell.Empty : Cell.Count(ticket.Priority).As(ticket.Priority == 1 ? Tone.Bad : Tone.Plain),
            Stage(ticket), Cell.Of(ticket.Queue), ticket.Agent == "" ? Cell.Of("nobody").As(Tone.Faint) : Cell.Of(ticket.Agent),
            ticket.Requester == "" ? Cell.Empty : Cell.Of(ticket.Requester), ticket.Service == "" ? Cell.Empty : Cell.Of(ticket.Service),
            Cell.Of(view.Clock.Show(ticket.Opened.At)), Cell.Of(view.Clock.Show(ticket.LastAt)),
        ]),
    ], IsMain: true);

    /// <summary>How a ticket stands, in a cell.</summary>
    public static Cell Stage(Ticket ticket) => ticket switch
    {
        { MergedInto: not "" } => Cell.Of($"goes on in {ticket.MergedInto}").As(Tone.Faint),
        { Stage: TicketStage.Waiting } => Cell.Of($"waiting for {ticket.Waits.ToString()!.ToLowerInvariant()}"),
        { Stage: TicketStage.Resolved or TicketStage.Closed } => Cell.Of(ticket.Stage.ToString().ToLowerInvariant()).As(Tone.Good),
        { Stage: TicketStage.Cancelled } => Cell.Of("cancelled").As(Tone.Faint),
        _ => Cell.Of(ticket.Stage.ToString().ToLowerInvariant()),
    };

    /// <summary>What happened to the ticket in focus, the newest first.</summary>
    public static ScreenTable Facts(ScreenView view)
    {
        var id = view.Field("id");
        var facts = id == "" || !DeskRoles.Works(view.Person) ? [] : view.Digital.Tickets.History(id, view.AsOf);
        return new("ticket-facts", $"History of {id}", [Words("When"), Words("Who"), Words("What"), Words("Words")],
        [
            .. facts.Reverse().Select(fact => (ImmutableArray<Cell>)
                [Cell.Of(view.Clock.Show(fact.At)), Cell.Of(fact.By.Name), Cell.Of(FactWords.What(fact)), Cell.Of(FactWords.Said(fact))]),
        ]);
    }
}
