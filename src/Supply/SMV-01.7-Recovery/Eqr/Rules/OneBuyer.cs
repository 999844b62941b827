using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Recovery.Eqr;

namespace Busbar.Supply.Recovery.Eqr.Rules;

/// <summary>F.20.11: one contract id has one seller and one customer.</summary>
public static class OneBuyer
{
    /// <summary>The rule; ids left for the system to assign are passed over.</summary>
    public static EqrRule Rule { get; } = new("F.20.11", "A contract has one seller and one customer", Severity.Error, given =>
        from row in given.Filing.Contracts.Rows
        let id = EqrPlaces.Key(given.Filing.Contracts, row, "Contract Unique ID")
        where id.Length > 0
        group row by id into contract
        let first = Parties(given.Filing.Contracts, contract.First())
        from other in contract
        where Parties(given.Filing.Contracts, other) != first
        select new EqrFault(EqrPlaces.Of(given.Filing.Contracts, other, "Customer Company Name"),
            $"Contract '{contract.Key}' has other parties on line {contract.First().Line}"));

    private static (string, string) Parties(EqrTable table, EqrRow row) =>
        (EqrPlaces.Key(table, row, "Seller"), EqrPlaces.Key(table, row, "Customer Company Name"));
}
