using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Commitment.Programmes;
using Busbar.Supply.Handoffs.Commitment;

namespace Busbar.Supply.Commitment;

/// <summary>Plans the fleet as a price taker: every unit is most profitable against the expected price over the operating day and what
/// the price view shows beyond, and the operating day is handed out. Thermal units by an exact programme, hydro by its daily energy,
/// storage by an exact programme, wind and solar as their outlook stands. With actual prices in the view it is the profit of
/// perfect foresight. Refusals and findings are listed in the stage's README.</summary>
public static class CommitUnits
{
    /// <summary>Prices of record keep six decimals of the expected price.</summary>
    private const int PriceDecimals = 6;

    /// <summary>The plan of the day.</summary>
    public static Outcome<DispatchSchedule> Run(CommitUnitsInputs inputs)
    {
        var refusal =
            UnitRules.Of(inputs.Fleet) ?? StateRules.Of(inputs.Fleet, inputs.Before) ?? FuelRules.Of(inputs.Fleet, inputs.FuelPrices)
            ?? OfPrices(inputs) ?? OutlookRules.Of(inputs.Outlooks)
            ?? AvailabilityRules.Of(inputs.Fleet, inputs.Available);
        if (refusal is not null) return refusal;
        var day = inputs.Calendar.WholeDay(inputs.Day);
        var ahead = HourlyCut.Of(inputs.Prices.Expected, day.Start, inputs.Prices.Expected.End)!;
        var prices = HourlyCut.Of(ahead, day)!.Select(price => price.ToRecord(PriceDecimals));
        var findings = OutlookRules.Unasked(inputs.Fleet, inputs.Outlooks).ToList();
        if (ahead.End == day.End) findings.Add(NoLookAhead(inputs));
        var raw = ahead.Values.Select(price => price.Value).ToArray();
        var units = inputs.Fleet.Thermal.Select(unit => Thermal(inputs, unit, ahead, prices, findings))
            .Concat(inputs.Fleet.Renewable.Select(unit => Renewable(inputs, unit, prices, findings)))
            .Concat(inputs.Fleet.Hydro.Select(unit => Hydro(inputs, unit, raw, prices, findings)))
            .Concat(inputs.Fleet.Storage.Select(unit => Storage(inputs, unit, raw, prices)));
        return Outcome.Of(new DispatchSchedule(inputs.Day, ScheduleBasis.Plan, inputs.DecidedAt, [.. units]), findings);
    }

    private static Refusal? OfPrices(CommitUnitsInputs inputs)
    {
        var view = inputs.Prices;
        var where = $"price view of {view.Day}, {view.Location}";
        if (view.Day != inputs.Day)
            return new("other-day", $"the price view is of {view.Day}, the plan of {inputs.Day}", where,
                "Give the price view of the operating day.");
        if (view.IssuedAt > inputs.DecidedAt)
            return new("not-yet-known", $"the price view was issued at {view.IssuedAt}, after the decision at {inputs.DecidedAt}", where,
                "Decide later, or use the view that was known then.");
        if (HourlyCut.Of(view.Expected, inputs.Calendar.WholeDay(inputs.Day)) is null)
            return new(
                "missing-price", $"expected prices cover {HourlyCut.Extent(view.Expected)}; the plan needs every hour of {inputs.Day}",
                where, "Give hourly prices of the whole operating day.");
        return null;
    }

    private static UnitSchedule Thermal(
        CommitUnitsInputs inputs, ThermalUnit unit, Series<UsdPerMwhEstimate> ahead, Series<UsdPerMwh> prices,
        List<Finding> findings)
    {
        var before = StateRules.Find(inputs.Before, unit.Name);
        var fuel = FuelRules.PriceOf(unit, inputs.FuelPrices);
        var asked = new CommitUnitInputs(unit, before, ahead.Values, [.. Enumerable.Repeat(fuel, ahead.Count)])
        {
            Most = AvailabilityRules.MostOf(unit.Name, inputs.Available),
        };
        var outcome = CommitUnit.Run(asked);
        if (outcome is Outcome<UnitRun>.Refused { Refusal: { Code: "outage-out-of-reach" } refusal })
        {
            findings.Add(new(refusal.Code, Severity.Warning, refusal.What, $"unit {unit.Name}, {inputs.Day}",
                "The calendar is kept; the unit is planned without its ramp and minimum up time, as one that trips."));
            outcome = CommitUnit.Run(asked with { Unit = unit with { MinUpHours = 1, RampMwPerHour = unit.MaxMw } });
        }
        var run = outcome.OrThrow();
        return UnitCosting.Thermal(unit, before, fuel, OfDay(run.Output, prices), run.IsOn[..prices.Count], prices);
    }

    private static UnitSchedule Renewable(CommitUnitsInputs inputs, RenewableUnit unit, Series<UsdPerMwh> prices, List<Finding> findings)
    {
        var output = OutlookRules.Resolve(unit, inputs.Outlooks, inputs.Calendar.WholeDay(inputs.Day), findings);
        return UnitCosting.Fuelless(unit.Name, StateRules.Find(inputs.Before, unit.Name), output, prices, Mwh.Zero);
    }

    private static UnitSchedule Hydro(
        CommitUnitsInputs inputs, HydroUnit unit, double[] raw, Series<UsdPerMwh> prices, List<Finding> findings)
    {
        var least = unit.MinMw.Value * prices.Count;
        if (least > unit.DailyEnergy.Value)
            findings.Add(new("hydro-minimum-over-budget", Severity.Warning,
                $"{unit.Name} uses {least} MWh at its minimum, {least - unit.DailyEnergy.Value} more than its "
                + $"daily energy {unit.DailyEnergy}",
                $"unit {unit.Name}, {inputs.Day}", "The minimum is kept in every hour.", inputs.Calendar.WholeDay(inputs.Day)));
        var output = HydroPlan.OfDay(unit, raw[..prices.Count]);
        return UnitCosting.Fuelless(unit.Name, StateRules.Find(inputs.Before, unit.Name), OfDay(output, prices), prices, Mwh.Zero);
    }

    private static UnitSchedule Storage(CommitUnitsInputs inputs, StorageUnit unit, double[] raw, Series<UsdPerMwh> prices)
    {
        var before = StateRules.Find(inputs.Before, unit.Name);
        var plan = StoragePlan.Of(unit, before.Stored, raw);
        return UnitCosting.Fuelless(unit.Name, before, OfDay(plan.Output, prices), prices, plan.Stored[prices.Count - 1]);
    }

    private static Series<Mw> OfDay(ImmutableArray<Mw> output, Series<UsdPerMwh> prices) =>
        new(prices.Start, prices.Step, output[..prices.Count]);

    private static Finding NoLookAhead(CommitUnitsInputs inputs) =>
        new("no-look-ahead", Severity.Warning, $"the price view ends with {inputs.Day}",
            $"price view of {inputs.Day}, {inputs.Prices.Location}",
            "Units are planned as if nothing came after the day; late starts look too dear.");
}
