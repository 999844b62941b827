using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Recovery.Eqr;

namespace Busbar.Supply.Recovery.Eqr.Rules;

/// <summary>F.50: a transaction's unique id stands once in a filing.</summary>
public static class UniqueTransaction
{
    /// <summary>The rule; ids left for the system to assign are passed over.</summary>
    public static EqrRule Rule { get; } = new("F.50", "Transaction ids are unique", Severity.Error, given =>
        from row in given.Filing.Transactions.Rows
        let id = EqrPlaces.Key(given.Filing.Transactions, row, "Transaction Unique ID")
        where id.Length > 0
        group row by id into same
        from again in same.Skip(1)
        select new EqrFault(EqrPlaces.Of(given.Filing.Transactions, again, "Transaction Unique ID"),
            $"'{same.Key}' stands on line {same.First().Line} already"));
}
