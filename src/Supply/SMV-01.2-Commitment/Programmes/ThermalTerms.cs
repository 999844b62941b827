using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Commitment;

namespace Busbar.Supply.Commitment.Programmes;

/// <summary>A unit of the register as the exact programme reads it. Outputs are whole watts held in doubles: every output an optimum can
/// take is a sum of limits, curve points and ramps, so that it stays a whole number and ramp limits hold exactly, without a tolerance.
/// Prices are taken in anew by <see cref="SetPrices"/>.
/// <para>Ramp rule. A unit whose ramp covers its whole range (ramp ≥ Max − Min) is free between hours and starts and stops at any output.
/// Any other unit changes by at most its ramp between two hours on, starts at no more than max(Min, ramp), and stops from no more than
/// max(Min, ramp). Source: the start-up and shut-down caps SU and SD of pglib-uc, MODEL.tex eq. (17)-(20), with SU = SD = max(Min,
/// ramp).</para></summary>
internal sealed class ThermalTerms
{
    /// <summary>Watts in a megawatt.</summary>
    public const decimal WattsPerMw = 1_000_000m;

    private const double PerMw = 1e-6;

    private readonly bool[] heldOn;

    private ThermalTerms(UnitModel model, UnitCosts costs, bool[] heldOn) => (Model, Costs, this.heldOn) = (model, costs, heldOn);

    public UnitModel Model { get; }

    /// <summary>USD, USD/W; an hour's W is a Wh.</summary>
    public UnitCosts Costs { get; }

    /// <summary>The unit with its hourly fuel prices; a start's fuel is bought in the hour of the start.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="before">Its state before the first hour.</param>
    /// <param name="fuelUsdPerMmbtu">One an hour.</param>
    /// <param name="most">Most output by hour, below the minimum an outage; hours after the last limit nothing.</param>
    public static ThermalTerms Of(
        ThermalUnit unit, UnitState before, ReadOnlySpan<double> fuelUsdPerMmbtu, ImmutableArray<Mw> most = default)
    {
        var hours = fuelUsdPerMmbtu.Length;
        var minW = Watts(unit.MinMw.Value);
        var ends = Ends(unit, minW);
        var categories = Categories(unit);
        var costs = CostsOf(unit, fuelUsdPerMmbtu, ends);
        for (var hour = 0; hour < hours; hour++)
        {
            var category = categories[Math.Min(before.HoursInState + hour, categories.Length - 1)];
            costs.InitialStart[hour] = costs.Start[hour * unit.Starts.Length + category];
        }
        var range = RangeOf(unit, hours, ends[^1], most);
        var model = ModelOf(unit, before, range, ends, categories);
        return new(model, costs, unit.IsMustRun && !model.IsMustRun ? HeldOn(model) : []);
    }

    /// <summary>The least cost of the unit by a programme, a unit that must run held on around its outages.</summary>
    public double Solve(UnitProgramme programme)
    {
        if (heldOn.Length == 0) return programme.Solve(Model, Costs);
        var kept = programme.MustOn.ToArray();
        for (var hour = 0; hour < heldOn.Length; hour++) programme.MustOn[hour] |= heldOn[hour];
        var cost = programme.Solve(Model, Costs);
        kept.CopyTo(programme.MustOn, 0);
        return cost;
    }

    /// <summary>Prices of every hour; empty reserves earn nothing.</summary>
    public void SetPrices(HourlyPrices prices)
    {
        for (var hour = 0; hour < prices.Hours; hour++)
        {
            Costs.Energy[hour] = prices.Energy[hour] * PerMw;
            Costs.Spinning[hour] = prices.SpinningAt(hour) * PerMw;
            if (Costs.Downward is { } downward) downward[hour] = prices.DownwardAt(hour) * PerMw;
        }
    }

    private static UnitModel ModelOf(ThermalUnit unit, UnitState before, double[] range, double[] ends, int[] categories)
    {
        var (minW, widthW, rampW) = (Watts(unit.MinMw.Value), ends[^1], Watts(unit.RampMwPerHour.Value));
        var cap = rampW < widthW ? Math.Max(0, rampW - minW) : widthW;
        return new()
        {
            Hours = range.Length, Min = minW, Range = range, RampUp = rampW, RampDown = rampW, StartCap = cap, StopCap = cap,
            MinUp = unit.MinUpHours, MinDown = unit.MinDownHours, IsOnBefore = before.IsOn, HoursBefore = before.HoursInState,
            AboveMinBefore = Math.Clamp(Watts(before.Output.Value) - minW, 0, widthW), SegmentEnd = ends, StartCategory = categories,
            IsMustRun = unit.IsMustRun && range.All(width => width >= 0), DownwardSegments = ends.Count(end => end <= rampW),
        };
    }

