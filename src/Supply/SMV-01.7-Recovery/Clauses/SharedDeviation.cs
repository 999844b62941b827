using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Recovery;

namespace Busbar.Supply.Recovery;

/// <summary>The customers' part of a deviation from base rates. Bands share the year's deviation dollar by dollar (a dead band gives
/// customers 0, tiers give more the further out), so a month's part is what the year's part grew by, in cents.</summary>
public static class SharedDeviation
{
    /// <summary>What of the month's deviation is the customers', the year's having been <paramref name="yearBefore"/>.</summary>
    public static Usd Of(RecoveryClause clause, Usd yearBefore, Usd deviation)
    {
        var bands = BandsOf(clause);
        return (PartOf(bands, yearBefore + deviation) - PartOf(bands, yearBefore)).ToCents();
    }

    /// <summary>The first refusal of bands that do not share every dollar once, or null.</summary>
    public static Refusal? Check(RecoveryClause clause)
    {
        var bands = BandsOf(clause);
        if (bands.FirstOrDefault(band => band.CustomerShare is < 0 or > 1) is { } wrong || bands.All(band => band.CustomerShare == 0))
            return new("customer-share-out-of-range", FormattableString.Invariant(
                $"The customers' share is above 0 and at most 1 (0 in a dead band only), not {bands.Max(band => band.CustomerShare)}"),
                clause.Name, "Give it as a fraction: 0.9 for 90/10.");
        var ends = bands.Select((band, i) => (From: band.From, Below: i == 0 ? null : bands[i - 1].To, i)).Skip(1).ToList();
        if (bands[0].From is not null || bands[^1].To is not null || ends.Any(end => end.From is null || end.Below is null))
            return new("bands-gap", "The first sharing band has no lower end and the last no upper end; those between have both",
                clause.Name, "Leave the outer ends empty and give the others.");
        if (ends.FirstOrDefault(end => end.From < end.Below) is { From: not null } overlap)
            return new("bands-overlap", $"A sharing band begins at {overlap.From}, the one before it ends at {overlap.Below}",
                clause.Name, "Begin each band where the one before it ends.");
        if (ends.FirstOrDefault(end => end.From > end.Below) is { From: not null } gap)
            return new("bands-gap", $"Nothing shares the dollars between {gap.Below} and {gap.From}", clause.Name,
                "Begin each band where the one before it ends.");
        return null;
    }

    private static ImmutableArray<SharingBand> BandsOf(RecoveryClause clause) =>
        clause.Bands.IsEmpty ? [new(null, null, clause.CustomerShare)] : clause.Bands;

    // The customers' part of everything between zero and the year's deviation.
    private static Usd PartOf(ImmutableArray<SharingBand> bands, Usd year)
    {
        var (low, high) = year < Usd.Zero ? (year, Usd.Zero) : (Usd.Zero, year);
        var part = Usd.Zero;
        foreach (var band in bands)
        {
            var from = band.From is { } lower && lower > low ? lower : low;
            var to = band.To is { } upper && upper < high ? upper : high;
            if (to > from) part += (to - from) * band.CustomerShare;
        }
        return year < Usd.Zero ? -part : part;
    }
}
