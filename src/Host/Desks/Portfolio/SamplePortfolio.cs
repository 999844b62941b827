using System.Collections.Immutable;
using System.Globalization;
using Busbar.Digital.ServiceDesk.Metrics;
using Busbar.Digital.ServiceDesk.Tickets;
using Busbar.Host.Desks.Service;
using Busbar.Kernel.Facts;
using NodaTime;
using NodaTime.Text;

namespace Busbar.Host.Desks.Portfolio;

/// <summary>The demonstration's portfolio: made up, and labelled so. Run again it adds nothing.</summary>
public static class SamplePortfolio
{
    private const int MonthsBefore = 9, MonthsLive = 3;
    private static readonly Actor planner = new("simulated planner", Roles.ServiceOperator), desk = new("simulated agent",
        Roles.ServiceDesk), asker = new("simulated trader", Roles.Trader);

    /// <summary>The file, which shows every field, with one initiative that is live since the third whole month before a day.</summary>
    public static KeptPortfolio File(LocalDate today) => new("sample-portfolio.yaml", Text.Replace("LIVE",
        YearMonthPattern.Iso.Format(LiveSince(today)), StringComparison.Ordinal).Replace("OLDER",
        YearMonthPattern.Iso.Format(LiveSince(today).PlusMonths(-MonthsBefore)), StringComparison.Ordinal));

    /// <summary>Keeps it, the tickets that show what came of it, and demands; dated back from a clock.</summary>
    public static void Keep(DigitalBooks books, Instant now)
    {
        var (book, today) = (books.Portfolio, now.InUtc().Date);
        if (book.Current(AsOf.Latest) is null)
        {
            books.Tickets.TakeIn([.. Enumerable.Range(-MonthsBefore, MonthsBefore + MonthsLive).SelectMany(month =>
                Enumerable.Range(0, month < 0 ? 9 : 3).Select(i => Late(LiveSince(today).PlusMonths(month), i)))], desk);
            book.Keep(File(today), planner, now);
        }
        if (!books.Demands.All(AsOf.Latest).IsEmpty) return;
        var demands = books.Demands;
        var alerts = demands.Raise("Alerts of the battery on the desk's phone (simulated)", "We hear of a trip an hour late.",
            "busbar-web", "margin", asker);
        demands.Assess(alerts, new([60_000], [0, 45_000, 45_000], [new("developer", [0.5m])], Marks(7, 6, 2), "phones are not ours"),
            planner);
        var weather = demands.Raise("Weather of a second vendor (simulated)", "One vendor is one voice.", "weather-feed", "fewer-late",
            asker);
        demands.Assess(weather, new([90_000, 20_000], [0, 30_000, 30_000], [new("developer", [1, 0.25m])], Marks(4, 3, 3), ""), planner);
        var paper = demands.Raise("Print every statement (simulated)", "As we always did.", "", "", asker);
        demands.Decline(paper, "Statements open from the page; nobody asked for paper in a year.", planner);
        demands.Raise("Show the gate's clock in the plant (simulated)", "The plant calls to ask for the time.", "busbar-web",
            "satisfaction", asker);
        var tags = demands.Raise("Tags filled from nominations (simulated)", "Each tag is typed twice.", "busbar-web", "run-cost", asker);
        demands.Assess(tags, new([40_000], [0, 70_000, 70_000], [new("developer", [0.5m])], Marks(8, 5, 2), ""), planner);
        demands.Turn(tags, "tags-filled", planner);
    }

