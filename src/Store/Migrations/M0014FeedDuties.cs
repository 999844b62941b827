using System.Collections.Immutable;
using Busbar.Kernel.Facts;

namespace Busbar.Store.Migrations;

/// <summary>Who keeps makers' bills and advisories and the day's estimates of exploitation, who opens cases from detections, and who
/// records what CIP-010 asks beyond baselines.</summary>
internal static class M0014FeedDuties
{
    private static readonly ImmutableArray<(string Role, string[] Kinds)> duties =
    [
        (Roles.Gateway, ["PredictionFeed", "KeptBill", "KeptAdvisory", "CaseOpened"]),
        (Roles.Security, ["ChangeTested", "ActiveAssessmentHeld", "ActionPlanned", "ActionDone"]),
        (Roles.ServiceOperator, ["ChangeTested", "ActionDone"]),
    ];

    public static Migration Step { get; } = new(14, "feed duties", _ =>
        [.. duties.SelectMany(duty => Grants.Duties(duty.Role, duty.Kinds))]);
}
