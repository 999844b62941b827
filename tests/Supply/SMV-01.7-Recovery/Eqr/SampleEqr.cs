using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Recovery.Eqr;
using Busbar.Supply.Handoffs.Trading.Deals;
using Busbar.Supply.Recovery.Eqr;
using NodaTime;

namespace Busbar.Supply.Recovery.Tests.Eqr;

/// <summary>A small seller's fourth quarter of 2024: a block sold to Utility A, and an award in every hour of the 25-hour day.</summary>
internal static class SampleEqr
{
    private static readonly Instant tradedAt = Instant.FromUtc(2024, 8, 20, 15, 0);

    public static readonly OperatingDay LongDay = OperatingDay.Of(2024, 11, 3);

    public static EqrSeller Seller { get; } = new("Sample Power Company", "C000123", "A. Desk", "555-0100", "desk@example.org", false, true,
        new(1_000_000), false);

    public static ImmutableArray<SalesAgreement> Agreements { get; } =
    [
        new("CP1", "Utility A", false, false, "Market-Based Rate Tariff", "SA-7", new(2020, 1, 15), new(2020, 2, 1), new(2026, 1, 31),
            "None",
            "F", "MB", "Negotiated", "PJM"),
        new("PJM", "PJM Interconnection, LLC", true, false, "PJM Tariff", "PJM-OATT", new(2019, 5, 1), new(2019, 5, 1), null, "Evergreen",
            "UP", "MB", "Market clearing price", "PJM"),
    ];

    public static Trade Block { get; } = Sell("T-000001", "CP1", new PowerDeal(Side.Sell, "PJM", "WESTERN HUB", OperatingDay.Of(2024, 9, 1),
        OperatingDay.Of(2024, 11, 30), new([PeakBlock.OnPeak], new(50)), new(new(40.25m))));

    public static Trade Award { get; } = Sell("T-000002", "PJM", new MarketAward(Side.Sell, "PJM", "WESTERN HUB", LongDay, LongDay,
        PriceIndex.DayAhead, Hours(_ => new Mw(10)), Hours(hour => new UsdPerMwh(20 + hour))));

    public static BuildEqrInputs Inputs { get; } = new(Seller, new(2024, 4), Instant.FromUtc(2025, 1, 10, 12, 0), "NEW", "", Agreements,
        [Block, Award], []);

    public static EqrFiling Filing { get; } = BuildEqr.Run(Inputs).OrThrow();

    public static Trade Sell(string id, string counterparty, TradeTerms terms) => new(id, 1, TradeStatus.Confirmed,
        new("power", "trader", counterparty, "", Usd.Zero, terms), tradedAt, tradedAt);

    public static Series<T> Hours<T>(Func<int, T> of) => new(MarketCalendar.Pjm.WholeDay(LongDay).Start, Duration.FromHours(1),
        [.. Enumerable.Range(0, 25).Select(of)]);

    public static Finding[] FindingsOf(EqrFiling filing, EqrFiling? before = null) =>
        [.. ValidateEqr.Run(new(filing, before)).Findings];
}
