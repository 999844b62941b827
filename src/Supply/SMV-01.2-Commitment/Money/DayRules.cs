using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Commitment;

namespace Busbar.Supply.Commitment.Money;

/// <summary>What a day must hold before its money is counted: one day everywhere, and every hour.</summary>
internal static class DayRules
{
    /// <summary>The first fault, or null.</summary>
    public static Refusal? Of(EstimateMakeWholeInputs inputs)
    {
        var (day, where) = (inputs.Calendar.WholeDay(inputs.Day), $"money of {inputs.Day}");
        if (inputs.Offers.Day != inputs.Day || inputs.Awarded.Day != inputs.Day)
            return new("other-day", $"the offers are of {inputs.Offers.Day}, the awards of {inputs.Awarded.Day}", where,
                "Give the offers and awards of the operating day.");
        if (HourlyCut.Of(inputs.DayAhead, day) is null || HourlyCut.Of(inputs.RealTime, day) is null)
            return new("missing-price", $"prices cover {HourlyCut.Extent(inputs.DayAhead)} day-ahead and "
                + $"{HourlyCut.Extent(inputs.RealTime)} in real time, not every hour of {inputs.Day}", where,
                "Import both prices of the whole operating day.");
        foreach (var meter in inputs.Meters)
            if (HourlyCut.Of(meter.Energy, day) is null)
                return new("missing-meter-hours", $"the meter of {meter.Unit} covers {HourlyCut.Extent(meter.Energy)}", where,
                    "Import the meter's whole day, or leave the meter out.");
        var count = inputs.Calendar.HourCount(inputs.Day);
        var partial = inputs.Offers.Units.FirstOrDefault(offer =>
            offer.SelfCommitted.Length != count || offer.MinMw.Count != count || offer.MaxMw.Count != count);
        return partial is null ? null : new("missing-offer-hours",
            $"the offer of {partial.Unit} does not cover every hour of {inputs.Day}", where, "Offer the whole day.");
    }

    /// <summary>Hourly prices of the day, cut out.</summary>
    public static Series<UsdPerMwh> OfDay(EstimateMakeWholeInputs inputs, Series<UsdPerMwh> prices) =>
        HourlyCut.Of(prices, inputs.Calendar.WholeDay(inputs.Day))!;

    /// <summary>What a unit delivered: its meter, else its award.</summary>
    public static Series<Mw> Delivered(EstimateMakeWholeInputs inputs, UnitSchedule award) =>
        inputs.Meters.FirstOrDefault(meter => meter.Unit == award.Unit) is { } meter
            ? HourlyCut.Of(meter.Energy, inputs.Calendar.WholeDay(inputs.Day))!.Select(energy => new Mw(energy.Value)) : award.Output;
}
