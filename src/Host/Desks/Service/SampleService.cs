using System.Collections.Immutable;
using System.Globalization;
using Busbar.Digital.ServiceDesk.Knowledge;
using Busbar.Digital.ServiceDesk.Metrics;
using Busbar.Digital.ServiceDesk.Practices;
using Busbar.Digital.ServiceDesk.Tickets;
using Busbar.Kernel.Facts;
using Busbar.Store;
using NodaTime;

namespace Busbar.Host.Desks.Service;

/// <summary>The demonstration's service desk: invented tickets, a known error, a change to come, an article. What is there already stays as
/// it is, so that a demonstration that was killed goes on.</summary>
public static class SampleService
{
    private const int Incidents = 14, Resolved = 12;
    private static readonly Actor desk = new("simulated service desk", Roles.ServiceDesk);
    private static readonly Actor agent = new("simulated agent", Roles.ServiceDesk);

    /// <summary>Keeps it, dated back from a clock.</summary>
    public static void Keep(FactStore store, IClock clock)
    {
        var (books, now) = (new DigitalBooks(store, clock), clock.GetCurrentInstant());
        if (!books.Tickets.All(AsOf.Latest).Any())
        {
            var matrix = books.Tickets.Rules(AsOf.Latest).Matrix;
            books.Tickets.TakeIn(
                [Problem(now), .. Enumerable.Range(1, Incidents).Select(i => Incident(now, i, matrix)), Slow(now, matrix), Change(now)],
                    desk);
        }
        if (books.Macros.All(AsOf.Latest).IsEmpty)
            books.Macros.Keep(MacroText.Read("ask for a picture (simulated)",
                "take\nreply: Dear {requester}, please send us a picture of what you see.\nwait Customer: a picture of the screen"), desk,
                now);
        if (!books.Knowledge.All(AsOf.Latest).IsEmpty) return;
        var article = books.Knowledge.Write("", new ArticleWritten(now - Duration.FromHours(100), desk, "When the price feed is late",
            "Simulated article.\n\n1. Look at the **status page**.\n2. Ask the vendor's second host by hand.\n"
            + "3. Tell the desk before its gate.", ["price", "feed", "vendor"], Audience.Employees));
        books.Knowledge.Publish(article, desk, now - Duration.FromHours(99));
    }

    private static TicketHistory Problem(Instant now) => new("PRB-1",
    [
        new TicketOpened(now - Duration.FromHours(190), desk, TicketKind.Problem, Channel.Agent, desk.Name,
            "Price feed is late on Mondays (simulated)", "The vendor restarts its host on Monday mornings.", "trading-desk", "price-feed",
            "market-data"),
        new KnownErrorStated(now - Duration.FromHours(180), desk, "The vendor's weekly restart runs into the first publication.",
            "Ask the vendor's second host by hand.", ["price-feed"]),
    ]);

    private static TicketHistory Slow(Instant now, PriorityMatrix matrix) => new(Number("INC", Incidents + 1),
    [
        new TicketOpened(now - Duration.FromHours(3), desk, TicketKind.Incident, Channel.Phone, "demo-bidder",
            "Bid screen is slow before the gate (simulated)", "Each cell takes seconds since ten.", "day-ahead-submission", "busbar-web",
            "desk-systems"),
        new TicketPrioritised(now - Duration.FromHours(2.9), desk, 1, 2, matrix.Rows[0][1]),
            new WorkStarted(now - Duration.FromHours(2.8), desk),
    ]);

    private static TicketHistory Change(Instant now) => new("CHG-1",
    [
        new TicketOpened(now - Duration.FromHours(20), desk, TicketKind.Change, Channel.Agent, desk.Name,
            "Second host of the price feed (simulated)", "Ask both hosts.", "trading-desk", "price-feed", "changes"),
        new ChangePlanned(now - Duration.FromHours(20), desk, new(ChangeType.Normal, "", ["price-feed"], now + Duration.FromHours(30),
            now + Duration.FromHours(32), "Add the second host and ask both.", "Take it out again.")),
        new ApprovalsAsked(now - Duration.FromHours(20), desk, [new("advisory board", Digital.ServiceDesk.Approvals.ApprovalMode.Any,
            ["demo-service-operator", "demo-administrator"])]),
    ]);

    private static TicketHistory Incident(Instant now, int i, PriorityMatrix matrix)
    {
        var (title, item, queue) = (i % 4) switch
        {
            1 => ("Price feed is late", "price-feed", "market-data"),
            2 => ("Cannot sign in after holidays", "busbar-web", "service-desk"),
            3 => ("Statement file is not there", "meter-feed", "market-data"),
            _ => ("Question about an e-Tag", "", "service-desk"),
        };
        var (at, requester) = (now - Duration.FromHours(179 - 11 * i), i % 2 == 1 ? "demo-trader" : "demo-settlement");
        var (impact, urgency) = (1 + i % 3, 1 + (i + 1) % 3);
        Instant After(double minutes) => at + Duration.FromMinutes(minutes);
        var facts = ImmutableArray.CreateBuilder<TicketFact>();
        facts.AddRange(
            new TicketOpened(at, agent, TicketKind.Incident, i % 3 == 0 ? Channel.Phone : Channel.Portal, requester, $"{title} (simulated)",
                "It was right yesterday.", "", item, queue),
            new TicketPrioritised(at, agent, impact, urgency, matrix.Rows[impact - 1][urgency - 1]),
            new TicketAssigned(After(4), agent, agent.Name),
            new TicketReplied(After(6 + 9 * i), agent, Channel.Portal, agent.Name, false, "We look into it."));
        if (i % 4 == 1) facts.Add(new TicketLinked(After(20), agent, LinkKind.Problem, "PRB-1"));
        if (i <= Resolved)
            facts.AddRange(
                new TicketResolved(After(25 + 37 * i), agent, i % 4 == 1 ? ResolutionCode.WorkedAround : ResolutionCode.Fixed,
                    "It works again."),
                new SurveySent(After(26 + 37 * i), agent));
        if (i <= Resolved && i % 2 == 1)
            facts.Add(new TicketSurveyed(After(90 + 37 * i), new(requester, Roles.Trader), i % 6 == 1 ? 3 : 5, ""));
        return new(Number("INC", i), facts.ToImmutable());
    }

    private static string Number(string prefix, int i) => string.Create(CultureInfo.InvariantCulture, $"{prefix}-{i}");
}
