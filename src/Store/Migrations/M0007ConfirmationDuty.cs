using Busbar.Kernel.Facts;

namespace Busbar.Store.Migrations;

/// <summary>The back office sends our confirmations, and nobody that of a deal which they captured or amended.</summary>
internal static class M0007ConfirmationDuty
{
    public static Migration Step { get; } = new(7, "confirmation duty", _ =>
    [
        $"INSERT INTO duty (role, kind) VALUES ('{Roles.Settlement}', 'ConfirmationSent')",
        "INSERT INTO four_eyes (first_type, second_type) VALUES ('TradeCaptured', 'ConfirmationSent')",
        "INSERT INTO four_eyes (first_type, second_type) VALUES ('TradeAmended', 'ConfirmationSent')",
    ]);
}
