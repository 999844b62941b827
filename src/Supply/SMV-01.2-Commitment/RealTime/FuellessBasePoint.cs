using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Commitment.Programmes;
using Busbar.Supply.Handoffs.Commitment;

namespace Busbar.Supply.Commitment.RealTime;

/// <summary>Base points of plants without fuel: wind and solar deliver what they deliver now unless the price is below zero, hydro moves
/// the water scheduled for the intervals ahead to the dearest of them, a store buys and sells exactly.</summary>
internal static class FuellessBasePoint
{
    /// <summary>What it delivers now goes on (persistence); one that was curtailed is taken to be able to give what was
    /// scheduled.</summary>
    public static UnitBasePoint Renewable(DispatchRealTimeInputs inputs, RenewableUnit unit, List<Finding> findings)
    {
        var reading = ReadingRules.Resolve(inputs, unit.Name, Mw.Zero, unit.MaxMw, unit.MaxMw * 60, findings);
        var last = inputs.Previous?.Units.FirstOrDefault(each => each.Unit == unit.Name);
        var most = Math.Min(unit.MaxMw.Value, inputs.TermsOf(unit.Name).Available?.Value ?? unit.MaxMw.Value);
        var wasCurtailed = last?.Reason == BasePointReason.PriceBelowCost;
        var output = inputs.Prices.Values.Select((price, at) => price.Value < 0 ? 0 : Math.Clamp(
            wasCurtailed ? inputs.ScheduleOf(unit.Name).Output[inputs.HourOf(at)].Value : reading.Output.Value, 0, most)).ToList();
        return Of(inputs, unit.Name, reading, output, [],
            inputs.Prices[0].Value < 0 ? BasePointReason.PriceBelowCost : BasePointReason.Weather);
    }

    public static UnitBasePoint Hydro(DispatchRealTimeInputs inputs, HydroUnit unit, List<Finding> findings)
    {
        var reading = ReadingRules.Resolve(inputs, unit.Name, Mw.Zero, unit.MaxMw, unit.MaxMw * 60, findings);
        var schedule = inputs.ScheduleOf(unit.Name).Output;
        var scheduled = Enumerable.Range(0, inputs.Prices.Count).Sum(at => schedule[inputs.HourOf(at)].Value);
        var most = Math.Clamp(inputs.TermsOf(unit.Name).Available?.Value ?? unit.MaxMw.Value, unit.MinMw.Value, unit.MaxMw.Value);
        // Energy of equal intervals in MW-intervals: the knapsack does not mind the length of an hour.
        var output = HydroPlan.OfDay(unit with { MaxMw = new(most), DailyEnergy = new(scheduled) },
            [.. inputs.Prices.Values.Select(price => price.Value)]);
        var (next, price) = (output[0].Value, inputs.Prices[0].Value);
        return Of(inputs, unit.Name, reading, [.. output.Select(mw => mw.Value)], [],
            next >= most ? BasePointReason.PriceAboveCost : next <= unit.MinMw.Value && price <= 0 ? BasePointReason.PriceBelowCost
            : next <= unit.MinMw.Value ? BasePointReason.LookAhead : BasePointReason.PriceMeetsCost);
    }

    /// <summary>Reserve keeps room to discharge more; it does not ask that the store could do so for long.</summary>
    public static UnitBasePoint Storage(DispatchRealTimeInputs inputs, StorageUnit unit, List<Finding> findings)
    {
        var reading = ReadingRules.Resolve(inputs, unit.Name, -unit.ChargeMw, unit.DischargeMw,
            (unit.ChargeMw + unit.DischargeMw) * 60, findings);
        var held = new Mwh(Math.Clamp(reading.Stored.Value, 0, unit.Energy.Value));
        if (held != reading.Stored)
            findings.Add(new("impossible-stored", Severity.Warning, $"{unit.Name} reads {reading.Stored} held; its store takes 0 to "
                + $"{unit.Energy}", $"telemetry, unit {unit.Name}", $"Taken to hold {held}.", inputs.Prices.IntervalAt(0)));
        var terms = inputs.TermsOf(unit.Name);
        var most = Math.Clamp(terms.Available?.Value ?? unit.DischargeMw.Value, 0, unit.DischargeMw.Value);
        var reserve = Math.Min(terms.Reserve.Value, most);
        if (reserve < terms.Reserve.Value)
            findings.Add(new("reserve-out-of-reach", Severity.Warning, $"{unit.Name} is to hold {terms.Reserve}; it discharges {most} MW",
                $"terms, unit {unit.Name}", $"{reserve} MW are held.", inputs.Prices.IntervalAt(0)));
        var plan = StoreMoves.Solve(unit, held, new(most - reserve), [.. inputs.Prices.Values.Select(price => price.Value)],
            terms.WaterValue.Value, inputs.Hours);
        var next = plan.Output[0].Value;
        var point = Of(inputs, unit.Name, reading with { Stored = held }, [.. plan.Output.Select(mw => mw.Value)], plan.Stored,
            next > 0 ? reserve > 0 && next >= most - reserve ? BasePointReason.ReserveHeld : BasePointReason.Discharges
            : next < 0 ? BasePointReason.Charges : BasePointReason.Waits);
        return point with { Reserve = [.. plan.Output.Select(mw => new Mw(Math.Min(reserve, most - mw.Value)))] };
    }

    private static UnitBasePoint Of(
        DispatchRealTimeInputs inputs, string unit, UnitReading reading, List<decimal> output, ImmutableArray<Mwh> stored,
        BasePointReason why) => new(
        unit, reading.Output, reading.From, reading.Output != Mw.Zero,
        new(inputs.Prices.Start, inputs.Prices.Step, [.. output.Select(mw => new Mw(mw))]), [.. output.Select(mw => mw != 0)],
        [.. output.Select(_ => Mw.Zero)], reading.Stored, stored, why);
}
