using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Commitment;

namespace Busbar.Supply.Commitment.Money.MakeWhole;

/// <summary>One unit's day as a make-whole rule reads it: who committed each hour, how much was sold in each market and at what price,
/// and what the offer asked for it.</summary>
internal sealed record UnitHours(
    UnitOffer Offer, ImmutableArray<decimal> DayAheadMwh, ImmutableArray<decimal> RealTimeMwh, ImmutableArray<decimal> DayAheadPrice,
    ImmutableArray<decimal> RealTimePrice, ImmutableArray<bool> IsReliability, int MinRun)
{
    public int Count => DayAheadMwh.Length;

    public bool IsDayAhead(int hour) => DayAheadMwh[hour] > 0;

    public bool IsRealTime(int hour) => RealTimeMwh[hour] > 0;

    public bool IsSelf(int hour) => Offer.SelfCommitted[hour];

    /// <summary>Committed by the day-ahead market, not by us.</summary>
    public bool IsPool(int hour) => IsDayAhead(hour) && !IsSelf(hour);

    /// <summary>Stretches of hours that a test holds for, within the day.</summary>
    public IEnumerable<ImmutableArray<int>> Blocks(Func<int, bool> holds)
    {
        var block = ImmutableArray.CreateBuilder<int>();
        for (var hour = 0; hour <= Count; hour++)
        {
            if (hour < Count && holds(hour)) block.Add(hour);
            else if (block.Count > 0) yield return block.DrainToImmutable();
        }
    }

    /// <summary>Starts paid in some hours: the unit was off the hour before, by the energy of the market asked about. A unit that ran
    /// before the day makes no start in its first hour.</summary>
    public int Starts(IEnumerable<int> hours, Func<int, bool> isOn) =>
        hours.Count(hour => isOn(hour) && (hour == 0 ? Offer.OutputBefore == Mw.Zero : !isOn(hour - 1)));

    public Usd StartUp(IEnumerable<int> hours, Func<int, bool> isOn) => Offer.StartUp * Starts(hours, isOn);

    public Usd MinimumLoad(IEnumerable<int> hours) => Offer.MinimumLoadUsdPerHour * hours.Count();

    /// <summary>Energy above the minimum at the offered prices.</summary>
    public Usd Incremental(IEnumerable<int> hours, Func<int, decimal> mwh)
    {
        var cost = 0m;
        foreach (var hour in hours)
        {
            var from = Offer.MinMw[hour].Value;
            foreach (var segment in Offer.Segments)
            {
                var part = Math.Min(mwh(hour), segment.ToMw.Value) - from;
                if (part > 0) (cost, from) = (cost + part * segment.Price.Value, from + part);
            }
        }
        return new(cost);
    }

    public Usd DayAheadRevenue(IEnumerable<int> hours) => new(hours.Sum(hour => DayAheadMwh[hour] * DayAheadPrice[hour]));

    /// <summary>The deviation from day-ahead at the real-time price.</summary>
    public Usd Deviation(IEnumerable<int> hours) => new(hours.Sum(hour =>
        (RealTimeMwh[hour] - DayAheadMwh[hour]) * RealTimePrice[hour]));

    /// <summary>All real-time energy at its price.</summary>
    public Usd RealTimeRevenue(IEnumerable<int> hours) => new(hours.Sum(hour => RealTimeMwh[hour] * RealTimePrice[hour]));

    /// <summary>The day-ahead comparison over some hours: whatever the cost as bid exceeds the revenue by is owed.</summary>
    public MakeWholeCredit DayAheadCredit(string rule, ImmutableArray<int> hours, Usd startUp) => Settle(new(
        Offer.Unit, rule, hours, startUp, MinimumLoad(hours), Incremental(hours, hour => DayAheadMwh[hour]),
        DayAheadRevenue(hours), Usd.Zero, Usd.Zero, Usd.Zero));

    /// <summary>The real-time comparison over hours that the day-ahead market did not commit.</summary>
    public MakeWholeCredit RealTimeCredit(string rule, ImmutableArray<int> hours) => Settle(new(
        Offer.Unit, rule, hours, StartUp(hours, IsRealTime), MinimumLoad(hours),
        Incremental(hours, hour => RealTimeMwh[hour]), DayAheadRevenue(hours), Deviation(hours), Usd.Zero, Usd.Zero));

    /// <summary>With the credit owed: what the cost exceeds the revenue by, or nothing.</summary>
    public static MakeWholeCredit Settle(MakeWholeCredit draft) =>
        draft with { Credit = draft.Cost > draft.Revenue ? draft.Cost - draft.Revenue : Usd.Zero };
}
