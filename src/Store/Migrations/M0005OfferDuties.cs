using Busbar.Kernel.Facts;

namespace Busbar.Store.Migrations;

/// <summary>A bidder keeps the unit master and sets of offers, and submits what another approved, with the files that went out.</summary>
internal static class M0005OfferDuties
{
    private static readonly string[] kinds = ["UnitMaster", "OfferSet", "OffersSubmitted", "file"];

    public static Migration Step { get; } = new(5, "offer duties", _ =>
        [.. kinds.Select(kind => $"INSERT INTO duty (role, kind) VALUES ('{Roles.Bidder}', '{kind}')")]);
}
