using Busbar.Kernel.Facts;
using Busbar.Kernel.Time;
using Busbar.Store;
using NodaTime;

namespace Busbar.Host.Desks.Portfolio;

/// <summary>The demonstration's portfolio: made up, and labelled so. Run again it adds nothing.</summary>
public static class SamplePortfolio
{
    /// <summary>The file, which shows every field.</summary>
    public static KeptPortfolio File { get; } = new("sample-portfolio.yaml", """
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
              skills: { developer: [1.5] }, objective: fewer-late, service: price-feed, scores: { value: 8, urgency: 7, risk: 3 } }
          - { id: meter-cloud, name: Meter data to a managed service, costs: [420000, 120000], benefits: [0, 300000, 450000],
              skills: { developer: [2, 1], operations: [1, 0.5] }, starts: [2026, 2027], risk: vendor lock-in, objective: run-cost,
              scores: { value: 7, urgency: 4, risk: 6 } }
          - { id: meter-renew, name: Meter data renewed in the house, costs: [350000, 60000], benefits: [0, 200000, 300000],
              skills: { developer: [3], operations: [1] }, objective: run-cost, scores: { value: 6, urgency: 4, risk: 4 } }
          - { id: storm-page, name: Storm page for customers, costs: [120000], benefits: [0, 90000, 90000], skills: { developer: [1] },
              dependsOn: [feed-quality], starts: [2026, 2027], objective: satisfaction, scores: { value: 6, urgency: 8, risk: 2 } }
          - { id: battery-bids, name: Battery bids by scenario, costs: [300000, 100000], benefits: [0, 260000, 380000],
              skills: { developer: [1.5, 1] }, dependsOn: [feed-quality], objective: margin, scores: { value: 9, urgency: 6, risk: 5 } }
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
        luftman: { communications: 3, value: 3, governance: 2, partnership: 3, scope: 4, skills: 3 }
        """);

    /// <summary>Keeps it, as of the last day run.</summary>
    public static void Keep(FactStore store, OperatingDay last)
    {
        var book = new PortfolioBook(store);
        if (book.Current(AsOf.Latest) is not null) return;
        book.Keep(File, new Actor("simulated planner", Roles.ServiceOperator),
            last.Date.AtStartOfDayInZone(DateTimeZone.Utc).ToInstant());
    }
}
