using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Commitment;
using NodaTime;

namespace Busbar.Supply.Commitment.RealTime;

/// <summary>Where a unit stands, from the best that is known of it.</summary>
internal sealed record UnitReading(Mw Output, Mwh Stored, ReadingSource From);

/// <summary>Judges a unit's telemetry. A reading that is missing, stale, from the future, marked bad, outside the unit's limits or further
/// from the last one than its ramp goes is found and not used. In its place stands the last good output moved towards the base point
/// given since, as far as the ramp goes; or the day-ahead schedule, when nothing was ever given.</summary>
internal static class ReadingRules
{
    /// <summary>A reading may pass a limit by this share of the maximum before it is impossible.</summary>
    private const decimal OverLimit = 0.05m;

    /// <summary>A reading may outrun the ramp by this share of the maximum.</summary>
    private const decimal OverRamp = 0.1m;

    /// <param name="inputs">What is known.</param>
    /// <param name="unit">The unit's name.</param>
    /// <param name="least">Least output its terminals can show.</param>
    /// <param name="most">Most output its terminals can show.</param>
    /// <param name="rampPerHour">Its ramp.</param>
    /// <param name="findings">Where faults are noted.</param>
    public static UnitReading Resolve(
        DispatchRealTimeInputs inputs, string unit, Mw least, Mw most, Mw rampPerHour, List<Finding> findings)
    {
        var reading = inputs.Telemetry.FirstOrDefault(each => each.Unit == unit);
        var last = inputs.Previous?.Units.FirstOrDefault(each => each.Unit == unit);
        if (FaultOf(inputs, reading, last, least, most, rampPerHour) is not { } fault)
            return new(reading!.Output, reading.Stored ?? StoredBefore(inputs, unit, last), ReadingSource.Telemetry);
        var instead = Instead(inputs, unit, last, rampPerHour);
        findings.Add(new(fault.Code, Severity.Warning, $"{unit} {fault.What}", $"telemetry, unit {unit}",
            $"Taken to be at {instead.Output}, "
            + (instead.From == ReadingSource.LastGood ? "the last output moved towards its base point within its ramp."
                : "as the day-ahead schedule has it."), inputs.Prices.IntervalAt(0)));
        return instead;
    }

    private static (string Code, string What)? FaultOf(
        DispatchRealTimeInputs inputs, UnitTelemetry? reading, UnitBasePoint? last, Mw least, Mw most, Mw rampPerHour)
    {
        if (reading is null) return ("missing-telemetry", "has no reading");
        var age = inputs.DecidedAt - reading.MeasuredAt;
        if (age > inputs.StaleAfter)
            return ("stale-telemetry", $"was last read at {reading.MeasuredAt}, {age.TotalMinutes:0.#} minutes before the decision");
        if (age < Duration.Zero) return ("future-telemetry", $"was read at {reading.MeasuredAt}, after the decision");
        if (reading.Quality != TelemetryQuality.Good)
            return ("bad-telemetry", $"reads {reading.Output} and calls its quality {reading.Quality.ToString().ToLowerInvariant()}");
        var span = (most - least) * OverLimit;
        if (reading.Output < least - span || reading.Output > most + span)
            return ("impossible-telemetry", $"reads {reading.Output}; its limits are {least} to {most}");
        if (last is null) return null;
        var reach = rampPerHour * (decimal)(reading.MeasuredAt - last.Output.Start).TotalHours + (most - least) * OverRamp;
        var jump = Math.Abs(reading.Output.Value - last.Before.Value);
        return last.IsOnBefore && reading.Output > Mw.Zero && jump > reach.Value && reach > Mw.Zero
            ? ("telemetry-jump", $"reads {reading.Output}, {jump} MW from the last output; its ramp reaches {reach}") : null;
    }

    private static UnitReading Instead(DispatchRealTimeInputs inputs, string unit, UnitBasePoint? last, Mw rampPerHour)
    {
        if (last is null || last.Output.Start > inputs.DecidedAt + Duration.FromMinutes(5))
            return new(inputs.ScheduleOf(unit).Output[inputs.HourOf(0)], StoredBefore(inputs, unit, null), ReadingSource.Schedule);
        var passed = (int)Math.Min((inputs.Prices.Start - last.Output.Start).TotalMinutes / 5, last.Output.Count);
        if (passed <= 0) return new(last.Before, last.StoredBefore, ReadingSource.LastGood);
        var target = last.Output[passed - 1].Value;
        var reach = last.IsOnBefore && target > 0 ? rampPerHour.Value * passed * inputs.Hours : decimal.MaxValue / 2;
        var moved = Math.Clamp(target, last.Before.Value - reach, last.Before.Value + reach);
        return new(new(moved), last.Stored.IsEmpty ? Mwh.Zero : last.Stored[passed - 1], ReadingSource.LastGood);
    }

    /// <summary>What a store holds when its telemetry does not say: as the last base points left it, or as the schedule has it.</summary>
    private static Mwh StoredBefore(DispatchRealTimeInputs inputs, string unit, UnitBasePoint? last)
    {
        if (last is { Stored.IsEmpty: false }) return last.Stored[0];
        var store = inputs.Fleet.Storage.FirstOrDefault(each => each.Name == unit);
        if (store is null) return Mwh.Zero;
        var energy = StateRules.Find(inputs.Before, unit).Stored.Value;
        foreach (var mw in inputs.ScheduleOf(unit).Output.Values.Take(inputs.HourOf(0)))
            energy = Math.Clamp(energy - (mw.Value > 0 ? mw.Value : mw.Value * store.RoundTripEfficiency), 0, store.Energy.Value);
        return new(energy);
    }
}
