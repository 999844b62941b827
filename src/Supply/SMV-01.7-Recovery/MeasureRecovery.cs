using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs;
using Busbar.Supply.Handoffs.Recovery;

namespace Busbar.Supply.Recovery;

/// <summary>The closed months of a period; a month counts when its first day lies in it, or the period begins inside it.</summary>
public sealed record MeasureRecoveryInputs(OperatingDay First, OperatingDay Last, ImmutableArray<RecoveryMonth> Months)
{
    /// <summary>The clause, for the months of its factors and its triggers; null measures without them.</summary>
    public RecoveryClause? Clause { get; init; }
}

/// <summary>The key metrics of recovery: recovered cost, regulatory lag, the balance against a year's revenue and each trigger, what was
/// disallowed, and the carrying cost of the year.</summary>
public static class MeasureRecovery
{
    private const string Stage = "SMV-01.7";

    /// <summary>The metrics; each is null where there is nothing positive to divide by.</summary>
    public static StageMetrics Run(MeasureRecoveryInputs inputs)
    {
        var months = inputs.Months.Where(month => month.Month.PlusMonths(1) > inputs.First.Date && month.Month <= inputs.Last.Date)
            .OrderBy(month => month.Month).ToImmutableArray();
        var eligible = months.Sum(month => month.EligibleCost.Value);
        var billed = months.Sum(month => month.BilledRevenue.Value);
        var days = months.Sum(month => month.Days);
        var balance = months.IsEmpty ? 0 : months[^1].Balance().Value;
        var parts = new[] { Part("eligible cost", eligible, "USD"), Part("billed revenue", billed, "USD"),
            Part("settled days", days, "days"), Part("closing balance", balance, "USD") };
        return new(Stage, inputs.First, inputs.Last,
        [
            new(Stage, "Recovered cost", Ratio(100 * billed, eligible), "%", 95, Better.Higher,
                "100 × billed revenue ÷ eligible cost; nothing to measure where sales for resale exceed all eligible cost",
                [parts[1], parts[0]]),
            new(Stage, "Regulatory lag", Ratio(Math.Abs(balance) * days, eligible * DaysInMonth), "months", null, Better.Lower,
                "|closing balance| ÷ (eligible cost ÷ settled days × 365.25 ÷ 12): "
                + "the months of eligible cost that wait for a factor to recover or return them",
                [parts[3], parts[0], parts[2]]),
            new(Stage, "Balance to annual revenue", Ratio(100 * balance * days, billed * 365.25m), "%", null, Better.Neither,
                "100 × closing balance ÷ (billed revenue ÷ settled days × 365.25); owed to us positive. "
                + "For comparison, California's trigger is 4 % and its threshold 5 %",
                [parts[3], parts[1], parts[2]]),
            .. Totals(months),
            .. inputs.Clause is { } clause ? ByClause(clause, months) : [],
        ]);
    }

    private static IEnumerable<Metric> Totals(ImmutableArray<RecoveryMonth> months)
    {
        var year = months.Where(month => month.Month.Year == months[^1].Month.Year).ToList();
        decimal? disallowed = months.IsEmpty ? null : months.Sum(month => month.Working?.Disallowed.Value ?? 0);
        decimal? carrying = months.IsEmpty ? null
            : year.Sum(month => month.Interest.Value + (month.Working?.AmortisingInterest.Value ?? 0));
        yield return new(Stage, "Disallowed", (double?)disallowed, "USD", 0, Better.Lower, "Σ of what orders took out of the balance",
            [Part("disallowed", disallowed ?? 0, "USD")]);
        yield return new(Stage, "Carrying cost", (double?)carrying, "USD", null, Better.Neither,
            "Σ of interest on the balances since January of the period's last month; earned positive",
            [Part("interest", carrying ?? 0, "USD")]);
    }

    private static IEnumerable<Metric> ByClause(RecoveryClause clause, ImmutableArray<RecoveryMonth> months)
    {
        if (clause.RiderLagMonths > 0 || !clause.Riders.IsEmpty)
        {
            var waits = months.Select(month => (Cost: month.EligibleCost.Value, Wait: Wait(clause, month.Month)))
                .Where(month => month.Wait is not null && month.Cost > 0).ToList();
            var cost = waits.Sum(month => month.Cost);
            var weighted = waits.Sum(month => month.Cost * month.Wait!.Value);
            yield return new(Stage, "Cost month to factor month", Ratio(weighted, cost), "months", null, Better.Lower,
                "Σ eligible cost × months until the first factor set after it ÷ Σ eligible cost, of months that have one",
                [Part("cost × months", weighted, "USD·months"), Part("eligible cost", cost, "USD")]);
        }
        foreach (var trigger in clause.Triggers)
        {
            var ratio = months.IsEmpty ? null : ClauseTriggers.RatioOf(trigger, months, months.Length - 1);
            yield return new(Stage, $"Balance against {trigger.Name}", (double?)(100 * (ratio is { } part ? Math.Abs(part) : null)), "%",
                (double)(100 * trigger.Level), Better.Lower,
                trigger.Measure == TriggerMeasure.AnnualRevenue ? "100 × |balance| ÷ the year's jurisdictional revenue"
                    : "100 × |balance| ÷ jurisdictional cost of the last twelve months",
                [Part("balance", months.IsEmpty ? 0 : months[^1].Balance().Value, "USD"), Part("trigger", 100 * trigger.Level, "%")]);
        }
    }

    private static int? Wait(RecoveryClause clause, NodaTime.LocalDate month) => clause.RiderLagMonths > 0 ? clause.RiderLagMonths
        : clause.Riders.FirstOrDefault(rider => rider.From > month) is { } next
            ? NodaTime.Period.Between(month, next.From, NodaTime.PeriodUnits.Months).Months : null;

    private const decimal DaysInMonth = 365.25m / 12;

    // A month whose sales for resale earn more than all eligible cost has nothing to recover: a ratio to it would mislead.
    private static double? Ratio(decimal above, decimal below) => below <= 0 ? null : (double)(above / below);

    private static Explain Part(string name, decimal value, string unit) =>
        Explain.Leaf(name, FormattableString.Invariant($"{value:0.00##}"), unit, "closed months of the period");
}
