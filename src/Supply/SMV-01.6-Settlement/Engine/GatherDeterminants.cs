using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using NodaTime;

namespace Busbar.Supply.Settlement.Engine;

/// <summary>One value as it came in: its interval, and when it became known.</summary>
public sealed record DeterminantRead(DeliveryInterval Interval, decimal Value, Instant KnownAt);

/// <summary>The reads of one determinant at one place, in any order.</summary>
/// <param name="Step">The interval that they should have.</param>
public sealed record DeterminantReads(
    string Name, string At, Duration Step, ImmutableArray<DeterminantRead> Reads, string Source, int Version = 1);

/// <summary>What to gather, the day it is for (with the determinants that are whole already, which price what is missing), and the clock
/// at which it must be known.</summary>
public sealed record GatherDeterminantsInputs(ChargedDay Day, Instant KnownAt, ImmutableArray<DeterminantReads> Reads);

/// <summary>Makes whole series of the day out of single reads. A read that is late, missing, twice, overlapping, outside the day or of
/// another length is refused by its interval; nothing is filled.</summary>
public static class GatherDeterminants
{
    /// <summary>The day with the gathered determinants added.</summary>
    public static Outcome<ChargedDay> Run(GatherDeterminantsInputs inputs)
    {
        var gathered = ImmutableArray.CreateBuilder<DeterminantSeries>();
        foreach (var reads in inputs.Reads)
        {
            var sorted = reads.Reads.OrderBy(read => read.Interval).ToImmutableArray();
            if ((Misfit(inputs, reads, sorted) ?? Missing(inputs, reads, sorted)) is { } refusal) return refusal;
            gathered.Add(Series(inputs, reads, sorted));
        }
        return inputs.Day with { Determinants = [.. inputs.Day.Determinants, .. gathered] };
    }

    private static DeterminantSeries Series(
        GatherDeterminantsInputs inputs, DeterminantReads reads, ImmutableArray<DeterminantRead> sorted) =>
        new(reads.Name, reads.At, new(sorted[0].Interval.Start, reads.Step, [.. sorted.Select(read => read.Value)]),
            reads.Source, reads.Version);

    private static Refusal? Misfit(
        GatherDeterminantsInputs inputs, DeterminantReads reads, ImmutableArray<DeterminantRead> sorted)
    {
        var (calendar, whole) = (inputs.Day.Calendar, inputs.Day.Calendar.WholeDay(inputs.Day.Day));
        for (var i = 0; i < sorted.Length; i++)
        {
            var at = sorted[i].Interval;
            Refusal Refuse(string code, string what, string remedy) => new(code,
                $"{reads.Name} of '{reads.At}': {what}", $"{inputs.Day.Day} {calendar.LabelOf(at)} {at} {reads.Source}", remedy);
            if (at.Start < whole.Start || at.End > whole.End)
                return Refuse("interval-outside-day", $"{at} is outside the operating day {whole}", "Give the reads of the day alone.");
            if (i > 0 && sorted[i - 1].Interval == at)
                return Refuse("duplicate-interval", $"{at} is read twice", "Give the version that holds, once.");
            if (i > 0 && sorted[i - 1].Interval.End > at.Start)
                return Refuse("overlapping-intervals", $"{at} overlaps {sorted[i - 1].Interval}", "Cut the reads apart at their source.");
            if (at.Length != reads.Step || (at.Start - whole.Start).TotalMinutes % reads.Step.TotalMinutes != 0)
                return Refuse("another-interval", $"{at} is no interval of {reads.Step.TotalMinutes} minutes", "Give one length of read.");
            if (sorted[i].KnownAt > inputs.KnownAt)
                return Refuse("late-interval", $"{at} became known at {sorted[i].KnownAt}, after the clock {inputs.KnownAt}",
                    "Settle at a later clock, or give the read that was known then.");
        }
        return null;
    }

    private static Refusal? Missing(
        GatherDeterminantsInputs inputs, DeterminantReads reads, ImmutableArray<DeterminantRead> sorted)
    {
        var (calendar, whole) = (inputs.Day.Calendar, inputs.Day.Calendar.WholeDay(inputs.Day.Day));
        var known = sorted.ToDictionary(read => read.Interval.Start, read => read.Value);
        ImmutableArray<DeliveryInterval> all = reads.Step == whole.Length ? [whole] : calendar.IntervalsOf(inputs.Day.Day, reads.Step);
        var lost = all.Where(interval => !known.ContainsKey(interval.Start)).ToImmutableArray();
        if (lost.IsEmpty) return null;
        var worth = sorted.IsEmpty ? "" : LostIntervals.Describe(new(inputs.Day), Series(inputs, reads, sorted), lost,
            known.GetValueOrDefault, known.Values.Average());
        return new("missing-interval", $"{reads.Name} of '{reads.At}' has {sorted.Length} of the day's {all.Length} intervals{worth}",
            $"{inputs.Day.Day} {calendar.LabelOf(lost[0])} {lost[0]} {reads.Source}", "Import the whole day; nothing is filled.");
    }
}