    private static ImmutableSortedDictionary<string, decimal> Marks(decimal value, decimal urgency, decimal risk) =>
        ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal,
            [KeyValuePair.Create("value", value), KeyValuePair.Create("urgency", urgency), KeyValuePair.Create("risk", risk)]);

    private static YearMonth LiveSince(LocalDate today) => today.ToYearMonth().PlusMonths(-MonthsLive);

    private static TicketHistory Late(YearMonth month, int number)
    {
        var at = month.OnDayOfMonth(2 + 3 * number).At(new(13, 20)).InUtc().ToInstant();
        Instant After(int minutes) => at + Duration.FromMinutes(minutes);
        return new(string.Create(CultureInfo.InvariantCulture, $"OLD-{month:uuuuMM}-{number + 1}"),
        [
            new TicketOpened(at, desk, TicketKind.Incident, Channel.Phone, "demo-trader", "Price feed is late (simulated)",
                "The desk waits for prices.", "", "price-feed", "market-data"),
            new TicketPrioritised(at, desk, 2, 2, PriorityMatrix.Busbar.Rows[1][1]), new TicketAssigned(After(3), desk, desk.Name),
            new TicketReplied(After(6), desk, Channel.Portal, desk.Name, false, "We ask the second host."),
            new TicketResolved(After(45), desk, ResolutionCode.WorkedAround, "The second host answered."),
            new TicketClosed(After(2000), desk),
        ]);
    }

    private const string Text = """
        # A made-up portfolio. Amounts in USD, people in full-time equivalents, one number a year from an initiative's own start.
        name: Quantum Energy IT plan (sample)
        firstYear: 2026
        discountRate: 0.07
        budgets: [1200000, 1000000, 900000]
        skills:
          - { name: developer, fte: [5, 5, 4] }
          - { name: security, fte: [2, 2, 2] }
          - { name: operations, fte: [3, 3, 3] }
        initiatives:
          - { id: cip-upgrade, name: NERC CIP-007-7 and CIP-010-5 readiness, mandatory: true, value: 0, costs: [180000, 90000],
              skills: { security: [1, 0.5] }, starts: [2026, 2027], objective: comply, evidence: FERC Order 919 }
          - { id: feed-quality, name: Price feeds with contracts, costs: [150000], benefits: [0, 160000, 160000],
              skills: { developer: [1.5] }, objective: fewer-late, service: price-feed, scores: { value: 8, urgency: 7, risk: 3 },
              quarters: 3, measure: { liveSince: LIVE, on: price-feed, queue: market-data,
                runCosts: [{ from: OLDER, usdPerMonth: 21000 }, { from: LIVE, usdPerMonth: 9800 }] } }
          - { id: meter-cloud, name: Meter data to a managed service, costs: [420000, 120000], benefits: [0, 300000, 450000],
              skills: { developer: [2, 1], operations: [1, 0.5] }, starts: [2026, 2027], risk: vendor lock-in, objective: run-cost,
              scores: { value: 7, urgency: 4, risk: 6 } }
          - { id: meter-renew, name: Meter data renewed in the house, costs: [350000, 60000], benefits: [0, 200000, 300000],
              skills: { developer: [3], operations: [1] }, objective: run-cost, scores: { value: 6, urgency: 4, risk: 4 } }
          - { id: storm-page, name: Storm page for customers, costs: [120000], benefits: [0, 90000, 90000], skills: { developer: [1] },
              quarters: 2, dependsOn: [feed-quality], starts: [2026, 2027], objective: satisfaction,
              scores: { value: 6, urgency: 8, risk: 2 } }
          - { id: battery-bids, name: Battery bids by scenario, costs: [300000, 100000], benefits: [0, 260000, 380000],
              skills: { developer: [1.5, 1] }, dependsOn: [feed-quality], objective: margin, scores: { value: 9, urgency: 6, risk: 5 },
              quarters: 6, measure: { on: busbar-web, objective: busbar-web/answers } }
          - { id: zero-trust, name: Zero trust at the control centre, costs: [400000, 250000], benefits: [0, 150000, 350000],
              skills: { security: [1.5, 1], operations: [1, 1] }, starts: [2026, 2027], scores: { value: 5, urgency: 5, risk: 4 } }
          - { id: scada-refresh, name: SCADA history moved off PostgreSQL 13, costs: [220000], benefits: [0, 140000, 140000],
              skills: { operations: [1.5] }, objective: run-cost, scores: { value: 5, urgency: 9, risk: 3 } }
        alternatives:
          - { name: meter data, members: [meter-cloud, meter-renew] }
        scenarios:
          - { name: a fifth less money, budgets: 0.8 }
          - { name: a fifth more people, skills: 1.2 }
          - { name: without battery bids, without: [battery-bids] }
        objectives:
          - { id: comply, name: No audit finding, metric: open audit findings, higherIsBetter: false,
              readings: [{ day: 2025-03-31, value: 5 }, { day: 2025-09-30, value: 2 }] }
          - { id: fewer-late, name: Fewer decisions on late figures, metric: late feed hours a month, higherIsBetter: false,
              readings: [{ day: 2025-03-31, value: 41 }, { day: 2025-09-30, value: 18 }] }
          - { id: run-cost, name: Lower cost to run, metric: run cost a customer, higherIsBetter: false,
              readings: [{ day: 2025-03-31, value: 31.2 }, { day: 2025-09-30, value: 32.0 }] }
          - { id: margin, name: More margin from storage, metric: USD a MWh, readings: [{ day: 2025-03-31, value: 4.1 },
              { day: 2025-09-30, value: 6.3 }] }
          - { id: satisfaction, name: Customers who are content, metric: CSAT %, readings: [{ day: 2025-03-31, value: 78 },
              { day: 2025-09-30, value: 81 }] }
        capabilities:
          - { id: trade, name: Trade and schedule }
          - { id: bid, name: Offer into the market, partOf: trade }
          - { id: settle, name: Settle with the market, partOf: trade }
          - { id: meter, name: Meter customers }
          - { id: inform, name: Inform customers }
        applications:
          - { id: busbar, name: Busbar, businessFit: 4.5, technicalFit: 4.5, yearlyCost: 90000, capabilities: [bid, settle],
              technologies: [.NET 10, PostgreSQL 17] }
          - { id: mdm, name: Meter data management, businessFit: 4, technicalFit: 2, yearlyCost: 310000, capabilities: [meter],
              technologies: [PostgreSQL 13] }
          - { id: sheets, name: Settlement spreadsheets, businessFit: 2, technicalFit: 1.5, yearlyCost: 40000, capabilities: [settle],
              technologies: [] }
          - { id: wiki, name: Wiki, businessFit: 2.5, technicalFit: 4, yearlyCost: 8000, capabilities: [inform], technologies: [] }
        technologies:
          - { name: .NET 10, ring: adopt, supportEnds: 2028-11-14 }
          - { name: PostgreSQL 17, ring: adopt, supportEnds: 2029-11-08 }
          - { name: PostgreSQL 13, ring: hold, supportEnds: 2025-11-13 }
        criteria:
          - { name: value, weight: 5 }
          - { name: urgency, weight: 3 }
          - { name: risk, weight: 1 }
        ticket: { usdPerHour: 95, minutes: 45 }
        luftman: { communications: 3, value: 3, governance: 2, partnership: 3, scope: 4, skills: 3 }
        """;
}
