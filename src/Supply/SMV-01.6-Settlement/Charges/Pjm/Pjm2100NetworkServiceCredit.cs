using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Pjm;

/// <summary>Network service revenue of a zone, to its transmission owners in the ratio of their revenue requirements. Source: PJM
/// OATT section 34 and Attachments H; Manual 27 section 5; Guide to Billing, Network Integration Transmission Service
/// (read).</summary>
public static class Pjm2100NetworkServiceCredit
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("PJM", "2100", "Network Integration Transmission Service", ChargeBooking.Transmission,
        new ChargeVersion(1m, "owner-day",
            -((Formula)PjmTerms.NetworkRevenue * new Formula.Share(PjmTerms.OwnRequirement, PjmTerms.ZoneRequirement)),
            "PJM OATT section 34; Manual 27 section 5")
        {
            Basis = [PjmTerms.OwnRequirement],
        });
}
