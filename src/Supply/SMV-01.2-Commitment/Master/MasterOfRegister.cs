using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Commitment;
using Busbar.Supply.Handoffs.Commitment.Masters;

namespace Busbar.Supply.Commitment.Master;

/// <summary>A unit master made of a fleet register, for a utility that has not written one: what the register does not say is taken at
/// its plainest (emergency limits equal economic ones, one ramp band, no notification, as many starts as the minimum times allow, one
/// fuel without transport and emissions, no ancillary service).</summary>
public static class MasterOfRegister
{
    private const int MinutesPerHour = 60;
    private const int HoursPerDay = 24;
    private const int DaysPerWeek = 7;

    /// <summary>The master of a market.</summary>
    public static UnitMaster Run(FleetRegister fleet, string market, string location) =>
        new($"made of {fleet.Source}", [.. fleet.Thermal.Select(unit => Of(unit, market, location))]);

    private static MasterUnit Of(ThermalUnit unit, string market, string location)
    {
        var startsPerDay = Math.Max(1, HoursPerDay / (unit.MinUpHours + unit.MinDownHours));
        return new(
            unit.Name, unit.Kind, new(market, unit.Name.ToUpperInvariant().Replace('-', '_'), location),
            unit.IsMustRun ? CommitmentMode.MustRun : CommitmentMode.Economic, new(unit.MinMw, unit.MinMw, unit.MaxMw, unit.MaxMw), [],
            [new(unit.MaxMw, new(unit.RampMwPerHour.Value / MinutesPerHour))],
            new(0, unit.MinUpHours, unit.MinDownHours, startsPerDay, DaysPerWeek * startsPerDay), Starts(unit),
            new HeatInputCurve(unit.HeatInput.Length > 1 ? unit.HeatInput : Line(unit)),
            new([new(unit.Fuel, 1, UsdPerMmbtu.Zero, 0, [])], [], FuelChoice.Primary, unit.Fuel), unit.Vom, [], []);
    }

    /// <summary>A unit of one output has a line through the origin.</summary>
    private static ImmutableArray<HeatInputPoint> Line(ThermalUnit unit) =>
        [new(unit.MaxMw / 2, unit.HeatInput[0].HeatPerHour / 2), unit.HeatInput[0]];

    private static ImmutableArray<CoolingStart> Starts(ThermalUnit unit) => unit.Starts.Length switch
    {
        > 2 => [Of(StartTemperature.Hot, unit.Starts[0]), Of(StartTemperature.Intermediate, unit.Starts[1]),
            Of(StartTemperature.Cold, unit.Starts[^1])],
        2 => [Of(StartTemperature.Hot, unit.Starts[0]), Of(StartTemperature.Cold, unit.Starts[1])],
        _ => [Of(StartTemperature.Cold, unit.Starts[0])],
    };

    private static CoolingStart Of(StartTemperature temperature, StartType start) =>
        new(temperature, start.HoursOffAtLeast, start.Heat, start.OtherCost);
}
