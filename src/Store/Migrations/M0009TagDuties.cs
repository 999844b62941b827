using Busbar.Kernel.Facts;

namespace Busbar.Store.Migrations;

/// <summary>Who keeps e-Tags. The scheduling desk, whose role is the bidder's, submits and changes tags and writes down what authorities
/// answered; a trader does not schedule what they dealt. A gateway may bring in the authorities' own answers and curtailments.</summary>
internal static class M0009TagDuties
{
    private static readonly string[] ofAuthorities = ["TagAssessed", "TagCurtailed", "TagReloaded"];

    private static readonly string[] ofAuthors =
        ["TagSubmitted", "TagCorrected", "TagProfileChanged", "TagWithdrawn", "TagCancelled", "TagTerminated"];

    public static Migration Step { get; } = new(9, "tag duties", _ =>
    [
        .. ofAuthors.Concat(ofAuthorities).Select(kind => Insert(Roles.Bidder, kind)),
        .. ofAuthorities.Select(kind => Insert(Roles.Gateway, kind)),
    ]);

    private static string Insert(string role, string kind) => $"INSERT INTO duty (role, kind) VALUES ('{role}', '{kind}')";
}
