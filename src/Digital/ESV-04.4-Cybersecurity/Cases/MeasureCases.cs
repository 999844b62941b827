using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.Cybersecurity.Cases;

/// <summary>Cases, and the half-open window in which they were detected.</summary>
public sealed record MeasureCasesInputs(ImmutableArray<SecurityCase> Cases, Instant From, Instant To);

/// <summary>How fast cases are dealt with, from the first sign that was there to be seen. Cases that go on in another, and those that were
/// nothing, do not count; of one that was reopened the last containment does.</summary>
public static class MeasureCases
{
    private const string Stage = "ESV-04.4";

    /// <summary>Mean hours to triage, to respond (containment), to recover; null where no case got there.</summary>
    public static Outcome<ImmutableArray<Metric>> Run(MeasureCasesInputs inputs)
    {
        var cases = inputs.Cases.Where(each => each is { MergedInto: "", Stage: not CaseStage.Dismissed }
            && each.Opened.DetectedAt >= inputs.From
            && each.Opened.DetectedAt < inputs.To).ToList();
        return ImmutableArray.Create(Mean("Mean time to triage", each => each.TriagedAt, "triaged"),
            Mean("Mean time to respond", each => each.ContainedAt, "contained"),
                Mean("Mean time to recover", each => each.RecoveredAt, "recovered"));

        Metric Mean(string name, Func<SecurityCase, Instant?> reached, string word)
        {
            var hours = cases.Where(each => reached(each) is not null).Select(each => (each.Id,
                Hours: (reached(each)!.Value - each.Opened.DetectedAt).TotalHours)).ToList();
            return new(Stage, name, hours.Count == 0 ? null : hours.Average(each => each.Hours), "h", null, Better.Lower,
                $"sum of (when {word} - when detected) / cases {word}",
                [.. hours.Select(each => Explain.Leaf(each.Id, FormattableString.Invariant($"{each.Hours:0.##}"), "h", "case facts"))]);
        }
    }
}
