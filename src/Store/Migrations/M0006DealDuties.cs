using Busbar.Kernel.Facts;

namespace Busbar.Store.Migrations;

/// <summary>Front, middle and back office of the desk's book. The front office captures, amends and voids deals and marks curves; the
/// middle office sets the policy, and decides on what a trader may not deal alone and on breaches; the back office confirms. Nobody
/// confirms a deal that they amended, or approves one that they proposed.</summary>
internal static class M0006DealDuties
{
    private static readonly (string Role, string[] Kinds)[] duties =
    [
        (Roles.Trader, ["TradeAmended", "TradeVoided", "TradeProposed", "ProposalTaken", "ForwardCurve", "file"]),
        (Roles.Risk, ["ProposalApproved", "ProposalDeclined", "TradingPolicy", "BreachApproved", "BreachLogged"]),
    ];

    private static readonly (string First, string Second)[] fourEyes =
        [("TradeAmended", "TradeConfirmed"), ("TradeProposed", "ProposalApproved")];

    public static Migration Step { get; } = new(6, "deal duties", _ =>
    [
        .. duties.SelectMany(duty => duty.Kinds, (duty, kind) => $"INSERT INTO duty (role, kind) VALUES ('{duty.Role}', '{kind}')"),
        .. fourEyes.Select(pair => $"INSERT INTO four_eyes (first_type, second_type) VALUES ('{pair.First}', '{pair.Second}')"),
    ]);
}