    private static double[] RangeOf(ThermalUnit unit, int hours, double widthW, ImmutableArray<Mw> most)
    {
        var range = new double[hours];
        Array.Fill(range, widthW);
        for (var hour = 0; !most.IsDefault && hour < Math.Min(hours, most.Length); hour++)
            range[hour] = most[hour] < unit.MinMw ? -1 : Math.Min(widthW, Watts(most[hour].Value) - Watts(unit.MinMw.Value));
        return range;
    }

    /// <summary>Hours in which a unit that must run is on although it is out in others: those between outages, less what its minimum down
    /// time takes after one, where they are long enough for its minimum up time.</summary>
    private static bool[] HeldOn(UnitModel model)
    {
        var held = new bool[model.Hours];
        for (int hour = 0, outFrom = -1; hour < model.Hours;)
        {
            if (model.Range[hour] < 0)
            {
                if (outFrom < 0) outFrom = hour;
                hour++;
                continue;
            }
            var to = hour;
            while (to < model.Hours && model.Range[to] >= 0) to++;
            var from = hour == 0 ? model.FirstStart : Math.Max(hour, outFrom + model.MinDown);
            if (to == model.Hours || hour == 0 && model.IsOnBefore || to - from >= model.MinUp)
                for (var at = from; at < to; at++) held[at] = true;
            // Too short a stretch stays off, and the outage goes on.
            if (from < to && held[from]) outFrom = -1;
            hour = to;
        }
        return held;
    }

    private static UnitCosts CostsOf(ThermalUnit unit, ReadOnlySpan<double> fuel, double[] ends)
    {
        var (hours, curve, vom) = (fuel.Length, unit.HeatInput, (double)unit.Vom.Value);
        var heatPerMwh = SlopesOf(unit, ends);
        var (on, slope, start) = (new double[hours], new double[hours * ends.Length], new double[hours * unit.Starts.Length]);
        for (var hour = 0; hour < hours; hour++)
        {
            on[hour] = fuel[hour] * (double)curve[0].HeatPerHour.Value + vom * (double)unit.MinMw.Value;
            for (var i = 0; i < ends.Length; i++) slope[hour * ends.Length + i] = (fuel[hour] * heatPerMwh[i] + vom) * PerMw;
            for (var i = 0; i < unit.Starts.Length; i++)
                start[hour * unit.Starts.Length + i] = (double)unit.Starts[i].Heat.Value * fuel[hour]
                    + (double)unit.Starts[i].OtherCost.Value;
        }
        return new()
        {
            On = on, Slope = slope, SlopeStride = ends.Length, Start = start, InitialStart = new double[hours],
            Energy = new double[hours], Spinning = new double[hours], Downward = new double[hours],
        };
    }

    /// <summary>Ends of the segments above the minimum, cut where what the unit can shed in an hour ends, so that downward reserve counts
    /// whole segments.</summary>
    private static double[] Ends(ThermalUnit unit, double minW)
    {
        double[] ends = unit.HeatInput.Length > 1 ? [.. unit.HeatInput.Skip(1).Select(point => Watts(point.Output.Value) - minW)] : [0];
        var rampW = Watts(unit.RampMwPerHour.Value);
        return rampW < ends[^1] && !ends.Contains(rampW) ? [.. ends.Append(rampW).Order()] : ends;
    }

    /// <summary>Heat of a further MWh by segment.</summary>
    private static double[] SlopesOf(ThermalUnit unit, double[] ends)
    {
        var curve = unit.HeatInput;
        if (curve.Length < 2) return [0];
        var minW = Watts(unit.MinMw.Value);
        return
        [
            .. ends.Select(end =>
            {
                var to = 1;
                while (to < curve.Length - 1 && Watts(curve[to].Output.Value) - minW < end) to++;
                return (double)(curve[to].HeatPerHour.Value - curve[to - 1].HeatPerHour.Value)
                    / (double)(curve[to].Output.Value - curve[to - 1].Output.Value);
            }),
        ];
    }

    private static int[] Categories(ThermalUnit unit)
    {
        var categoryOf = new int[unit.Starts[^1].HoursOffAtLeast + 1];
        for (int hoursOff = 0, category = 0; hoursOff < categoryOf.Length; hoursOff++)
        {
            while (category + 1 < unit.Starts.Length && unit.Starts[category + 1].HoursOffAtLeast <= hoursOff) category++;
            categoryOf[hoursOff] = category;
        }
        return categoryOf;
    }

    private static double Watts(decimal mw) => (double)decimal.Round(mw * WattsPerMw);
}
