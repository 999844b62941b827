using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Supply.Commitment.Systems.Rules;
using Busbar.Supply.Handoffs.Commitment.Systems;

namespace Busbar.Supply.Commitment.Systems;

/// <summary>What a case must say before a system is committed with it: lengths, finite numbers, names, then each unit, plant, store and
/// budget by its own rules. A case that contradicts itself is refused, never mended; one whose load cannot be met is not refused here, it
/// is answered with a shortage.</summary>
public static class CaseRules
{
    /// <summary>The first fault of a case, or null.</summary>
    public static Refusal? Of(CommitmentCase given)
    {
        var place = new CasePlace(given.Name);
        return OfShape(given, place) ?? OfNames(given, place)
            ?? given.Thermal.Select(unit => ThermalRules.Of(unit, given.Hours, place) ?? BeforeRules.Of(unit, given.Hours, place))
                .Concat(given.Renewable.Select(plant => PlantRules.Of(plant, given.Hours, place)))
                .Concat(given.Storage.Select(store => PlantRules.Of(store, given.Hours, place)))
                .Concat(given.Budgets.Select(budget => BudgetRules.Of(budget, given, place)))
                .FirstOrDefault(refusal => refusal is not null);
    }

    private static Refusal? OfShape(CommitmentCase given, CasePlace place)
    {
        if (given.DemandMw.IsDefaultOrEmpty)
            return place.Refuse("empty-horizon", "the case has no hour", "demand", "Give load for at least one hour.");
        return place.OfHours(given.DemandMw, given.Hours, "demand")
            ?? OfReserve(given.SpinningMw, given, "spinning reserve", place)
            ?? OfReserve(given.OperatingMw, given, "operating reserve", place)
            ?? OfReserve(given.DownwardMw, given, "downward reserve", place);
    }

    private static Refusal? OfReserve(ImmutableArray<double> mw, CommitmentCase given, string field, CasePlace place)
    {
        if (mw.IsDefaultOrEmpty) return null;
        if (place.OfHours(mw, given.Hours, field) is { } refusal) return refusal;
        var hour = mw.ToList().FindIndex(value => value < 0);
        return hour < 0 ? null
            : place.Refuse("negative-reserve", $"{mw[hour]} MW of {field} are asked for", CasePlace.At(field, hour),
                "Ask for 0 MW or more.");
    }

    private static Refusal? OfNames(CommitmentCase given, CasePlace place)
    {
        var names = given.Thermal.Select(unit => unit.Name).Concat(given.Renewable.Select(plant => plant.Name))
            .Concat(given.Storage.Select(store => store.Name));
        return OfNames(names, "unit, plant or store", place) ?? OfNames(given.Budgets.Select(budget => budget.Name), "budget", place);
    }

    private static Refusal? OfNames(IEnumerable<string> names, string kind, CasePlace place)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            if (string.IsNullOrWhiteSpace(name))
                return place.Refuse("empty-name", $"a {kind} has no name", "name", "Give each a name of its own.");
            if (!seen.Add(name)) return place.Refuse("duplicate-name", $"more than one {kind} is called {name}", name,
                "Give each a name of its own.");
        }
        return null;
    }
}
