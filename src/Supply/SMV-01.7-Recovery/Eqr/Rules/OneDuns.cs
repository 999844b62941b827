using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Recovery.Eqr;

namespace Busbar.Supply.Recovery.Eqr.Rules;

/// <summary>OWN.DUNS: a customer has the same DUNS number wherever it stands. In FERC's own sample one customer has three.</summary>
public static class OneDuns
{
    /// <summary>The rule, of layouts that have the number: each row that differs from the customer's commonest number.</summary>
    public static EqrRule Rule { get; } = new("OWN.DUNS", "A customer has one DUNS number", Severity.Error, given =>
        from place in Rows(given.Filing.Contracts).Concat(Rows(given.Filing.Transactions))
        where place.Duns.Length > 0
        group place by place.Customer into customer
        let usual = customer.GroupBy(place => place.Duns).OrderByDescending(same => same.Count()).First().Key
        from other in customer
        where other.Duns != usual
        select new EqrFault(EqrPlaces.Of(other.Table, other.Row, "Customer DUNS Number"),
            $"'{other.Table.Of(other.Row, "Customer Company Name")}' has {other.Duns} here and {usual} elsewhere"));

    private static IEnumerable<(EqrTable Table, EqrRow Row, string Customer, string Duns)> Rows(EqrTable table) =>
        from row in table.Rows
        select (table, row, EqrPlaces.Key(table, row, "Customer Company Name"), table.Of(row, "Customer DUNS Number"));
}
