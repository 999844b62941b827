namespace Busbar.Supply.Commitment.Offers.Rules.Every;

/// <summary>A colder start costs no less than a warmer one. Source: ISO-NE Market Rule 1 III.1.10.1A and PJM Manual 11 section 2.3.3
/// (hot, intermediate and cold start-up); not checked against the current revisions, therefore a finding.</summary>
internal static class StartsInOrder
{
    public static OfferRule Rule { get; } = new("starts-in-order", "ISO-NE Market Rule 1 III.1.10.1A; PJM Manual 11, 2.3.3",
        SourceStanding.Unverified, check =>
            from hour in check.Offered
            where hour.StartUp.Hot > hour.StartUp.Intermediate || hour.StartUp.Intermediate > hour.StartUp.Cold
            select OfferFault.Found($"hot {hour.StartUp.Hot}, intermediate {hour.StartUp.Intermediate}, cold {hour.StartUp.Cold}: a colder "
                + "start is cheaper", "Check the start heats of the unit master.", hour.Interval));
}
