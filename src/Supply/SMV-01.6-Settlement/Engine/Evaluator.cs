using NodaTime;

namespace Busbar.Supply.Settlement.Engine;

/// <summary>Evaluates formulas over all intervals of a day at once. One evaluator serves one thread: it keeps its own room, so that nothing
/// is allocated for a line. The day was checked before; what is missing here is a bug.</summary>
internal sealed class Evaluator(DayIndex day)
{
    private readonly List<decimal[]> rooms = [];
    private readonly Dictionary<(Formula, Duration), decimal[]> sums = new(ByReference.Instance);
    private readonly Dictionary<(Formula, Duration), Dictionary<string, decimal[]>> netted = new(ByReference.Instance);

    /// <summary>The values of a formula: one for each interval of a length, or a single value that stands for all of them. Good until the
    /// next call.</summary>
    public ReadOnlySpan<decimal> Values(Formula formula, SettledSubject subject, Duration step) => Values(formula, subject, step, 0);

    /// <summary>Quantity × rate in each interval, into an array of its own.</summary>
    public decimal[] Amounts(ChargeVersion version, SettledSubject subject, Duration step)
    {
        var amounts = new decimal[Count(step)];
        var quantity = Values(version.Quantity, subject, step, 0);
        var rate = Values(version.Rate, subject, step, 1);
        Apply<Times>(quantity, rate, amounts);
        return amounts;
    }

    private int Count(Duration step) => (int)(day.Whole.Length / step);

    private Span<decimal> Room(int depth, int count)
    {
        while (rooms.Count <= depth) rooms.Add([]);
        if (rooms[depth].Length < count) rooms[depth] = new decimal[count];
        return rooms[depth].AsSpan(0, count);
    }

    private ReadOnlySpan<decimal> Values(Formula formula, SettledSubject subject, Duration step, int depth) => formula switch
    {
        Formula.Read read => Read(read.Of, subject, step, depth),
        Formula.Constant constant => One(constant.Value, depth),
        Formula.FromCalendar count => One(CountOf(count.Of, step), depth),
        Formula.Named named => Values(named.Of, subject, step, depth),
        Formula.WhenGiven given => day.Stands(given, subject) ? Values(given.Of, subject, step, depth) : One(given.Otherwise, depth),
        Formula.Absolute absolute => Sizes(Values(absolute.Of, subject, step, depth), depth),
        Formula.OverDay sum => One(SumOverDay(sum.Of, subject, depth), depth),
        Formula.OverSubjects sum => SumOverSubjects(sum, step, depth),
        Formula.OverNetted over => SumOverNetted(over, subject, step, depth),
        Formula.BySegment by => SumBySegment(by, subject, step, depth),
        Formula.Outside outside => Beyond(outside, subject, step, depth),
        Formula.Share share => Combine<Shared>(share.Part, share.Whole, subject, step, depth),
        Formula.Pair pair => pair.Operation switch
        {
            Operation.Plus => Combine<Plus>(pair.Left, pair.Right, subject, step, depth),
            Operation.Minus => Combine<Minus>(pair.Left, pair.Right, subject, step, depth),
            Operation.Times => Combine<Times>(pair.Left, pair.Right, subject, step, depth),
            Operation.Over => Combine<Over>(pair.Left, pair.Right, subject, step, depth),
            Operation.Lesser => Combine<Lesser>(pair.Left, pair.Right, subject, step, depth),
            _ => Combine<Greater>(pair.Left, pair.Right, subject, step, depth),
        },
        _ => throw new InvalidOperationException($"No value of {formula.GetType().Name}."),
    };

    private Span<decimal> One(decimal value, int depth)
    {
        var room = Room(depth, 1);
        room[0] = value;
        return room;
    }

    private decimal CountOf(CalendarCount count, Duration step)
    {
        var date = day.Settled.Day.Date;
        return count switch
        {
            CalendarCount.DaysInMonth => date.Calendar.GetDaysInMonth(date.Year, date.Month),
            CalendarCount.DaysInYear => date.Calendar.GetDaysInYear(date.Year),
            _ => (decimal)step.ToInt64Nanoseconds() / NodaConstants.NanosecondsPerHour,
        };
    }

    private ReadOnlySpan<decimal> Read(Determinant determinant, SettledSubject subject, Duration step, int depth)
    {
        var places = DayIndex.PlacesOf(determinant, subject);
        var first = Bridged(Series(determinant, places[0]), determinant.Bridge, step, depth);
        if (places.Length == 1) return first;
        var second = Bridged(Series(determinant, places[1]), determinant.Bridge, step, depth + 1);
        var room = Room(depth, Math.Max(first.Length, second.Length));
        Apply<Minus>(first, second, room);
        return room;
    }

    private DeterminantSeries Series(Determinant determinant, string place) => day.At(determinant, place)
        ?? throw new InvalidOperationException($"No {determinant.Name} of '{place}'.");

    private ReadOnlySpan<decimal> Bridged(DeterminantSeries series, Bridge bridge, Duration step, int depth)
    {
        var values = series.Values.Values.AsSpan();
        if (values.Length == 1 || series.Values.Step == step) return values;
        var room = Room(depth, Count(step));
        if (series.Values.Step > step)
        {
            var parts = room.Length / values.Length;
            for (var i = 0; i < values.Length; i++)
                room.Slice(i * parts, parts).Fill(bridge == Bridge.SpreadsAndSums ? values[i] / parts : values[i]);
            return room;
        }

        var within = values.Length / room.Length;
        for (var i = 0; i < room.Length; i++)
        {
            var sum = 0m;
            foreach (var value in values.Slice(i * within, within)) sum += value;
            room[i] = bridge == Bridge.SpreadsAndSums ? sum : sum / within;
        }
        return room;
    }

