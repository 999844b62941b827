using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Recovery.Eqr;

namespace Busbar.Supply.Recovery.Eqr.Rules;

/// <summary>F.25.17.2: no two transactions have the same agreement, times, zone, product, price, quantity and point of delivery.</summary>
public static class RepeatedTransaction
{
    private static readonly string[] Fields =
    [
        "Transaction Begin Date", "Transaction End Date", "Time Zone", "Product Name", "Price", "Transaction Quantity", "PODBAA", "PODSL",
    ];

    /// <summary>The rule, a warning: two equal sales may be true.</summary>
    public static EqrRule Rule { get; } = new("F.25.17.2", "No transaction is given twice", Severity.Warning, given =>
        from row in given.Filing.Transactions.Rows
        let table = given.Filing.Transactions
        let sale = string.Join('|', Fields.Select(field => EqrPlaces.Key(table, row, field)))
        group row by (EqrPlaces.AgreementOf(table, row), sale) into same
        from again in same.Skip(1)
        select new EqrFault(EqrPlaces.Of(given.Filing.Transactions, again, "Transaction Identifier"),
            $"It repeats line {same.First().Line}; confirm that both were sold"));
}
