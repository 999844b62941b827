using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.ServiceDesk.Tickets;

/// <summary>A ticket that somebody wants to open.</summary>
public sealed record OpenTicketInputs(string Id, TicketOpened Opening, Instant Now);

/// <summary>Opens a ticket.</summary>
public static class OpenTicket
{
    /// <summary>The longest title.</summary>
    public const int TitleLettersMost = 300;

    private const int BodyLettersMost = 1 << 20;

    /// <summary>The ticket, or why not.</summary>
    public static Outcome<Ticket> Run(OpenTicketInputs inputs)
    {
        var (opening, where) = (inputs.Opening, $"ticket {inputs.Id}");
        if (string.IsNullOrWhiteSpace(opening.Title)) return new Refusal("no-text", "It has no title", where,
            "Say in a line what is wrong or wanted.");
        if (opening.Title.Length > TitleLettersMost || opening.Body.Length > BodyLettersMost)
            return new Refusal("text-too-long", $"The most are {TitleLettersMost} letters of title and {BodyLettersMost} of text", where,
                "Shorten it, and attach the rest.");
        if (opening.Queue == "") return new Refusal("no-queue", "Nobody would see it: it has no queue", where, "Name a queue.");
        if (opening.Requester == "" && opening.Channel is not (Channel.Alert or Channel.Agent))
            return new Refusal("no-requester", "Nobody asks for it", where, "Name who asks.");
        return opening.At > inputs.Now
            ? new Refusal("in-the-future", $"It is dated {opening.At}, after the clock {inputs.Now}", where, "Record what has happened.")
            : new Ticket(inputs.Id, opening);
    }
}
