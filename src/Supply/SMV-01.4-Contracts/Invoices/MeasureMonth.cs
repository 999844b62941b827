using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Contracts.Terms;
using Busbar.Supply.Handoffs.Contracts;

namespace Busbar.Supply.Contracts.Invoices;

/// <summary>Reckons one month of a contract: resolves its terms to hours, then adds up. Every line sums exactly from its hours. Sources:
/// EEI Master Agreement article 4 (damages = replacement price less contract price, never negative) and WSPP Schedule C, from memory;
/// otherwise the contract's own clauses.</summary>
public static class MeasureMonth
{
    /// <summary>The invoice we expect, with claims; findings <c>negative-meter</c>, <c>index-carried</c>. Refuses what
    /// <see cref="ResolveTerms"/> refuses, <c>hours-do-not-match</c>, <c>missing-meter</c>, <c>missing-potential</c>,
    /// <c>missing-index</c> and <c>overlapping-curtailments</c>.</summary>
    public static Outcome<ContractInvoice> Run(MeasureMonthInputs inputs)
    {
        var last = new OperatingDay(inputs.Month.FirstOfMonth().Date.PlusMonths(1)).Plus(-1);
        switch (ResolveTerms.Run(new(inputs.Calendar, inputs.Contract, inputs.Month.FirstOfMonth(), last, inputs.Indices, inputs.Events)))
        {
            case Outcome<ResolvedTerms>.Refused refused:
                return refused.Refusal;
            case Outcome<ResolvedTerms>.Done done:
                if (MonthRefusals.Of(inputs, done.Value) is { } refusal) return refusal;
                var hours = ContractHour.Of(inputs, done.Value);
                return Outcome.Of(Invoice(inputs, done.Value.Agreement, hours, last), [.. done.Findings, .. NegativeHours(inputs, hours)]);
            default:
                throw new InvalidOperationException("An outcome is done or refused.");
        }
    }

    private static ContractInvoice Invoice(
        MeasureMonthInputs inputs, PowerAgreement agreement, ImmutableArray<ContractHour> hours, OperatingDay last)
    {
        var curtailed = new Curtailments(inputs, agreement.Clauses.Curtailment, agreement.Obligation);
        var deemed = curtailed.Lines(hours);
        var month = new MonthTotals(hours.Sum(hour => hour.Delivered), curtailed.DeemedMwh, curtailed.UnpaidHours);
        ImmutableArray<InvoiceLine> lines =
        [
            .. EnergyCharges.Of(inputs, agreement, hours), deemed, .. Damages.Of(agreement, hours),
            .. CapacityCharges.Of(agreement, hours), .. YearCharges.Of(inputs, agreement, month, last),
        ];
        return new(agreement.Id, agreement.Counterparty, inputs.Month.FirstOfMonth(), new(month.Delivered), new(month.Deemed),
            month.UnpaidHours, [.. lines.Where(line => line.Parts.Length > 0)]);
    }

    private static IEnumerable<Finding> NegativeHours(MeasureMonthInputs inputs, ImmutableArray<ContractHour> hours) =>
        inputs.Metered is not { } meter ? [] : hours.Where((_, i) => meter[i] < 0).Select(hour => new Finding("negative-meter",
            Severity.Note, "the meter reads below 0 MWh", $"contract {inputs.Contract.Id}, {hour.Terms.Label}", "taken as no delivery",
            hour.Terms.Hour));
}

/// <summary>What a month adds to the contract year.</summary>
internal readonly record struct MonthTotals(decimal Delivered, decimal Deemed, decimal UnpaidHours);
