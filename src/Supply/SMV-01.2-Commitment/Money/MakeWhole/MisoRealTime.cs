using Busbar.Supply.Handoffs.Commitment;

namespace Busbar.Supply.Commitment.Money.MakeWhole;

/// <summary>MISO real-time revenue sufficiency guarantee: for each commitment that MISO made after the day-ahead market, production cost
/// as offered at the metered output against real-time revenue.
/// Source: MISO Tariff, Module C, section 40.3.3, and BPM-005, RT_RSG_MWP (unverified). Price-volatility payments (DAMAP, RTORSGP) are
/// not estimated.</summary>
internal static class MisoRealTime
{
    public const string Name = "real-time RSG";

    public static IEnumerable<MakeWholeCredit> Of(UnitHours unit) =>
        unit.Blocks(hour => unit.IsReliability[hour] && unit.IsRealTime(hour) && !unit.IsDayAhead(hour))
            .Select(run => unit.RealTimeCredit(Name, run));
}
