using Busbar.Supply.Commitment.Programmes;

namespace Busbar.Supply.Commitment.Tests.Programmes;

/// <summary>Draws units in whole megawatts with every feature of the model.</summary>
internal static class RandomUnit
{
    public static (UnitModel Model, UnitCosts Costs) Draw(Random chance, int hours, int segments, int longestMinimum = 4)
    {
        var width = chance.Next(0, 9);
        int Ramp() => chance.Next(3) == 0 ? width : chance.Next(1, Math.Max(2, width + 1));
        int[] inner = [.. Enumerable.Range(0, chance.Next(1, segments + 1)).Select(_ => chance.Next(0, width + 1))];
        int[] ends = [.. inner.Append(width).Distinct().Order()];
        if (ends.Length > segments) ends = ends[^segments..];
        var (isOn, types) = (chance.Next(2) == 0, chance.Next(1, 4));
        var model = new UnitModel
        {
            Hours = hours, Min = chance.Next(1, 5), RampUp = Ramp(), RampDown = Ramp(),
            Range = [.. Enumerable.Range(0, hours).Select(_ => chance.Next(8) == 0 ? chance.Next(-1, width + 1) : (double)width)],
            StartCap = chance.Next(2) == 0 ? width : chance.Next(0, width + 1),
            StopCap = chance.Next(2) == 0 ? width : chance.Next(0, width + 1),
            MinUp = chance.Next(1, longestMinimum + 1), MinDown = chance.Next(1, longestMinimum + 1), IsOnBefore = isOn,
            HoursBefore = chance.Next(1, 6), AboveMinBefore = isOn ? chance.Next(0, width + 1) : 0, SegmentEnd = [.. ends.Select(end =>
                (double)end)],
            DownwardSegments = chance.Next(0, ends.Length + 1),
            StartCategory = [.. Enumerable.Range(0, 8).Select(off => Math.Min(off / 3, types - 1))], IsMustRun = chance.Next(10) == 0,
        };
        return (model, Costs(chance, hours, ends.Length, types));
    }

    private static UnitCosts Costs(Random chance, int hours, int segments, int types)
    {
        double[] Draw(int count, int low, int high) => [.. Enumerable.Range(0, count).Select(_ => (double)chance.Next(low, high))];
        var isHourly = chance.Next(2) == 0;
        var rows = isHourly ? hours : 1;
        var slopes = Enumerable.Range(0, rows).SelectMany(_ => Draw(segments, 5, 40).Order()).ToArray();
        return new()
        {
            On = Draw(hours, 0, 60), Slope = slopes, SlopeStride = isHourly ? segments : 0, Start = Draw(hours * types, 0, 90),
            InitialStart = Draw(hours, 0, 90), Energy = Draw(hours, -20, 60),
            Spinning = chance.Next(2) == 0 ? new double[hours] : Draw(hours, 0, 20),
            Downward = chance.Next(2) == 0 ? null : Draw(hours, 0, 20),
        };
    }
}
