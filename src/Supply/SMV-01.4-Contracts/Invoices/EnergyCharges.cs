using System.Collections.Immutable;
using Busbar.Supply.Handoffs.Contracts;

namespace Busbar.Supply.Contracts.Invoices;

/// <summary>Energy at its price, starts of a toll, the difference of a financial contract, and the deviation band. Inside the band
/// delivered energy costs the contract price; what lies above it costs a part of that price, and what lies below it the seller owes at a
/// multiple. Curtailed hours have no band: the schedule was not the seller's to keep.</summary>
internal static class EnergyCharges
{
    internal static IEnumerable<InvoiceLine> Of(MeasureMonthInputs inputs, PowerAgreement agreement, ImmutableArray<ContractHour> hours)
    {
        if (agreement.Obligation == DeliveryObligation.Financial)
        {
            yield return Line(ChargeKind.Difference, hours, hour => hour.Delivered,
                hour => hour.Terms.Price.Value - hour.Terms.Floating!.Value.Value, hour => $"strike {hour.Terms.Price} − floating {hour.Terms.Floating}");
            yield break;
        }
        var band = agreement.Clauses.Deviation;
        yield return Line(ChargeKind.Energy, hours, hour => hour.Delivered - Surplus(band, hour), hour => hour.Terms.Price.Value,
            _ => $"{agreement.Pricing.GetType().Name}");
        yield return new(ChargeKind.Starts, "starts", inputs.Starts > 0 && agreement.Pricing is TollPricing toll
            ? [new("starts of the month", inputs.Starts, toll.StartCharge.Value, "start charge")] : []);
        if (band is null) yield break;
        yield return Line(ChargeKind.DeviationSurplus, hours, hour => Surplus(band, hour),
            hour => hour.Terms.Price.Value * band.SurplusMultiplier, hour => $"above {hour.Scheduled} MWh + {Free(band, hour)} free");
        yield return Line(ChargeKind.DeviationShortfall, hours, hour => Shortfall(band, hour),
            hour => -hour.Terms.Price.Value * band.ShortfallMultiplier, hour => $"below {hour.Scheduled} MWh − {Free(band, hour)} free");
    }

    internal static InvoiceLine Line(
        ChargeKind kind, ImmutableArray<ContractHour> hours, Func<ContractHour, decimal> quantity, Func<ContractHour, decimal> rate,
        Func<ContractHour, string> why) =>
        new(kind, "MWh", [.. hours.Where(hour => quantity(hour) != 0)
            .Select(hour => new InvoicePart(hour.Terms.Label, quantity(hour), rate(hour), why(hour)))]);

    private static decimal Free(DeviationClause band, ContractHour hour) => Math.Max(band.FreeBand * hour.Scheduled, band.FreeMw.Value);

    private static decimal Surplus(DeviationClause? band, ContractHour hour) =>
        band is null || hour.IsCurtailed ? 0 : Math.Max(0, hour.Delivered - hour.Scheduled - Free(band, hour));

    private static decimal Shortfall(DeviationClause band, ContractHour hour) =>
        hour.IsCurtailed || hour.Terms.IsExcused ? 0 : Math.Max(0, hour.Scheduled - Free(band, hour) - hour.Delivered);
}
