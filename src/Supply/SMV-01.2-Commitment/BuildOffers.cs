using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Commitment.Offers;
using Busbar.Supply.Handoffs.Commitment;

namespace Busbar.Supply.Commitment;

/// <summary>Builds the day-ahead offers: thermal units in three parts at cost and self-committed as planned, wind and solar one segment
/// at 0 up to their outlook, hydro and storage as self-schedules (minimum = maximum = plan). Refuses offers after the gate, a curve whose
/// price falls, and one of more than ten segments.</summary>
public static class BuildOffers
{
    /// <summary>The offers of the day.</summary>
    public static Outcome<FleetOffers> Run(BuildOffersInputs inputs)
    {
        var refusal = OfClock(inputs) ?? OfPlan(inputs) ?? StateRules.Of(inputs.Fleet, inputs.Before)
            ?? FuelRules.Of(inputs.Fleet, inputs.FuelPrices) ?? OutlookRules.Of(inputs.Outlooks)
            ?? AvailabilityRules.Of(inputs.Fleet, inputs.Available)
            ?? inputs.Fleet.Thermal.Select(unit => ThermalOffer.RefusalOf(unit, FuelRules.PriceOf(unit, inputs.FuelPrices)))
                .FirstOrDefault(fault => fault is not null);
        if (refusal is not null) return refusal;
        var findings = OutlookRules.Unasked(inputs.Fleet, inputs.Outlooks).ToList();
        var units = inputs.Fleet.Thermal.Select(unit => ThermalOffer.Of(
                unit, StateRules.Find(inputs.Before, unit.Name), FuelRules.PriceOf(unit, inputs.FuelPrices), PlanOf(inputs, unit.Name),
                AvailabilityRules.MostOf(unit.Name, inputs.Available)))
            .Concat(inputs.Fleet.Renewable.Select(unit => Renewable(inputs, unit, findings)))
            .Concat(inputs.Fleet.Hydro.Select(unit => SelfSchedule(PlanOf(inputs, unit.Name), unit.MaxMw, unit.MaxMw, inputs)))
            .Concat(inputs.Fleet.Storage.Select(unit =>
                SelfSchedule(PlanOf(inputs, unit.Name), unit.DischargeMw, unit.ChargeMw + unit.DischargeMw, inputs)));
        return Outcome.Of(new FleetOffers(inputs.Day, inputs.GateAt, inputs.SubmittedAt, inputs.Location, [.. units]), findings);
    }

    private static Refusal? OfClock(BuildOffersInputs inputs)
    {
        if (OfferGate.Of(inputs.Day, inputs.Location, inputs.GateAt, inputs.SubmittedAt) is { } late) return late;
        if (inputs.Plan.DecidedAt > inputs.SubmittedAt)
            return new("not-yet-known", $"the plan was decided at {inputs.Plan.DecidedAt}, after the offers go out at {inputs.SubmittedAt}",
                $"offers of {inputs.Day}, {inputs.Location}", "Offer from a plan made before.");
        return null;
    }

    private static Refusal? OfPlan(BuildOffersInputs inputs)
    {
        if (inputs.Plan.Day != inputs.Day)
            return new("other-day", $"the plan is of {inputs.Plan.Day}, the offers of {inputs.Day}", $"plan of {inputs.Plan.Day}",
                "Give the plan of the operating day.");
        var day = inputs.Calendar.WholeDay(inputs.Day);
        var missing = NamesOf(inputs.Fleet).FirstOrDefault(name => !inputs.Plan.Units.Any(unit => unit.Unit == name && IsWhole(unit, day)));
        return missing is null ? null
            : new("missing-plan", $"the plan has no schedule of {missing} for every hour of {inputs.Day}",
                $"plan of {inputs.Day}, unit {missing}",
                "Plan the same fleet for the whole day, then build the offers.");
    }

    private static bool IsWhole(UnitSchedule schedule, DeliveryInterval day) =>
        schedule.Output.Start == day.Start && schedule.Output.End == day.End && schedule.Output.Count == (int)day.Length.TotalHours;

    private static IEnumerable<string> NamesOf(FleetRegister fleet) =>
        fleet.Thermal.Select(u => u.Name).Concat(fleet.Renewable.Select(u => u.Name)).Concat(fleet.Hydro.Select(u => u.Name))
            .Concat(fleet.Storage.Select(u => u.Name));

    private static UnitSchedule PlanOf(BuildOffersInputs inputs, string unit) =>
        inputs.Plan.Units.Single(schedule => schedule.Unit == unit);

    private static UnitOffer Renewable(BuildOffersInputs inputs, RenewableUnit unit, List<Finding> findings)
    {
        var most = OutlookRules.Resolve(unit, inputs.Outlooks, inputs.Calendar.WholeDay(inputs.Day), findings);
        return new(unit.Name, most.Select(_ => Mw.Zero), most, unit.MaxMw, Usd.Zero, Usd.Zero, [new(unit.MaxMw, UsdPerMwh.Zero)],
            [.. most.Values.Select(_ => true)], StateRules.Find(inputs.Before, unit.Name).Output);
    }

    private static UnitOffer SelfSchedule(UnitSchedule plan, Mw most, Mw ramp, BuildOffersInputs inputs) => new(
        plan.Unit, plan.Output, plan.Output, ramp, Usd.Zero, Usd.Zero, [new(most, UsdPerMwh.Zero)],
        [.. plan.Output.Values.Select(_ => true)], StateRules.Find(inputs.Before, plan.Unit).Output);
}
