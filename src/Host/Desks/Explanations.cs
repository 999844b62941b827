using System.Collections.Immutable;
using Busbar.Host.Desks.Service;
using Busbar.Host.Screens.Shell;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Store;
using Busbar.Supply.Commitment;
using Busbar.Supply.Forecasting;
using Busbar.Supply.Forecasting.Portfolio;
using Busbar.Supply.Handoffs;
using Busbar.Supply.Handoffs.Commitment;
using Busbar.Supply.Handoffs.Forecasting;
using Busbar.Supply.Handoffs.Recovery;
using Busbar.Supply.Handoffs.Risk;
using Busbar.Supply.Handoffs.Settlement;
using Busbar.Supply.Handoffs.Trading;
using Busbar.Supply.Handoffs.Utility;
using Busbar.Supply.Recovery;
using Busbar.Supply.Risk;
using Busbar.Supply.Settlement;
using Busbar.Supply.Trading;
using NodaTime;
using NodaTime.Text;

namespace Busbar.Host.Desks;

/// <summary>The working of any number, made anew when asked: the document as it was, and the inputs as they were known to the step that
/// made it.</summary>
public static class Explanations
{
    /// <summary>What can be explained.</summary>
    public static ImmutableArray<string> Kinds { get; } =
        ["settlement", "forecast", "unit", "plant", "trading-day", "risk", "recovery", "metric", "strategy", "filing",
            "journal"];

    /// <summary>The working of one number. The key is a day, month or stage, then a slash and the line within it.</summary>
    public static Outcome<Explain> Of(FactStore store, string kind, string key, AsOf asOf, DigitalBooks? books = null)
    {
        var (head, line) = key.IndexOf('/') is var slash and >= 0 ? (key[..slash], key[(slash + 1)..]) : (key, "");
        if (line.Length > 0 && kind is ("trading-day" or "risk" or "recovery"))
            return new Refusal("no-lines", $"A {kind} is explained as a whole; it has no line '{line}'", line, "Leave the line out.");
        return kind switch
        {
            "settlement" => OfSettlement(store, head, line, asOf),
            "forecast" => OfForecast(store, head, line, asOf),
            "unit" => OfUnit(store, head, line, asOf),
            "plant" => Found<FleetResult>(store, head, asOf, document =>
            {
                var session = AsThen(store, document, document.Body.Day);
                return PlantMoneyDesk.Explain(session, line, key => SourceOf(store, session, key, document));
            }),
            "trading-day" => Found<TradingDay>(store, head, asOf, document => ExplainTradingDay.Run(document.Body)),
            "risk" => Found<RiskReport>(store, head, asOf, document => ExplainRisk.Run(document.Body)),
            "recovery" => Found<RecoveryMonth>(store, head, asOf, document =>
                ExplainRecovery.Run(document.Body, ProfileOf(store, document).Clause)),
            "strategy" => Found<SupplyStrategy>(store, head, asOf, document => ExplainStrategy.Run(document.Body, line)),
            "filing" => OfFiling(store, head, line, asOf),
            "journal" => LocalDatePattern.Iso.Parse(head) is { Success: true, Value: var day }
                ? new Lineage(store, asOf, new(day)).OfJournal(new(day), line)
                : new Refusal("nothing-to-explain", $"'{head}' is no day", head, "Write it as 2017-03-12."),
            "metric" when head.StartsWith("ESV-", StringComparison.Ordinal) => OfMetric(head, DigitalMetrics.Period,
                DigitalMetrics.Of(head, books ?? new(store, SystemClock.Instance), asOf), line),
            "metric" => Found<StageMetrics>(store, head, asOf, document => OfMetric(document.Body.Stage,
                $"{document.Body.FirstDay} to {document.Body.LastDay}", document.Body.Metrics, line)),
            _ => new Refusal("unknown-kind", $"Nothing is explained under '{kind}'", kind, $"Use one of {string.Join(", ", Kinds)}."),
        };
    }

    private static Outcome<Explain> OfSettlement(FactStore store, string day, string line, AsOf asOf) =>
        Found<ShadowStatement>(store, day, asOf, document =>
        {
            var session = AsThen(store, document, document.Body.Day);
            var inputs = SettlementDesk.InputsOf(session, key => SourceOf(store, session, key, document));
            return ExplainSettlement.Run(new(document.Body, inputs, line.Length == 0 ? "total" : line));
        });

    /// <summary>A filing's number, <c>factor</c>; of <c>factor@2025-10-21</c> that day is opened down to the meter.</summary>
    private static Outcome<Explain> OfFiling(FactStore store, string key, string line, AsOf asOf)
    {
        if (new FilingDesk(store).All(asOf).FirstOrDefault(filing => filing.Body.Key() == key) is not { Body: var filing } stored)
            return new Refusal("nothing-to-explain", $"No filing '{key}' is kept at that time", key,
                "Name one as busbar filing list shows it, or keep one (busbar filing build --keep).");
        var (id, whole) = line.Split('@') is [var number, var text] ? (number, (OperatingDay?)DayAsked.Read(text, line)) : (line, null);
        return new Lineage(store, asOf.KnownAt == NodaTime.Instant.MaxValue ? asOf : new(NodaTime.Instant.Min(asOf.KnownAt, stored.KnownAt),
            asOf.RecordedBy), whole).OfFiling(filing, id.Length == 0 ? "factor" : id);
    }

