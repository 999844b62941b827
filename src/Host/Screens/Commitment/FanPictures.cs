using System.Collections.Immutable;
using Busbar.Host.Screens.Shell;
using Busbar.Supply.Commitment.WhatIf;
using static Busbar.Host.Screens.Shell.Column;

namespace Busbar.Host.Screens.Commitment;

/// <summary>Pictures and table of the fleet's profit over price paths.</summary>
public static class FanPictures
{
    /// <summary>Profit up to each hour: median with the middle half and nine tenths of the paths.</summary>
    public static ChartModel Fan(ScreenView view, ProfitFan fan)
    {
        IEnumerable<double> Of(int level) => fan.Hours.Select(hour => hour[level]);
        return new($"Profit earned by hour on {fan.Day}, over {fan.Profits.Length} price paths", "USD",
            [.. view.Calendar.HoursOf(fan.Day).Select(hour => view.Clock.Label(hour.Start))],
            [
                ChartLine.Of("95 %", ChartKind.BandUpper, 3, Of(4)), ChartLine.Of("5 %", ChartKind.BandLower, 3, Of(0)),
                ChartLine.Of("75 %", ChartKind.BandUpper, 1, Of(3)), ChartLine.Of("25 %", ChartKind.BandLower, 1, Of(1)),
                ChartLine.Of("Median", ChartKind.Line, 1, Of(2)),
            ]);
    }

    /// <summary>The day's profit path by path, least first.</summary>
    public static ChartModel Ladder(ProfitFan fan) => new("The day's profit by path, least first", "USD",
        [.. fan.Profits.Select((_, i) => $"{i + 1}")],
        [ChartLine.Of("Profit", ChartKind.Bars, 1, fan.Profits.Select(profit => profit.Value))]);

    /// <summary>What each unit does on average.</summary>
    public static ScreenTable Units(ScreenView view)
    {
        ImmutableArray<Column> columns =
        [
            Words("Unit"), Numbers("Mean profit", "USD"), Numbers("Least", "USD"), Numbers("Greatest", "USD"), Numbers("Starts", "mean"),
            Numbers("Hours on", "mean"),
        ];
        return new("scenario-units", "Units over the paths", columns,
            PlanView.Fan(view) is not Kernel.Outcomes.Outcome<ProfitFan>.Done fan ? [] :
            [
                .. fan.Value.Units.Select(unit => (ImmutableArray<Cell>)
                [
                    Cell.Of(unit.Unit), Cell.Of(unit.Mean.Value, 0).As(unit.Mean.Value < 0 ? Tone.Bad : Tone.Plain),
                    Cell.Of(unit.Least.Value, 0), Cell.Of(unit.Greatest.Value, 0), Cell.Of(unit.Starts, 2), Cell.Of(unit.HoursOn, 1),
                ]),
            ]);
    }
}
