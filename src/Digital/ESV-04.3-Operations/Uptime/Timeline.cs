using System.Collections.Immutable;
using NodaTime;

namespace Busbar.Digital.Operations.Uptime;

/// <summary>Intervals with a number each, laid over one another: at any instant the greatest number prevails. Read forward only.</summary>
internal sealed class Timeline
{
    private readonly ImmutableArray<int?> values;
    private int at = -1;

    public Timeline(IEnumerable<(Interval Time, int Value)> parts)
    {
        var events = parts.Where(part => !part.Time.HasStart || !part.Time.HasEnd || part.Time.Duration > Duration.Zero)
            .SelectMany(part => new[]
            {
                (At: part.Time.HasStart ? part.Time.Start : Instant.MinValue, part.Value, Step: 1),
                (At: part.Time.HasEnd ? part.Time.End : Instant.MaxValue, part.Value, Step: -1),
            }).OrderBy(each => each.At).ToArray();
        var (cuts, found) = (ImmutableArray.CreateBuilder<Instant>(), ImmutableArray.CreateBuilder<int?>());
        var open = new SortedDictionary<int, int>();
        for (var i = 0; i < events.Length; i++)
        {
            var (time, value, step) = events[i];
            if ((open[value] = open.GetValueOrDefault(value) + step) == 0) open.Remove(value);
            if (i + 1 < events.Length && events[i + 1].At == time) continue;
            cuts.Add(time);
            found.Add(open.Count == 0 ? null : open.Keys.Max());
        }
        (Cuts, values) = (cuts.ToImmutable(), found.ToImmutable());
    }

    /// <summary>The instants at which it may change.</summary>
    public ImmutableArray<Instant> Cuts { get; }

    /// <summary>The number at the last instant asked about; null where no interval lies.</summary>
    public int? Now => at < 0 ? null : values[at];

    /// <summary>The number at an instant not before the last.</summary>
    public int? At(Instant time)
    {
        while (at + 1 < Cuts.Length && Cuts[at + 1] <= time) at++;
        return Now;
    }
}
