namespace Busbar.Supply.Commitment.Programmes;

/// <summary>Prices the runs of a unit whose ramps never bind: each hour on its own, so that a run costs a difference of running sums. Work:
/// one step an hour.</summary>
internal sealed class FreeRuns(UnitProgramme programme, int hours)
{
    // Cost up to an hour of being on in all hours before it.
    private readonly double[] sum = new double[hours + 1];
    private readonly double[] entry = new double[hours];
    private UnitModel unit = null!;

    public void Solve(UnitModel model)
    {
        unit = model;
        // Cheapest run so far that is on, less the sum before it: whoever it is, and one that is old enough to stop.
        var (any, anyStart) = (unit.IsOnBefore ? 0 : double.PositiveInfinity, UnitProgramme.Initial);
        var (ripe, ripeStart) = (double.PositiveInfinity, UnitProgramme.Initial);
        var lastOff = UnitProgramme.Initial - 1;
        for (var hour = 0; hour < unit.Hours; hour++)
        {
            var begin = programme.CostToStart(hour);
            if (programme.MustOff[hour] || unit.Range[hour] < 0)
            {
                (any, ripe, lastOff, sum[hour + 1]) = (double.PositiveInfinity, double.PositiveInfinity, hour, sum[hour]);
                continue;
            }
            sum[hour + 1] = sum[hour] + Cost(hour, unit.Range[hour]);
            entry[hour] = begin + Cost(hour, CapOf(hour, isFirst: true, isLast: false)) - sum[hour + 1];
            var ripened = hour - Math.Max(unit.MinUp, 2) + 1;
            if (ripened > lastOff && ripened >= 0 && entry[ripened] < ripe) (ripe, ripeStart) = (entry[ripened], ripened);
            if (unit.IsOnBefore && lastOff < UnitProgramme.Initial && hour + 1 >= unit.FirstStop && 0 < ripe)
                (ripe, ripeStart) = (0, UnitProgramme.Initial);
            if (programme.MayStopAfter(ripeStart, hour))
                programme.OfferStop(ripeStart, hour, ripe + sum[hour] + Cost(hour, CapOf(hour, isFirst: false, isLast: true)));
            if (unit.MinUp <= 1 && programme.MayStopAfter(hour, hour))
                programme.OfferStop(hour, hour, begin + Cost(hour, CapOf(hour, isFirst: true, isLast: true)));
            if (entry[hour] < any) (any, anyStart) = (entry[hour], hour);
        }
        programme.OfferEnd(anyStart, any + sum[unit.Hours]);
    }

    public void Fill(int start, int last)
    {
        for (var hour = Math.Max(start, 0); hour <= last; hour++)
        {
            var cap = CapOf(hour, isFirst: hour == start, isLast: hour == last && last + 1 < unit.Hours);
            var (_, at) = programme.Stages.Least(hour, cap);
            (programme.Above[hour], programme.Spinning[hour]) = (at, cap - at);
        }
    }

    private double Cost(int hour, double cap) => programme.Stages.Least(hour, cap).Cost;

    private double CapOf(int hour, bool isFirst, bool isLast)
    {
        var cap = unit.Range[hour];
        if (isFirst) cap = Math.Min(cap, unit.StartCap);
        return isLast ? Math.Min(cap, unit.StopCap) : cap;
    }
}
