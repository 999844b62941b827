using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Commitment;

namespace Busbar.Supply.Commitment.Money.MakeWhole;

/// <summary>ERCOT RUC Make-Whole Payment and RUC Clawback Charge, by block of RUC-committed hours. Guarantee: the start that the RUC
/// caused and minimum energy at the low sustained limit. Against it stand the real-time revenue at that limit and, when positive or not,
/// revenue less offered cost above it. What is short is paid; of what is over, half is taken back from a unit that had a three-part offer
/// in the DAM (ours always have).
/// Source: ERCOT Nodal Protocols, sections 5.7.1 (make-whole) and 5.7.2 (clawback; that the share is 50 % with a DAM offer and 100 %
/// without is stated in NPRR493's and NPRR416's history, read; the share now in force and the hours of an energy emergency are
/// unverified).</summary>
internal static class ErcotReliability
{
    public const string Name = "RUC make-whole and clawback";

    private const decimal ClawbackShare = 0.5m;

    public static IEnumerable<MakeWholeCredit> Of(UnitHours unit)
    {
        foreach (var block in unit.Blocks(hour => unit.IsReliability[hour] && unit.IsRealTime(hour) && !unit.IsDayAhead(hour)))
        {
            var draft = new MakeWholeCredit(
                unit.Offer.Unit, Name, block, unit.StartUp(block, unit.IsRealTime), unit.MinimumLoad(block),
                unit.Incremental(block, hour => unit.RealTimeMwh[hour]), Usd.Zero, unit.RealTimeRevenue(block), Usd.Zero, Usd.Zero);
            yield return draft with
            {
                Credit = draft.Cost >= draft.Revenue ? draft.Cost - draft.Revenue : (draft.Cost - draft.Revenue) * ClawbackShare,
            };
        }
    }
}
