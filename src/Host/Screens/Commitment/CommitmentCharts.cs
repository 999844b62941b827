using Busbar.Host.Screens.Forecasting;
using Busbar.Host.Screens.Shell;
using Busbar.Supply.Handoffs.Commitment;

namespace Busbar.Host.Screens.Commitment;

/// <summary>The pictures of the commitment page.</summary>
public static class CommitmentCharts
{
    private const int LayersShown = 7;

    /// <summary>The units' output as a stack, largest at the bottom, with the day-ahead price over it. Beyond seven layers the small
    /// units are one.</summary>
    public static ChartModel Stack(ScreenView view, DispatchSchedule schedule)
    {
        var running = schedule
            .Units.Where(unit => unit.Output.Values.Any(mw => mw.Value != 0))
            .OrderByDescending(unit => unit.Output.Values.Sum(mw => mw.Value))
            .ToList();
        var lines = new List<ChartLine>();
        foreach (var unit in running.Take(LayersShown))
            lines.Add(ChartLine.Of(unit.Unit, ChartKind.Stack, lines.Count + 1, unit.Output.Values.Select(mw => (double)mw.Value)));
        var rest = running.Skip(LayersShown).ToList();
        var hours = view.Calendar.HoursOf(schedule.Day);
        if (rest.Count > 0)
            lines.Add(
                ChartLine.Of(
                    $"{rest.Count} others",
                    ChartKind.Stack,
                    8,
                    hours.Select((_, i) => rest.Sum(unit => (double)unit.Output[i].Value))
                )
            );
        lines.Add(ChartLine.Of("Day-ahead price", ChartKind.Step, 0, Actuals.Price(view, schedule.Day, "da"), isRight: true));
        return new(
            $"Dispatch on {schedule.Day} under the day-ahead price",
            "MW",
            [.. hours.Select(hour => view.Clock.Label(hour.Start))],
            [.. lines],
            "USD/MWh"
        );
    }
}
