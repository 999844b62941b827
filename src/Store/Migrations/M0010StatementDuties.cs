using Busbar.Kernel.Facts;

namespace Busbar.Store.Migrations;

/// <summary>The back office keeps the market's statements, calendars and invoices, or puts them into quarantine, and books what a later
/// statement changes.</summary>
internal static class M0010StatementDuties
{
    private static readonly string[] kinds =
    [
        "KeptStatement", "QuarantinedStatement", "DeterminantExtract", "SettlementCalendarEntry", "MarketParticipant", "KeptInvoice",
        "StatementTrueUp", "DisputedLines",
    ];

    public static Migration Step { get; } = new(10, "statement duties", _ =>
        [.. kinds.Select(kind => $"INSERT INTO duty (role, kind) VALUES ('{Roles.Settlement}', '{kind}')")]);
}
