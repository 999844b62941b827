using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Commitment.Systems;
using static System.FormattableString;

namespace Busbar.Supply.Commitment.Systems.Rules;

/// <summary>What a thermal unit must say of itself: limits, ramps, times, start types, costs, availability.</summary>
internal static class ThermalRules
{
    /// <summary>Slopes of a published curve may fall, and costs with output, by so much of themselves from rounding. The largest in
    /// pglib-uc's
    /// files is 2e-11 (unit GEN248 of its ferc family). Such a curve is used as it stands.</summary>
    private const double CostRounding = 1e-6;

    /// <summary>An end of a cost curve and a limit are one when they differ by no more than this part of the limit.</summary>
    private const double EndRounding = 1e-9;

    public static Refusal? Of(CaseThermal unit, int hours, CasePlace place) =>
        OfLimits(unit, place) ?? OfTimes(unit, place) ?? OfStarts(unit, place) ?? OfCurve(unit, place) ?? OfAvailable(unit, hours, place);

    private static Refusal? OfLimits(CaseThermal unit, CasePlace place)
    {
        var where = $"unit {unit.Name}";
        if (place.NotNegative("negative-capacity", where, "Correct the limit.", ("minimum output", unit.MinMw),
            ("maximum output", unit.MaxMw), ("quick-start power", unit.QuickStartMw)) is { } negative) return negative;
        if (unit.MinMw > unit.MaxMw)
            return place.Refuse("limits-crossed", Invariant($"minimum output {unit.MinMw} MW is above maximum {unit.MaxMw} MW"), where,
                "Correct the limits.");
        if (place.NotNegative("negative-ramp", where, "Give a ramp of 0 or more; one of 0 keeps the output where it is.",
            ("ramp up", unit.RampUpMwPerHour), ("ramp down", unit.RampDownMwPerHour)) is { } ramp) return ramp;
        foreach (var (name, mw, verb) in new[] { ("start-up limit", unit.StartUpMw, "start"),
            ("shut-down limit", unit.ShutDownMw, "stop") })
        {
            if (place.Finite(mw, $"{where}, {name}") is { } refusal) return refusal;
            if (mw < unit.MinMw)
                return place.Refuse("start-stop-limit",
                    Invariant($"the {name} of {mw} MW is below minimum output {unit.MinMw} MW: it could never {verb}"),
                    where, "Raise it to the minimum output at least.");
        }
        return unit.QuickStartMw <= unit.MaxMw ? null : place.Refuse("quick-start-over-maximum",
            Invariant($"quick-start power {unit.QuickStartMw} MW is above maximum output {unit.MaxMw} MW"), where,
                "Lower it to the maximum.");
    }

    private static Refusal? OfTimes(CaseThermal unit, CasePlace place)
    {
        if (unit.MinUpHours < 1 || unit.MinDownHours < 1)
            return place.Refuse("minimum-times",
                Invariant($"minimum up {unit.MinUpHours} h and down {unit.MinDownHours} h; expected 1 or more each"),
                $"unit {unit.Name}", "Give 1 hour where there is no minimum.");
        return unit.MostStarts is not < 0 ? null
            : place.Refuse("negative-start-limit", Invariant($"at most {unit.MostStarts} starts"), $"unit {unit.Name}",
                "Give 0 or more, or none.");
    }

    private static Refusal? OfStarts(CaseThermal unit, CasePlace place)
    {
        var (starts, where) = (unit.Starts, $"unit {unit.Name}, start types");
        if (starts.IsDefaultOrEmpty) return place.Refuse("start-types", "there is no start type", where,
            "Give at least one, with 1 hour off.");
        for (var i = 0; i < starts.Length; i++)
        {
            var (lag, usd) = (starts[i].HoursOffAtLeast, starts[i].Usd);
            if (lag < 1)
                return place.Refuse("zero-hour-lag", Invariant($"type {i + 1} begins after {lag} hours off"), where,
                    "Give 1 hour or more.");
            if (place.NotNegative("negative-start-cost", where, "Give a cost of 0 or more.", (Invariant($"cost of type {i + 1}"), usd))
                is { } negative) return negative;
            if (i == 0) continue;
            if (lag <= starts[i - 1].HoursOffAtLeast)
                return place.Refuse("lags-not-ascending",
                    Invariant($"type {i + 1} begins after {lag} hours off, the one before it after {starts[i - 1].HoursOffAtLeast}"), where,
                    "Sort them hot to cold, each with hours of its own.");
            if (usd < starts[i - 1].Usd)
                return place.Refuse("start-cost-falls", Invariant($"type {i + 1} costs {usd} USD, the hotter one {starts[i - 1].Usd} USD"),
                    where,
                    "A colder start costs as much as a hotter one or more; correct the costs.");
        }
        return starts[0].HoursOffAtLeast <= unit.MinDownHours ? null
            : place.Refuse("start-type-gap",
                Invariant($"the hottest type begins after {starts[0].HoursOffAtLeast} hours off; it may start after {unit.MinDownHours}"),
                where, "Let the hottest type begin at the minimum down time.");
    }

