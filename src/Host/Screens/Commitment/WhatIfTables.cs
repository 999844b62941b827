using System.Collections.Immutable;
using Busbar.Host.Screens.Shell;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Commitment.WhatIf;
using Busbar.Supply.Handoffs.Commitment;
using static Busbar.Host.Screens.Shell.Column;

namespace Busbar.Host.Screens.Commitment;

/// <summary>The plan beside what it would be.</summary>
public static class WhatIfTables
{
    /// <summary>Output of the fleet by hour, as planned and as it would be.</summary>
    public static ChartModel Output(ScreenView view, WhatIfAnswer answer)
    {
        var hours = view.Calendar.HoursOf(answer.Plan.Day);
        IEnumerable<double> Of(DispatchSchedule plan) => hours.Select((_, hour) => plan.Units.Sum(unit =>
            (double)unit.Output[hour].Value));
        return new($"Output of the fleet on {answer.Plan.Day}", "MW", [.. hours.Select(hour => view.Clock.Label(hour.Start))],
        [
            ChartLine.Of("As planned", ChartKind.Step, 4, Of(answer.Plan)), ChartLine.Of("What if", ChartKind.Step, 1, Of(answer.Changed)),
        ]);
    }

    /// <summary>The difference by unit, what-if less plan; the greatest first.</summary>
    public static ScreenTable Units(ScreenView view)
    {
        ImmutableArray<Column> columns =
        [
            Words("Unit"), Numbers("Output planned", "MWh"), Numbers("what if", "MWh"), Numbers("Starts planned", ""),
            Numbers("what if", "starts"), Numbers("Profit planned", "USD"), Numbers("what if", "USD"), Numbers("Difference", "USD"),
        ];
        if (PlanView.Answer(view) is not Outcome<WhatIfAnswer>.Done { Value: var answer })
            return new("what-if", "Difference by unit", columns, []);
        var changed = answer.Changed.Units.ToDictionary(unit => unit.Unit, StringComparer.Ordinal);
        return new("what-if", "Difference by unit", columns,
        [
            .. answer.Plan.Units.OrderByDescending(unit =>
                    Math.Abs(((changed.GetValueOrDefault(unit.Unit)?.Profit ?? Usd.Zero) - unit.Profit).Value))
                .Select(unit => Row(unit, changed.GetValueOrDefault(unit.Unit))),
        ]);
    }

    private static ImmutableArray<Cell> Row(UnitSchedule plan, UnitSchedule? changed)
    {
        var difference = (changed?.Profit ?? Usd.Zero) - plan.Profit;
        return
        [
            Cell.Of(changed is null ? $"{plan.Unit} (out)" : plan.Unit), Cell.Of(Energy(plan), 1),
            Cell.Of(changed is null ? 0 : Energy(changed), 1), Cell.Count(plan.Starts.Length), Cell.Count(changed?.Starts.Length ?? 0),
            Cell.Of(plan.Profit.Value, 0), Cell.Of((changed?.Profit ?? Usd.Zero).Value, 0),
            Cell.Of(difference.Value, 0).As(difference < Usd.Zero ? Tone.Bad : difference > Usd.Zero ? Tone.Good : Tone.Faint),
        ];
    }

    private static decimal Energy(UnitSchedule unit) => unit.Output.Values.Sum(mw => mw.Value);
}
