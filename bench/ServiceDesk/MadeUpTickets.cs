using System.Collections.Immutable;
using Busbar.Digital.ServiceDesk.Metrics;
using Busbar.Digital.ServiceDesk.Tickets;
using Busbar.Kernel.Facts;
using Busbar.Numerics;
using NodaTime;

namespace Busbar.ServiceDesk.Bench;

/// <summary>Tickets whose words fall off as those of a language do: the n-th commonest comes 1/n as often (Zipf).</summary>
internal sealed class MadeUpTickets(int words)
{
    private static readonly Instant start = Instant.FromUtc(2026, 1, 1, 0, 0);
    private readonly SeededRandom random = new(5);

    public string Text(int count) => string.Join(' ', Enumerable.Range(0, count).Select(_ => Word()));

    public ImmutableArray<TicketHistory> Make(int count) => [.. Enumerable.Range(0, count).Select(One)];

    private TicketHistory One(int number)
    {
        var at = start + Duration.FromMinutes(number * 3.0);
        Actor desk = new($"agent{random.NextBelow(40)}", Roles.ServiceDesk);
        Instant Later(double hours) => at + Duration.FromHours(hours * random.NextUniform());
        var urgency = 1 + random.NextBelow(3);
        var (answered, resolved) = (Later(4), at + Duration.FromHours(4 + 60 * random.NextUniform()));
        return new($"INC-{number}",
        [
            new TicketOpened(at, desk, TicketKind.Incident, Channel.Phone, $"user{random.NextBelow(5000)}", Text(7), Text(50), "",
                $"item{random.NextBelow(2000)}", $"queue{random.NextBelow(20)}"),
            new TicketPrioritised(at, desk, 2, urgency, PriorityMatrix.Busbar.Rows[1][urgency - 1]), new TicketAssigned(at, desk,
                desk.Name),
            new TicketReplied(answered, desk, Channel.Mail, desk.Name, false, Text(30)), new TicketNoted(answered, desk, Text(30)),
            new TicketResolved(resolved, desk, ResolutionCode.Fixed, Text(15)),
            .. random.NextBelow(10) == 0 ? Array.Empty<TicketFact>() : [new TicketClosed(resolved + Duration.FromDays(5), desk)],
        ]);
    }

    private string Word() => $"word{(int)Math.Pow(words, random.NextUniform())}";
}
