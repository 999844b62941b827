using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Delivery;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using NodaTime;

namespace Busbar.Digital.Delivery.Projects;

/// <summary>A project's standing.</summary>
/// <param name="Budget">Budget at completion (BAC).</param>
/// <param name="Planned">Planned value (PV): what should be done by now, at its budget, each package evenly over its days.</param>
/// <param name="Earned">Earned value (EV): what is done, at its budget.</param>
/// <param name="Spent">Actual cost (AC).</param>
/// <param name="CostIndex">CPI = EV ÷ AC; null while nothing is spent.</param>
/// <param name="ScheduleIndex">SPI = EV ÷ PV; null while nothing is planned.</param>
/// <param name="AtCompletion">Estimate at completion: BAC ÷ CPI; null without an index above 0.</param>
/// <param name="ToComplete">TCPI = (BAC − EV) ÷ (BAC − AC), the index the rest needs to end in budget; null when the budget is spent.
/// </param>
/// <param name="IsOnBudget">The cost at completion is within 10 % of the budget; null while it is not known.</param>
/// <param name="IsOnTime">The schedule index is within 10 % of 1; null while it is not known.</param>
public sealed record EarnedValue(
    Usd Budget, Usd Planned, Usd Earned, Usd Spent, decimal? CostIndex, decimal? ScheduleIndex, Usd? AtCompletion, decimal? ToComplete,
    bool? IsOnBudget, bool? IsOnTime);

/// <summary>Measures earned value (ANSI/EIA-748; PMI, Practice Standard for Earned Value Management) and the 10 % that the United States'
/// federal agencies answer for (FITARA). Refuses <c>no-packages</c>, <c>bad-package</c>.</summary>
public static class MeasureEarnedValue
{
    /// <summary>The standing at the end of a day.</summary>
    public static Outcome<EarnedValue> Run(ImmutableArray<WorkPackage> packages, LocalDate asOf)
    {
        if (packages.IsEmpty) return new Refusal("no-packages", "The plan is empty", "packages", "Plan the work first.");
        if (packages.FirstOrDefault(one => one.Budget <= Usd.Zero || one.Finish < one.Start || one.Done is < 0 or > 1
            || one.Spent < Usd.Zero)
            is { } bad)
            return new Refusal("bad-package",
                "A package has a budget above 0, days in order, a share done from 0 to 1 and no negative cost",
                bad.Name, "Correct the package.");
        var budget = Sum(packages, one => one.Budget);
        var planned = Sum(packages, one => one.Budget * PlannedShare(one, asOf));
        var earned = Sum(packages, one => one.Budget * one.Done);
        var spent = Sum(packages, one => one.Spent);
        decimal? cost = spent == Usd.Zero ? null : earned / spent;
        decimal? schedule = planned == Usd.Zero ? null : earned / planned;
        Usd? atCompletion = cost is > 0 and var index ? budget / index : null;
        return new EarnedValue(budget, planned, earned, spent, cost, schedule, atCompletion,
            budget > spent ? (budget - earned) / (budget - spent) : null,
            atCompletion is { } end ? Math.Abs(end / budget - 1) <= 0.1m : null, schedule is { } pace ? Math.Abs(pace - 1) <= 0.1m : null);
    }

    private static decimal PlannedShare(WorkPackage one, LocalDate asOf)
    {
        var days = Period.DaysBetween(one.Start, one.Finish) + 1;
        return Math.Clamp(Period.DaysBetween(one.Start, asOf) + 1, 0, days) / (decimal)days;
    }

    private static Usd Sum(ImmutableArray<WorkPackage> packages, Func<WorkPackage, Usd> part) =>
        packages.Aggregate(Usd.Zero, (sum, one) => sum + part(one));
}
