using Busbar.Supply.Handoffs.Commitment.Masters;

namespace Busbar.Supply.Commitment.Offers.Rules.Every;

/// <summary>A self-schedule lies between the economic limits, and stands in self-schedule hours and no others. Source: PJM Manual 11
/// section 2.3.3 (self-scheduled generation submits an hourly MW schedule); CAISO tariff 30.5.2.</summary>
internal static class SelfScheduleWithin
{
    public static OfferRule Rule { get; } = new("self-schedule-within", "PJM Manual 11, 2.3.3; CAISO tariff 30.5.2", SourceStanding.Read,
        check =>
        from hour in check.Offer.Hours
        let isOwn = hour.Mode == CommitmentMode.SelfSchedule
        where isOwn != hour.SelfSchedule is not null
            || isOwn && (hour.SelfSchedule < hour.Limits.EconomicMin || hour.SelfSchedule > hour.Limits.EconomicMax)
        select OfferFault.Refused(
            hour.SelfSchedule is { } own
                ? $"a self-schedule of {own} stands in an hour of mode {hour.Mode}, limits {hour.Limits.EconomicMin} to "
                    + $"{hour.Limits.EconomicMax}"
                : "an hour of self-schedule names no output", "Schedule between the economic limits, or let the market dispatch.",
            hour.Interval));
}
