using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Commitment;
using NodaTime;

namespace Busbar.Supply.Commitment.RealTime;

/// <summary>Gives every unit its base point for the next five minutes: the exact most profitable move over the intervals ahead at the
/// price outlook, from where its telemetry says it stands, with the day-ahead commitment and its reserve held. Only quick-start units are
/// started or stopped by price. Refusals and findings are listed in the stage's README.</summary>
public static class DispatchRealTime
{
    private const int MostIntervals = 48;

    /// <summary>The base points.</summary>
    public static Outcome<RealTimeDispatch> Run(DispatchRealTimeInputs inputs)
    {
        var refusal = UnitRules.Of(inputs.Fleet) ?? StateRules.Of(inputs.Fleet, inputs.Before)
            ?? FuelRules.Of(inputs.Fleet, inputs.FuelPrices) ?? OfClock(inputs) ?? OfSchedule(inputs) ?? OfTerms(inputs);
        if (refusal is not null) return refusal;
        var findings = Strangers(inputs).ToList();
        if (inputs.Prices.End > inputs.Schedule.Units[0].Output.End)
            findings.Add(new("beyond-schedule", Severity.Note, $"the outlook ends at {inputs.Prices.End}, after the day-ahead schedule",
                $"schedule of {inputs.Schedule.Day}", "The commitment of its last hour is held on.",
                new(inputs.Schedule.Units[0].Output.End, inputs.Prices.End)));
        var units = inputs.Fleet.Thermal.Select(unit => ThermalBasePoint.Of(inputs, unit, findings))
            .Concat(inputs.Fleet.Renewable.Select(unit => FuellessBasePoint.Renewable(inputs, unit, findings)))
            .Concat(inputs.Fleet.Hydro.Select(unit => FuellessBasePoint.Hydro(inputs, unit, findings)))
            .Concat(inputs.Fleet.Storage.Select(unit => FuellessBasePoint.Storage(inputs, unit, findings)))
            .ToImmutableArray();
        return Outcome.Of(
            new RealTimeDispatch(inputs.Schedule.Day, inputs.DecidedAt, inputs.Location, units, inputs.IsSimulated), findings);
    }

    private static Refusal? OfClock(DispatchRealTimeInputs inputs)
    {
        var (prices, where) = (inputs.Prices, $"price outlook, {inputs.Location}");
        if (prices.Step != Duration.FromMinutes(5) || prices.Count > MostIntervals)
            return new("outlook-intervals", $"{prices.Count} intervals of {prices.Step.TotalMinutes} minutes; expected 1 to 48 of 5", where,
                "Give the price of each five-minute interval ahead, four hours at most.");
        if (prices.Start.ToUnixTimeSeconds() % 300 != 0 || prices.Start < inputs.DecidedAt)
            return new("outlook-start", $"the outlook starts at {prices.Start}; the decision is at {inputs.DecidedAt}", where,
                "Start it on a five-minute mark, not before the decision.");
        if (!inputs.Calendar.WholeDay(inputs.Schedule.Day).Contains(prices.Start))
            return new("other-day", $"the outlook starts at {prices.Start}; the schedule is of {inputs.Schedule.Day}", where,
                "Give the day-ahead schedule of the operating day that the next interval lies in.");
        return inputs.Schedule.DecidedAt > inputs.DecidedAt || inputs.Previous?.DecidedAt > inputs.DecidedAt
            ? new("not-yet-known", $"the schedule or the base points before were decided after {inputs.DecidedAt}", where,
                "Use what was known at the decision.") : null;
    }

    private static Refusal? OfSchedule(DispatchRealTimeInputs inputs)
    {
        var day = inputs.Calendar.WholeDay(inputs.Schedule.Day);
        var missing = inputs.Fleet.UnitNames().FirstOrDefault(name => !inputs.Schedule.Units.Any(unit => unit.Unit == name
            && unit.Output.Step == Duration.FromHours(1) && unit.Output.Start == day.Start && unit.Output.End == day.End
            && unit.IsOn.Length == unit.Output.Count));
        return missing is null ? null : new("missing-plan", $"the schedule has no hours of {missing}",
            $"schedule of {inputs.Schedule.Day}, unit {missing}", "Schedule the awards of the same fleet first.");
    }

    private static Refusal? OfTerms(DispatchRealTimeInputs inputs)
    {
        var names = inputs.Fleet.UnitNames().ToHashSet(StringComparer.Ordinal);
        var twice = inputs.Telemetry.GroupBy(each => each.Unit, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1)?.Key;
        if (twice is not null)
            return new("duplicate-telemetry", $"{twice} has more than one reading", $"telemetry, unit {twice}", "Give the latest one.");
        foreach (var terms in inputs.Terms)
        {
            var where = $"terms, unit {terms.Unit}";
            if (!names.Contains(terms.Unit) || inputs.Terms.Count(other => other.Unit == terms.Unit) > 1)
                return new("real-time-terms", $"{terms.Unit} is not in the register, or has terms twice", where, "Give one term a unit.");
            if (terms.Reserve.Value < 0 || terms.Available?.Value < 0
                || terms.QuickStart is { } quick && (quick.StartMinutes < 0 || quick.MinUpMinutes < 0 || quick.MinDownMinutes < 0))
                return new("real-time-terms", $"a reserve, a limit or a quick start's minutes of {terms.Unit} are below zero", where,
                    "Give 0 or more.");
        }
        return null;
    }

    private static IEnumerable<Finding> Strangers(DispatchRealTimeInputs inputs)
    {
        var names = inputs.Fleet.UnitNames().ToHashSet(StringComparer.Ordinal);
        return inputs.Telemetry.Where(reading => !names.Contains(reading.Unit)).Select(reading => new Finding("unknown-telemetry",
            Severity.Note, $"a reading names {reading.Unit}, which the register does not", $"telemetry, unit {reading.Unit}", "Left out."));
    }
}
