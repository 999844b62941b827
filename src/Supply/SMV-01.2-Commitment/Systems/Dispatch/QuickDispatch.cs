using Busbar.Supply.Handoffs.Commitment.Systems;

namespace Busbar.Supply.Commitment.Systems.Dispatch;

/// <summary>A dispatch for when there is no time for the exact one: hour after hour in merit order, each unit within its ramp of the hour
/// before and able to come down in time for its stops. It keeps to every limit of every unit, costs milliseconds for thousands of units,
/// and says what it leaves missing; it is not the cheapest.</summary>
internal static class QuickDispatch
{
    public static DispatchResult Run(SystemModel model, ulong[] patterns, double[] prices, double shortage)
    {
        var limits = DispatchRows.OfEnergy(model.Hours);
        var hours = patterns.Select((pattern, unit) => BlockHour.Of(ClassOf(model, unit), pattern, limits)
            .ToDictionary(hour => hour.Hour)).ToArray();
        var outputs = patterns.Select(_ => new double[model.Hours]).ToArray();
        var (free, missing) = (new double[model.Hours], new List<(ShortageKind, int, double)>());
        var usd = patterns.Select((pattern, unit) => ClassOf(model, unit).StartsOf(pattern).Usd).Sum();
        for (var hour = 0; hour < model.Hours; hour++) usd += Serve(model, hours, outputs, hour, free, missing);
        NoteBudgets(model, patterns, outputs, missing);
        return new(usd + shortage * missing.Sum(each => each.Item3), prices, outputs, free, missing);
    }

    private static double Serve(
        SystemModel model, Dictionary<int, BlockHour>[] hours, double[][] outputs, int hour, double[] free,
        List<(ShortageKind, int, double)> missing)
    {
        var (usd, rest) = (0d, model.Case.DemandMw[hour]);
        var ranges = new List<(int Unit, double Low, double High)>();
        for (var unit = 0; unit < outputs.Length; unit++)
        {
            if (!hours[unit].TryGetValue(hour, out var own)) continue;
            var each = ClassOf(model, unit);
            var (low, high) = RangeOf(each, hours[unit], outputs[unit], own);
            outputs[unit][hour] = low;
            usd += each.OnUsd;
            rest -= each.Model.Min + low;
            ranges.Add((unit, low, high));
        }
        free[hour] = Math.Clamp(rest, model.FreeLow[hour], model.FreeHigh[hour]);
        rest -= free[hour];
        foreach (var (unit, from, to) in Merit(model, ranges))
        {
            if (rest <= 0) break;
            var mw = Math.Min(rest, to - from);
            outputs[unit][hour] += mw;
            rest -= mw;
        }
        foreach (var (unit, _, _) in ranges) usd += ClassAnswer.CostAbove(ClassOf(model, unit), outputs[unit][hour]);
        Note(ShortageKind.Energy, rest);
        Note(ShortageKind.Surplus, -rest);
        var room = ranges.Sum(range => Math.Max(0,
            CapOf(ClassOf(model, range.Unit), hours[range.Unit][hour], outputs[range.Unit]) - outputs[range.Unit][hour]));
        if (model.Rows.Spinning >= 0) Note(ShortageKind.Spinning, model.Case.SpinningMw[hour] - room);
        if (model.Rows.Operating >= 0) Note(ShortageKind.Operating, model.Case.OperatingMw[hour] - room - QuickStart(model, hours, hour));
        if (model.Rows.Downward >= 0)
            Note(ShortageKind.Downward, model.Case.DownwardMw[hour] - ranges.Sum(range => outputs[range.Unit][hour]));
        return usd;

        void Note(ShortageKind kind, double mw)
        {
            if (mw > DispatchResult.NothingMw) missing.Add((kind, hour, mw));
        }
    }

    private static double QuickStart(SystemModel model, Dictionary<int, BlockHour>[] hours, int hour)
    {
        var sum = 0d;
        for (var unit = 0; unit < hours.Length; unit++) if (!hours[unit].ContainsKey(hour)) sum += ClassOf(model, unit).QuickStartAt(hour);
        return sum;
    }

    private static void NoteBudgets(
        SystemModel model, ulong[] patterns, double[][] outputs, List<(ShortageKind, int, double)> missing)
    {
        var used = new double[model.Case.Budgets.Length];
        for (var unit = 0; unit < patterns.Length; unit++)
            foreach (var (budget, use) in ClassOf(model, unit).Uses)
                used[budget] += ClassAnswer.UseOf(ClassOf(model, unit), use, patterns[unit], outputs[unit]);
        for (var i = 0; i < used.Length; i++)
            if (used[i] - model.Case.Budgets[i].Limit is var over && over > DispatchResult.NothingMw)
                missing.Add((ShortageKind.Budget, i, over));
    }

    private static double CapOf(UnitClass each, BlockHour own, double[] output) =>
        own.HasBefore ? Math.Min(own.Cap, output[own.Hour - 1] + each.Model.RampUp) : own.Cap;

    /// <summary>What the hour before allows, and what the hours to the next stop leave time to shed.</summary>
    private static (double Low, double High) RangeOf(UnitClass each, Dictionary<int, BlockHour> hours, double[] output, BlockHour own)
    {
        var low = own.HasBefore ? Math.Max(0, output[own.Hour - 1] - each.Model.RampDown) : own.Floor;
        var high = Math.Min(own.High, CapOf(each, own, output));
        var fall = 0d;
        for (var at = own.Hour + 1; hours.TryGetValue(at, out var later) && later.HasBefore && fall < each.Model.SegmentEnd[^1]; at++)
            high = Math.Min(high, later.High + (fall += each.Model.RampDown));
        return (Math.Min(low, Math.Max(high, 0)), Math.Max(high, 0));
    }

    private static IEnumerable<(int Unit, double From, double To)> Merit(
        SystemModel model, List<(int Unit, double Low, double High)> ranges) =>
        ranges.SelectMany(range => SegmentsOf(ClassOf(model, range.Unit), range)).OrderBy(segment => segment.Usd)
            .Select(segment => (segment.Unit, segment.From, segment.To));

    private static IEnumerable<(double Usd, int Unit, double From, double To)> SegmentsOf(
        UnitClass each, (int Unit, double Low, double High) range)
    {
        var from = range.Low;
        for (var l = 0; l < each.SlopeUsd.Length; l++)
        {
            var to = Math.Min(range.High, each.Model.SegmentEnd[l]);
            if (to <= from) continue;
            yield return (each.SlopeUsd[l], range.Unit, from, to);
            from = to;
        }
    }

    private static UnitClass ClassOf(SystemModel model, int unit) => model.Classes[model.ClassOf[unit]];
}
