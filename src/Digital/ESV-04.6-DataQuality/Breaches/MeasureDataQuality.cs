using System.Collections.Immutable;
using Busbar.Digital.DataQuality.Contracts;
using Busbar.Digital.Handoffs.DataQuality;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.DataQuality.Breaches;

/// <summary>What was found in a period.</summary>
/// <param name="Start">The period's first instant.</param>
/// <param name="End">The first instant after it.</param>
/// <param name="Reports">Contracts held against their data; those of other times are left out.</param>
/// <param name="Breaches">With their amounts; each counts with the part that lies in the period, an open one up to its end.</param>
public sealed record MeasureDataQualityInputs(
    Instant Start, Instant End, ImmutableArray<ContractReport> Reports, ImmutableArray<ContractBreach> Breaches);

/// <summary>The key metrics of data: quality, downtime, dollars at risk over time.</summary>
public static class MeasureDataQuality
{
    private const string Stage = "ESV-04.6";

    /// <summary>The metrics; a rate of nothing is null.</summary>
    public static ImmutableArray<Metric> Run(MeasureDataQualityInputs inputs)
    {
        var checks = inputs.Reports.Where(report => report.AsOf >= inputs.Start && report.AsOf < inputs.End)
            .SelectMany(report => report.Checks).Where(check => check.IsBinding && check.State != CheckState.Unchecked).ToList();
        var kept = checks.Count(check => check.State == CheckState.Kept);
        var minutes = inputs.Breaches.Select(breach => (breach, Minutes: MinutesOf(breach, inputs))).Where(each => each.Minutes > 0)
            .ToList();
        return
        [
            new(Stage, "Data quality", checks.Count == 0 ? null : 100.0 * kept / checks.Count, "%", 99, Better.Higher,
                "100 × promises kept ÷ promises checked, over every check of a binding rule",
                [Part("promises kept", kept, ""), Part("promises checked", checks.Count, ""),
                    .. checks.Where(check => check.Dimension.Length > 0)
                    .GroupBy(check => check.Dimension).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => Part(group.Key,
                        100.0 * group.Count(check => check.State == CheckState.Kept) / group.Count(), "%"))]),
            new(Stage, "Data downtime", minutes.Sum(each => each.Minutes), "min", 0, Better.Lower,
                "Σ minutes in which a dataset did not keep its contract, each dataset by itself",
                [.. minutes.Select(each => Part(each.breach.Dataset, each.Minutes, "min"))]),
            new(Stage, "Dollars at risk over time", minutes.Sum(each => each.Minutes * (double)(each.breach.UsdTouched ?? 0)), "USD·min",
                null,
                Better.Lower, "Σ minutes of a breach × dollars that read it",
                [.. minutes.Select(each => Part($"{each.breach.Dataset} from {each.breach.Began}",
                    each.Minutes * (double)(each.breach.UsdTouched ?? 0), "USD·min"))]),
        ];
    }

    private static double MinutesOf(ContractBreach breach, MeasureDataQualityInputs inputs)
    {
        var (start, end) = (Instant.Max(breach.Began, inputs.Start), Instant.Min(breach.Ended ?? inputs.End, inputs.End));
        return end > start ? (end - start).TotalMinutes : 0;
    }

    private static Explain Part(string name, double value, string unit) =>
        Explain.Leaf(name, FormattableString.Invariant($"{value:0.##}"), unit, "contract reports");
}
