using Busbar.Supply.Commitment.Offers.Rules.Checks;
using NodaTime;

namespace Busbar.Supply.Commitment.Offers.Rules.Ercot;

/// <summary>The high system-wide offer cap: 5,000 USD/MWh since 2022-01-01, 9,000 before. (Below it the low cap of 2,000 holds once the
/// peaker net margin of a year is earned; that is not known here.) The floor of −250 is from memory. Source: ERCOT Market Notice
/// M-A120721-01; Nodal Protocols 4.4.11; 16 TAC 25.509 (25.505 then); floor: 4.4.9.3.1.</summary>
internal static class ErcotOfferCap
{
    private const decimal Floor = -250;

    private static readonly LocalDate lowered = new(2022, 1, 1);

    public static OfferRule Rule { get; } = PriceBounds.Hard("ercot-offer-cap",
        check => (Floor, check.Set.Day.Date < lowered ? 9_000 : 5_000), "ERCOT Market Notice M-A120721-01; Nodal Protocols 4.4.11",
        SourceStanding.Read);
}
