using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Commitment;

namespace Busbar.Supply.Commitment.RealTime;

/// <summary>The base points of a thermal unit: its commitment, limits, ramp and reserve turned into an
/// <see cref="IntervalProblem"/>, solved exactly, and the reason for the first point.</summary>
internal static class ThermalBasePoint
{
    /// <summary>Reserve counts as far as this many intervals of ramp reach: ten minutes.</summary>
    private const int ReserveIntervals = 2;

    /// <summary>A unit that reads less than this share of its minimum is off.</summary>
    private const decimal OnShare = 0.5m;

    public static UnitBasePoint Of(DispatchRealTimeInputs inputs, ThermalUnit unit, List<Finding> findings)
    {
        var terms = inputs.TermsOf(unit.Name);
        var reading = ReadingRules.Resolve(inputs, unit.Name, Mw.Zero, unit.MaxMw, unit.RampMwPerHour, findings);
        var isOn = reading.Output.Value >= unit.MinMw.Value * OnShare;
        var watts = isOn ? Watts(reading.Output.Value) : 0;
        var ramp = Math.Max(1, Math.Floor(Watts(unit.RampMwPerHour.Value) / DispatchRealTimeInputs.IntervalsPerHour));
        var edge = Math.Max(Watts(unit.MinMw.Value), ramp);
        var held = CommitmentRoles.Of(inputs, unit, terms, isOn, watts, (ramp, edge), findings);
        var most = terms.Available is { } available && !held.IsOut ? Math.Min(available.Value, unit.MaxMw.Value) : unit.MaxMw.Value;
        var reserve = ReserveOf(inputs, unit, terms, most, ramp, findings);
        var problem = new IntervalProblem(
            held.Roles, Watts(unit.MinMw.Value), Watts(most - reserve), ramp, edge, CostsOf(inputs, unit),
            (_, off) => StartUsd(inputs, unit, off),
            Math.Max(1, CommitmentRoles.Intervals(terms.QuickStart?.MinUpMinutes ?? 0)),
            Math.Max(1, CommitmentRoles.Intervals(terms.QuickStart?.MinDownMinutes ?? 0)), isOn, held.Before, watts);
        var plan = IntervalProgramme.Solve(problem);
        var isAskedStill = !isOn && held.Roles[0] == IntervalRole.Off && inputs.ScheduleOf(unit.Name).IsOn[inputs.HourOf(0)];
        var why = BasePointWhy.Of(problem, plan, reserve > 0, held.IsOut || isAskedStill);
        var kept = plan.OutputW.Select((at, i) => plan.IsOn[i]
            ? Math.Clamp(most - Megawatts(at), 0, Math.Min(reserve, Megawatts(ramp * ReserveIntervals))) : 0).ToList();
        if (plan.IsOn[0] && kept[0] < reserve)
            findings.Add(new("reserve-short", Severity.Warning, $"{unit.Name} holds {kept[0]} MW of the {reserve} MW asked of it",
                $"unit {unit.Name}", "It comes down as fast as its ramp lets it.", inputs.Prices.IntervalAt(0)));
        return new(unit.Name, isOn ? reading.Output : Mw.Zero, reading.From, isOn,
            new(inputs.Prices.Start, inputs.Prices.Step, [.. plan.OutputW.Select(at => new Mw(Megawatts(at)))]), [.. plan.IsOn],
            [.. kept.Select(mw => new Mw(mw))], Mwh.Zero, [], why);
    }

    /// <summary>Reserve beyond what ten minutes of ramp, or the room between the limits, can give is not promised.</summary>
    private static decimal ReserveOf(
        DispatchRealTimeInputs inputs, ThermalUnit unit, RealTimeTerms terms, decimal most, double ramp, List<Finding> findings)
    {
        var can = Math.Min(Megawatts(ramp * ReserveIntervals), most - unit.MinMw.Value);
        if (terms.Reserve.Value <= can) return terms.Reserve.Value;
        findings.Add(new("reserve-out-of-reach", Severity.Warning,
            $"{unit.Name} is to hold {terms.Reserve}; ten minutes of its ramp within its limits give {can} MW",
            $"terms, unit {unit.Name}", $"{can} MW are held.", inputs.Prices.IntervalAt(0)));
        return can;
    }

    private static IntervalCost[] CostsOf(DispatchRealTimeInputs inputs, ThermalUnit unit)
    {
        var (curve, hours) = (unit.HeatInput, (double)inputs.Hours);
        var (fuel, vom) = ((double)FuelRules.PriceOf(unit, inputs.FuelPrices).Value, (double)unit.Vom.Value);
        double[] ends = curve.Length == 1 ? [Watts(unit.MinMw.Value), Watts(unit.MinMw.Value) + 1]
            : [.. curve.Select(point => Watts(point.Output.Value))];
        double[] heat = curve.Length == 1 ? [0] : [.. Enumerable.Range(1, curve.Length - 1)
            .Select(to => (double)UnitRules.Slope(curve, to))];
        return [.. inputs.Prices.Values.Select(price => new IntervalCost(
            ends, [.. heat.Select(slope => hours * (slope * fuel + vom - price.Value) / (double)IntervalProblem.WattsPerMw)],
            hours * ((double)curve[0].HeatPerHour.Value * fuel + (vom - price.Value) * (double)unit.MinMw.Value)))];
    }

    private static double StartUsd(DispatchRealTimeInputs inputs, ThermalUnit unit, int intervalsOff)
    {
        var start = UnitCosting.StartAfter(unit, intervalsOff / DispatchRealTimeInputs.IntervalsPerHour);
        return (double)(start.Heat * FuelRules.PriceOf(unit, inputs.FuelPrices) + start.OtherCost).Value;
    }

    private static double Watts(decimal mw) => (double)decimal.Round(mw * IntervalProblem.WattsPerMw);

    private static decimal Megawatts(double watts) => (decimal)watts / IntervalProblem.WattsPerMw;
}
