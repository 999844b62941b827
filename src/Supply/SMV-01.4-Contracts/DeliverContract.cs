using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Contracts.Terms;
using Busbar.Supply.Handoffs.Contracts;
using NodaTime;

namespace Busbar.Supply.Contracts;

/// <summary>What is needed to measure one contract's delivery on one operating day.</summary>
/// <param name="Calendar">The market's clock.</param>
/// <param name="Day">The operating day.</param>
/// <param name="MeasuredAt">The clock of the measurement, after the day.</param>
/// <param name="Contract">The terms.</param>
/// <param name="Nomination">What was scheduled.</param>
/// <param name="PlantMeter">Metered output of the contract's plant, MWh an hour; null for a contract that has no plant.</param>
/// <param name="IsSimulatedMeter">True when the meter is simulated.</param>
/// <param name="DayAheadLmp">Day-ahead price of the contract's location, USD/MWh.</param>
/// <param name="WheelingCharge">Charge of the transmission provider between, on wheeled energy.</param>
/// <param name="Indices">What else the price refers to; without it the day-ahead price alone.</param>
public sealed record DeliverContractInputs(
    MarketCalendar Calendar, OperatingDay Day, Instant MeasuredAt, Contract Contract, ContractNomination Nomination,
    Series<decimal>? PlantMeter, bool IsSimulatedMeter, Series<decimal> DayAheadLmp, UsdPerMwh WheelingCharge,
    MarketIndices? Indices = null);

/// <summary>Measures delivery and its money: a shape delivers what is nominated, a share of a plant its part of the meter, a financial
/// contract nothing. Energy cost = Σ delivered × price of the hour (of a difference Σ quantity × (strike − floating)); wheeling = Σ delivered × charge, when wheeled; market value = Σ delivered × day-ahead LMP. Nothing is rounded.
/// Refuses another contract's or day's nomination, a day that is not over, a missing meter, and prices, meters or nominations that are not
/// the day by the hour.</summary>
public static class DeliverContract
{
    // Beyond a fifth of the day's nomination the deviation is worth a look, whatever the weather.
    private const decimal ToleratedDeviation = 0.20m;

    /// <summary>The performance; findings <c>off-nomination</c> and <c>negative-meter</c>.</summary>
    public static Outcome<ContractPerformance> Run(DeliverContractInputs inputs)
    {
        if ((ContractRefusals.OfTerms(inputs.Contract, inputs.Day) ?? ContractRefusals.OfDelivery(inputs)) is { } refusal) return refusal;
        var indices = (inputs.Indices ?? new MarketIndices()) with { DayAhead = inputs.DayAheadLmp };
        switch (ResolveTerms.Run(new(inputs.Calendar, inputs.Contract, inputs.Day, inputs.Day, indices, [])))
        {
            case Outcome<ResolvedTerms>.Refused refused:
                return refused.Refusal;
            case Outcome<ResolvedTerms>.Done done:
                var performance = Measure(inputs, done.Value);
                return Outcome.Of(performance, [.. done.Findings, .. OffNomination(performance), .. NegativeHours(inputs)]);
            default:
                throw new InvalidOperationException("An outcome is done or refused.");
        }
    }

    // A plant at rest draws station power, and its meter turns back: that is the plant's purchase, not our delivery.
    private static ContractPerformance Measure(DeliverContractInputs inputs, ResolvedTerms terms)
    {
        var nominated = inputs.Nomination.Energy.Select(mw => new Mwh(mw.Value));
        var plant = terms.Agreement.Quantity as PlantQuantity;
        var quantity = plant is null ? nominated : inputs.PlantMeter!.Select(mwh => new Mwh(plant.Share * Math.Max(0m, mwh)));
        var isFinancial = terms.Agreement.Obligation == DeliveryObligation.Financial;
        var delivered = isFinancial ? nominated.Select(_ => Mwh.Zero) : quantity;
        var cost = quantity.Values.Zip(terms.Hours, (mwh, hour) => mwh * (hour.Price - (hour.Floating ?? UsdPerMwh.Zero)));
        var value = delivered.Values.Zip(inputs.DayAheadLmp.Values, (energy, lmp) => energy * new UsdPerMwh(lmp));
        return new(inputs.Contract.Id, inputs.Contract.Counterparty, inputs.Day, inputs.MeasuredAt, nominated, delivered, Sum(cost),
            plant is { IsWheeled: true } && !isFinancial ? Total(delivered) * inputs.WheelingCharge : Usd.Zero, Sum(value),
            plant is not null && inputs.IsSimulatedMeter);
    }

    private static Usd Sum(IEnumerable<Usd> amounts) => new(amounts.Sum(usd => usd.Value));

    private static IEnumerable<Finding> OffNomination(ContractPerformance performance)
    {
        var (nominated, delivered) = (Total(performance.Nominated), Total(performance.Delivered));
        if (Math.Abs((delivered - nominated).Value) <= ToleratedDeviation * nominated.Value) yield break;
        yield return new("off-nomination", Severity.Warning, $"delivered {delivered} against {nominated} nominated, more than 20 % off",
            $"contract {performance.ContractId}, {performance.Day}", "cost and value are of what was delivered");
    }

    private static IEnumerable<Finding> NegativeHours(DeliverContractInputs inputs) =>
        AgreementOf.Contract(inputs.Contract).Quantity is PlantQuantity plant && inputs.PlantMeter is { } meter
            ? Enumerable.Range(0, meter.Count).Where(i => meter[i] < 0).Select(i => new Finding("negative-meter", Severity.Note,
                $"the meter of {plant.Plant} reads {meter[i]} MWh",
                $"contract {inputs.Contract.Id}, {inputs.Day} HE{inputs.Calendar.HourEndingOf(meter.IntervalAt(i).Start)}", "taken as no delivery",
                meter.IntervalAt(i)))
            : [];

    private static Mwh Total(Series<Mwh> energy) => new(energy.Values.Sum(mwh => mwh.Value));
}