    private static Outcome<Explain> OfForecast(FactStore store, string day, string line, AsOf asOf) =>
        Found<LoadForecast>(store, day, asOf, document =>
        {
            var session = AsThen(store, document, document.Body.Day);
            var model = session.Find<LoadModel>(nameof(LoadModel), document.Body.Day.FirstOfMonth().ToString());
            return HourSpan.Find(session.Calendar, document.Body.Day, line) is { } found
                && document.Body.UtilityLoad.IndexOf(found.Start) is var hour
                ? WithInputs(store, session, document, ExplainForecast.Run(document.Body, model, hour), hour)
                : new Refusal("unknown-hour", $"{day} has no hour '{line}'", line, "Name the hour as HE05, or HE02X for the repeated one.");
        });

    /// <summary>Adds the weather of the hour and the last load observed, with the facts they came from, to a forecast's working.</summary>
    private static Explain WithInputs(FactStore store, DeskSession session, StoredDocument<LoadForecast> forecast, Explain working,
        int hour)
    {
        var day = session.Calendar.WholeDay(session.Day);
        var asThen = new AsOf(forecast.KnownAt, forecast.RecordedAt);
        var weather = store.ReadSeries(session.Series.DryBulbVintage, day.Start, day.End, asThen, forecast.Run).Values[hour];
        var from = forecast.KnownAt - NodaTime.Duration.FromDays(2);
        var observed = store.ReadSeries(session.Series.SystemLoad, from, forecast.KnownAt, asThen, forecast.Run)
            .Values.Last(double.IsFinite);
        return working with
        {
            Because =
            [
                .. working.Because,
                Explain.Leaf("dry bulb of the hour, as forecast", FormattableString.Invariant($"{weather:0.##}"), "°F",
                    SourceOf(store, session, session.Series.DryBulbVintage, forecast)),
                Explain.Leaf("last system load observed", FormattableString.Invariant($"{observed:0.###}"), "MW",
                    Provenance.Of(store, session.Series.SystemLoad, from, forecast.KnownAt, asThen, forecast.Run)),
            ],
        };
    }

    private static Outcome<Explain> OfUnit(FactStore store, string day, string unit, AsOf asOf) =>
        Found<DispatchSchedule>(store, day, asOf, document =>
        {
            var session = AsThen(store, document, document.Body.Day);
            return CommitmentDesk.ExplainUnit(session, document.Body, unit, key => SourceOf(store, session, key, document));
        }, Desks.Kinds.AwardSchedule);

    private static Outcome<Explain> OfMetric(string stage, string period, ImmutableArray<Metric> metrics, string name)
    {
        var metric = metrics.FirstOrDefault(metric => metric.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (metric is null)
            return new Refusal("unknown-metric", $"{stage} has no metric '{name}'", name,
                metrics.IsEmpty ? "Nothing is on record there yet."
                    : $"Use one of {string.Join(", ", metrics.Select(each => each.Name))}.");
        var value = metric.Value?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "nothing to measure";
        return new Explain($"{stage} {metric.Name}", value, metric.Unit, metric.Formula, period, metric.Parts);
    }

    private static Outcome<Explain> Found<T>(FactStore store, string key, AsOf asOf, Func<StoredDocument<T>, Outcome<Explain>> explain,
        string? kind = null)
        where T : class =>
        store.ReadDocument<T>(new(kind ?? typeof(T).Name, key), asOf) is { } document
            ? explain(document)
            : new Refusal("nothing-to-explain", $"There is no {kind ?? typeof(T).Name} of '{key}' at that time", key, RemedyFor<T>(key));

    private static string RemedyFor<T>(string key) =>
        typeof(T) == typeof(StageMetrics) ? "Name a stage, as SMV-01.1, and run a period that measures it."
        : typeof(T) == typeof(SupplyStrategy) ? "Name the year, as 2018, and plan it (busbar plan portfolio --year 2018)."
        : !LocalDatePattern.Iso.Parse(key).Success ? "Write the day as 2017-03-12; a month is named by its first day, as 2017-03-01."
        : typeof(T) == typeof(RecoveryMonth) ? "Name the month by its first day, as 2017-03-01, and run a period that touches it."
        : $"Run the day (busbar run --from {key} --to {key}), or look at a later time.";

    /// <summary>A session that sees what the step that made the document saw.</summary>
    internal static DeskSession AsThen<T>(FactStore store, StoredDocument<T> document, OperatingDay day) =>
        new(store, document.Run, ProfileOf(store, document)) { Day = day, Clock = document.KnownAt, RecordedBy = document.RecordedAt };

    private static UtilityProfile ProfileOf<T>(FactStore store, StoredDocument<T> document) =>
        new SupplyReads(store).Profile(new AsOf(document.KnownAt, document.RecordedAt))!;

    private static string SourceOf<T>(FactStore store, DeskSession session, SeriesKey key, StoredDocument<T> document)
    {
        var day = session.Calendar.WholeDay(session.Day);
        return Provenance.Of(store, key, day.Start, day.End, new AsOf(document.KnownAt, document.RecordedAt), document.Run);
    }
}
