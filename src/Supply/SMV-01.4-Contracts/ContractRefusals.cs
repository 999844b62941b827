using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Supply.Contracts.Terms;
using Busbar.Supply.Handoffs.Contracts;
using Busbar.Supply.Handoffs.Utility;

namespace Busbar.Supply.Contracts;

/// <summary>Why a contract cannot be nominated or measured from what was given.</summary>
internal static class ContractRefusals
{
    /// <summary>Terms that cannot be, or a day outside them.</summary>
    internal static Refusal? OfTerms(Contract contract, OperatingDay day)
    {
        if (contract.FirstDay.CompareTo(day) > 0 || contract.LastDay.CompareTo(day) < 0)
            return new("outside-term", $"the contract delivers from {contract.FirstDay} to {contract.LastDay}, not on {day}",
                Where(contract, day), "Leave the contract out on this day, or enter its extension.");
        return TermsRefusals.Of(AgreementOf.Contract(contract));
    }

    /// <summary>A forecast that does not serve.</summary>
    internal static Refusal? OfForecast(NominateContractInputs inputs, PlantQuantity plant)
    {
        var where = Where(inputs.Contract, inputs.Day);
        if (inputs.PlantForecast is not { } forecast)
            return new("missing-forecast", $"there is no forecast of {plant.Plant}", where,
                "Import the plant's forecast for the day, then nominate.");
        if (forecast.Key != ForecastKeyOf(plant))
            return new("wrong-forecast", $"the forecast given is {forecast.Key}, the contract's plant needs {ForecastKeyOf(plant)}", where,
                "Give the forecast of the contract's own plant, in MW.");
        if (forecast.KnownAt > inputs.NominatedAt)
            return new("not-known-then", $"the forecast is as known at {forecast.KnownAt}, after the clock {inputs.NominatedAt}", where,
                "Read the forecast as of the clock of the nomination.");
        if (forecast.Values.RefuseUnlessWholeDay(inputs.Calendar, inputs.Day, $"forecast of {plant.Plant}") is { } refusal) return refusal;
        var bad = forecast.Values.Values.ToList().FindIndex(mw => !double.IsFinite(mw));
        return bad < 0
            ? null
            : new("not-a-number", $"the forecast of {plant.Plant} is {forecast.Values[bad]} MW",
                $"{where} HE{inputs.Calendar.HourEndingOf(forecast.Values.IntervalAt(bad).Start)}", "Correct the forecast at its source.");
    }

    /// <summary>A nomination, price or meter that does not serve.</summary>
    internal static Refusal? OfDelivery(DeliverContractInputs inputs)
    {
        var (calendar, day, measuredAt, contract, nomination, meter, _, lmp, _, _) = inputs;
        var where = Where(contract, day);
        if (nomination.ContractId != contract.Id || nomination.Day != day)
            return new("wrong-nomination", $"the nomination is of {nomination.ContractId} for {nomination.Day}", where,
                "Give the nomination of this contract for this day.");
        if (measuredAt < calendar.WholeDay(day).End)
            return new("day-not-over", $"at {measuredAt} the operating day still runs, until {calendar.WholeDay(day).End}", where,
                "Measure delivery after the day has ended.");
        if (AgreementOf.Contract(contract).Quantity is PlantQuantity plant && meter is null)
            return new("missing-meter", $"there is no meter of {plant.Plant}", where, "Import the plant's meter for the day, then measure.");
        return nomination.Energy.RefuseUnlessWholeDay(calendar, day, $"nomination of {contract.Id}")
            ?? lmp.RefuseUnlessWholeDay(calendar, day, $"day-ahead price at {contract.Location}")
            ?? meter?.RefuseUnlessWholeDay(calendar, day, "plant meter");
    }

    // The key of a plant's series does not depend on the market.
    private static Kernel.Facts.SeriesKey ForecastKeyOf(PlantQuantity plant) => new SupplySeries("any").PlantForecast(plant.Plant);

    private static string Where(Contract contract, OperatingDay day) => $"contract {contract.Id}, {day}";
}
