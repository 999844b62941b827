using Busbar.Supply.Commitment.Master;

namespace Busbar.Supply.Commitment.Offers.Rules.Every;

/// <summary>Emergency minimum ≤ economic minimum ≤ economic maximum ≤ emergency maximum, and an offered unit has a maximum above 0.
/// Source: follows from the fields; PJM Manual 11 section 2.3.3, ERCOT Nodal Protocols 3.9.1 (LEL ≤ LSL ≤ HSL ≤ HEL).</summary>
internal static class LimitsInOrder
{
    public static OfferRule Rule { get; } = new("limits-in-order", "PJM Manual 11, 2.3.3; ERCOT Nodal Protocols 3.9.1", SourceStanding.Read,
        check => check.Offered.Where(hour => !MasterRules.IsInOrder(hour.Limits) || hour.Limits.EconomicMax.Value <= 0)
            .Select(hour => OfferFault.Refused($"emergency {hour.Limits.EmergencyMin} to {hour.Limits.EmergencyMax}, economic "
                + $"{hour.Limits.EconomicMin} to {hour.Limits.EconomicMax} are not in order", "Correct the limits in the unit master.",
                hour.Interval)));
}
