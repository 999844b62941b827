using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Recovery;
using NodaTime;

namespace Busbar.Supply.Recovery;

/// <summary>Holds balances against a clause's triggers, and counts out its reviews.</summary>
internal static class ClauseTriggers
{
    public static ImmutableArray<TriggerMet> Met(RecoveryClause clause, ImmutableArray<RecoveryMonth> months) =>
    [
        .. clause.Triggers.SelectMany(trigger => Met(trigger, months))
            .Concat(clause.Reviews.SelectMany(review => Due(clause, review, months)))
            .OrderBy(met => met.Month),
    ];

    /// <summary>The balance as a fraction of what the trigger measures, or null where that is not known or not positive.</summary>
    public static decimal? RatioOf(ClauseTrigger trigger, ImmutableArray<RecoveryMonth> months, int at)
    {
        var year = trigger.Measure == TriggerMeasure.AnnualRevenue ? months[at].Working?.AnnualRevenue
            : at < 11 ? null
            : months[(at - 11)..(at + 1)].Aggregate(Usd.Zero, (sum, month) => sum + (month.Working?.JurisdictionalCost ?? Usd.Zero));
        return year is { Value: > 0 } positive ? months[at].Balance() / positive : null;
    }

    public static IEnumerable<Finding> NotMeasured(RecoveryClause clause, ImmutableArray<RecoveryMonth> months) =>
        from trigger in clause.Triggers
        where RatioOf(trigger, months, months.Length - 1) is null
        select new Finding("trigger-not-measured", Severity.Warning, trigger.Measure == TriggerMeasure.AnnualRevenue
            ? $"{trigger.Name}: the year's revenue of the last month is not given"
            : $"{trigger.Name}: the run has fewer than twelve months",
            $"{months[^1].Month:yyyy-MM}", "The trigger was not tested there.");

    private static IEnumerable<TriggerMet> Met(ClauseTrigger trigger, ImmutableArray<RecoveryMonth> months)
    {
        LocalDate? last = null;
        for (var at = trigger.IsAtEndOfPeriod ? months.Length - 1 : 0; at < months.Length; at++)
        {
            if (RatioOf(trigger, months, at) is not { } ratio || Math.Abs(ratio) < trigger.Level
                || (last is { } before && months[at].Month < before.PlusMonths(trigger.MonthsBetween))) continue;
            last = months[at].Month;
            yield return new(trigger.Name, months[at].Month, ratio, trigger.Level, trigger.Action, trigger.Source,
                trigger.AmortisationMonths == 0 ? null : Surcharge(trigger, months, at));
        }
    }

    // The mean of the months there are, a year at most, stands for the sales of the months to come.
    private static UsdPerMwh Surcharge(ClauseTrigger trigger, ImmutableArray<RecoveryMonth> months, int at)
    {
        var year = months[Math.Max(0, at - 11)..(at + 1)];
        var sales = year.Aggregate(Mwh.Zero, (sum, month) => sum + (month.Working?.AdjustedSales ?? month.RetailSales)) / year.Length;
        return months[at].Balance() / (sales * trigger.AmortisationMonths);
    }

    private static IEnumerable<TriggerMet> Due(RecoveryClause clause, ClauseReview review, ImmutableArray<RecoveryMonth> months) =>
        from month in months
        let run = Period.Between(clause.FirstMonth, month.Month.PlusMonths(1), PeriodUnits.Months).Months
        where run % review.EveryMonths == 0
        select new TriggerMet(review.Name, month.Month, null, null, review.Action, review.Source, null);
}
