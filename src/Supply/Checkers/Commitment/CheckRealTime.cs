using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Commitment;
using NodaTime;

namespace Busbar.Supply.Checkers.Commitment;

/// <summary>Checks real-time base points against the register, the day-ahead schedule and the terms, sharing no code with the stage that
/// gave them: limits with the reserve held, ramps from where the unit stood, starts and stops, the commitment, quick starts, water and
/// stores. It answers with what is wrong. A unit that stood outside its limits may be outside by what its ramp has not yet brought
/// back. Power and energy are compared to a watt (hour).</summary>
public static class CheckRealTime
{
    private static readonly RealTimeTerms NoTerms = new("", new(0), null, null, new(0));

    /// <summary>Everything wrong with the base points.</summary>
    /// <param name="fleet">The register.</param>
    /// <param name="schedule">The day-ahead schedule of the day.</param>
    /// <param name="dispatch">The base points.</param>
    /// <param name="terms">Reserves, derates and quick starts.</param>
    public static ImmutableArray<Finding> Run(
        FleetRegister fleet, DispatchSchedule schedule, RealTimeDispatch dispatch, ImmutableArray<RealTimeTerms> terms)
    {
        var found = new List<Finding>();
        void Add(string unit, string code, string what, int at = -1) => found.Add(new(code, Severity.Error, $"{unit} {what}",
            $"base points of {dispatch.DecidedAt}, unit {unit}", "Nothing was changed.",
            at < 0 ? null : dispatch.Units[0].Output.IntervalAt(at)));
        foreach (var point in dispatch.Units)
        {
            var term = terms.FirstOrDefault(each => each.Unit == point.Unit) ?? NoTerms;
            var plan = schedule.Units.FirstOrDefault(unit => unit.Unit == point.Unit);
            void Note(string code, string what, int at) => Add(point.Unit, code, what, at);
            if (dispatch.Units.Count(other => other.Unit == point.Unit) > 1 || plan is null || !IsShaped(point, dispatch.Units[0]))
                Add(point.Unit, "check-intervals", "is there twice, is not scheduled, or does not cover the intervals of the first unit");
            else if (fleet.Thermal.FirstOrDefault(unit => unit.Name == point.Unit) is { } thermal)
                new ThermalPoints(thermal, term, plan, point, Note).Check();
            else if (fleet.Renewable.FirstOrDefault(unit => unit.Name == point.Unit) is { } renewable)
                Limits(point, 0, renewable.MaxMw.Value, Note);
            else if (fleet.Hydro.FirstOrDefault(unit => unit.Name == point.Unit) is { } hydro) Water(hydro, plan, point, Note);
            else if (fleet.Storage.FirstOrDefault(unit => unit.Name == point.Unit) is { } store) Store(store, term, point, Note);
            else Add(point.Unit, "check-unknown-unit", "is not in the register");
        }
        foreach (var name in fleet.UnitNames().Where(name => dispatch.Units.All(point => point.Unit != name)))
            Add(name, "check-missing-unit", "has no base point");
        return [.. found];
    }

    private static bool IsShaped(UnitBasePoint point, UnitBasePoint first) =>
        point.Output.Step == Duration.FromMinutes(5) && point.Output.Start == first.Output.Start && point.Output.End == first.Output.End
            && point.IsOn.Length == point.Output.Count && point.Reserve.Length == point.Output.Count;

    private static void Limits(UnitBasePoint point, decimal least, decimal most, Action<string, string, int> note)
    {
        for (var at = 0; at < point.Output.Count; at++)
            if (point.Output[at].Value < least - Faults.Watt || point.Output[at].Value > most + Faults.Watt)
                note("check-limits", $"is sent to {point.Output[at]}, outside {least} to {most} MW", at);
    }

    private static void Water(HydroUnit unit, UnitSchedule plan, UnitBasePoint point, Action<string, string, int> note)
    {
        Limits(point, unit.MinMw.Value, unit.MaxMw.Value, note);
        var used = point.Output.Values.Sum(mw => mw.Value) / 12;
        var planned = Enumerable.Range(0, point.Output.Count).Sum(at => ThermalPoints.HourAt(plan, point, at) is var hour
            ? Math.Max(plan.Output[hour].Value, unit.MinMw.Value) : 0) / 12;
        if (used > planned + Faults.Watt) note("check-budget", $"uses {used} MWh; {planned} MWh of water are scheduled", 0);
    }

    private static void Store(StorageUnit unit, RealTimeTerms terms, UnitBasePoint point, Action<string, string, int> note)
    {
        var most = Math.Min(unit.DischargeMw.Value, terms.Available?.Value ?? unit.DischargeMw.Value);
        Limits(point, -unit.ChargeMw.Value, most, note);
        if (point.Stored.Length != point.Output.Count)
        {
            note("check-store", "does not say what it holds after each interval", 0);
            return;
        }
        var energy = point.StoredBefore.Value;
        for (var at = 0; at < point.Output.Count; at++)
        {
            var mw = point.Output[at].Value;
            energy += mw < 0 ? -mw * unit.RoundTripEfficiency / 12 : -mw / 12;
            if (Math.Abs(energy - point.Stored[at].Value) > Faults.Watt || energy < -Faults.Watt
                || energy > unit.Energy.Value + Faults.Watt)
                note("check-store", $"would hold {energy} MWh and says {point.Stored[at]}; its store takes 0 to {unit.Energy}", at);
            if (mw + point.Reserve[at].Value > most + Faults.Watt || point.Reserve[at].Value < Math.Min(terms.Reserve.Value, most))
                note("check-reserve", $"holds {point.Reserve[at]} beside {mw} MW; asked are {terms.Reserve}, it discharges {most} MW", at);
        }
    }
}
