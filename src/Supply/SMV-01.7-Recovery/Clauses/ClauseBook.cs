using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Recovery;

namespace Busbar.Supply.Recovery;

/// <summary>The clauses we know by name. Balances, factors and loss multipliers are the utility's own, set by its terms.</summary>
public static class ClauseBook
{
    /// <summary>All of them, by the name that the command line takes.</summary>
    public static ImmutableSortedDictionary<string, RecoveryClause> All { get; } =
        new Dictionary<string, RecoveryClause>
        {
            ["california-erra"] = CaliforniaErra.Clause, ["florida-fuel"] = FloridaFuel.Clause, ["idaho-pca"] = IdahoPca.Clause,
            ["kentucky-fac"] = KentuckyFac.Clause, ["missouri-fac"] = MissouriFac.Clause, ["texas-fuel-factor"] = TexasFuelFactor.Clause,
        }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>The clause of a name; refused when there is none.</summary>
    public static Outcome<RecoveryClause> Find(string name) => All.TryGetValue(name, out var clause) ? clause
        : new Refusal("unknown-clause", $"There is no clause '{name}'", name, $"Use one of {string.Join(", ", All.Keys)}.");
}
