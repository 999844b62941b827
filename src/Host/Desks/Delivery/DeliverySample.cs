using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Busbar.Digital.Handoffs.Delivery;
using Busbar.Digital.ServiceDesk.Metrics;
using Busbar.Digital.ServiceDesk.Tickets;
using Busbar.Gateways;
using Busbar.Host.Desks.Service;
using Busbar.Kernel.Facts;
using Busbar.Store;
using NodaTime;

namespace Busbar.Host.Desks.Delivery;

/// <summary>Two months of deliveries for the demonstration: weekly deployments of a made-up repository, one that broke the price feed and
/// was
/// rolled back, a build's reports, a project's plan and modules. All of it is named simulated. Run again it adds nothing.</summary>
public static class DeliverySample
{
    private const string Repository = "simulated/energy-desk";
    private static readonly Actor operating = new("simulated operator", Roles.ServiceOperator);
    private static readonly string[] paths = ["web/Bids.cs", "feeds/Prices.cs", "web/Home.cs", "feeds/Weather.cs"];

    /// <summary>Keeps it.</summary>
    public static void Keep(FactStore store, DigitalBooks books, Instant now)
    {
        if (!books.Delivery.History(AsOf.Latest).Deployments.IsEmpty) return;
        books.Delivery.Keep(new([new("web/", "busbar-web"), new("feeds/Prices", "price-feed"), new("feeds/Weather", "weather-feed")],
            [.. DeliverySetting.Default.Production]), operating, now);
        // The price feed of the sample was out twelve days ago, from 10:30 UTC for 47 minutes.
        var outage = (now - Duration.FromDays(12)).InUtc().Date.AtMidnight().InUtc().ToInstant() + Duration.FromMinutes(630);
        for (var week = 8; week >= 1; week--)
            Deliver(books, week, now - Duration.FromDays(7 * week - 1), paths[week % paths.Length]);
        Deliver(books, 20, outage - Duration.FromMinutes(25), "feeds/Prices.cs");
        books.Tickets.TakeIn([Failure(outage)], new("simulated agent", Roles.ServiceDesk));
        Tell(books, new ForgeEvent.Deployed(Repository, outage + Duration.FromMinutes(40), "21", "production", Commit(2),
            ForgeResult.Success,
            outage + Duration.FromMinutes(35)));
        new EvidenceBook(store).Take(
        [
            File("simulated-tests.xml", Suite()), File("simulated-coverage.xml", Coverage()),
            File("simulated-bid-gate.csv", Plan(now.InUtc().Date)), File("simulated-desk.csv", Modules()),
        ], Commit(1), operating, now);
    }

    /// <summary>The incident that the outage was to the desk.</summary>
    private static TicketHistory Failure(Instant outage)
    {
        var desk = new Actor("simulated agent", Roles.ServiceDesk);
        return new("OUT-1",
        [
            new TicketOpened(outage + Duration.FromMinutes(3), desk, TicketKind.Incident, Channel.Alert, "", "No prices (simulated)",
                "The market's server does not answer.", "", "price-feed", "market-data"),
            new ImpactStated(outage + Duration.FromMinutes(4), desk, outage),
            new TicketPrioritised(outage + Duration.FromMinutes(4), desk, 1, 1, PriorityMatrix.Busbar.Rows[0][0]),
            new TicketAssigned(outage + Duration.FromMinutes(5), desk, desk.Name),
            new TicketResolved(outage + Duration.FromMinutes(47), desk, ResolutionCode.Fixed, "The deployment was taken back."),
            new TicketClosed(outage + Duration.FromHours(30), desk),
        ]);
    }

    private static void Deliver(DigitalBooks books, int number, Instant at, string path)
    {
        var authored = at - Duration.FromHours(20 + number);
        var commit = new PushedCommit(Commit(number), $"DESK-{number} Change {path} (simulated)", "simulated author", authored, [path]);
        Tell(books, new ForgeEvent.Pushed(Repository, at - Duration.FromHours(2), "main", commit.Sha, [commit]));
        Tell(books, new ForgeEvent.Proposed(Repository, at - Duration.FromHours(2), Number(number), commit.Message, "simulated author",
            authored + Duration.FromHours(3), at - Duration.FromHours(2), commit.Sha));
        Tell(books, new ForgeEvent.Deployed(Repository, at, Number(number), "production", commit.Sha, ForgeResult.Success,
            at - Duration.FromMinutes(4)));
        if (number == 1 || number % 4 == 0)
            Tell(books, new ForgeEvent.Released(Repository, at, at.InUtc().Date.ToString("uuuu.MM.dd", CultureInfo.InvariantCulture),
                "Release (simulated)", commit.Sha));
    }

    private static void Tell(DigitalBooks books, ForgeEvent happened) => books.Delivery.Keep(
        new("generic", [$"sample:{ContentHash.Of(happened.ToString()!).Hex}"], happened.GetType().Name, happened));

    private static string Commit(int number) => ContentHash.Of($"simulated {number}").Hex[..40];

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static SourceFile File(string name, string text) => new(name, Encoding.UTF8.GetBytes(text));

    private static string Suite() => "<testsuite name='simulated'>" + string.Concat(Enumerable.Range(1, 40).Select(i =>
        $"<testcase classname='Bids' name='Bid_{i}' time='0.{i:00}'>{(i == 17 ? "<failure message='gate was open (simulated)'/>" : "")}"
        + "</testcase>")) + "</testsuite>";

    private static string Coverage() =>
        "<coverage><packages><package name='simulated'><classes><class name='Bids' filename='web/Bids.cs'><lines>"
        + string.Concat(Enumerable.Range(1, 50).Select(i => $"<line number='{i}' hits='{(i % 6 == 0 ? 0 : i)}'/>"))
        + "</lines></class></classes></package></packages></coverage>";

    private static string Plan(LocalDate today) => string.Create(CultureInfo.InvariantCulture, $$"""
        package,budget_usd,start,finish,done,spent_usd
        design,20000,{{today.PlusDays(-40):uuuu-MM-dd}},{{today.PlusDays(-21):uuuu-MM-dd}},1,21000
        build,60000,{{today.PlusDays(-20):uuuu-MM-dd}},{{today.PlusDays(19):uuuu-MM-dd}},0.5,29500

        """);

    private static string Modules() => """
        module,content,lines,defects
        Bids,a1,4200,3
        Bids copy,a1,4200,3
        Prices,b2,2600,4
        Home,c3,1800,0

        """;
}
