using Busbar.Kernel.Facts;

namespace Busbar.Store.Migrations;

/// <summary>The back office disputes what a market bills, and takes, proposes and releases what is paid. Nobody releases a dispute that
/// they drew up, or a payment that they proposed.</summary>
internal static class M0008SettlementDuties
{
    private static readonly string[] kinds =
    [
        "DisputeOpened", "DisputeReleased", "DisputeFiled", "DisputeAnswered", "DisputeResolved", "DisputeSettled", "DisputeWithdrawn",
        "InvoiceTaken", "PaymentProposed", "PaymentReleased", "PaymentMade", "file",
    ];

    private static readonly (string First, string Second)[] fourEyes =
        [("DisputeOpened", "DisputeReleased"), ("PaymentProposed", "PaymentReleased")];

    public static Migration Step { get; } = new(8, "settlement duties", _ =>
    [
        .. kinds.Select(kind => $"INSERT INTO duty (role, kind) VALUES ('{Roles.Settlement}', '{kind}')"),
        .. fourEyes.Select(pair => $"INSERT INTO four_eyes (first_type, second_type) VALUES ('{pair.First}', '{pair.Second}')"),
    ]);
}
