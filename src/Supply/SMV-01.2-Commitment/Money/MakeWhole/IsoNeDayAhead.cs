using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Commitment;

namespace Busbar.Supply.Commitment.Money.MakeWhole;

/// <summary>ISO New England day-ahead NCPC credit: for a unit cleared day-ahead, hourly cost of its effective offer against hourly
/// day-ahead revenue, over the operating day. In hours that we self-schedule, start-up, no-load and the minimum are ours: only energy
/// above the minimum counts, on both sides.
/// Source: ISO-NE Market Rule 1, Appendix F, III.F.2.1.2-III.F.2.1.6 (that it is the compensation of an effective offer not recovered
/// from the day-ahead market during an operating day: ISO-NE's bill item DA NCPC, read; the treatment of self-scheduled hours:
/// unverified).</summary>
internal static class IsoNeDayAhead
{
    public const string Name = "day-ahead NCPC";

    public static IEnumerable<MakeWholeCredit> Of(UnitHours unit)
    {
        int[] hours = [.. Enumerable.Range(0, unit.Count).Where(unit.IsDayAhead)];
        int[] pool = [.. hours.Where(unit.IsPool)];
        if (hours.Length == 0) yield break;
        var minimum = new Usd(hours.Except(pool).Sum(hour => unit.Offer.MinMw[hour].Value * unit.DayAheadPrice[hour]));
        yield return UnitHours.Settle(new(
            unit.Offer.Unit, Name, [.. hours], unit.StartUp(pool, unit.IsDayAhead), unit.MinimumLoad(pool),
            unit.Incremental(hours, hour => unit.DayAheadMwh[hour]), unit.DayAheadRevenue(hours) - minimum, Usd.Zero, Usd.Zero, Usd.Zero));
    }
}
