namespace Busbar.Supply.Commitment.Offers.Rules.Every;

/// <summary>Start-up and running at minimum cost nothing or something. Source: PJM Manual 15 sections 2.2 and 5.2; ERCOT Nodal Protocols
/// 4.4.9.2 (start-up and minimum energy of 0 or more); not checked against the current revisions.</summary>
internal static class CostsNotNegative
{
    public static OfferRule Rule { get; } = new("costs-not-negative", "PJM Manual 15, 2.2 and 5.2; ERCOT Nodal Protocols 4.4.9.2",
        SourceStanding.Unverified, check =>
            from hour in check.Offered
            where new[]
            {
                hour.StartUp.Hot.Value, hour.StartUp.Intermediate.Value, hour.StartUp.Cold.Value, hour.Minimum.PerHour.Value,
                hour.Minimum.PerMwh.Value,
            }.Min() < 0
            select OfferFault.Refused("a start-up or minimum cost is below zero", "Offer zero or more.", hour.Interval));
}
