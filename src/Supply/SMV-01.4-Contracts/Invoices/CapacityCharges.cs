using System.Collections.Immutable;
using Busbar.Supply.Handoffs.Contracts;

namespace Busbar.Supply.Contracts.Invoices;

/// <summary>Capacity: MW × USD/MW-month, and a refund in proportion when the month's availability is below the guarantee. Availability =
/// mean over the hours without an excused outage, to a millionth; the refund is (guarantee − availability) ÷ guarantee of the payment, to
/// eight decimals.</summary>
internal static class CapacityCharges
{
    internal static IEnumerable<InvoiceLine> Of(PowerAgreement agreement, ImmutableArray<ContractHour> hours)
    {
        if (agreement.Clauses.Capacity is not { } capacity) yield break;
        yield return new(ChargeKind.Capacity, "MW", [new("the month", capacity.Capacity.Value, capacity.UsdPerMwMonth, "capacity clause")]);
        var counted = hours.Where(hour => !hour.Terms.IsExcused).ToArray();
        var availability = counted.Length == 0 ? 1 : decimal.Round(counted.Sum(hour => hour.Terms.Available) / counted.Length, 6);
        var missing = decimal.Round((capacity.GuaranteedAvailability - availability) / capacity.GuaranteedAvailability, 8);
        if (missing > 0)
            yield return new(ChargeKind.CapacityRefund, "MW", [new("the month", capacity.Capacity.Value * missing, -capacity.UsdPerMwMonth,
                FormattableString.Invariant($"availability {availability} of {capacity.GuaranteedAvailability} in {counted.Length} hours"))]);
    }
}
