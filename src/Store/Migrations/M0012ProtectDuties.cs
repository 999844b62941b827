using System.Collections.Immutable;
using Busbar.Kernel.Facts;

namespace Busbar.Store.Migrations;

/// <summary>Who keeps where people are paged, asks in a customer's name, and who makes the facts of portfolio, delivery and
/// cybersecurity.</summary>
internal static class M0012ProtectDuties
{
    private static readonly ImmutableArray<(string Role, string[] Kinds)> duties =
    [
        (Roles.ServiceOperator, ["PageAddress", "KeptPortfolio"]),
        (Roles.ServiceDesk, ["PageAddress"]),
        (Roles.Security, ["PageAddress"]),
        (Roles.Gateway, ["RequestMade"]),
        (Roles.Gateway, ["FindingsImported", "VulnerabilityPoints"]),
        (Roles.Security, ["RiskAcceptanceAsked", "RiskAcceptanceApproved"]),
        (Roles.ServiceOperator, ["RiskAcceptanceAsked"]),
        (Roles.Gateway, ["Pushed", "Built", "Deployed", "Released", "Proposed", "TakenPost", "DeploymentChange", "ChangePlanned",
            "ChangeStarted", "ChangeEnded"]),
        (Roles.ServiceOperator, ["BuildEvidence", "ProjectPlan", "ModuleCount", "DeliverySetting"]),
        // Cases, and what CIP asks about: security makes them, operators and the desk record what they do to an asset.
        (Roles.Security, ["CaseOpened", "AlertAttached", "CaseTriaged", "CaseDismissed", "CaseAssigned", "TechniqueSeen", "CaseNoted",
            "CaseDetermined", "CaseContained", "CaseEradicated", "CaseRecovered", "LessonsRecorded", "CaseClosed", "CaseReopened",
            "CaseMerged", "CaseAbsorbed", "CaseUnmerged", "CaseReleased", "CipScope", "SourceTracked", "SourceDropped",
            "PatchesEvaluated", "PatchApplied", "PlanDated", "PlanExtended", "PlanDone", "BaselineRecorded", "BaselineObserved",
            "ChangeAuthorised", "ChangeCompleted", "ControlsVerified", "SoftwareVerified", "WentLive", "AssessmentHeld",
            "AttributeLearned", "ReportSent", "file"]),
        (Roles.ServiceOperator, ["CaseNoted", "PatchApplied", "PlanDone", "BaselineRecorded", "BaselineObserved", "ChangeCompleted",
            "ControlsVerified", "SoftwareVerified", "WentLive"]),
    ];

    private static readonly ImmutableArray<(string First, string Second)> fourEyes =
        [("RiskAcceptanceAsked", "RiskAcceptanceApproved")];

    public static Migration Step { get; } = new(12, "protect duties", _ =>
    [
        .. duties.SelectMany(duty => Grants.Duties(duty.Role, duty.Kinds)), .. Grants.FourEyes(fourEyes),
    ]);
}
