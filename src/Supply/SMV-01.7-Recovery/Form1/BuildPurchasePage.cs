using System.Collections.Immutable;
using System.Globalization;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Contracts;
using Busbar.Supply.Handoffs.Recovery.Form1;

namespace Busbar.Supply.Recovery.Form1;

/// <summary>What page 326 is built from.</summary>
/// <param name="Filer">The utility.</param>
/// <param name="Year">The year.</param>
/// <param name="Contracts">The contracts, whose terms give the statistical class.</param>
/// <param name="Deliveries">What each contract delivered and cost, day by day; other years are passed over.</param>
/// <param name="Others">Purchases that no contract says: the ISO's hours of net purchase, exchanges, adjustments of earlier years (AD).
/// One row each; the row's number is given by the page.</param>
public sealed record BuildPurchasePageInputs(
    string Filer, int Year, ImmutableArray<Contract> Contracts, ImmutableArray<ContractPerformance> Deliveries,
    ImmutableArray<CounterpartyRow> Others);

/// <summary>Builds Form 1's page 326, purchased power, one row a counterparty and class, in whole cents as the ledger has them.</summary>
public static class BuildPurchasePage
{
    /// <summary>The rows; refused when a delivery names no contract, or is given twice.</summary>
    public static Outcome<ImmutableArray<CounterpartyRow>> Run(BuildPurchasePageInputs inputs)
    {
        var deliveries = inputs.Deliveries.Where(delivery => delivery.Day.Date.Year == inputs.Year).ToImmutableArray();
        var contracts = inputs.Contracts.ToDictionary(contract => contract.Id, StringComparer.Ordinal);
        if (deliveries.FirstOrDefault(delivery => !contracts.ContainsKey(delivery.ContractId)) is { } orphan)
            return new Refusal("unknown-contract", $"'{orphan.ContractId}' delivered on {orphan.Day} and is no contract given",
                inputs.Filer,
                "Give its terms.");
        if (deliveries.GroupBy(delivery => (delivery.ContractId, delivery.Day)).FirstOrDefault(same => same.Count() > 1) is { } twice)
            return new Refusal("delivery-twice", $"'{twice.Key.ContractId}' is given twice for {twice.Key.Day}", inputs.Filer,
                "Give the latest measurement of each day.");
        var rows = deliveries.GroupBy(delivery => (contracts[delivery.ContractId].Counterparty,
                Class: StatisticalClass.Of(contracts[delivery.ContractId])))
            .OrderBy(row => row.Key.Counterparty, StringComparer.Ordinal).ThenBy(row => row.Key.Class, StringComparer.Ordinal)
            .Select(row => RowOf(inputs.Filer, row.Key.Counterparty, row.Key.Class, [.. row]));
        return CounterpartyPage.Numbered(rows.Concat(inputs.Others));
    }

    /// <summary>A row of its deliveries, each in the cents in which it was booked to account 555.</summary>
    private static CounterpartyRow RowOf(string filer, string counterparty, string @class, ImmutableArray<ContractPerformance> deliveries)
    {
        var cost = deliveries.Aggregate(Usd.Zero, (sum, delivery) => sum + delivery.EnergyCost.ToCents());
        var energy = new Mwh(deliveries.Sum(delivery => delivery.Delivered.Values.Sum(hour => hour.Value)));
        return new(filer, "", counterparty, @class, "", energy, Mwh.Zero, Mwh.Zero, Usd.Zero, cost, Usd.Zero, cost);
    }
}

/// <summary>What pages 310 and 326 share.</summary>
internal static class CounterpartyPage
{
    /// <summary>The rows with their numbers on the page.</summary>
    public static ImmutableArray<CounterpartyRow> Numbered(IEnumerable<CounterpartyRow> rows) =>
        [.. rows.Select((row, i) => row with { Order = (i + 1).ToString(CultureInfo.InvariantCulture) })];
}
