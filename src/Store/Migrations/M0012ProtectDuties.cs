using System.Collections.Immutable;
using Busbar.Kernel.Facts;

namespace Busbar.Store.Migrations;

/// <summary>Who keeps where people are paged, asks in a customer's name, and who makes the facts of portfolio, delivery and
/// cybersecurity.</summary>
internal static class M0012ProtectDuties
{
    private static readonly ImmutableArray<(string Role, string[] Kinds)> duties =
    [
        (Roles.ServiceOperator, ["PageAddress"]),
        (Roles.ServiceDesk, ["PageAddress"]),
        (Roles.Security, ["PageAddress"]),
        (Roles.Gateway, ["RequestMade"]),
        (Roles.Gateway, ["FindingsImported", "VulnerabilityPoints"]),
        (Roles.Security, ["RiskAcceptanceAsked", "RiskAcceptanceApproved"]),
        (Roles.ServiceOperator, ["RiskAcceptanceAsked"]),
    ];

    private static readonly ImmutableArray<(string First, string Second)> fourEyes =
        [("RiskAcceptanceAsked", "RiskAcceptanceApproved")];

    public static Migration Step { get; } = new(12, "protect duties", _ =>
    [
        .. duties.SelectMany(duty => duty.Kinds, (duty, kind) =>
            $"INSERT INTO duty (role, kind) SELECT '{duty.Role}', '{kind}' WHERE NOT EXISTS "
            + $"(SELECT 1 FROM duty WHERE role = '{duty.Role}' AND kind = '{kind}')"),
        .. fourEyes.Select(pair => $"INSERT INTO four_eyes (first_type, second_type) VALUES ('{pair.First}', '{pair.Second}')"),
    ]);
}
