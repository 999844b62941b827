using System.Collections.Immutable;
using Busbar.Digital.ServiceDesk.Metrics;
using Busbar.Digital.ServiceDesk.Tickets;
using Busbar.Host.Desks.Service;
using Busbar.Host.People;
using Busbar.Kernel.Facts;
using Busbar.Store;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Busbar.Desk.Bench;

/// <summary>A store that holds many tickets, nine of ten of them closed, and a token of the service desk.</summary>
internal static class Filled
{
    private const int AtOnce = 2_000;
    private static readonly string[] things = ["price feed", "bid screen", "statement", "forecast", "password", "printer", "e-Tag", "meter read"];
    private static readonly string[] faults = ["late", "missing", "wrong", "slow", "locked", "twice", "empty", "unreadable"];

    public static void Fill(FactStore store, int count)
    {
        var books = new DigitalBooks(store, SystemClock.Instance);
        var began = SystemClock.Instance.GetCurrentInstant() - Duration.FromDays(365);
        for (var first = 1; first <= count; first += AtOnce)
            books.Tickets.TakeIn([.. Enumerable.Range(first, Math.Min(AtOnce, count - first + 1)).Select(i => Story(i, began))], Actor.Engine);
    }

    public static string Title(int i) => $"The {things[i % things.Length]} is {faults[i / things.Length % faults.Length]} ({i})";

    private static TicketHistory Story(int i, Instant began)
    {
        var (at, by) = (began + Duration.FromMinutes(5L * i), new Actor($"agent-{i % 20}", Roles.ServiceDesk));
        ImmutableArray<TicketFact> facts =
        [
            new TicketOpened(at, by, TicketKind.Incident, Channel.Portal, $"user-{i % 997}", Title(i), "It was right yesterday.", "", "",
                $"queue-{i % 8}"),
            new TicketPrioritised(at, by, 2, 2, 3), new TicketAssigned(at + Duration.FromMinutes(3), by, by.Name),
            new TicketReplied(at + Duration.FromMinutes(9), by, Channel.Portal, by.Name, false, "We look into it."),
        ];
        return new($"INC-{i}", i % 10 == 0 ? facts : [.. facts,
            new TicketResolved(at + Duration.FromHours(2), by, ResolutionCode.Fixed, "It works again."),
            new TicketClosed(at + Duration.FromHours(30), by)]);
    }

    public static string Token(StoreLocation location)
    {
        PeopleSchema.Apply(location, SystemClock.Instance);
        var builder = new DbContextOptionsBuilder<PeopleTables>();
        PeopleTables.Locate(builder, location);
        using var tables = new PeopleTables(builder.Options);
        var (token, now) = (Secret.Make("busbar_"), SystemClock.Instance.GetCurrentInstant().ToUnixTimeSeconds());
        tables.Users.Add(new Person { UserName = "bench", NormalizedUserName = "BENCH" });
        tables.Tokens.Add(new()
        {
            Hash = Secret.HashOf(token), Prefix = token[..12], Purpose = "bench", Owner = "bench", Role = Roles.ServiceDesk, CreatedAt = now,
            ExpiresAt = now + 36_000,
        });
        tables.SaveChanges();
        return token;
    }
}
