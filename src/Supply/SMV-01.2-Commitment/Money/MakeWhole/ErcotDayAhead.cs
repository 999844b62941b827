using Busbar.Supply.Handoffs.Commitment;

namespace Busbar.Supply.Commitment.Money.MakeWhole;

/// <summary>ERCOT Day-Ahead Make-Whole Payment: for hours that the DAM committed on a three-part supply offer, start-up, minimum energy
/// at the low sustained limit and energy above it at the offer curve, less the day-ahead energy revenue of those hours, over the day. A
/// start that follows an hour in which we ran the unit ourselves is not paid. Start-up and minimum energy are as offered; ERCOT's caps by
/// verifiable or generic cost are not applied, and revenue from ancillary services is not counted.
/// Source: ERCOT Nodal Protocols, section 4.6.2.3 and 4.6.2.3.1, DAMWAMT (unverified).</summary>
internal static class ErcotDayAhead
{
    public const string Name = "DAM make-whole";

    public static IEnumerable<MakeWholeCredit> Of(UnitHours unit)
    {
        int[] hours = [.. Enumerable.Range(0, unit.Count).Where(unit.IsPool)];
        if (hours.Length > 0) yield return unit.DayAheadCredit(Name, [.. hours], unit.StartUp(hours, unit.IsDayAhead));
    }
}
