using System.Collections.Immutable;
using Busbar.Digital.Operations.Gates;
using Busbar.Digital.Operations.ServiceLevels;
using Busbar.Host.Desks.Service.Watch;
using Busbar.Host.Screens.Shell;
using Busbar.Kernel.Outcomes;
using NodaTime;
using static Busbar.Host.Screens.Shell.Column;

namespace Busbar.Host.Screens.Operations;

/// <summary>What is promised of services, how much of the error budget is left, and the market's gates.</summary>
public static class ObjectiveTables
{
    private const int ChartDays = 30, GateDays = 40;

    /// <summary>The objectives.</summary>
    public static ScreenTable All(ScreenView view) => new("objectives", "Objectives",
        [Words("Objective"), Words("Service"), Numbers("Target", "%"), Numbers("Achieved", "%"), Numbers("Good", ""), Numbers("All", ""),
            Numbers("Budget", ""), Numbers("Spent", ""), Numbers("Left", "%"), Words("Counted in"), Words("Burns"), Words("As of")],
        [
            .. view.Digital.Operations.Objectives.All(view.AsOf).Select(held =>
            {
                var (objective, state) = (held.Objective, held.Check.State);
                return (ImmutableArray<Cell>)
                [
                    Cell.Of(objective.Title == "" ? objective.Name : objective.Title, view.With("objective", objective.Name)),
                    Cell.Of(objective.Service), Cell.Of(100 * objective.Target, 2),
                    state.Achieved is { } achieved ? Cell.Of(100 * achieved, 3).As(state.IsMet == true ? Tone.Good : Tone.Bad) : Cell.Empty,
                    Cell.Of(state.Good, 0), Cell.Of(state.Total, 0), Cell.Of(state.Budget, 1), Cell.Of(state.Spent, 1),
                    state.Budget > 0 ? Cell.Of(100 * state.Left / state.Budget, 0).As(state.Left < 0 ? Tone.Bad : Tone.Plain) : Cell.Empty,
                    Cell.Of(state.Unit),
                    held.Check.Firing.IsEmpty ? Cell.Of("no").As(Tone.Good)
                        : Cell.Of(string.Join(", ", held.Check.Firing).ToLowerInvariant()).As(Tone.Bad),
                    Cell.Of(view.Clock.Show(held.Clock)),
                ];
            }),
        ], IsMain: true);

    /// <summary>The burn alerts of the window, the latest first.</summary>
    public static ScreenTable Burns(ScreenView view) => new("objective-burns", "Budgets that burnt too fast",
        [Words("Objective"), Words("Wants"), Words("From"), Words("To")],
        [
            .. view.Digital.Operations.Objectives.All(view.AsOf).SelectMany(held =>
                ObjectiveBook.Stretches(held.Check).Select(alert => (held, alert)))
                .OrderByDescending(each => each.alert.Began).Select(each => (ImmutableArray<Cell>)
                [
                    Cell.Of($"{each.held.Objective.Service}/{each.held.Objective.Name}"),
                        Cell.Of(each.alert.Urgency.ToString().ToLowerInvariant()),
                    Cell.Of(view.Clock.Show(each.alert.Began)),
                    each.alert.Ended is { } ended ? Cell.Of(view.Clock.Show(ended)) : Cell.Of("lasts").As(Tone.Bad),
                ]),
        ]);

    /// <summary>Each day of the market's gates, the latest first.</summary>
    public static ScreenTable Gates(ScreenView view) => new("market-gates", "Market gates",
        [Words("Gate"), Words("Operating day"), Words("Due"), Words("Done"), Numbers("Before it", "min"), Words("Outcome")],
        [
            .. new[] { GateBook.DayAhead, GateBook.Statements }
                .SelectMany(gate => view.Digital.Operations.Gates.Report(gate, GateDays, view.AsOf)?.Days.Select(day => (gate, day)) ?? [])
                .OrderByDescending(each => each.day.Due).Select(each => (ImmutableArray<Cell>)
                [
                    Cell.Of(each.gate), Cell.Of(each.day.Day.ToString()), Cell.Of(view.Clock.Show(each.day.Due)),
                    each.day.DoneAt is { } done ? Cell.Of(view.Clock.Show(done)) : Cell.Empty,
                    each.day.DoneAt is { } at ? Cell.Of((each.day.Due - at).TotalMinutes, 0) : Cell.Empty,
                    each.day.Outcome switch
                    {
                        GateOutcome.OnTime => Cell.Of("on time").As(Tone.Good),
                        GateOutcome.Late => Cell.Of("late").As(Tone.Bad),
                        GateOutcome.Missed => Cell.Of("missed").As(Tone.Bad),
                        _ => Cell.Of("there is time").As(Tone.Faint),
                    },
                ]),
        ]);

    /// <summary>What was left of an objective's budget at the end of each of thirty days; null for nothing counted.</summary>
    public static ChartModel? Chart(ScreenView view, HeldObjective held)
    {
        if (held.Counts.IsEmpty) return null;
        var days = Enumerable.Range(0, ChartDays).Select(back => held.Clock - Duration.FromDays(ChartDays - 1 - back)).ToArray();
        double? Left(Instant at) =>
            MeasureObjective.Run(new(held.Objective, held.Counts, at)) is Outcome<ObjectiveState>.Done { Value: { Total: > 0 } state }
                && state.Budget > 0 ? Math.Round(100 * state.Left / state.Budget, 2) : null;
        return new($"Budget left of {held.Objective.Service}/{held.Objective.Name}", "%",
            [.. days.Select(at => view.Calendar.DayOf(at).ToString())],
            [
                new("left of the budget", ChartKind.Line, 1, [.. days.Select(Left)]),
                new("spent up", ChartKind.Dashed, 2, [.. days.Select(_ => (double?)0)]),
            ]);
    }
}
