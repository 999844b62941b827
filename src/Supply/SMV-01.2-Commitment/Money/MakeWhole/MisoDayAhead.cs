using Busbar.Supply.Handoffs.Commitment;

namespace Busbar.Supply.Commitment.Money.MakeWhole;

/// <summary>MISO day-ahead revenue sufficiency guarantee: for each day-ahead commitment period of the market's own, production cost
/// (start-up, no-load, energy) as offered against day-ahead revenue.
/// Source: MISO Tariff, Module C, section 39.3.2B, and BPM-005, DA_RSG_MWP (unverified: that each commitment period of the day stands
/// alone).</summary>
internal static class MisoDayAhead
{
    public const string Name = "day-ahead RSG";

    public static IEnumerable<MakeWholeCredit> Of(UnitHours unit) =>
        unit.Blocks(unit.IsPool).Select(block => unit.DayAheadCredit(Name, block, unit.StartUp(block, unit.IsDayAhead)));
}
