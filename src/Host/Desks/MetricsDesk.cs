using System.Collections.Immutable;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Store;
using Busbar.Supply.Commitment;
using Busbar.Supply.Contracts;
using Busbar.Supply.Forecasting;
using Busbar.Supply.Forecasting.Accuracy;
using Busbar.Supply.Handoffs;
using Busbar.Supply.Handoffs.Commitment;
using Busbar.Supply.Handoffs.Contracts;
using Busbar.Supply.Handoffs.Forecasting;
using Busbar.Supply.Handoffs.Recovery;
using Busbar.Supply.Handoffs.Risk;
using Busbar.Supply.Handoffs.Settlement;
using Busbar.Supply.Handoffs.Trading;
using Busbar.Supply.Recovery;
using Busbar.Supply.Risk;
using Busbar.Supply.Settlement;
using Busbar.Supply.Trading;
using NodaTime;

namespace Busbar.Host.Desks;

/// <summary>The key metrics of every stage over the days of a run, measured from its handoffs once the last month is closed.</summary>
public static class MetricsDesk
{
    /// <summary>Measures and keeps them, one document a stage.</summary>
    public static void MeasureAll(DeskSession desk, OperatingDay first, OperatingDay last)
    {
        var period = new MetricsPeriod(desk, first, last);
        Keep(desk, Forecasting(period));
        Keep(desk, Commitment(period));
        Keep(desk, MeasureTrading.Run(new(first, last, period.All<TradingDay>())));
        Keep(desk, MeasureContracts.Run(new(first, last, desk.Profile.Contracts, period.AllOfDays<ContractPerformance>())));
        Keep(desk, Risk(period));
        Keep(desk, Settlement(period));
        Keep(desk, MeasureRecovery.Run(new(first, last, period.AllOfMonths<RecoveryMonth>()) { Clause = desk.Profile.Clause }));
    }

    /// <summary>Measures settlement anew as of a clock and keeps it: disputes, invoices and final statements come after a run.</summary>
    public static StageMetrics SettleAnew(FactStore store, OperatingDay first, OperatingDay last, Instant clock)
    {
        var desk = SettlementDesk.At(store, first, clock);
        var measured = Settlement(new(desk, first, last));
        using var batch = store.Begin(Actor.Engine, new RunId($"settlement metrics {first} {last} {clock}"));
        batch.PutDocument(new(nameof(StageMetrics), measured.Stage), measured, clock);
        batch.Commit();
        return measured;
    }

    private static StageMetrics Settlement(MetricsPeriod period)
    {
        bool IsIn(OperatingDay day) => day.CompareTo(period.First) >= 0 && day.CompareTo(period.Last) <= 0;
        var (disputes, invoices, statements) = period.Desk.BackOffice();
        return MeasureSettlement.Run(new(period.First, period.Last, period.All<Reconciliation>())
        {
            Disputes = [.. disputes.Where(each => IsIn(each.Claim.Day))],
            Invoices = [.. invoices.Where(each => IsIn(MarketCalendar.Named(each.Taken.Market).DayOf(each.Taken.DueAt)))],
            DaysToFinal =
            [
                .. statements.Where(each => IsIn(each.OperatingDay) && each.StatementType != StatementType.DayAhead)
                    .GroupBy(each => each.OperatingDay).Select(day => day.MaxBy(each => each.PublishedAt)!)
                    .Where(last => last.StatementType != StatementType.Initial).Select(last =>
                        NodaTime.Period.DaysBetween(last.OperatingDay.Date,
                            MarketCalendar.Named(last.Market).DayOf(last.PublishedAt).Date)),
            ],
        });
    }

    private static void Keep(DeskSession desk, StageMetrics metrics) => desk.Save(nameof(StageMetrics), metrics.Stage, metrics);

    private static StageMetrics Forecasting(MetricsPeriod period) => MeasureForecasts.Run(new(
        period.First, period.Last,
        [.. period.All<LoadForecast>().Select(forecast => (forecast, ActualLoad(period, forecast.Day)))],
        period.AllOfMonths<PortfolioPlan>(), period.All<ForecastReview>()));

    private static Series<double> ActualLoad(MetricsPeriod period, OperatingDay day) =>
        period.On(day, SettlementDesk.MeteredLoad).Select(load => (double)load);

    private static StageMetrics Commitment(MetricsPeriod period)
    {
        var plans = period.All<DispatchSchedule>(Kinds.PlanSchedule);
        var awards = period.All<DispatchSchedule>(Kinds.AwardSchedule);
        var foresight = period.All<DispatchSchedule>(Kinds.ForesightSchedule);
        var offers = period.All<FleetOffers>();
        return MeasureFleet.Run(new(period.First, period.Last,
            [.. plans.Select((plan, i) => new FleetDay(plan, awards[i], foresight[i], offers[i]))], period.All<FleetResult>()));
    }

    private static StageMetrics Risk(MetricsPeriod period)
    {
        var reports = period.All<RiskReport>();
        var positions = period.All<Position>();
        return MeasureRiskMetrics.Run(new(period.First, period.Last, reports,
            [.. positions.Select(position => period.On(position.Day, desk => Realised(desk, position)))]));
    }

    /// <summary>What the price move of the day did to the position that was open before the gate.</summary>
    private static UsdEstimate? Realised(DeskSession desk, Position position)
    {
        var key = desk.Series.Price(desk.Profile.Location, "da", "lmp");
        var today = desk.RecordOfDay(key).Select(price => (double)price);
        desk.Day = desk.Day.Plus(-1);
        var yesterday = desk.RecordOfDay(key).Select(price => (double)price);
        return RealisedLoss.Run(desk.Calendar, position, yesterday, today);
    }

    /// <summary>Reads over the period of a run.</summary>
    private sealed record MetricsPeriod(DeskSession Desk, OperatingDay First, OperatingDay Last)
    {
        public ImmutableArray<T> All<T>(string? kind = null) where T : class =>
            Desk.FindAll<T>(kind ?? typeof(T).Name, First.ToString(), Last.ToString());

        public ImmutableArray<T> AllOfDays<T>() where T : class => Desk.FindAll<T>(typeof(T).Name, $"{First}/", $"{Last}/~");

        public ImmutableArray<T> AllOfMonths<T>() where T : class => Desk.FindAll<T>(
            typeof(T).Name, First.FirstOfMonth().ToString(), Last.ToString());

        public T On<T>(OperatingDay day, Func<DeskSession, T> read)
        {
            Desk.Day = day;
            return read(Desk);
        }
    }
}
