using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Recovery.Eqr;

namespace Busbar.Supply.Recovery.Eqr.Rules;

/// <summary>D.3.9.3: a filing that deletes a quarter or takes no action on it holds no contract and no transaction.</summary>
public static class DeleteIsEmpty
{
    /// <summary>The rule.</summary>
    public static EqrRule Rule { get; } = EqrRule.OfFiling("D.3.9.3", "DELETE and NOACTION hold no rows", Severity.Error, "Filing Type",
        filing => filing.Type.ToUpperInvariant() is "DELETE" or "NOACTION"
            && filing.Contracts.Rows.Length + filing.Transactions.Rows.Length is > 0 and var rows
            ? $"{filing.Type} holds {rows} rows" : null);
}
