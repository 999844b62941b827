using System.Collections.Immutable;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Ledger;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Store;
using Busbar.Supply.Handoffs;
using Busbar.Supply.Handoffs.Contracts;
using Busbar.Supply.Handoffs.Recovery;
using Busbar.Supply.Handoffs.Risk;
using Busbar.Supply.Handoffs.Utility;
using NodaTime;

namespace Busbar.Browser;

/// <summary>Fills a store with one small made-up utility and nine operating days around the spring clock change, as a run would leave it.
/// The numbers follow simple curves, so that a test can say what a page must show.</summary>
public static class SampleDesk
{
    public const string Location = "iso-ne-ca";

    public static OperatingDay First { get; } = OperatingDay.Of(2017, 3, 6);

    public static OperatingDay Spring { get; } = OperatingDay.Of(2017, 3, 12);

    public static OperatingDay Last { get; } = OperatingDay.Of(2017, 3, 14);

    public static MarketCalendar Calendar => MarketCalendar.IsoNe;

    public static UtilityProfile Profile { get; } =
        new(
            "Test Light & Power",
            "ISO-NE",
            Location,
            0.05m,
            "Curves made for the tests; the ISO's statements and awards are simulated.",
            0.06m,
            new(4.5m),
            [
                new BlockPurchase(
                    "BLOCK-1",
                    "Granite Power",
                    Location,
                    First,
                    Last,
                    new(41.5m),
                    new(2_000_000m),
                    PeakBlock.OnPeak,
                    new(50m)
                ),
                new WindPpa("WIND-1", "Ridge Wind", Location, First, Last, new(62m), new(1_000_000m), "ridge", new(60m), 0.4m, true),
            ],
            [new("Desk VaR", "var-95", 60_000m, "chief risk officer"), new("Open hour", "open-mwh", 150m, "head of trading")],
            new(
                "Fuel and purchased power",
                "Test tariff, section 9",
                ["501", "547", "555", "565"],
                new(48.2m),
                0.9m,
                0.05m,
                12,
                new(1_250_000m),
                new(2017, 2, 1)
            )
        );

    public static void Fill(FactStore store)
    {
        using (var import = store.Begin(Actor.Gateway, RunId.Import(ContentHash.Of("sample"))))
        {
            var standing = At(First.Plus(-30), 8);
            import.PutDocument(new("UtilityProfile", "current"), Profile, standing);
            import.PutDocument(new("FleetRegister", "current"), SampleFleet.Register, standing);
            SampleSeries.Put(import);
            import.Commit();
        }
        var run = store.StartRun("period", $"{First}..{Last}", Actor.Engine);
        foreach (var day in First.Through(Last))
        {
            using var batch = store.Begin(Actor.Engine, run);
            SampleDay.Put(batch, day);
            batch.Commit();
        }
        using (var batch = store.Begin(Actor.Engine, run))
        {
            PutMetrics(batch);
            PutMonth(batch);
            batch.Commit();
        }
        store.CompleteRun(run);
        Correct(store);
        SampleDeals.Put(store);
        SampleClose.Put(store);
    }

    public static Instant At(OperatingDay day, int hour) => Calendar.At(day, new LocalTime(hour, 0));

    /// <summary>A second run values one day anew, known two days later: what the as-of tests look for.</summary>
    private static void Correct(FactStore store)
    {
        var day = OperatingDay.Of(2017, 3, 10);
        var run = store.StartRun("resettle", day.ToString(), Actor.Engine);
        using (var batch = store.Begin(Actor.Engine, run))
        {
            var known = At(day.Plus(3), 10);
            batch.PutDocument(new("TradingDay", day.ToString()), SampleDay.Trading(day, known, 111.11m), known);
            batch.Commit();
        }
        store.CompleteRun(run);
    }

    private static void PutMetrics(WriteBatch batch)
    {
        var known = At(Last.Plus(1), 12);
        Put(
            "SMV-01.1",
            new Metric(
                "SMV-01.1",
                "MAPE",
                2.41,
                "%",
                3,
                Better.Lower,
                "mean of |forecast − actual| ÷ actual",
                [
                    Explain.Leaf("Sum of absolute percentage errors", "521.3", "%", "forecast errors by hour"),
                    Explain.Leaf("Hours", "215", "h", "metered hours"),
                ]
            ),
            new Metric("SMV-01.1", "Portfolio diversification", 0.44, "", 0.5, Better.Higher, "1 − Σ share²", [])
        );
        Put(
            "SMV-01.2",
            new Metric("SMV-01.2", "Plant profitability", 184_202.5, "USD", null, Better.Higher, "revenue less cost", []),
            new Metric("SMV-01.2", "Bid accuracy", 96.2, "%", 95, Better.Higher, "1 − Σ|awarded − planned| ÷ Σ planned", [])
        );
        Put("SMV-01.3", new Metric("SMV-01.3", "Trading P&L", 240_118, "USD", null, Better.Neither, "Σ(cost at market − net cost)", []));
        Put("SMV-01.4", new Metric("SMV-01.4", "PPA value", -12_210, "USD", null, Better.Neither, "market value − cost", []));
        Put("SMV-01.5", new Metric("SMV-01.5", "VaR 95", 48_730, "USD", 60_000, Better.Lower, "95 % quantile of the scenario losses", []));
        Put(
            "SMV-01.6",
            new Metric("SMV-01.6", "Dispute rate", 0.6, "%", 1, Better.Lower, "lines in variance ÷ lines compared", []),
            new Metric("SMV-01.6", "On-time payment", null, "%", 100, Better.Higher, "no invoice is paid yet", [])
        );
        Put("SMV-01.7", new Metric("SMV-01.7", "Recovered cost %", 93.8, "%", 95, Better.Higher, "billed ÷ eligible", []));

        void Put(string stage, params ImmutableArray<Metric> metrics) =>
            batch.PutDocument(new("StageMetrics", stage), new StageMetrics(stage, First, Last, metrics), known);
    }

    private static void PutMonth(WriteBatch batch)
    {
        var closed = At(Last.Plus(1), 11);
        var month = new LocalDate(2017, 3, 1);
        var journal = Journal
            .Of(
                "recovery 2017-03",
                new(2017, 3, 31),
                "Deferral and interest of March 2017",
                [
                    new(Accounts.OtherRegulatoryAssets, new(105_800.5m), "deferral"),
                    new(Accounts.OtherPowerSupplyExpenses, new(-100_400.25m), "deferral"),
                    new(Accounts.InterestIncome, new(-5_400.25m), "interest"),
                ]
            )
            .OrThrow();
        var body = new RecoveryMonth(
            month,
            closed,
            9,
            [
                new("547", "Fuel", new(420_000m)),
                new("555", "Purchased power", new(1_180_000.75m)),
                new("565", "Transmission by others", new(24_000m)),
            ],
            new(1_624_000.75m),
            new(31_900m),
            new(1_537_580m),
            new(100_400.25m),
            new(1_250_000m),
            new(5_400.25m),
            new(1_355_800.5m),
            new(54.1234m),
            journal
        );
        batch.PutDocument(new("RecoveryMonth", "2017-03-01"), body, closed);
    }
}
