using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Commitment;

namespace Busbar.Supply.Commitment.Money.MakeWhole;

/// <summary>CAISO bid cost recovery in the integrated forward market, netted over the trading day. Start-up and minimum load are recovered
/// in CAISO commitment periods only; energy above the minimum in self-committed hours too. In a self-committed hour the minimum's revenue
/// is left out with its cost.
/// Source: CAISO BPM for Settlements, configuration guide IFM Net Amount, 2.1 (read: who must be committed for which cost); tariff 11.8.2
/// (unverified: netting over the day, the minimum's revenue in self-committed hours). RUC and real-time recovery, netted apart from the
/// IFM (CC 6620), are not estimated.</summary>
internal static class CaisoDayAhead
{
    public const string Name = "IFM bid cost recovery";

    public static IEnumerable<MakeWholeCredit> Of(UnitHours unit) =>
        IsoNeDayAhead.Of(unit).Select(same => same with { Rule = Name });
}
