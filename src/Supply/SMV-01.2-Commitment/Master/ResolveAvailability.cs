using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Commitment;
using Busbar.Supply.Handoffs.Commitment.Masters;
using NodaTime;

namespace Busbar.Supply.Commitment.Master;

/// <summary>What the calendar of a unit master leaves of a fleet's thermal units over a day and the day after it: nothing in an outage or
/// where a unit stands by for emergencies, the economic maximum else (<see cref="ResolveUnitHours"/>). Units that nothing limits, that the
/// master does not name, or that belong to another market are left out. Findings are those of the operating day.</summary>
public static class ResolveAvailability
{
    private const int WattDecimals = 6;

    /// <summary>By unit, from the first hour of the day on.</summary>
    /// <param name="calendar">The market's clock.</param>
    /// <param name="day">The operating day.</param>
    /// <param name="knownAt">Only events known by then count.</param>
    /// <param name="fleet">The register.</param>
    /// <param name="master">The unit master.</param>
    public static Outcome<ImmutableArray<UnitAvailability>> Run(
        MarketCalendar calendar, OperatingDay day, Instant knownAt, FleetRegister fleet, UnitMaster master)
    {
        var (available, findings) = (ImmutableArray.CreateBuilder<UnitAvailability>(), new List<Finding>());
        foreach (var unit in fleet.Thermal)
        {
            if (master.Units.FirstOrDefault(each => each.Name == unit.Name && each.Resource.Market == calendar.Name) is not { } known)
                continue;
            var today = ResolveUnitHours.Run(calendar, day, known, knownAt);
            if (today is Outcome<ImmutableArray<UnitHour>>.Done done) findings.AddRange(done.Findings);
            var hours = today.OrThrow().AddRange(ResolveUnitHours.Run(calendar, day.Plus(1), known, knownAt).OrThrow());
            ImmutableArray<Mw> most = [.. hours.Select(MostIn)];
            if (most.Any(mw => mw < unit.MaxMw)) available.Add(new(unit.Name, most));
        }
        return Outcome.Of(available.ToImmutable(), findings);
    }

    private static Mw MostIn(UnitHour hour) => hour.Mode is CommitmentMode.Outage or CommitmentMode.Emergency ? Mw.Zero
        : new(decimal.Round(hour.Limits.EconomicMax.Value, WattDecimals, MidpointRounding.ToZero));
}
