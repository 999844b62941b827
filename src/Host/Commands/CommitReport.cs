using System.Collections.Immutable;
using System.Globalization;
using Busbar.Kernel.Outcomes;
using Busbar.Supply.Commitment.Systems;
using Busbar.Supply.Handoffs.Commitment.Systems;
using Spectre.Console;

namespace Busbar.Host.Commands;

/// <summary>What <c>busbar commit solve</c> says of its answer.</summary>
/// <param name="Given">The case.</param>
/// <param name="Solution">Its answer.</param>
/// <param name="Findings">What the solver found about the case.</param>
/// <param name="Faults">What the independent checker found.</param>
/// <param name="Seconds">Wall-clock seconds of the command, reading included.</param>
internal sealed record CommitReport(
    CommitmentCase Given, SystemSolution Solution, ImmutableArray<Finding> Findings, ImmutableArray<Finding> Faults, double Seconds)
{
    private static readonly double[] gaps = [0.01, 0.005, 0.002, 0.001, 0.0005, 0.0001];

    /// <summary>For a script.</summary>
    public object ToObject(bool withProgress) => new
    {
        @case = Given.Name, hours = Given.Hours, units = Given.Thermal.Length, objectiveUsd = Solution.Schedule.ObjectiveUsd,
        lowerBoundUsd = Solution.Schedule.LowerBoundUsd, gap = Solution.Schedule.Gap, feasible = Faults.IsEmpty,
        seconds = Seconds, firstScheduleSeconds = SecondsTo(double.PositiveInfinity),
        secondsToGap = gaps.ToDictionary(gap => gap.ToString(CultureInfo.InvariantCulture), SecondsTo),
        shortages = Solution.Schedule.Shortages.Select(shortage => new
        {
            shortage.Kind, shortage.Hour, shortage.Amount, shortage.Budget, why = CommitShortages.Why(Given, shortage),
        }),
        findings = Findings, faults = Faults,
        progress = withProgress ? Solution.Progress.Select(point => new
        {
            point.Seconds, objectiveUsd = Finite(point.ObjectiveUsd), lowerBoundUsd = Finite(point.LowerBoundUsd), point.Step,
        }) : null,
    };

    /// <summary>For a person.</summary>
    public void Print()
    {
        var schedule = Solution.Schedule;
        CommandScope.Print(new Text(FormattableString.Invariant($"Cost {schedule.ObjectiveUsd:N2} USD, at least ")
            + FormattableString.Invariant($"{schedule.LowerBoundUsd:N2}: gap {schedule.Gap:P3} after {Seconds:0.0} s\n")));
        CommandScope.Print(new Text(Faults.IsEmpty ? "Feasible by the independent checker\n"
            : $"The checker has {Faults.Length} findings\n"));
        var table = new Table().Title("Seconds to").AddColumns([.. gaps.Select(gap =>
            gap.ToString("P2", CultureInfo.InvariantCulture)).Prepend("a schedule")]);
        table.AddRow([.. gaps.Prepend(double.PositiveInfinity).Select(gap => SecondsTo(gap)?.ToString("0.0", CultureInfo.InvariantCulture)
            ?? "–")]);
        CommandScope.Print(table);
        if (schedule.Shortages.IsEmpty) return;
        var shortages = new Table().Title("Short of").AddColumns("What", "Hour", "Amount", "Why");
        foreach (var shortage in schedule.Shortages)
            shortages.AddRow($"{shortage.Kind}", shortage.Hour < 0 ? Markup.Escape(shortage.Budget) : $"{shortage.Hour + 1}",
                shortage.Amount.ToString("N3", CultureInfo.InvariantCulture), Markup.Escape(CommitShortages.Why(Given, shortage)));
        CommandScope.Print(shortages);
    }

    /// <summary>When the best cost and the best bound so far came within a gap, or null.</summary>
    private double? SecondsTo(double gap)
    {
        var (cost, bound) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var point in Solution.Progress)
        {
            (cost, bound) = (Math.Min(cost, point.ObjectiveUsd), Math.Max(bound, point.LowerBoundUsd));
            if (double.IsFinite(cost) && cost - bound <= gap * Math.Abs(cost)) return point.Seconds;
        }
        return null;
    }

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
