using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs;
using Busbar.Supply.Handoffs.Settlement;
using Busbar.Supply.Settlement.Disputes;
using Busbar.Supply.Settlement.Invoices;

namespace Busbar.Supply.Settlement;

/// <summary>The reconciliations of a period; days outside it are left out.</summary>
public sealed record MeasureSettlementInputs(OperatingDay First, OperatingDay Last, ImmutableArray<Reconciliation> Days)
{
    /// <summary>Disputes of operating days in the period, as they stand.</summary>
    public ImmutableArray<DisputeStanding> Disputes { get; init; } = [];

    /// <summary>Invoices due in the period, as they stand.</summary>
    public ImmutableArray<InvoiceStanding> Invoices { get; init; } = [];

    /// <summary>Days from each operating day of the period to its last statement.</summary>
    public ImmutableArray<int> DaysToFinal { get; init; } = [];
}

/// <summary>The key metrics of settlement: dispute rate, value in variance, value recovered, on-time payment, days to the final statement,
/// settled days.</summary>
public static class MeasureSettlement
{
    private const string Stage = "SMV-01.6";

    /// <summary>The metrics; a rate without anything to measure is null.</summary>
    public static StageMetrics Run(MeasureSettlementInputs inputs)
    {
        var days = inputs.Days.Where(day => day.Day.CompareTo(inputs.First) >= 0 && day.Day.CompareTo(inputs.Last) <= 0).ToList();
        return new(Stage, inputs.First, inputs.Last,
            [DisputeRate(days), ValueInVariance(days), ValueRecovered(inputs.Disputes), OnTimePayment(inputs.Invoices),
                DaysToFinal(inputs.DaysToFinal), SettledDays(inputs, days)]);
    }

    private static Metric DisputeRate(List<Reconciliation> days)
    {
        var disputed = days.Sum(day => day.Variances.Length);
        var compared = days.Sum(day => day.LinesCompared);
        return new(Stage, "Dispute rate", compared == 0 ? null : 100.0 * disputed / compared, "%", 1, Better.Lower,
            "100 × lines in variance ÷ lines compared", [Count("lines in variance", disputed), Count("lines compared", compared)]);
    }

    private static Metric ValueInVariance(List<Reconciliation> days) =>
        new(Stage, "Value in variance", days.Count == 0 ? null
            : (double)days.Sum(day => day.Variances.Sum(variance => Math.Abs(variance.Difference.Value))),
            "USD", null, Better.Lower, "Σ |ISO − ours| over the lines in variance",
            [.. days.Where(day => !day.Variances.IsEmpty).Select(day => Explain.Leaf($"{day.Day}",
                FormattableString.Invariant($"{day.Variances.Sum(variance => Math.Abs(variance.Difference.Value)):0.00}"), "USD",
                $"{day.Variances.Length} line(s) of the {day.StatementType} statement{(day.IsAgainstSimulation ? " (simulated)" : "")}"))]);

    private static Metric ValueRecovered(ImmutableArray<DisputeStanding> disputes)
    {
        var received = disputes.Aggregate(Usd.Zero, (sum, each) => sum + each.Received);
        return new(Stage, "Value recovered", disputes.IsEmpty ? null : (double)received.Value, "USD", null, Better.Higher,
            "Σ what later statements gave back on disputes",
            [Count("disputes", disputes.Length), Count("open", disputes.Count(each => each.IsOpen)),
                Money("asked", disputes, each => each.Claim.Amount), Money("awarded", disputes, each => each.Awarded),
                Money("received", disputes, each => each.Received)]);
    }

    private static Metric OnTimePayment(ImmutableArray<InvoiceStanding> invoices)
    {
        var due = invoices.Where(each => each.Taken.Amount > Usd.Zero && each.IsOnTime is not null).ToList();
        var onTime = due.Count(each => each.IsOnTime == true);
        return new(Stage, "On-time payment", due.Count == 0 ? null : 100.0 * onTime / due.Count, "%", 100, Better.Higher,
            "100 × invoices paid by their due time ÷ invoices paid or overdue", [Count("paid on time", onTime), Count("due", due.Count)]);
    }

    private static Metric DaysToFinal(ImmutableArray<int> days) =>
        new(Stage, "Days to final", days.IsEmpty ? null : days.Average(), "days", null, Better.Lower,
            "Mean days from the operating day to its last statement", [Count("operating days with a final statement", days.Length)]);

    private static Metric SettledDays(MeasureSettlementInputs inputs, List<Reconciliation> days)
    {
        var wanted = inputs.First.Through(inputs.Last).Count();
        var settled = days.Select(day => day.Day).Distinct().Count();
        return new(Stage, "Settled days", settled, "days", wanted, Better.Higher,
            "Operating days with a reconciled statement, of the days in the period",
            [Count("days reconciled", settled), Count("days in the period", wanted)]);
    }

    private static Explain Money(string name, ImmutableArray<DisputeStanding> disputes, Func<DisputeStanding, Usd> of) =>
        Explain.Leaf(name, FormattableString.Invariant($"{disputes.Sum(each => of(each).Value):0.00}"), "USD", "disputes");

    private static Explain Count(string name, int number) =>
        Explain.Leaf(name, FormattableString.Invariant($"{number}"), "", "");
}
