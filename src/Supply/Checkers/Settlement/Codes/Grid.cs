using System.Collections.Immutable;
using Busbar.Kernel.Time;
using NodaTime;

namespace Busbar.Supply.Checkers.Settlement.Codes;

/// <summary>A day's raw determinants by name and place.</summary>
internal sealed class DeterminantBook(CheckChargesInputs inputs)
{
    private readonly Dictionary<(string, string), Series<decimal>> series =
        inputs.Series.ToDictionary(each => (each.Name, each.At), each => each.Values);

    public DeliveryInterval Whole { get; } = inputs.Calendar.WholeDay(inputs.Day);

    public OperatingDay Day => inputs.Day;

    public ImmutableArray<CheckedSubject> Subjects => inputs.Subjects;

    public Series<decimal>? Find(string name, string at) => series.GetValueOrDefault((name, at));
}

/// <summary>What one subject's determinants are in intervals of one length. Energy and money add up and spread evenly; prices, megawatts
/// and rates hold and average. It keeps in mind the shortest interval that was read.</summary>
internal sealed class Grid(DeterminantBook book, CheckedSubject subject, Duration step)
{
    private static readonly Duration FiveMinutes = Duration.FromMinutes(5);

    public Duration Finest { get; private set; } = book.Whole.Length;

    public int Count => (int)(book.Whole.Length / step);

    public decimal HoursEach => (decimal)step.TotalMinutes / 60m;

    public int DaysInMonth => book.Day.Date.Calendar.GetDaysInMonth(book.Day.Date.Year, book.Day.Date.Month);

    public int DaysInYear => book.Day.Date.Calendar.GetDaysInYear(book.Day.Date.Year);

    public bool Has(string name, string at) => book.Find(name, at) is not null;

    public bool HasOwn(string name) => Has(name, subject.Name);

    public Row All(decimal value) => new([.. Enumerable.Repeat(value, Count)]);

    public Row Energy(string name) => Added(name, subject.Name);

    public Row EnergyOrNone(string name) => HasOwn(name) ? Energy(name) : All(0);

    public Row Own(string name) => Held(name, subject.Name);

    public Row Price(string name) => subject.PathSource is { } source
        ? Held(name, subject.Location) - Held(name, source)
        : Held(name, subject.Location);

    public Row OfZone(string name) => Held(name, subject.Zone);

    public Row ZoneSum(string name) => Added(name, subject.Zone);

    public Row OfRegion(string name) => Held(name, subject.Region);

    public Row OfMarket(string name) => Held(name, "");

    public Row MarketSum(string name) => Added(name, "");

    /// <summary>The subject and those of some kinds that are netted with it, summed place by place.</summary>
    public Row Netted(string kinds, Func<Grid, Row> of)
    {
        var sum = of(this);
        foreach (var other in book.Subjects.Where(each => each.Name != subject.Name && each.NettedAt.Length > 0
            && each.NettedAt == subject.NettedAt && kinds.Contains(subject.Kind, StringComparison.Ordinal)
            && kinds.Contains(each.Kind, StringComparison.Ordinal)))
        {
            var grid = new Grid(book, other, step);
            if (!grid.HasOwn("RT MWh") || !grid.HasOwn("DA MWh")) continue;
            sum += of(grid);
            Finest = Duration.Min(Finest, grid.Finest);
        }
        return sum;
    }

    public string Kind => subject.Kind;

    /// <summary>A day worked out at the shortest interval of its own determinants.</summary>
    public T AtFinest<T>(Func<Grid, Row> probed, Func<Grid, T> of)
    {
        var probe = new Grid(book, subject, FiveMinutes);
        probed(probe);
        return of(new(book, subject, probe.Finest));
    }

    /// <summary>The sum over the day of what is worked out at the shortest interval of its own determinants.</summary>
    public decimal OverDay(Func<Grid, Row> of) => AtFinest(of, day => of(day).Sum);

    private Row Added(string name, string at)
    {
        var series = Noted(name, at);
        if (series.Step <= step) return new([.. Groups(series).Select(group => group.Sum())]);
        var parts = series.Step / step;
        return new([.. series.Values.SelectMany(value => Enumerable.Repeat(value / (decimal)parts, (int)parts))]);
    }

    private Row Held(string name, string at)
    {
        var series = Noted(name, at);
        return series.Step <= step
            ? new([.. Groups(series).Select(group => group.Sum() / group.Length)])
            : new([.. series.Values.SelectMany(value => Enumerable.Repeat(value, (int)(series.Step / step)))]);
    }

    private IEnumerable<decimal[]> Groups(Series<decimal> series) => series.Values.Chunk((int)(step / series.Step));

    private Series<decimal> Noted(string name, string at)
    {
        var series = book.Find(name, at) ?? throw new MissingDeterminant(name, at);
        Finest = Duration.Min(Finest, series.Step);
        return series;
    }
}

/// <summary>The day lacks what a charge is made of.</summary>
internal sealed class MissingDeterminant(string name, string at) : Exception($"{name} of '{at}' is not given");
