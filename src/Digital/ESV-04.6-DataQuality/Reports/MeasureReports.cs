using System.Collections.Immutable;
using Busbar.Digital.Handoffs.DataQuality;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.DataQuality.Reports;

/// <summary>Deliveries of a period and the breaches of the datasets they read.</summary>
/// <param name="Deliveries">Every delivery the schedule asks for, sent or not.</param>
/// <param name="Breaches">Of any datasets.</param>
/// <param name="Now">A delivery that is due later does not count yet.</param>
public sealed record MeasureReportsInputs(ImmutableArray<ReportDelivery> Deliveries, ImmutableArray<ContractBreach> Breaches, Instant Now);

/// <summary>Report availability and what failed.</summary>
public sealed record ReportAvailability(Metric Metric, ImmutableArray<FailedDelivery> Failed);

/// <summary>Measures report availability: delivered on time, complete, and from data in contract, of those scheduled. A report that was not
/// sent, or was blank, is a failure of its owner, whatever the mail server says.</summary>
public static class MeasureReports
{
    private static readonly ImmutableArray<ReportFailure> all = [.. Enum.GetValues<ReportFailure>()];

    /// <summary>The metric and every failure, in the order they were due.</summary>
    public static ReportAvailability Run(MeasureReportsInputs inputs)
    {
        var due = inputs.Deliveries.Where(delivery => delivery.Due <= inputs.Now).OrderBy(delivery => delivery.Due)
            .ThenBy(delivery => delivery.Report, StringComparer.Ordinal).ToList();
        var failed = due.Select(delivery => Failure(delivery, inputs.Breaches)).OfType<FailedDelivery>().ToImmutableArray();
        var parts = all.Select(why => Count(why.ToString(), failed.Count(each => each.Why == why)));
        return new(new("ESV-04.6", "Report availability", due.Count == 0 ? null : 100.0 * (due.Count - failed.Length) / due.Count, "%", 99,
            Better.Higher, "100 × delivered on time, complete and from data in contract ÷ scheduled",
            [Count("delivered in full", due.Count - failed.Length), Count("scheduled", due.Count), .. parts]), failed);
    }

    private static FailedDelivery? Failure(ReportDelivery delivery, ImmutableArray<ContractBreach> breaches)
    {
        if (delivery.Sent is not { } sent) return new(delivery, ReportFailure.Unsent, []);
        var broken = breaches.Where(breach => delivery.Datasets.Contains(breach.Dataset) && breach.Began <= sent && !(breach.Ended <= sent))
            .Select(breach => breach.Dataset).Distinct().ToImmutableArray();
        ReportFailure? why = delivery.Rows == 0 ? ReportFailure.Blank
            : delivery.Rows < delivery.RowsExpected ? ReportFailure.Incomplete
            : sent > delivery.Due ? ReportFailure.Late
            : !broken.IsEmpty ? ReportFailure.FromBrokenData : null;
        return why is { } reason ? new(delivery, reason, broken) : null;
    }

    private static Explain Count(string name, int number) =>
        Explain.Leaf(name, FormattableString.Invariant($"{number}"), "deliveries", "report schedule");
}
