using Busbar.Supply.Handoffs.Recovery.Form1;
using Busbar.Kernel.Quantities;

namespace Busbar.Supply.Recovery.Form1.Identities;

/// <summary>P326.ROW and P310.ROW: demand, energy and other charges of a row sum to its total. Rows left blank have none.</summary>
public static class RowCharges
{
    /// <summary>The total of each row beside the sum of its charges.</summary>
    public static IEnumerable<(string Rule, string Where, Usd Shown, Usd Expected)> Of(CheckForm1Inputs inputs) =>
        Of("326", inputs.Purchases).Concat(Of("310", inputs.Resales));

    private static IEnumerable<(string Rule, string Where, Usd Shown, Usd Expected)> Of(string page, IEnumerable<CounterpartyRow> rows) =>
        from row in rows
        from total in row.Total is { } filled ? (Usd[])[filled] : []
        select ($"P{page}.ROW", $"{row.Filer} p.{page} row {row.Order} {row.Counterparty}", total,
            row.Demand + row.EnergyCharge + row.Other);
}
