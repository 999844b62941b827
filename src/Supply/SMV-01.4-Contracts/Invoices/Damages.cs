using System.Collections.Immutable;
using Busbar.Supply.Handoffs.Contracts;

namespace Busbar.Supply.Contracts.Invoices;

/// <summary>Liquidated damages of firm and unit-contingent energy, where no deviation band takes their place. The seller owes what
/// replacement costs above the contract price for each MWh scheduled and owed but not delivered; we owe what resale brings below it for
/// each MWh we owed to schedule and did not. Excused and curtailed hours owe nothing. Replacement and resale are at the day-ahead price.
/// Source: EEI Master Agreement 4.1 and 4.2, WSPP Schedule C-3.10 (from memory).</summary>
internal static class Damages
{
    internal static bool AreOwed(PowerAgreement agreement) =>
        agreement.Obligation is DeliveryObligation.Firm or DeliveryObligation.UnitContingent && agreement.Clauses.Deviation is null;

    internal static IEnumerable<InvoiceLine> Of(PowerAgreement agreement, ImmutableArray<ContractHour> hours) => !AreOwed(agreement) ? [] :
    [
        EnergyCharges.Line(ChargeKind.LiquidatedDamages, hours, hour => IsExcused(hour) || hour.Market <= hour.Terms.Price.Value ? 0 :
                Math.Max(0, Math.Min(hour.Terms.SellerMust.Value, hour.Scheduled) - hour.Delivered),
            hour => hour.Terms.Price.Value - hour.Market, hour => FormattableString.Invariant(
                $"owed {Math.Min(hour.Terms.SellerMust.Value, hour.Scheduled)} MWh, delivered {hour.Delivered}; replacement at {hour.Market}")),
        EnergyCharges.Line(ChargeKind.BuyerDamages, hours, hour => IsExcused(hour) || hour.Market >= hour.Terms.Price.Value ? 0 :
                Math.Max(0, hour.Terms.BuyerMust.Value - hour.Scheduled),
            hour => hour.Terms.Price.Value - hour.Market, hour => FormattableString.Invariant(
                $"to take {hour.Terms.BuyerMust.Value} MWh, scheduled {hour.Scheduled}; resold at {hour.Market}")),
    ];

    private static bool IsExcused(ContractHour hour) => hour.IsCurtailed || hour.Terms.IsExcused;
}
