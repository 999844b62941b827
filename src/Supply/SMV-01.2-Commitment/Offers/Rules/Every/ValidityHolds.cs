namespace Busbar.Supply.Commitment.Offers.Rules.Every;

/// <summary>An offer holds for the whole operating day of its set, and states every hour of it once and in order: 23, 24 or 25 hours.
/// Source: ERCOT three-part offer message (start and end on hour boundaries of the trade date, no overlap).</summary>
internal static class ValidityHolds
{
    public static OfferRule Rule { get; } = new("validity", "ERCOT External Web Services, Three-Part Supply Offer", SourceStanding.Read,
        check =>
        {
            var whole = check.Calendar.WholeDay(check.Set.Day);
            if (check.Offer.Validity != whole)
                return [OfferFault.Refused($"the offer holds for {check.Offer.Validity}, its day is {whole}",
                    "Make it valid for the whole operating day.")];
            return check.Offer.Hours.Select(hour => hour.Interval).SequenceEqual(check.Calendar.HoursOf(check.Set.Day)) ? []
                : [OfferFault.Refused(
                    $"the offer states {check.Offer.Hours.Length} hours; {check.Set.Day} has {check.Calendar.HourCount(check.Set.Day)}",
                    "State every hour of the day once, in order.")];
        });
}
