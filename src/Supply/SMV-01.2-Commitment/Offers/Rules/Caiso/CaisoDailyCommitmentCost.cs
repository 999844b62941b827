using Busbar.Supply.Handoffs.Commitment.Masters;

namespace Busbar.Supply.Commitment.Offers.Rules.Caiso;

/// <summary>Start-up and minimum load cost are bid for the day and do not differ by hour. Source: CAISO BPM for Market Instruments, daily
/// bid components; from memory (hourly minimum load bids were proposed by CCDEBE in 2018).</summary>
internal static class CaisoDailyCommitmentCost
{
    public static OfferRule Rule { get; } = new("caiso-daily-commitment-cost", "CAISO BPM for Market Instruments, daily bid components",
        SourceStanding.Unverified, check =>
        {
            var costs = check.Offered.Select(hour => (hour.StartUp, hour.Minimum)).Distinct().Count();
            return costs <= 1 ? []
                : [OfferFault.Refused($"start-up and minimum load cost take {costs} values in the day", "Bid one for the whole day.")];
        });
}
