using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Recovery.Eqr;

namespace Busbar.Supply.Recovery.Eqr.Rules;

/// <summary>F.21.31: seller, customer, tariff and service agreement name one contract, not two.</summary>
public static class UniqueContract
{
    /// <summary>The rule. A contract has a row for each product, all with its one id.</summary>
    public static EqrRule Rule { get; } = new("F.21.31", "An agreement is one contract", Severity.Error, given =>
        from row in given.Filing.Contracts.Rows
        group row by EqrPlaces.AgreementOf(given.Filing.Contracts, row) into agreement
        let first = EqrPlaces.Key(given.Filing.Contracts, agreement.First(), "Contract Unique ID")
        from other in agreement
        let id = EqrPlaces.Key(given.Filing.Contracts, other, "Contract Unique ID")
        where id != first
        select new EqrFault(EqrPlaces.Of(given.Filing.Contracts, other, "Contract Service Agreement ID"),
            $"The same agreement is contract '{first}' on line {agreement.First().Line}"));
}
