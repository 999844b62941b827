using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Contracts;

namespace Busbar.Supply.Contracts.Credit;

/// <summary>Groups deals, invoices and collateral by master and nets what close-out nets. Deal values cross to whole cents one by one, so
/// that a set is the sum of its deals to the cent. Source: EEI Master Agreement, article 5 and collateral annex; ISDA credit support annex,
/// paragraph 3 (delivery amounts rounded up, return amounts down), from memory.</summary>
internal static class NettingSets
{
    internal static ImmutableArray<NettingSet> Of(MeasureExposureInputs inputs, ImmutableArray<CreditLeg> legs, Func<CreditLeg, double> value)
    {
        var deals = legs.GroupBy(leg => leg.Deal).ToLookup(group => (group.Key.Counterparty, group.Key.Master),
            group => new DealValue(group.Key.Id, new UsdEstimate(group.Sum(value)).ToRecord(2)));
        var keys = deals.Select(group => group.Key).Concat(inputs.Invoices.Select(each => (each.Counterparty, each.Master)))
            .Concat(inputs.Collateral.Select(each => (each.Counterparty, each.Master))).Distinct()
            .OrderBy(key => key.Counterparty, StringComparer.Ordinal).ThenBy(key => key.Master, StringComparer.Ordinal);
        return [.. keys.Select(key => Set(inputs, key, [.. deals[key].OrderBy(deal => deal.Deal, StringComparer.Ordinal)]))];
    }

    private static NettingSet Set(
        MeasureExposureInputs inputs, (string Counterparty, string Master) key, ImmutableArray<DealValue> deals)
    {
        var invoices = inputs.Invoices.Where(each => (each.Counterparty, each.Master) == key).Select(each => each.Amount.Value).ToArray();
        var held = new Usd(inputs.Collateral.Where(each => (each.Counterparty, each.Master) == key).Sum(each => each.Held.Value));
        var (receivable, payable) = (-invoices.Where(amount => amount < 0).Sum(), invoices.Where(amount => amount > 0).Sum());
        var value = deals.Sum(deal => deal.Value.Value);
        var gross = deals.Sum(deal => Math.Max(0, deal.Value.Value)) + receivable;
        var master = MasterOf(inputs, key.Counterparty, key.Master);
        var owed = master is { IsNetted: true } ? value + receivable - payable : gross;
        return new(key.Counterparty, key.Master, new(value), new(receivable), new(payable), held, new(Math.Max(0, owed - held.Value)),
            new(gross), master is { IsNetted: true } ? Call(master, owed, held.Value) : Usd.Zero, deals);
    }

    internal static MasterAgreement? MasterOf(MeasureExposureInputs inputs, string counterparty, string master) =>
        inputs.Counterparties.First(party => party.Id == counterparty).Masters.FirstOrDefault(each => each.Id == master);

    /// <summary>Collateral due less collateral held: nothing below the minimum transfer; more is rounded up, what returns down.</summary>
    internal static Usd Call(MasterAgreement master, decimal owed, decimal held)
    {
        var transfer = Due(master, owed) - held;
        if (Math.Abs(transfer) < master.MinimumTransfer.Value || transfer == 0) return Usd.Zero;
        if (master.Rounding == Usd.Zero) return new(transfer);
        var isReturn = Math.Sign(transfer) == -Math.Sign(held) && Math.Abs(transfer) <= Math.Abs(held);
        var steps = Math.Abs(transfer) / master.Rounding.Value;
        return new(Math.Sign(transfer) * master.Rounding.Value * (isReturn ? Math.Floor(steps) : Math.Ceiling(steps)));
    }

    private static decimal Due(MasterAgreement master, decimal owed) =>
        owed > master.ThresholdTheirs.Value ? owed - master.ThresholdTheirs.Value
        : owed < -master.ThresholdOurs.Value ? owed + master.ThresholdOurs.Value
        : 0;
}
