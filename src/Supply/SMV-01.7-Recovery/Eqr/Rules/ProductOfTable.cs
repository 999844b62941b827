using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Recovery.Eqr;

namespace Busbar.Supply.Recovery.Eqr.Rules;

/// <summary>F.23.2: a product stands in the tables that the dictionary gives it: booked-out power in transactions alone, an interconnection
/// agreement in contracts alone.</summary>
public static class ProductOfTable
{
    /// <summary>The rule.</summary>
    public static EqrRule Rule { get; } = new("F.23.2", "Products stand in their tables", Severity.Error, given =>
        Misplaced(given.Filing.Contracts, [.. EqrProducts.InTransactionsOnly])
            .Concat(Misplaced(given.Filing.Transactions, [.. EqrProducts.InContractsOnly])));

    private static IEnumerable<EqrFault> Misplaced(EqrTable table, HashSet<string> elsewhere) =>
        from row in table.Rows
        let product = EqrPlaces.Key(table, row, "Product Name")
        where elsewhere.Contains(product)
        select new EqrFault(EqrPlaces.Of(table, row, "Product Name"), $"{product} is no product of {table.Layout.Section.ToString()
            .ToLowerInvariant()}");
}
