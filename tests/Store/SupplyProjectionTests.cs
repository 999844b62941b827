using System.Collections.Immutable;
using System.Data.Common;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Ledger;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Store.Tests.Kit;
using Busbar.Supply.Handoffs;
using Busbar.Supply.Handoffs.Forecasting;
using Busbar.Supply.Handoffs.Recovery;
using Busbar.Supply.Handoffs.Settlement;
using Busbar.Supply.Handoffs.Trading;
using Dapper;
using NodaTime;
using static Busbar.Store.Tests.Kit.TestDocuments;

namespace Busbar.Store.Tests;

public abstract class SupplyProjectionTests : IDisposable
{
    private static readonly OperatingDay Day = OperatingDay.Of(2017, 2, 10);
    private static readonly DeliveryInterval First = new(Start, Start + Hour);
    private readonly StoreHome home;
    private readonly FactStore store;
    private readonly DbConnection raw;

    protected SupplyProjectionTests(StoreHome home)
    {
        this.home = home;
        store = home.Open(home.NewLocation(), StoreSettings.Default);
        raw = home.Raw(store.Location);
    }

    public void Dispose()
    {
        raw.Dispose();
        home.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void A_load_forecast_is_read_hour_by_hour_and_quantile_by_quantile()
    {
        Put(new LoadForecast(Day, Start, Load(15_000.5, 14_000), Load(750, 700), [new(0.1, Load(600, 500)), new(0.9, Load(800, 900))],
            "model", ContentHash.Of("m"), ContentHash.Of("i"), "vintage"));
        Assert.Equal([("2017-02-10", "2017-02-10T05:00:00Z", 15_000.5, 750.0), ("2017-02-10", "2017-02-10T06:00:00Z", 14_000.0, 700.0)],
            raw.Query<(string, string, double, double)>(
                "SELECT day, start_utc, system_mw, utility_mw FROM v_forecast_hour ORDER BY line_no"));
        Assert.Equal([(0.1, 600.0), (0.1, 500.0), (0.9, 800.0), (0.9, 900.0)],
            raw.Query<(double, double)>("SELECT quantile, mw FROM v_forecast_quantile ORDER BY line_no"));
        Assert.Empty(store.Check());
    }

    [Fact]
    public void A_position_is_read_by_book_and_hour()
    {
        Put(new Position(Day, Start,
            [new("load", "load forecast", "hub", Energy(-750.25m, -700)), new("fleet", "award", "hub", Energy(300, 400))],
            Energy(-450.25m, -300)));
        Assert.Equal([("fleet", 700m), ("load", -1_450.25m)],
            raw.Query<(string, decimal)>("SELECT book, SUM(energy_mwh) FROM v_position_hour GROUP BY book ORDER BY book"));
        Assert.Empty(store.Check());
    }

    [Fact]
    public void A_statement_and_its_reconciliation_are_read_line_by_line()
    {
        Put(new ShadowStatement(Day, Start,
            [new("DA-ENERGY", "load", "hub", First, new(10.5m, "MWh"), new(35.12m, "MWh"), new(368.76m))], [], new(368.76m)));
        Put(new Reconciliation(Day, Start, "initial", new(368.76m), new(400m), 1,
            [new("DA-ENERGY", "load", First, new(368.76m), new(400m), VarianceCause.PriceVersion, "price")], Usd.Zero, true));
        Assert.Equal([("DA-ENERGY", "2017-02-10T05:00:00Z", "2017-02-10T06:00:00Z", 10.5m, "MWh", 35.12m, 368.76m)],
            raw.Query<(string, string, string, decimal, string, decimal, decimal)>(
                "SELECT code, start_utc, end_utc, quantity, unit, rate_usd_per_unit, amount_usd FROM v_settlement_line"));
        Assert.Equal([("initial", 31.24m, "PriceVersion", 1L)],
            raw.Query<(string, decimal, string, long)>(
                "SELECT statement_type, difference_usd, cause, is_simulated FROM v_reconciliation_line"));
        Assert.Empty(store.Check());
    }

    [Fact]
    public void Postings_are_read_by_account()
    {
        Put(new DailyJournals(Day, [BalancedJournal(100.25m), BalancedJournal(50)]));
        Put(new RecoveryMonth(new(2017, 2, 1), Start, 28, [], Usd.Zero, Mwh.Zero, Usd.Zero, Usd.Zero, Usd.Zero, Usd.Zero, Usd.Zero,
            UsdPerMwh.Zero, BalancedJournal(7)));
        Assert.Equal([("232", -150.25m), ("555", 150.25m)],
            raw.Query<(string, decimal)>("SELECT account, SUM(amount_usd) FROM v_journal_posting GROUP BY account ORDER BY account"));
        Assert.Equal([("2017-02-11", Accounts.PurchasedPower.Title, 7m), ("2017-02-11", Accounts.AccountsPayable.Title, -7m)],
            raw.Query<(string, string, decimal)>("SELECT posted_on, title, amount_usd FROM v_recovery_posting ORDER BY line_no"));
        Assert.Empty(store.Check());
    }

    [Fact]
    public void Metrics_are_read_with_their_targets_and_what_was_not_measured_is_null()
    {
        Put(new StageMetrics("SMV-01.1", Day, Day,
        [
            new("SMV-01.1", "MAPE", 2.5, "%", 3, Better.Lower, "mean |error|", []),
            new("SMV-01.1", "Diversification", null, "", 1, Better.Higher, "1 - HHI", []),
            new("SMV-01.1", "Share", 5, "%", 6, Better.Higher, "", []),
        ]));
        Assert.Equal([("MAPE", 2.5, 1L), ("Diversification", null, null), ("Share", (double?)5.0, 0L)],
            raw.Query<(string, double?, long?)>("SELECT name, value, is_on_target FROM v_metric ORDER BY line_no"));
        Assert.Empty(store.Check());
        store.RebuildProjections();
        Assert.Empty(store.Check());
    }

    private void Put<T>(T body) where T : notnull =>
        store.Put(new("import test"), batch => batch.PutDocument(new(typeof(T).Name, "2017-02-10"), body, Start));

    private static Series<MwEstimate> Load(params double[] values) => new(Start, Hour, [.. values.Select(value => new MwEstimate(value))]);

    private static Series<Mwh> Energy(params decimal[] values) => new(Start, Hour, [.. values.Select(value => new Mwh(value))]);
}

public sealed class SqliteSupplyProjectionTests() : SupplyProjectionTests(new SqliteHome());

public sealed class PostgresSupplyProjectionTests(PostgresServer server) : SupplyProjectionTests(new PostgresHome(server));
