using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Commitment;

namespace Busbar.Supply.Commitment;

/// <summary>What unit availability must say.</summary>
internal static class AvailabilityRules
{
    /// <summary>The first fault, or null.</summary>
    public static Refusal? Of(FleetRegister fleet, ImmutableArray<UnitAvailability> available)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var unit in available)
        {
            if (fleet.Thermal.All(each => each.Name != unit.Unit)) return Bad(unit, "is no thermal unit of the fleet");
            if (!known.Add(unit.Unit)) return Bad(unit, "is given twice");
            if (unit.Most.IsDefault) return Bad(unit, "has no hours");
            for (var hour = 0; hour < unit.Most.Length; hour++)
                if (unit.Most[hour].Value < 0 || decimal.Round(unit.Most[hour].Value, 6) != unit.Most[hour].Value)
                    return Bad(unit, $"reaches {unit.Most[hour]} in hour {hour + 1}; expected 0 or more with at most six decimals");
        }
        return null;
    }

    /// <summary>What a unit reaches; empty where nothing limits it.</summary>
    public static ImmutableArray<Mw> MostOf(string unit, ImmutableArray<UnitAvailability> available) =>
        available.FirstOrDefault(each => each.Unit == unit)?.Most ?? [];

    private static Refusal Bad(UnitAvailability unit, string what) =>
        new("unit-availability", $"{unit.Unit} {what}", $"availability, unit {unit.Unit}", "Correct the availability.");
}
