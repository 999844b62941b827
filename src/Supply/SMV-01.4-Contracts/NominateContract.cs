using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Contracts.Terms;
using Busbar.Supply.Handoffs.Contracts;
using NodaTime;

namespace Busbar.Supply.Contracts;

/// <summary>What is needed to schedule one contract for one operating day.</summary>
/// <param name="Calendar">The market's clock and its blocks.</param>
/// <param name="Day">The operating day.</param>
/// <param name="NominatedAt">The clock of the nomination.</param>
/// <param name="Contract">The terms.</param>
/// <param name="PlantForecast">Forecast output of the contract's plant in MW, as known then; null for a contract that has no plant.</param>
public sealed record NominateContractInputs(
    MarketCalendar Calendar, OperatingDay Day, Instant NominatedAt, Contract Contract, KnownSeries<double>? PlantForecast);

/// <summary>Resolves a contract's terms to the hours of one day, and nominates: a shape its MW, a share of a plant its
/// part of the forecast to 0.1 MW (of a tolled plant our own plan), a financial contract nothing. Refuses a day outside the term, terms that cannot be, and a forecast that is missing, of another plant
/// or unit, too young, or not the day by the hour.</summary>
public static class NominateContract
{
    // The step of a schedule in MW; the same as that of the load bid it is netted with.
    private const int NominationDecimals = 1;

    /// <summary>The nomination; a finding <c>negative-forecast</c> says where a forecast below nothing was taken as nothing.</summary>
    public static Outcome<ContractNomination> Run(NominateContractInputs inputs) =>
        ContractRefusals.OfTerms(inputs.Contract, inputs.Day) is { } refusal
            ? refusal
            : AgreementOf.Contract(inputs.Contract) switch
            {
                { Obligation: DeliveryObligation.Financial } =>
                    NominateShape(inputs, (_, _) => Mw.Zero, "a financial contract delivers nothing"),
                { Quantity: PlantQuantity plant } => NominatePlant(inputs, plant),
                { Quantity: var quantity } => NominateShape(inputs,
                    (hour, label) => ResolveTerms.MwOf(quantity, inputs.Calendar, inputs.Day, hour, label), BasisOf(quantity)),
            };

    private static Outcome<ContractNomination> NominateShape(
        NominateContractInputs inputs, Func<DeliveryInterval, HourEnding, Mw?> mw, string basis)
    {
        var hours = inputs.Calendar.HoursOf(inputs.Day);
        var energy = hours.Zip(inputs.Calendar.LabelsOf(inputs.Day), mw).ToArray();
        return energy.Any(each => each is null)
            ? new Refusal("missing-hour", "the shape has no MW for an hour of the day", $"contract {inputs.Contract.Id}, {inputs.Day}",
                "Give MW for every hour of the term.")
            : Nomination(inputs, new(hours[0].Start, hours[0].Length, [.. energy.Select(each => each!.Value)]), basis);
    }

    private static Outcome<ContractNomination> NominatePlant(NominateContractInputs inputs, PlantQuantity plant)
    {
        if (ContractRefusals.OfForecast(inputs, plant) is { } refusal) return refusal;
        var forecast = inputs.PlantForecast!;
        var output = forecast.Values;
        var energy = output.Select(mw => new MwEstimate((double)plant.Share * Math.Max(0, mw)).ToRecord(NominationDecimals));
        var basis = $"{plant.Share} of {forecast.Key}, known at {forecast.KnownAt}, to 0.1 MW";
        return Outcome.Of(Nomination(inputs, energy, basis), NegativeHours(inputs, plant, output));
    }

    private static string BasisOf(ContractQuantity quantity) => quantity is ShapedQuantity { Shape: { Hourly: null } shape }
        ? $"{shape.Mw} in each {string.Join(" or ", shape.Blocks.Select(NameOf))} hour"
        : "the contract's profile";

    private static ContractNomination Nomination(NominateContractInputs inputs, Series<Mw> energy, string basis) =>
        new(inputs.Contract.Id, inputs.Contract.Counterparty, inputs.Day, inputs.NominatedAt, inputs.Contract.Location, energy, basis);

    private static IEnumerable<Finding> NegativeHours(NominateContractInputs inputs, PlantQuantity plant, Series<double> output) =>
        Enumerable.Range(0, output.Count).Where(i => output[i] < 0).Select(i => new Finding("negative-forecast", Severity.Warning,
            $"{plant.Plant} is forecast at {output[i]} MW",
            $"contract {inputs.Contract.Id}, {inputs.Day} HE{inputs.Calendar.HourEndingOf(output.IntervalAt(i).Start)}",
            "nominated as 0 MW", output.IntervalAt(i)));

    private static string NameOf(PeakBlock block) => block switch
    {
        PeakBlock.OnPeak => "on-peak (5×16)",
        PeakBlock.WeekendDay => "weekend day (2×16)",
        PeakBlock.Night => "night (7×8)",
        _ => throw new ArgumentOutOfRangeException(nameof(block), block, "Power is traded in three blocks."),
    };
}
