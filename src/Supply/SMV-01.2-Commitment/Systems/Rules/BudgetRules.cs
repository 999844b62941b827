using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Commitment.Systems;
using static System.FormattableString;

namespace Busbar.Supply.Commitment.Systems.Rules;

/// <summary>What a budget must say: units that exist, uses that are not negative and do not fall with output.</summary>
internal static class BudgetRules
{
    /// <summary>A use may fall from one segment to the next by this part of itself, from rounding.</summary>
    private const double Rounding = 1e-6;

    public static Refusal? Of(CaseBudget budget, CommitmentCase given, CasePlace place)
    {
        var where = $"budget {budget.Name}";
        if (place.NotNegative("negative-budget", where, "Give a limit of 0 or more.",
            ("limit", budget.Limit)) is { } negative) return negative;
        var units = given.Thermal.ToDictionary(unit => unit.Name, StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var use in budget.Uses)
        {
            if (!units.TryGetValue(use.Unit, out var unit))
                return place.Refuse("unknown-unit", $"there is no thermal unit {use.Unit}", where, "Remove the use, or add the unit.");
            if (!seen.Add(use.Unit))
                return place.Refuse("duplicate-use", $"unit {use.Unit} stands in it twice", where, "Add its uses up.");
            if (OfUse(use, unit, $"{where}, unit {use.Unit}", place) is { } refusal) return refusal;
        }
        return null;
    }

    private static Refusal? OfUse(BudgetUse use, CaseThermal unit, string where, CasePlace place)
    {
        const string Remedy = "Give uses of 0 or more.";
        if (place.NotNegative("negative-use", where, Remedy, ("use an hour on", use.PerHourOn), ("use a start", use.PerStart))
            is { } negative) return negative;
        if (use.PerMwhAbove.IsDefault || use.PerMwhAbove.Length != unit.Cost.Length - 1)
            return place.Refuse("wrong-length",
                Invariant($"the uses above the minimum are not as many as the {unit.Cost.Length - 1} cost segments"), where,
                    "Give one use for every segment of the cost curve.");
        for (var i = 0; i < use.PerMwhAbove.Length; i++)
        {
            var value = use.PerMwhAbove[i];
            if (place.NotNegative("negative-use", where, Remedy, (Invariant($"use a MWh in segment {i + 1}"), value)) is { } below)
                return below;
            if (i > 0 && value < use.PerMwhAbove[i - 1] * (1 - Rounding))
                return place.Refuse("use-falls",
                    Invariant($"a MWh uses {value} in segment {i + 1} and {use.PerMwhAbove[i - 1]} before it"), where,
                    "Give uses that do not fall with output.");
        }
        return null;
    }
}
