using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Contracts.Terms;
using Busbar.Supply.Handoffs.Contracts;

namespace Busbar.Supply.Contracts.Invoices;

/// <summary>An hour's terms beside what happened in it, MWh of our share.</summary>
/// <param name="Terms">What was agreed.</param>
/// <param name="Scheduled">What was scheduled.</param>
/// <param name="Delivered">What was delivered; of a difference its quantity.</param>
/// <param name="Potential">What could have been.</param>
/// <param name="Market">Price of replacement energy; 0 where nothing asks for it.</param>
/// <param name="IsCurtailed">True when an order touches the hour.</param>
internal sealed record ContractHour(
    ResolvedHour Terms, decimal Scheduled, decimal Delivered, decimal Potential, decimal Market, bool IsCurtailed)
{
    internal static ImmutableArray<ContractHour> Of(MeasureMonthInputs inputs, ResolvedTerms terms)
    {
        var share = terms.Agreement.Quantity is PlantQuantity plant ? plant.Share : 1;
        return [.. terms.Hours.Select((hour, i) =>
        {
            var scheduled = inputs.Scheduled?[i].Value ?? (terms.Agreement.Quantity is PlantQuantity ? 0 : hour.Entitled.Value);
            return new ContractHour(hour, scheduled, inputs.Metered is { } meter ? share * Math.Max(0, meter[i]) : scheduled,
                share * (inputs.Potential?[i] ?? 0), inputs.Indices.DayAhead is { } prices && Damages.AreOwed(terms.Agreement) ? prices[i] : 0,
                inputs.Curtailments.Any(order => ResolveTerms.HoursIn(order.Interval, hour.Hour) > 0));
        })];
    }
}
