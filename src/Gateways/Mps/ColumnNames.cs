using System.Collections.Immutable;
using Busbar.Supply.Handoffs.Commitment.Systems;

namespace Busbar.Gateways.Mps;

/// <summary>What units, plants, stores and budgets are called in the programme: their own names, made fit for MPS and kept apart.</summary>
internal sealed record ColumnNames(
    ImmutableArray<string> Thermal, ImmutableArray<string> Renewable, ImmutableArray<string> Storage, ImmutableArray<string> Budgets)
{
    private const int MostLetters = 60;

    public static ColumnNames Of(CommitmentCase given) => new(
        Apart(given.Thermal.Select(unit => unit.Name)), Apart(given.Renewable.Select(plant => plant.Name)),
        Apart(given.Storage.Select(store => store.Name)), Apart(given.Budgets.Select(budget => budget.Name)));

    public static string At(string what, string name, int hour) => FormattableString.Invariant($"{what}[{name},{hour + 1}]");

    public static string At(string what, string name, int part, int hour) =>
        FormattableString.Invariant($"{what}[{name},{part + 1},{hour + 1}]");

    private static ImmutableArray<string> Apart(IEnumerable<string> names)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return [.. names.Select((name, i) =>
        {
            var fit = MpsText.NameOf(name);
            if (fit.Length > MostLetters) fit = fit[..MostLetters];
            return seen.Add(fit) ? fit : FormattableString.Invariant($"{fit}#{i + 1}");
        })];
    }
}
