using Busbar.Digital.ServiceDesk.Knowledge;
using Busbar.Digital.ServiceDesk.Practices;
using Busbar.Digital.ServiceDesk.Tickets;
using Busbar.Kernel.Facts;
using Busbar.Store;
using NodaTime;

namespace Busbar.Host.Desks.Service;

/// <summary>The demonstration's service desk: invented tickets, a known error, a change to come, an article. Does nothing where tickets
/// are.</summary>
public static class SampleService
{
    private static readonly Actor desk = new("simulated service desk", Roles.ServiceDesk);

    /// <summary>Keeps it, dated back from a clock.</summary>
    public static void Keep(FactStore store, IClock clock)
    {
        var books = new DigitalBooks(store, clock);
        if (books.Tickets.All(AsOf.Latest).Any()) return;
        var now = clock.GetCurrentInstant();
        Instant Ago(double hours) => now - Duration.FromHours(hours);
        var problem = books.Tickets.Open(new(Ago(190), desk, TicketKind.Problem, Channel.Agent, desk.Name,
            "Price feed is late on Mondays", "The vendor restarts its host on Monday mornings.", "trading-desk", "price-feed",
                "market-data"),
            new KnownErrorStated(Ago(180), desk, "The vendor's weekly restart runs into the first publication.",
                "Ask the vendor's second host by hand.", ["price-feed"]));
        for (var i = 0; i < 14; i++)
            Incident(books, Ago(168 - 11 * i), i, problem);
        books.Tickets.Open(new(Ago(3), desk, TicketKind.Incident, Channel.Phone, "demo-bidder", "Bid screen is slow before the gate",
            "Each cell takes seconds since ten.", "day-ahead-submission", "busbar-web", "desk-systems"),
            new TicketPrioritised(Ago(2.9), desk, 1, 2, books.Tickets.Rules(AsOf.Latest).Matrix.Rows[0][1]),
                new WorkStarted(Ago(2.8), desk));
        books.Tickets.Open(new(Ago(20), desk, TicketKind.Change, Channel.Agent, desk.Name, "Second host of the price feed",
            "Ask both hosts.", "trading-desk", "price-feed", "changes"),
            new ChangePlanned(Ago(20), desk, new(ChangeType.Normal, "", ["price-feed"], now + Duration.FromHours(30),
                now + Duration.FromHours(32), "Add the second host and ask both.", "Take it out again.")),
            new ApprovalsAsked(Ago(20), desk, [new("advisory board", Digital.ServiceDesk.Approvals.ApprovalMode.Any,
                ["demo-service-operator", "demo-administrator"])]));
        var article = books.Knowledge.Write("", new ArticleWritten(Ago(100), desk, "When the price feed is late",
            "Simulated article.\n\n1. Look at the **status page**.\n2. Ask the vendor's second host by hand.\n"
            + "3. Tell the desk before its gate.",
            ["price", "feed", "vendor"], Audience.Employees));
        books.Knowledge.Publish(article, desk, Ago(99));
    }

    private static void Incident(DigitalBooks books, Instant at, int i, string problem)
    {
        var (title, item, queue) = (i % 4) switch
        {
            0 => ("Price feed is late", "price-feed", "market-data"),
            1 => ("Cannot sign in after holidays", "busbar-web", "service-desk"),
            2 => ("Statement file is not there", "meter-feed", "market-data"),
            _ => ("Question about an e-Tag", "", "service-desk"),
        };
        var (who, rules) = (new Actor("simulated agent", Roles.ServiceDesk), books.Tickets.Rules(AsOf.Latest));
        var (impact, urgency) = (1 + i % 3, 1 + (i + 1) % 3);
        Instant After(double minutes) => at + Duration.FromMinutes(minutes);
        var id = books.Tickets.Open(new(at, who, TicketKind.Incident, i % 3 == 0 ? Channel.Phone : Channel.Portal,
            i % 2 == 0 ? "demo-trader" : "demo-settlement", $"{title} (simulated)", "It was right yesterday.", "", item, queue),
            new TicketPrioritised(at, who, impact, urgency, rules.Matrix.Rows[impact - 1][urgency - 1]),
            new TicketAssigned(After(4), who, who.Name), new TicketReplied(
                After(6 + 9 * i), who, Channel.Portal, who.Name, false, "We look into it."));
        if (i % 4 == 0) books.Tickets.Move(id, new TicketLinked(After(20), who, LinkKind.Problem, problem));
        if (i >= 12) return;
        books.Tickets.Move(id, new TicketResolved(After(25 + 37 * i), who, i % 4 == 0 ? ResolutionCode.WorkedAround : ResolutionCode.Fixed,
            "It works again."), new SurveySent(After(26 + 37 * i), who));
        if (i % 2 == 0)
            books.Tickets.Move(id, new TicketSurveyed(After(90 + 37 * i), new("demo-trader", Roles.Trader), i % 6 == 0 ? 3 : 5, ""));
    }
}