    private Span<decimal> Sizes(ReadOnlySpan<decimal> values, int depth)
    {
        var room = Room(depth, values.Length);
        for (var i = 0; i < values.Length; i++) room[i] = Math.Abs(values[i]);
        return room;
    }

    private decimal SumOverDay(Formula formula, SettledSubject subject, int depth)
    {
        var step = day.Finest(formula, subject);
        var values = Values(formula, subject, step, depth);
        if (values.Length == 1) return values[0] * Count(step);
        var sum = 0m;
        foreach (var value in values) sum += value;
        return sum;
    }

    private decimal[] SumOverSubjects(Formula.OverSubjects over, Duration step, int depth)
    {
        if (sums.TryGetValue((over, step), out var known)) return known;
        var sum = new decimal[Count(step)];
        foreach (var subject in day.Subjects)
            if (day.IsGiven(over.Of, subject))
                Apply<Plus>(sum, Values(over.Of, subject, step, depth), sum);
        return sums[(over, step)] = sum;
    }

    private ReadOnlySpan<decimal> SumOverNetted(Formula.OverNetted over, SettledSubject subject, Duration step, int depth)
    {
        var members = day.NettedWith(over, subject).ToArray();
        if (members is [var only]) return Values(over.Of, only, step, depth);
        if (!netted.TryGetValue((over, step), out var known)) netted[(over, step)] = known = [];
        if (known.TryGetValue(members[0].Name, out var sum)) return sum;
        sum = new decimal[Count(step)];
        foreach (var one in members) Apply<Plus>(sum, Values(over.Of, one, step, depth), sum);
        return known[members[0].Name] = sum;
    }

    private ReadOnlySpan<decimal> SumBySegment(Formula.BySegment by, SettledSubject subject, Duration step, int depth)
    {
        var each = day.StepOf(by, subject);
        if (day.SegmentsOf(by, subject, each) is not { } segments) return Values(by.Whole, subject, step, depth);
        var values = Values(by.Of, subject, each, depth);
        var sums = new SortedDictionary<int, decimal>();
        for (var i = 0; i < segments.Length; i++)
            if (segments[i] > 0) sums[segments[i]] = sums.GetValueOrDefault(segments[i]) + At(values, i);
        return One(sums.Values.Sum(sum => Math.Max(0, sum)), depth);
    }

    private Span<decimal> Beyond(Formula.Outside outside, SettledSubject subject, Duration step, int depth)
    {
        var of = Values(outside.Of, subject, step, depth);
        var size = Values(outside.Size, subject, step, depth + 1);
        var band = Values(outside.Band, subject, step, depth + 2);
        var room = new decimal[Math.Max(of.Length, Math.Max(size.Length, band.Length))];
        for (var i = 0; i < room.Length; i++)
            room[i] = Math.Abs(At(size, i)) > At(band, i) ? At(of, i) : 0;
        return room;
    }

    private static decimal At(ReadOnlySpan<decimal> values, int i) => values.Length == 1 ? values[0] : values[i];

    private Span<decimal> Combine<TOperation>(Formula left, Formula right, SettledSubject subject, Duration step, int depth)
        where TOperation : IOperation
    {
        var a = Values(left, subject, step, depth);
        var b = Values(right, subject, step, depth + 1);
        // A single value keeps its place when the room grows: rooms are exchanged, never moved.
        var room = Room(depth, Math.Max(a.Length, b.Length));
        Apply<TOperation>(a, b, room);
        return room;
    }

    private static void Apply<TOperation>(ReadOnlySpan<decimal> a, ReadOnlySpan<decimal> b, Span<decimal> into)
        where TOperation : IOperation
    {
        if (a.Length == into.Length && b.Length == into.Length)
            for (var i = 0; i < into.Length; i++) into[i] = TOperation.Of(a[i], b[i]);
        else if (a.Length == into.Length)
            for (var (i, single) = (0, b[0]); i < into.Length; i++) into[i] = TOperation.Of(a[i], single);
        else if (b.Length == into.Length)
            for (var (i, single) = (0, a[0]); i < into.Length; i++) into[i] = TOperation.Of(single, b[i]);
        else
            into.Fill(TOperation.Of(a[0], b[0]));
    }

    private interface IOperation
    {
        static abstract decimal Of(decimal a, decimal b);
    }

    private readonly struct Plus : IOperation { public static decimal Of(decimal a, decimal b) => a + b; }
    private readonly struct Minus : IOperation { public static decimal Of(decimal a, decimal b) => a - b; }
    private readonly struct Times : IOperation { public static decimal Of(decimal a, decimal b) => a * b; }
    private readonly struct Over : IOperation { public static decimal Of(decimal a, decimal b) => a / b; }
    private readonly struct Lesser : IOperation { public static decimal Of(decimal a, decimal b) => Math.Min(a, b); }
    private readonly struct Greater : IOperation { public static decimal Of(decimal a, decimal b) => Math.Max(a, b); }
    private readonly struct Shared : IOperation { public static decimal Of(decimal a, decimal b) => b == 0 ? 0 : a / b; }

    /// <summary>Formulas are compared as objects here: a tree's own equality would walk it at every look-up.</summary>
    internal sealed class ByReference : IEqualityComparer<(Formula, Duration)>
    {
        public static ByReference Instance { get; } = new();

        public bool Equals((Formula, Duration) a, (Formula, Duration) b) => ReferenceEquals(a.Item1, b.Item1) && a.Item2 == b.Item2;

        public int GetHashCode((Formula, Duration) of) =>
            HashCode.Combine(System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(of.Item1), of.Item2);
    }
}
