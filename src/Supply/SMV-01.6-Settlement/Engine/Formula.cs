using System.Collections.Immutable;

namespace Busbar.Supply.Settlement.Engine;

/// <summary>A charge's formula as data: a closed tree over billing determinants. The one tree is evaluated, printed and explained, so that
/// what is shown cannot differ from what was computed. Values are <c>decimal</c>, never rounded.</summary>
public abstract record Formula
{
    private Formula() { }

    /// <summary>A determinant's value at the subject, its location, zone or region, or of the market.</summary>
    public sealed record Read(Determinant Of) : Formula;

    /// <summary>A fixed number, with what it is and the source that fixes it.</summary>
    public sealed record Constant(decimal Value, string Name, string Source) : Formula;

    /// <summary>A number that the calendar gives: the days of the month or the year, the hours of an interval.</summary>
    public sealed record FromCalendar(CalendarCount Of) : Formula;

    /// <summary>Two operands.</summary>
    public sealed record Pair(Operation Operation, Formula Left, Formula Right) : Formula;

    /// <summary>The size of a value without its sign.</summary>
    public sealed record Absolute(Formula Of) : Formula;

    /// <summary>Part ÷ whole; nothing where the whole is nothing, for then there is nothing to share.</summary>
    public sealed record Share(Formula Part, Formula Whole) : Formula;

    /// <summary>The sum over the day's intervals, at the length of the finest determinant in it.</summary>
    public sealed record OverDay(Formula Of) : Formula;

    /// <summary>The sum over every subject of the day that has the determinants in it.</summary>
    public sealed record OverSubjects(Formula Of) : Formula;

    /// <summary>The sum over the billed subject and those it nets with: of one category of kinds, at one zone, hub or interface.</summary>
    public sealed record OverNetted(Formula Of, ImmutableArray<ImmutableArray<AssetKind>> Categories) : Formula
    {
        /// <summary>True when the deviations of the two are netted; each nets with itself.</summary>
        public bool Nets(SettledSubject one, SettledSubject other) => one.Name == other.Name
            || (one.NettedAt.Length > 0 && one.NettedAt == other.NettedAt
                && Categories.Any(kinds => kinds.Contains(one.Kind) && kinds.Contains(other.Kind)));
    }

    /// <summary>What is above nothing in each segment of a resource's run, summed over the day (<see cref="RunSegments"/>);
    /// <paramref name="Whole"/> where no minimum run is given.</summary>
    public sealed record BySegment(Formula Of, RunSegments Segments, Formula Whole) : Formula;

    /// <summary>A value where the size of another is more than a band; nothing within it.</summary>
    public sealed record Outside(Formula Of, Formula Size, Formula Band) : Formula;

    /// <summary>A part that the trade has a word for: it gets a line of its own in an explanation.</summary>
    public sealed record Named(string Name, string Unit, Formula Of) : Formula;

    /// <summary>A part whose determinants may be absent together; then a fixed number stands, and the explanation says why.</summary>
    public sealed record WhenGiven(Formula Of, decimal Otherwise, string Why) : Formula
    {
        /// <summary>The determinant whose absence decides, when the part reads others that are always there; null: all that it
        /// reads.</summary>
        public Determinant? By { get; init; }
    }

    /// <summary>A determinant read.</summary>
    public static implicit operator Formula(Determinant of) => new Read(of);

    /// <summary>A plain number: one, two, a twelfth.</summary>
    public static implicit operator Formula(decimal value) => new Constant(value, "", "");

    public static Formula operator +(Formula a, Formula b) => new Pair(Operation.Plus, a, b);
    public static Formula operator -(Formula a, Formula b) => new Pair(Operation.Minus, a, b);
    public static Formula operator *(Formula a, Formula b) => new Pair(Operation.Times, a, b);
    public static Formula operator -(Formula a) => new Pair(Operation.Minus, 0m, a);

    /// <summary>The lesser of two.</summary>
    public static Formula Lesser(Formula a, Formula b) => new Pair(Operation.Lesser, a, b);

    /// <summary>The greater of two.</summary>
    public static Formula Greater(Formula a, Formula b) => new Pair(Operation.Greater, a, b);

    /// <summary>Divided by a count of the calendar or a fixed number, which are never nothing.</summary>
    /// <exception cref="ArgumentException">The divisor may be nothing; use <see cref="Share"/>.</exception>
    public Formula DividedBy(Formula by) => by is FromCalendar or Constant { Value: not 0 }
        ? new Pair(Operation.Over, this, by)
        : throw new ArgumentException("A formula is divided by a number that is never nothing.", nameof(by));

    /// <summary>This part under the trade's word for it.</summary>
    public Formula As(string name, string unit) => new Named(name, unit, this);

    /// <summary>The parts directly below.</summary>
    public ImmutableArray<Formula> Parts => this switch
    {
        Pair pair => [pair.Left, pair.Right],
        Absolute absolute => [absolute.Of],
        Share share => [share.Part, share.Whole],
        OverDay overDay => [overDay.Of],
        OverSubjects over => [over.Of],
        OverNetted over => [over.Of],
        BySegment by => [by.Of, by.Segments.MinimumRun, by.Segments.DayAhead, by.Segments.RealTime, by.Whole],
        Outside outside => [outside.Of, outside.Size, outside.Band],
        Named named => [named.Of],
        WhenGiven given => [given.Of],
        _ => [],
    };

    /// <summary>Every determinant read anywhere below, with the part of the tree that reads it.</summary>
    public IEnumerable<Determinant> Reads => this is Read read ? [read.Of] : Parts.SelectMany(part => part.Reads);

    /// <summary>Every determinant without which there is no value: what stands only when given is left out.</summary>
    public IEnumerable<Determinant> Needs => this switch
    {
        Read read => [read.Of],
        WhenGiven => [],
        _ => Parts.SelectMany(part => part.Needs),
    };
}

/// <summary>What is done with two operands.</summary>
public enum Operation
{
    /// <summary>The sum.</summary>
    Plus,
    /// <summary>The difference.</summary>
    Minus,
    /// <summary>The product.</summary>
    Times,
    /// <summary>The quotient.</summary>
    Over,
    /// <summary>The lesser.</summary>
    Lesser,
    /// <summary>The greater.</summary>
    Greater,
}

/// <summary>What the calendar counts.</summary>
public enum CalendarCount
{
    /// <summary>28 to 31.</summary>
    DaysInMonth,
    /// <summary>365 or 366.</summary>
    DaysInYear,
    /// <summary>Hours of one interval of the line: 1, 1/4, 1/12, or 23 to 25 for a whole day.</summary>
    HoursInInterval,
}
