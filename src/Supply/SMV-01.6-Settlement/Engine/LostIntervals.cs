using System.Collections.Immutable;
using Busbar.Kernel.Time;

namespace Busbar.Supply.Settlement.Engine;

/// <summary>Says what a series with too few values would have lost: the intervals without a value, labelled, and the money of the day's
/// charges in them, as far as the other determinants tell. A value that is missing itself is taken at its series' mean.</summary>
internal static class LostIntervals
{
    /// <summary>A clause to append to the refusal of a series that stops short or starts late; empty when no interval is without a
    /// value.</summary>
    public static string Describe(DayIndex day, DeterminantSeries gappy)
    {
        var values = gappy.Values;
        if (values.Step == day.Whole.Length) return "";
        var intervals = day.Settled.Calendar.IntervalsOf(day.Settled.Day, values.Step);
        var lost = intervals.Where(interval => interval.Start < values.Start || interval.End > values.End).ToImmutableArray();
        var known = intervals.Where(interval => !lost.Contains(interval))
            .ToDictionary(interval => interval.Start, interval => values.At(interval.Start));
        return known.Count == 0 ? "" : Describe(day, gappy, lost, known.GetValueOrDefault, values.Values.Average());
    }

    /// <summary>The same for known values and lost intervals of one series.</summary>
    public static string Describe(
        DayIndex day, DeterminantSeries gappy, ImmutableArray<DeliveryInterval> lost, Func<NodaTime.Instant, decimal> known, decimal mean)
    {
        if (lost.IsEmpty) return "";
        var calendar = day.Settled.Calendar;
        var starts = lost.Select(interval => interval.Start).ToHashSet();
        var filled = new Series<decimal>(day.Whole.Start, gappy.Values.Step,
            [.. calendar.IntervalsOf(day.Settled.Day, gappy.Values.Step)
                .Select(interval => starts.Contains(interval.Start) ? mean : known(interval.Start))]);
        var others = day.Settled.Determinants.Where(each => each.Name != gappy.Name || each.At != gappy.At);
        var whole = new DayIndex(day.Settled with { Determinants = [.. others, gappy with { Values = filled }] });
        decimal? amount = WholeCharges.Check(whole) is null ? Worth(whole, gappy.Name, starts) : null;
        var labels = string.Join(", ", lost.Take(3).Select(interval => calendar.LabelOf(interval))) + (lost.Length > 3 ? " ..." : "");
        return $". Settling it would leave {lost.Length} interval(s) out ({labels})"
            + (amount is { } worth ? FormattableString.Invariant($", worth {worth:0.00} USD") : "");
    }

    /// <summary>What the lost intervals settle to in the charges that read the determinant.</summary>
    private static decimal Worth(DayIndex day, string determinant, HashSet<NodaTime.Instant> lost) =>
        SettleCharges.Columns(day, 1)
            .Where(column => column.Code.On(day.Settled.Day) is { } version
                && version.Quantity.Reads.Concat(version.Rate.Reads).Any(read => read.Name == determinant))
            .Sum(column => Enumerable.Range(0, column.Amounts.Count)
                .Where(i => lost.Any(start => column.Amounts.IntervalAt(i).Contains(start))).Sum(i => column.Amounts[i]));
}
