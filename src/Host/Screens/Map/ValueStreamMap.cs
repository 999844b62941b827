using System.Collections.Immutable;
using Busbar.Host.Desks;
using Busbar.Host.Desks.Service;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Store;

namespace Busbar.Host.Screens.Map;

/// <summary>The thirteen rooms of the two value streams, in order, and how each stands as of an instant.</summary>
public static class ValueStreamMap
{
    /// <summary>The two streams.</summary>
    public static ImmutableArray<ValueStream> Streams { get; } =
    [
        new(
            "SMV-01",
            "Electric Energy Supply & Trading",
            [
                "A load forecast covers the horizon",
                "A supply strategy and risk tolerances are set",
                "We may trade: market, location and credit are set",
            ],
            [
                "Supply covers load and reserve margins",
                "The portfolio's cost is optimised and prudent",
                "Exposure is inside its limits",
                "Every transaction is settled and its cost tracked for recovery",
            ]
        ),
        new(
            "ESV-04",
            "IT & Digital Service Delivery",
            ["A business need, an incident or a service request is on record"],
            [
                "The solution is deployed and used",
                "Services meet their agreed levels",
                "The security posture holds and incidents are resolved",
                "Users are as satisfied as targeted",
            ]
        ),
    ];

    /// <summary>The rooms in order.</summary>
    public static ImmutableArray<Room> Rooms { get; } =
    [
        new(
            "SMV-01.1",
            "Forecasting",
            "Load forecasting & portfolio strategy",
            "historical load, weather, economic forecasts",
            "load forecast, price view, portfolio plan",
            ["MAPE", "Portfolio diversification"],
            "/supply/forecasting"
        ),
        new(
            "SMV-01.2",
            "Commitment",
            "Fleet bidding & dispatch",
            "asset availability, fuel costs, market rules",
            "generation offers, dispatch schedules",
            ["Plant profitability", "Bid accuracy"],
            "/supply/commitment"
        ),
        new(
            "SMV-01.3",
            "Trading",
            "Day-ahead & real-time trading",
            "portfolio position, market prices",
            "executed trades, updated position",
            ["Trading P&L", "Market capture rate"],
            "/supply/trading"
        ),
        new(
            "SMV-01.4",
            "Contracts",
            "Bilateral contracts",
            "bilateral contracts",
            "contract nominations, performance",
            ["Counterparty risk exposure", "PPA value"],
            "/supply/contracts"
        ),
        new(
            "SMV-01.5",
            "Risk",
            "Position & risk",
            "consolidated position, market volatility",
            "exposure reports, hedge recommendations",
            ["VaR", "Position exposure"],
            "/supply/risk"
        ),
        new(
            "SMV-01.6",
            "Settlement",
            "Market settlement & reconciliation",
            "ISO statements, trade blotters",
            "settled transactions, reconciled invoices",
            ["Dispute rate", "On-time payment"],
            "/supply/settlement"
        ),
        new(
            "SMV-01.7",
            "Recovery",
            "Regulatory cost recovery",
            "settled supply costs",
            "regulatory filings, prudence reviews",
            ["Recovered cost %", "Regulatory lag"],
            "/supply/recovery"
        ),
        new(
            "ESV-04.1",
            "Portfolio",
            "IT strategy & portfolio",
            "business strategy, technology trends",
            "IT strategic plan, project portfolio",
            ["IT investment ROI", "Business-IT alignment"],
            "/portfolio"
        ),
        new(
            "ESV-04.2",
            "Delivery",
            "Solution delivery",
            "business requirements, user stories",
            "deployed software, test results",
            ["On time, on budget", "Defect density"],
            "/delivery"
        ),
        new(
            "ESV-04.3",
            "Operations",
            "Infrastructure & operations",
            "service level agreements",
            "availability, performance measures",
            ["Uptime %", "SLA achievement"],
            "/operations"
        ),
        new(
            "ESV-04.4",
            "Cybersecurity",
            "Security operations",
            "threat intelligence, vulnerability scans",
            "posture report, resolved incidents",
            ["Critical vulnerabilities", "Mean time to respond"],
            "/security/findings"
        ),
        new(
            "ESV-04.5",
            "ServiceDesk",
            "Service management & support",
            "support tickets, incident alerts",
            "resolved tickets, restored service",
            ["User satisfaction", "First-call resolution"],
            "/tickets"
        ),
        new(
            "ESV-04.6",
            "DataQuality",
            "Data management & analytics",
            "business data needs",
            "data services, analytics, reports",
            ["Data quality", "Report availability"],
            "/service/catalogue"
        ),
    ];

    /// <summary>How each room stands: its metrics as of an instant, the run that made them, and what it waits for.</summary>
    public static ImmutableArray<RoomStatus> Read(FactStore store, DigitalBooks books, AsOf asOf)
    {
        var reads = new SupplyReads(store);
        var isSetUp = reads.Profile(asOf) is not null;
        return [.. Rooms.Select(room => room.Stream == Streams[1].Number ? StandDigital(room, books, asOf)
            : Stand(room, reads, asOf, isSetUp))];
    }

    /// <summary>How one room stands.</summary>
    public static RoomStatus Read(string number, FactStore store, DigitalBooks books, AsOf asOf)
    {
        var (room, reads) = (Rooms.Single(each => each.Number == number), new SupplyReads(store));
        return room.Stream == Streams[1].Number ? StandDigital(room, books, asOf)
            : Stand(room, reads, asOf, reads.Profile(asOf) is not null);
    }

    /// <summary>A room of the digital stream is measured as it is looked at, off its facts.</summary>
    private static RoomStatus StandDigital(Room room, DigitalBooks books, AsOf asOf)
    {
        if (room.Page is null) return NotBuilt(room);
        var metrics = DigitalMetrics.Of(room.Number, books, asOf);
        return metrics.IsEmpty
            ? new(room, RoomState.Waiting, Unmeasured(room), null, null, "", "Nothing is on record here yet.")
            : new(room, RoomState.Open, metrics, null, ReadClock.Of(asOf), DigitalMetrics.Period, "");
    }

    private static RoomStatus NotBuilt(Room room) =>
        new(room, RoomState.Closed, Unmeasured(room), null, null, "", "This room is not built yet.");

    private static RoomStatus Stand(Room room, SupplyReads reads, AsOf asOf, bool isSetUp)
    {
        if (room.Page is null)
            return NotBuilt(room);
        if (reads.Metrics(room.Number, asOf) is not { } stored)
        {
            return new(
                room,
                RoomState.Waiting,
                Unmeasured(room),
                null,
                null,
                "",
                isSetUp
                    ? "Measured when a run is complete, and no run was by then: busbar run --from DAY --to DAY"
                    : "Nothing has been imported: busbar import, or busbar demo"
            );
        }
        var body = stored.Body;
        return new(room, RoomState.Open, body.Metrics, stored.Run.Value, stored.KnownAt, $"{body.FirstDay} to {body.LastDay}", "");
    }

    private static ImmutableArray<Metric> Unmeasured(Room room) =>
        [.. room.KeyMetrics.Select(name => new Metric(room.Number, name, null, "", null, Better.Neither, "", []))];
}
