using System.Collections.Immutable;
using System.Globalization;

namespace Busbar.Digital.Cybersecurity.Cip;

/// <summary>A fact as evidence of one part of a requirement.</summary>
/// <param name="Part">The part it proves.</param>
/// <param name="What">What was done, in words.</param>
public sealed record EvidenceLine(string Part, CipFact Fact, string What)
{
    /// <summary>The parts that a fact is evidence of, with what it says for each.</summary>
    public static ImmutableArray<EvidenceLine> Of(CipFact fact)
    {
        var what = Words(fact);
        return [.. PartsOf(fact).Select(part => new EvidenceLine(part, fact, what))];
    }

    private static string[] PartsOf(CipFact fact) => fact switch
    {
        SourceTracked or SourceDropped => ["CIP-007 R2.1"],
        PatchesEvaluated => ["CIP-007 R2.2"],
        PatchApplied or PlanDated => ["CIP-007 R2.3"],
        PlanExtended or PlanDone => ["CIP-007 R2.4"],
        IncidentDetermined => ["CIP-008 R4.2"],
        AttributeLearned => ["CIP-008 R4.3"],
        ReportSent => ["CIP-008 R4.1", "CIP-008 R4.2", "CIP-008 R4.3"],
        BaselineRecorded { Change: "" } => ["CIP-010 R1.1"],
        BaselineRecorded => ["CIP-010 R1.1", "CIP-010 R1.3"],
        ChangeAuthorised => ["CIP-010 R1.2"],
        ChangeCompleted => ["CIP-010 R1.2", "CIP-010 R1.3"],
        ControlsVerified => ["CIP-010 R1.4"],
        ChangeTested => ["CIP-010 R1.5"],
        SoftwareVerified => ["CIP-010 R1.6"],
        BaselineObserved or WentLive => ["CIP-010 R2.1"],
        AssessmentHeld => ["CIP-010 R3.1"],
        ActiveAssessmentHeld => ["CIP-010 R3.1", "CIP-010 R3.2", "CIP-010 R3.3"],
        ActionPlanned or ActionDone => ["CIP-010 R3.4"],
        _ => throw new InvalidOperationException($"{fact.GetType().Name} proves no part."),
    };

    private static string Words(CipFact fact) => fact switch
    {
        SourceTracked it => $"tracks patches of {it.Source}",
        SourceDropped it => $"tracks patches of {it.Source} no longer",
        PatchesEvaluated { Applicable.IsEmpty: true } it => $"evaluated {it.Source}: nothing applies",
        PatchesEvaluated it => $"evaluated {it.Source}: {string.Join(", ", it.Applicable)} apply",
        PatchApplied it => $"applied {it.Patch}",
        PlanDated it => $"plan {it.Plan} for {string.Join(", ", it.Patches)} by {Day(it.CompleteBy)}",
        PlanExtended it => $"plan {it.Plan} extended to {Day(it.CompleteBy)}",
        PlanDone it => $"plan {it.Plan} carried out",
        IncidentDetermined it => $"{it.Incident} determined as {it.As}",
        AttributeLearned it => $"{it.Incident}: {it.Attribute} learned",
        ReportSent it => $"{it.Incident} told to {it.Recipient}: {(it.Told.IsEmpty ? "first notice" : string.Join(", ", it.Told))}",
        BaselineRecorded it => $"baseline of {it.Items.Length} items recorded{(it.Change == "" ? "" : $" after {it.Change}")}",
        ChangeAuthorised it => $"{it.Change} authorised for {it.Items.Length} items",
        ChangeCompleted it => $"{it.Change} completed",
        ControlsVerified it => $"controls verified after {it.Change}",
        ChangeTested { Differences: "" } it => $"{it.Change} tried out in production",
        ChangeTested it => $"{it.Change} tried out, where the test environment differs: {it.Differences}",
        SoftwareVerified it => $"source and integrity verified for {it.Change}",
        BaselineObserved it => $"looked at {it.Items.Length} items",
        WentLive => "went live",
        AssessmentHeld => "vulnerability assessment held",
        ActiveAssessmentHeld => "active vulnerability assessment held",
        ActionPlanned it => $"plan {it.Plan} to remedy what was found by {Day(it.CompleteBy)}",
        ActionDone it => $"plan {it.Plan} carried out",
        _ => throw new InvalidOperationException($"{fact.GetType().Name} has no words."),
    };

    private static string Day(NodaTime.LocalDate day) => day.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);
}