    private static Refusal? OfCurve(CaseThermal unit, CasePlace place)
    {
        var (curve, where) = (unit.Cost, $"unit {unit.Name}, cost curve");
        if (curve.IsDefaultOrEmpty) return place.Refuse("cost-curve-ends", "it has no point", where, "Give the cost at minimum output.");
        for (var i = 0; i < curve.Length; i++)
        {
            var at = Invariant($"{where}, point {i + 1}");
            if ((place.Finite(curve[i].Mw, at) ?? place.Finite(curve[i].UsdPerHour, at)) is { } refusal) return refusal;
            if (i > 0 && curve[i].Mw <= curve[i - 1].Mw)
                return place.Refuse("cost-points-not-ascending", Invariant($"{curve[i].Mw} MW follows {curve[i - 1].Mw} MW"), at,
                    "Sort the points by output and remove what stands twice.");
            if (i > 0 && curve[i].UsdPerHour < curve[i - 1].UsdPerHour - CostRounding * Math.Abs(curve[i - 1].UsdPerHour))
                return place.Refuse("cost-falls",
                    Invariant($"an hour costs {curve[i].UsdPerHour} USD at {curve[i].Mw} MW and {curve[i - 1].UsdPerHour} USD at less"), at,
                    "Give costs that do not fall with output.");
            if (i > 1 && Slope(unit, i) < Slope(unit, i - 1) - CostRounding * Math.Abs(Slope(unit, i - 1)))
                return place.Refuse("non-convex-cost",
                    Invariant($"a MWh costs {Slope(unit, i)} USD up to {curve[i].Mw} MW and {Slope(unit, i - 1)} USD before"), at,
                    "Lower the curve to its convex hull.");
        }
        return IsAt(curve[0].Mw, unit.MinMw) && IsAt(curve[^1].Mw, unit.MaxMw) ? null
            : place.Refuse("cost-curve-ends",
                Invariant($"it runs from {curve[0].Mw} to {curve[^1].Mw} MW, the unit from {unit.MinMw} to {unit.MaxMw} MW"), where,
                "Let it run from minimum to maximum output.");
    }

    private static bool IsAt(double mw, double limit) => Math.Abs(mw - limit) <= EndRounding * (1 + Math.Abs(limit));

    private static double Slope(CaseThermal unit, int to) =>
        (unit.Cost[to].UsdPerHour - unit.Cost[to - 1].UsdPerHour) / (unit.Cost[to].Mw - unit.Cost[to - 1].Mw);

    private static Refusal? OfAvailable(CaseThermal unit, int hours, CasePlace place)
    {
        if (unit.AvailableMw.IsDefaultOrEmpty) return null;
        var field = $"unit {unit.Name}, available power";
        if (place.OfHours(unit.AvailableMw, hours, field) is { } refusal) return refusal;
        for (var hour = 0; hour < hours; hour++)
        {
            var mw = unit.AvailableMw[hour];
            if (mw < 0) return place.Refuse("negative-capacity", Invariant($"{mw} MW are available"), CasePlace.At(field, hour),
                "Give 0 MW for an outage.");
            if (mw > unit.MaxMw)
                return place.Refuse("available-over-maximum", Invariant($"{mw} MW are available, more than maximum output {unit.MaxMw} MW"),
                    CasePlace.At(field, hour), "Lower it to the maximum, or raise the maximum.");
            if (mw < unit.MinMw && unit.IsMustRun)
                return place.Refuse("must-run-on-outage",
                    Invariant($"it must run, yet {mw} MW are available, less than minimum output {unit.MinMw} MW"),
                        CasePlace.At(field, hour),
                    "Lift the must-run, or correct the outage.");
        }
        return null;
    }
}
