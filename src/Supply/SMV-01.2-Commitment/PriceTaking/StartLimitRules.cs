using Busbar.Kernel.Outcomes;

namespace Busbar.Supply.Commitment.PriceTaking;

/// <summary>What limits on starts must say.</summary>
internal static class StartLimitRules
{
    /// <summary>The first fault, or null.</summary>
    public static Refusal? Of(PriceTakeInputs inputs)
    {
        var thermal = inputs.Fleet.Thermal.Select(unit => unit.Name).ToHashSet(StringComparer.Ordinal);
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var limit in inputs.StartLimits)
        {
            if (!thermal.Contains(limit.Unit)) return Bad(limit, "is no thermal unit of the fleet");
            if (!known.Add(limit.Unit)) return Bad(limit, "has two limits");
            if (limit.PerDay < 0 || limit.PerWeek < 0 || limit.InAll < 0) return Bad(limit, "has a limit below 0");
        }
        return null;
    }

    private static Refusal Bad(StartLimit limit, string what) =>
        new("start-limit", $"{limit.Unit} {what}", $"limits on starts, unit {limit.Unit}", "Correct the limit.");
}
