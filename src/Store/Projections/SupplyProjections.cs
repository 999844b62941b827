using System.Collections.Immutable;
using Busbar.Kernel.Ledger;
using Busbar.Kernel.Time;
using Busbar.Store.Databases;
using Busbar.Supply.Handoffs;
using Busbar.Supply.Handoffs.Forecasting;
using Busbar.Supply.Handoffs.Recovery;
using Busbar.Supply.Handoffs.Settlement;
using Busbar.Supply.Handoffs.Trading;
using NodaTime;
using NodaTime.Text;
using static Busbar.Store.Databases.ColumnKind;

namespace Busbar.Store.Projections;

/// <summary>The typed tables of the supply stream, for screens and BI tools. Days, months and UTC starts of intervals are ISO 8601 text;
/// energy in MWh, power in MW, money in USD, with the signs of the handoffs.</summary>
public static class SupplyProjections
{
    private static readonly ImmutableArray<Column> PostingColumns =
        [new("journal", Text), new("posted_on", Text), new("account", Text), new("title", Text), new("amount_usd", Number),
            new("reference", Text), new("description", Text)];

    /// <summary>All of them.</summary>
    public static ImmutableArray<Projection> All { get; } =
    [
        new Projection<LoadForecast>(nameof(LoadForecast), "forecast_hour", 1,
            [new("day", Text), new("start_utc", Text), new("system_mw", Real), new("utility_mw", Real), new("model", Text)],
            forecast => Hours(forecast.SystemLoad, (start, system, i) =>
                [forecast.Day.ToString(), start, system.Value, forecast.UtilityLoad[i].Value, forecast.Model])),
        new Projection<LoadForecast>(nameof(LoadForecast), "forecast_quantile", 1,
            [new("day", Text), new("start_utc", Text), new("quantile", Real), new("mw", Real)],
            forecast => forecast.Quantiles.SelectMany(path => Hours(path.Load, (start, load, _) =>
                [forecast.Day.ToString(), start, path.Level, load.Value]))),
        new Projection<Position>(nameof(Position), "position_hour", 1,
            [new("day", Text), new("start_utc", Text), new("book", Text), new("product", Text), new("location", Text),
                new("energy_mwh", Number)],
            position => position.Lines.SelectMany(line => Hours(line.Energy, (start, energy, _) =>
                [position.Day.ToString(), start, line.Book, line.Product, line.Location, energy.Value]))),
        new Projection<ShadowStatement>(nameof(ShadowStatement), "settlement_line", 2,
            [new("day", Text), new("code", Text), new("asset", Text), new("location", Text), new("start_utc", Text), new("end_utc", Text),
                new("quantity", Number), new("unit", Text), new("rate_usd_per_unit", Number), new("amount_usd", Number)],
            statement => statement.Lines.Select(line => (object?[])
                [statement.Day.ToString(), line.Code, line.Asset, line.Location, Utc(line.Interval.Start), Utc(line.Interval.End),
                    line.Quantity.Value, line.Quantity.Unit, line.Rate.Value, line.Amount.Value])),
        new Projection<Reconciliation>(nameof(Reconciliation), "reconciliation_line", 1,
            [new("day", Text), new("statement_type", Text), new("code", Text), new("asset", Text), new("start_utc", Text),
                new("shadow_usd", Number), new("iso_usd", Number), new("difference_usd", Number),
                new("cause", Text), new("is_simulated", Integer)],
            reconciled => reconciled.Variances.Select(line => (object?[])
                [reconciled.Day.ToString(), reconciled.StatementType, line.Code, line.Asset, Utc(line.Interval.Start), line.Shadow.Value,
                    line.Iso.Value, line.Difference.Value, line.Cause.ToString(), reconciled.IsAgainstSimulation ? 1L : 0L])),
        new Projection<DailyJournals>(nameof(DailyJournals), "journal_posting", 1, PostingColumns,
            daily => daily.Journals.SelectMany(Postings)),
        new Projection<RecoveryMonth>(nameof(RecoveryMonth), "recovery_posting", 1, PostingColumns, month => Postings(month.Journal)),
        new Projection<StageMetrics>(nameof(StageMetrics), "metric", 1,
            [new("stage", Text), new("first_day", Text), new("last_day", Text), new("name", Text), new("value", Real), new("unit", Text),
                new("target", Real), new("better", Text), new("is_on_target", Integer)],
            measured => measured.Metrics.Select(metric => (object?[])
                [metric.Stage, measured.FirstDay.ToString(), measured.LastDay.ToString(), metric.Name, metric.Value, metric.Unit,
                    metric.Target, metric.Better.ToString(), metric.IsOnTarget is { } isOnTarget ? isOnTarget ? 1L : 0L : null])),
    ];

    private static IEnumerable<object?[]> Hours<T>(Series<T> series, Func<string, T, int, object?[]> row) =>
        Enumerable.Range(0, series.Count).Select(i => row(Utc(series.IntervalAt(i).Start), series[i], i));

    private static IEnumerable<object?[]> Postings(Journal journal) => journal.Postings.Select(posting => (object?[])
        [journal.Id, LocalDatePattern.Iso.Format(journal.Date), posting.Account.Number, posting.Account.Title, posting.Amount.Value,
            posting.Reference, journal.Description]);

    private static string Utc(Instant instant) => InstantPattern.General.Format(instant);
}
