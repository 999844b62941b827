using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Recovery.Eqr;

namespace Busbar.Supply.Recovery.Eqr.Rules;

/// <summary>F.21.2.1: a transaction's agreement (seller, customer, tariff, service agreement) stands among the contracts of this quarter or
/// of the one before.</summary>
public static class KnownContract
{
    /// <summary>The rule.</summary>
    public static EqrRule Rule { get; } = new("F.21.2.1", "Transactions have a contract", Severity.Error, given =>
    {
        var known = Agreements(given.Filing.Contracts).Concat(given.Before is { } before ? Agreements(before.Contracts) : []).ToHashSet();
        var sales = given.Filing.Transactions;
        return
            from row in sales.Rows
            where !known.Contains(EqrPlaces.AgreementOf(sales, row))
            select new EqrFault(EqrPlaces.Of(sales, row, "Contract Service Agreement ID"),
                $"No contract of this quarter or the one before is agreement '{sales.Of(row, "Contract Service Agreement ID")}' with "
                + $"'{sales.Of(row, "Customer Company Name")}' under that tariff");

        static IEnumerable<(string, string, string, string)> Agreements(EqrTable contracts) =>
            contracts.Rows.Select(row => EqrPlaces.AgreementOf(contracts, row));
    });
}
