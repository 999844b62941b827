namespace Busbar.Supply.Commitment.Systems.Dispatch;

/// <summary>One hour on of a unit under dispatch: output and reserve above the minimum at most the cap, output at most the high.</summary>
/// <param name="Hour">Index of the hour.</param>
/// <param name="Cap">Most output and reserve together.</param>
/// <param name="High">Most output.</param>
/// <param name="Floor">Least output, from the state before the horizon.</param>
/// <param name="HasBefore">True when the hour before is on too, so that the ramp ties them.</param>
/// <param name="EnergyRows">The energy row.</param>
/// <param name="ReserveRows">Rows that spinning reserve counts in.</param>
internal sealed record BlockHour(int Hour, double Cap, double High, double Floor, bool HasBefore, int[] EnergyRows, int[] ReserveRows)
{
    public int EnergyRow => EnergyRows[0];
    public bool HasReserve => ReserveRows.Length > 0 && Cap > 1e-7;

    /// <summary>The hours of a pattern.</summary>
    public static BlockHour[] Of(UnitClass each, ulong pattern, DispatchRows rows)
    {
        var unit = each.Model;
        var list = new List<BlockHour>();
        for (var hour = 0; hour < unit.Hours; hour++)
        {
            if (!IsOn(hour)) continue;
            var isInitial = hour == 0 && unit.IsOnBefore;
            var hasBefore = hour > 0 && IsOn(hour - 1);
            var isStop = hour + 1 < unit.Hours && !IsOn(hour + 1);
            var cap = Math.Max(0, each.CapOf(pattern, hour));
            var high = isStop ? Math.Min(cap, unit.RampDown) : cap;
            var floor = isInitial ? Math.Max(0, unit.AboveMinBefore - unit.RampDown) : 0;
            list.Add(new(hour, cap, high, floor, hasBefore, rows.Energy[hour], rows.Spinning[hour]));
        }
        return [.. list];

        bool IsOn(int hour) => (pattern >> hour & 1) != 0;
    }
}
