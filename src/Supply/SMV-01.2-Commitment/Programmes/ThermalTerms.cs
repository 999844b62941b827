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

    private ThermalTerms(UnitModel model, UnitCosts costs) => (Model, Costs) = (model, costs);

    public UnitModel Model { get; }

    /// <summary>USD, USD/W; an hour's W is a Wh.</summary>
    public UnitCosts Costs { get; }

    /// <summary>The unit with its hourly fuel prices; a start's fuel is bought in the hour of the start.</summary>
    public static ThermalTerms Of(ThermalUnit unit, UnitState before, ReadOnlySpan<double> fuelUsdPerMmbtu)
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
        return new(ModelOf(unit, before, hours, ends, categories), costs);
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

    private static UnitModel ModelOf(ThermalUnit unit, UnitState before, int hours, double[] ends, int[] categories)
    {
        var (minW, widthW, rampW) = (Watts(unit.MinMw.Value), ends[^1], Watts(unit.RampMwPerHour.Value));
        var cap = rampW < widthW ? Math.Max(0, rampW - minW) : widthW;
        var range = new double[hours];
        Array.Fill(range, widthW);
        return new()
        {
            Hours = hours, Min = minW, Range = range, RampUp = rampW, RampDown = rampW, StartCap = cap, StopCap = cap,
            MinUp = unit.MinUpHours, MinDown = unit.MinDownHours, IsOnBefore = before.IsOn, HoursBefore = before.HoursInState,
            AboveMinBefore = Math.Clamp(Watts(before.Output.Value) - minW, 0, widthW), SegmentEnd = ends, StartCategory = categories,
            IsMustRun = unit.IsMustRun, DownwardSegments = ends.Count(end => end <= rampW),
        };
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
