using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Commitment;

namespace Busbar.Supply.Commitment.Money;

/// <summary>Measures each plant's day once it is metered: day-ahead revenue, the real-time deviation, fuel, starts and VOM of what was
/// delivered, make-whole, the profit that perfect foresight would have made, and how far plan, offer, award and delivery lie apart. A unit
/// without a meter delivered its award.</summary>
public static class MeasurePlants
{
    /// <summary>The results of the day.</summary>
    public static Outcome<FleetResult> Run(MeasurePlantsInputs inputs)
    {
        var settled = inputs.Settled;
        var refusal = UnitRules.Of(settled.Fleet) ?? StateRules.Of(settled.Fleet, inputs.Before)
            ?? FuelRules.Of(settled.Fleet, inputs.FuelPrices) ?? DayRules.Of(settled) ?? OfPlans(inputs);
        if (refusal is not null) return refusal;
        return new FleetResult(settled.Day, settled.EstimatedAt, [.. settled.Awarded.Units.Select(award => ResultOf(inputs, award))]);
    }

    /// <summary>What a unit delivered as a schedule of record, at the real-time price.</summary>
    internal static UnitSchedule Costed(MeasurePlantsInputs inputs, UnitSchedule award)
    {
        var (settled, delivered) = (inputs.Settled, DayRules.Delivered(inputs.Settled, award));
        var (before, prices) = (StateRules.Find(inputs.Before, award.Unit), DayRules.OfDay(settled, settled.RealTime));
        return settled.Fleet.Thermal.FirstOrDefault(unit => unit.Name == award.Unit) is { } thermal
            ? UnitCosting.Thermal(thermal, before, FuelRules.PriceOf(thermal, inputs.FuelPrices), delivered,
                [.. delivered.Values.Select(mw => mw.Value > 0)], prices)
            : UnitCosting.Fuelless(award.Unit, before, delivered, prices, Mwh.Zero);
    }

    private static Refusal? OfPlans(MeasurePlantsInputs inputs)
    {
        var day = inputs.Settled.Day;
        return inputs.Plan.Day != day || inputs.Foresight.Day != day || inputs.MakeWhole.Day != day
            ? new("other-day", $"the plan is of {inputs.Plan.Day}, foresight of {inputs.Foresight.Day}, make-whole of "
                + $"{inputs.MakeWhole.Day}", $"results of {day}", "Give the documents of the operating day.") : null;
    }

    private static PlantResult ResultOf(MeasurePlantsInputs inputs, UnitSchedule award)
    {
        var settled = inputs.Settled;
        var (dayAhead, realTime) = (DayRules.OfDay(settled, settled.DayAhead), DayRules.OfDay(settled, settled.RealTime));
        var costed = Costed(inputs, award);
        var (sold, deviation) = (Usd.Zero, Usd.Zero);
        for (var hour = 0; hour < dayAhead.Count; hour++)
        {
            sold += new Mwh(award.Output[hour].Value) * dayAhead[hour];
            deviation += new Mwh(costed.Output[hour].Value - award.Output[hour].Value) * realTime[hour];
        }
        var credits = inputs.MakeWhole.Credits.Where(credit => credit.Unit == award.Unit)
            .Aggregate(Usd.Zero, (sum, credit) => sum + credit.Credit);
        var foresight = inputs.Foresight.Units.FirstOrDefault(unit => unit.Unit == award.Unit)?.Profit ?? Usd.Zero;
        return new(award.Unit, sold, deviation, costed.FuelCost, costed.OtherStartCost, costed.VomCost, credits, foresight,
            EnergyOf(inputs, award, costed.Output, dayAhead));
    }

    private static PlantEnergy EnergyOf(
        MeasurePlantsInputs inputs, UnitSchedule award, Series<Mw> delivered, Series<UsdPerMwh> dayAhead)
    {
        var count = delivered.Count;
        var planned = inputs.Plan.Units.FirstOrDefault(unit => unit.Unit == award.Unit)?.Output;
        var offer = inputs.Settled.Offers.Units.FirstOrDefault(unit => unit.Unit == award.Unit);
        decimal Planned(int hour) => planned is not null && hour < planned.Count ? planned[hour].Value : 0;
        decimal Offered(int hour) => offer is null ? 0 : OfferedAt(offer, hour, dayAhead[hour], award.Output[hour]);
        Mwh Sum(Func<int, decimal> of) => new(Enumerable.Range(0, count).Sum(hour => Math.Abs(of(hour))));
        return new(Sum(Planned), Sum(Offered), Sum(hour => award.Output[hour].Value), Sum(hour => delivered[hour].Value),
            Sum(hour => award.Output[hour].Value - Planned(hour)), Sum(hour => award.Output[hour].Value - Offered(hour)),
            Sum(hour => delivered[hour].Value - award.Output[hour].Value), Sum(hour => delivered[hour].Value - Planned(hour)));
    }

    /// <summary>What the offer sells at a price in an hour in which the unit is committed, by us or by the market: the minimum, and every
    /// segment whose price is below; of a segment at the price the market may take what it likes.</summary>
    private static decimal OfferedAt(UnitOffer offer, int hour, UsdPerMwh price, Mw award)
    {
        if (!offer.SelfCommitted[hour] && award == Mw.Zero) return 0;
        var (least, most) = (offer.MinMw[hour].Value, offer.MaxMw[hour].Value);
        if (least >= most) return least;
        decimal UpTo(Func<OfferSegment, bool> isTaken) =>
            offer.Segments.Where(isTaken).Select(segment => segment.ToMw.Value).DefaultIfEmpty(least).Max();
        var (below, with) = (UpTo(segment => segment.Price < price), UpTo(segment => segment.Price <= price));
        return Math.Clamp(Math.Clamp(award.Value, below, with), least, most);
    }
}
