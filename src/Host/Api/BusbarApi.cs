using System.Text.Json.Serialization.Metadata;
using Busbar.Host.Screens.Map;
using Busbar.Host.Screens.Shell;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Store;
using Busbar.Supply.Handoffs.Commitment;
using Busbar.Supply.Handoffs.Forecasting;
using Busbar.Supply.Handoffs.Recovery;
using Busbar.Supply.Handoffs.Risk;
using Busbar.Supply.Handoffs.Settlement;
using Busbar.Supply.Handoffs.Trading;

namespace Busbar.Host.Api;

/// <summary>The REST API under <c>/api/v1</c>: the same facts as the pages, as of the same two clocks (<c>asof</c>,
/// <c>recorded</c>).</summary>
public static class BusbarApi
{
    /// <summary>Adds what it needs.</summary>
    public static void AddBusbarApi(this IServiceCollection services)
    {
        services.AddProblemDetails();
        // A field that cannot be read is refused with its name, on every site, not only on a developer's.
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.PropertyNamingPolicy = CanonicalJson.Options.PropertyNamingPolicy;
            // A body that leaves out what must be there is refused by name; what we answer is not held against the same rule.
            (json.SerializerOptions.RespectRequiredConstructorParameters, json.SerializerOptions.RespectNullableAnnotations) = (true, true);
            json.SerializerOptions.TypeInfoResolver = new DefaultJsonTypeInfoResolver().WithAddedModifier(type =>
            {
                foreach (var property in type.Properties.Where(each => !each.PropertyType.IsValueType)) property.IsGetNullable = true;
            });
            foreach (var converter in CanonicalJson.Options.Converters)
                json.SerializerOptions.Converters.Add(converter);
        });
        services.AddOpenApi("v1", OpenApiWords.Describe);
    }

    /// <summary>Maps it, with the health and metrics endpoints.</summary>
    public static void MapBusbarApi(this WebApplication app)
    {
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        Operations.Map(app);
        var api = app.MapGroup("/api/v1").WithTags("Busbar").ProducesProblem(400).ProducesProblem(401).ProducesProblem(404);
        api.MapGet("/map", (ScreenView view) => ValueStreamMap.Read(view.Reads.Store, view.Digital, view.AsOf))
            .WithSummary("The thirteen rooms with their metrics against target and last run");
        api.MapGet("/days", (ScreenView view) => view.Days).WithSummary("Operating days that the desk has forecast");
        api.MapGet("/runs", (ScreenView view) => view.Reads.Store.Runs()).WithSummary("Runs, oldest first");
        api.MapGet(
                "/explain/{kind}/{**key}",
                (string kind, string key, ScreenView view) => Desks.Explanations.Of(view.Reads.Store, kind, key, view.AsOf, view.Digital)
                    .OrThrow()
            )
            .WithSummary("The working of a number, as a tree");
        api.MapGet("/series", (ScreenView view) => view.Reads.Store.SeriesKeys(view.Field("prefix")))
            .WithSummary("Names of series; prefix narrows");
        api.MapGet("/series/{**path}", SeriesAnswer.Of)
            .WithSummary("Values of a series from one instant or day to another, as of an instant");
        MapHandoffs(api);
        api.MapTicketApi();
        api.MapDemandApi();
        api.MapStoryApi();
    }

    private static void MapHandoffs(RouteGroupBuilder api)
    {
        MapDays<LoadForecast>(api, "forecasts", "Load forecasts");
        MapDays<PriceView>(api, "price-views", "Price views");
        MapDays<Position>(api, "positions", "Positions by hour");
        MapDays<LoadBid>(api, "load-bids", "Load bids");
        MapDays<DayAheadAwards>(api, "awards", "Day-ahead awards");
        MapDays<TradingDay>(api, "trading-days", "Cost of a day in pieces");
        MapDays<RiskReport>(api, "risk-reports", "Risk reports");
        MapDays<ShadowStatement>(api, "statements", "Our own settlement statements");
        MapDays<IsoStatement>(api, "iso-statements", "The ISO's statements");
        MapDays<Reconciliation>(api, "reconciliations", "Reconciliations");
        MapDays<DailyJournals>(api, "journals", "Journals of a day");
        api.MapGet(
                "/schedules/{day}",
                (string day, ScreenView view) =>
                    view.Reads.Schedule(
                        DayAsked.Read(day),
                        view.Field("basis") == "plan" ? ScheduleBasis.Plan : ScheduleBasis.DayAheadAwards,
                        view.AsOf
                    ) ?? throw Unknown("schedule", day)
            )
            .WithSummary("Dispatch schedule of a day; basis=plan for the plan before the gate");
        api.MapGet("/recovery-months", (ScreenView view) => view.Reads.Months(view.AsOf)).WithSummary("Closed months of the clause");
        api.MapGet(
                "/recovery-months/{month}",
                (string month, ScreenView view) =>
                    view.Reads.Store.ReadDocument<RecoveryMonth>(new(nameof(RecoveryMonth), $"{month}-01"), view.AsOf)
                    ?? throw Unknown("month", month)
            )
            .WithSummary("One closed month: 2017-03");
    }

    private static void MapDays<T>(RouteGroupBuilder api, string name, string words)
    {
        api.MapGet(
                $"/{name}",
                (ScreenView view) => view.First is { } first && view.Last is { } last ? view.Reads.OfDays<T>(first, last, view.AsOf) : []
            )
            .WithSummary($"{words} from the day 'from' to the day 'to'");
        api.MapGet(
                $"/{name}/{{day}}",
                (string day, ScreenView view) => view.Reads.OfDay<T>(DayAsked.Read(day), view.AsOf) ?? throw Unknown(name, day)
            )
            .WithSummary($"{words}: the latest version of one day known");
        api.MapGet(
                $"/{name}/{{day}}/versions",
                (string day, ScreenView view) => view.Reads.Store.Versions<T>(new HandoffId(typeof(T).Name, DayAsked.Read(day).ToString()))
            )
            .WithSummary($"{words}: every version of one day");
    }

    private static RefusedException Unknown(string what, string key) =>
        new(
            new(
                "unknown-key",
                $"Nothing is known of {what} '{key}' as of this instant",
                key,
                "Check the key, or ask as of a later instant."
            )
        );
}
