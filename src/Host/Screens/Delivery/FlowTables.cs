using System.Collections.Immutable;
using Busbar.Digital.Delivery.Flow;
using Busbar.Host.Desks.Delivery;
using Busbar.Host.Screens.Shell;
using Busbar.Kernel.Outcomes;
using NodaTime;
using static Busbar.Host.Screens.Shell.Column;

namespace Busbar.Host.Screens.Delivery;

/// <summary>How work flows to customers, and how projects stand.</summary>
public static class FlowTables
{
    /// <summary>How the proposed changes flowed over the last ninety days on record; null without deployments.</summary>
    public static FlowFigures? Flow(ScreenView view) => view.Digital.Delivery.Measure(view.AsOf) is { } dora
        && MeasureFlow.Run([.. dora.History.Changes.Select(change => new WorkItem(change.Id, change.Created, change.Created,
            change.Merged))],
            dora.From, dora.To) is Outcome<FlowFigures>.Done { Value: var figures } ? figures : null;

    /// <summary>When the open changes will be merged, or why that cannot be said.</summary>
    public static Outcome<CompletionForecast> Forecast(ScreenView view)
    {
        var changes = view.Digital.Delivery.History(view.AsOf).Changes;
        var merged = changes.Where(change => change.Merged is not null).Select(change =>
            change.Merged!.Value.InUtc().Date).ToImmutableArray();
        return ForecastCompletion.Run(new(merged, merged.DefaultIfEmpty(LocalDate.MinIsoValue).Max(),
            changes.Count(change => change.Merged is null), Seed: 1));
    }

    /// <summary>Changes from first commit to customers, the newest first.</summary>
    public static ScreenTable Changes(ScreenView view) => new("change-traces", "Changes from first commit to customers",
        [Words("Change"), Words("Author"), Words("Merged"), Numbers("Coding", "h"), Numbers("Review", "h"), Numbers("Deploy", "h"),
            Numbers("Lead time", "h"), Words("Deployment")],
        [
            .. (view.Digital.Delivery.Measure(view.AsOf)?.Traces ?? []).OrderByDescending(trace => trace.Change.Merged)
                .Select(trace => (ImmutableArray<Cell>)
                [
                    Cell.Of(trace.Change.Id), Cell.Of(trace.Change.Author),
                    trace.Change.Merged is { } merged ? Cell.Of(view.Clock.Show(merged)) : Cell.Empty, Hours(trace.Coding),
                        Hours(trace.Review),
                    Hours(trace.Deploy), Hours(trace.LeadTime), Cell.Of(trace.Deployment?.Id ?? ""),
                ]),
        ], IsMain: true);

    /// <summary>Projects by earned value.</summary>
    public static ScreenTable Projects(ScreenView view) => new("projects", "Projects by earned value",
        [Words("Project"), Words("As of"), Numbers("Budget", "USD"), Numbers("Planned", "USD"), Numbers("Earned", "USD"),
            Numbers("Spent", "USD"), Numbers("Cost index", ""), Numbers("Schedule index", ""), Numbers("At completion", "USD"),
            Words("On budget"), Words("On time")],
        [
            .. view.Digital.Evidence.Plans(view.AsOf).Select(plan => (plan, Value: DeliveryMetrics.StandingOf(plan)))
                .Where(each => each.Value is not null).Select(each => (ImmutableArray<Cell>)
                [
                    Cell.Of(each.plan.Project), Cell.Of(view.Clock.Show(each.plan.TakenAt)), Cell.Of(each.Value!.Budget.Value, 0),
                    Cell.Of(each.Value.Planned.Value, 0), Cell.Of(each.Value.Earned.Value, 0), Cell.Of(each.Value.Spent.Value, 0),
                    Number(each.Value.CostIndex, 2), Number(each.Value.ScheduleIndex, 2), Number(each.Value.AtCompletion?.Value, 0),
                    YesNo(each.Value.IsOnBudget), YesNo(each.Value.IsOnTime),
                ]),
        ]);

    /// <summary>Defect density by product.</summary>
    public static ScreenTable Modules(ScreenView view) => new("defect-density", "Defect density, each module's content once",
        [Words("Product"), Numbers("Rows", ""), Numbers("Modules", ""), Numbers("Lines", ""), Numbers("Defects", ""),
            Numbers("Density", "per kLOC"), Numbers("With every row", "per kLOC")],
        [
            .. view.Digital.Evidence.Modules(view.AsOf).Select(count => (ImmutableArray<Cell>)
            [
                Cell.Of(count.Product), Cell.Count(count.Figures.Rows), Cell.Count(count.Figures.Modules), Cell.Count(count.Figures.Lines),
                Cell.Count(count.Figures.Defects), Cell.Of(count.Figures.Density ?? double.NaN, 2),
                Cell.Of(count.Figures.DensityOfRows ?? double.NaN, 2),
            ]),
        ]);

    private static Cell Hours(Duration? time) => time is { } length ? Cell.Of(length.TotalHours, 1) : Cell.Empty;

    private static Cell Number(decimal? value, int decimals) => value is { } number ? Cell.Of(number, decimals) : Cell.Empty;

    private static Cell YesNo(bool? isSo) => isSo switch
    {
        true => Cell.Of("yes").As(Tone.Good), false => Cell.Of("no").As(Tone.Bad), null => Cell.Empty,
    };
}
