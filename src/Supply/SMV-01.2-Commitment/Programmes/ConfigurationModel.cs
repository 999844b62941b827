using System.Collections.Immutable;

namespace Busbar.Supply.Commitment.Programmes;

/// <summary>A plant that runs in one of several configurations (a combined cycle with one or two gas turbines), each with limits, ramps and
/// a convex cost of its own; off is one of them.</summary>
/// <param name="Configurations">The configurations; one without a model is off.</param>
/// <param name="Transitions">The changes that are possible.</param>
/// <param name="Before">The configuration before the first hour; its model holds the output then.</param>
/// <param name="HoursBefore">Hours it had been in it, at least 1.</param>
internal sealed record ConfigurationModel(
    ImmutableArray<Configuration> Configurations, ImmutableArray<Transition> Transitions, int Before, int HoursBefore);

/// <summary>One configuration, and the least hours in it.</summary>
internal sealed record Configuration(UnitModel? Model, UnitCosts? Costs, int MinHours);

/// <summary>A change from one configuration to another.</summary>
/// <param name="From">From which.</param>
/// <param name="To">To which.</param>
/// <param name="Hours">Hours without output between the last hour in one and the first in the other; 0 is from one hour to the
/// next.</param>
/// <param name="UsdByHoursIn">What it costs after so many hours in the configuration left; more hours than listed cost as the last.</param>
/// <param name="EnterCap">Most output above the minimum in the first hour of the new configuration.</param>
/// <param name="LeaveCap">Most output above the minimum in the last hour of the old one.</param>
internal sealed record Transition(int From, int To, int Hours, double[] UsdByHoursIn, double EnterCap, double LeaveCap)
{
    public double Usd(int hoursIn) => UsdByHoursIn[Math.Min(hoursIn, UsdByHoursIn.Length - 1)];
}
