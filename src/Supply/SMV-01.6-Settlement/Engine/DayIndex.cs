using System.Collections.Immutable;
using Busbar.Kernel.Time;
using NodaTime;

namespace Busbar.Supply.Settlement.Engine;

/// <summary>A day's subjects in order of their names and its determinants by name and place.</summary>
internal sealed class DayIndex
{
    private readonly Dictionary<(string Name, string At), DeterminantSeries> series = [];

    public DayIndex(ChargedDay day)
    {
        Settled = day;
        Whole = day.Calendar.WholeDay(day.Day);
        Subjects = [.. day.Subjects.OrderBy(subject => subject.Name, StringComparer.Ordinal)];
        foreach (var each in day.Determinants) series.TryAdd((each.Name, each.At), each);
    }

    public ChargedDay Settled { get; }

    public DeliveryInterval Whole { get; }

    public ImmutableArray<SettledSubject> Subjects { get; }

    /// <summary>The charges billed on the day, in the order they were asked for.</summary>
    public IEnumerable<(ChargeCode Code, ChargeVersion Version)> Charges => Settled.Codes
        .Select(code => ChargeCodes.Find(Settled.Calendar.Name, code)).OfType<ChargeCode>()
        .Where(code => code.On(Settled.Day) is not null).Select(code => (code, code.On(Settled.Day)!));

    /// <summary>The subjects that a rule bills.</summary>
    public IEnumerable<SettledSubject> Billed(ChargeVersion version)
    {
        ImmutableArray<Determinant> basis = version.Basis.IsEmpty
            ? [.. OwnReads(version.Quantity), .. OwnReads(version.Rate)] : version.Basis;
        return Subjects.Where(subject => (version.Kinds.IsEmpty || version.Kinds.Contains(subject.Kind))
            && (basis.IsEmpty || basis.Any(own => Find(own, subject) is not null)));
    }

    /// <summary>The places at which a determinant is read for a subject: one, or the two ends of a path (sink first).</summary>
    public static ImmutableArray<string> PlacesOf(Determinant determinant, SettledSubject subject) => determinant.Reach switch
    {
        Reach.Market => [""],
        Reach.Subject => [subject.Name],
        Reach.Zone => [subject.Zone],
        Reach.Region => [subject.Region],
        _ => subject.PathSource is { } source ? [subject.Location, source] : [subject.Location],
    };

    public DeterminantSeries? Find(Determinant determinant, SettledSubject subject) => At(determinant, PlacesOf(determinant, subject)[0]);

    public DeterminantSeries? At(Determinant determinant, string place) => series.GetValueOrDefault((determinant.Name, place));

    /// <summary>The length of a charge's lines for a subject.</summary>
    public Duration StepOf(ChargeVersion version, SettledSubject subject)
    {
        if (version.Step is not { } tariff) return Whole.Length;
        var finest = Duration.Min(Finest(version.Quantity, subject), Finest(version.Rate, subject));
        return Duration.Max(tariff, finest);
    }

    /// <summary>The finest interval of the determinants in a formula for a subject, sums over the day or over subjects apart.</summary>
    public Duration Finest(Formula formula, SettledSubject subject) => formula switch
    {
        Formula.Read read => Find(read.Of, subject)?.Values.Step ?? Whole.Length,
        Formula.OverDay or Formula.BySegment => Whole.Length,
        Formula.OverNetted over => NettedWith(over, subject).Select(one => Finest(over.Of, one)).DefaultIfEmpty(Whole.Length).Min(),
        Formula.OverSubjects over => Subjects.Where(one => IsGiven(over.Of, one)).Select(one => Finest(over.Of, one))
            .DefaultIfEmpty(Whole.Length).Min(),
        _ => formula.Parts.Select(part => Finest(part, subject)).DefaultIfEmpty(Whole.Length).Min(),
    };

    /// <summary>True when a subject has every determinant that a formula reads.</summary>
    public bool IsGiven(Formula formula, SettledSubject subject) =>
        formula.Reads.All(read => PlacesOf(read, subject).All(place => At(read, place) is not null));

    /// <summary>The subjects whose values net with one's, itself among them, in order of their names.</summary>
    public IEnumerable<SettledSubject> NettedWith(Formula.OverNetted over, SettledSubject subject) => subject.NettedAt.Length == 0
        ? [subject] : Subjects.Where(one => over.Nets(subject, one) && over.Of.Needs.All(read => Find(read, one) is not null));

    /// <summary>The segment of each interval of a resource's day, and their length; null where it has no minimum run.</summary>
    public ImmutableArray<int>? SegmentsOf(Formula.BySegment by, SettledSubject subject, Duration step)
    {
        if (Find(by.Segments.MinimumRun, subject) is null) return null;
        var evaluator = new Evaluator(this);
        decimal[] Each(Determinant of) => evaluator.Values(of, subject, step).ToArray() is [var only]
            ? [.. Enumerable.Repeat(only, (int)(Whole.Length / step))] : evaluator.Values(of, subject, step).ToArray();
        return RunSegments.Of(Each(by.Segments.DayAhead), Each(by.Segments.RealTime),
            Each(by.Segments.MinimumRun)[0] * NodaConstants.NanosecondsPerHour / step.ToInt64Nanoseconds());
    }

    /// <summary>The intervals at which a resource's segments are summed.</summary>
    public Duration StepOf(Formula.BySegment by, SettledSubject subject) => Duration.Min(Finest(by.Of, subject),
        Duration.Min(Finest(by.Segments.DayAhead, subject), Finest(by.Segments.RealTime, subject)));

    /// <summary>True when a part that stands only when given stands for a subject.</summary>
    public bool Stands(Formula.WhenGiven given, SettledSubject subject) =>
        given.By is { } by ? Find(by, subject) is not null : IsGiven(given.Of, subject);

    private static IEnumerable<Determinant> OwnReads(Formula formula) => formula switch
    {
        Formula.OverSubjects => [],
        Formula.Read { Of.Reach: Reach.Subject } read => [read.Of],
        _ => formula.Parts.SelectMany(OwnReads),
    };
}
