using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Operations;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.Operations.Uptime;

/// <summary>How a service or item is.</summary>
public enum UpState
{
    /// <summary>Does what it is for.</summary>
    Up,
    /// <summary>Nobody has looked, or who looked could not tell.</summary>
    Unknown,
    /// <summary>Does not.</summary>
    Down,
}

/// <summary>What was seen of a service or item over a time: by a probe, a person, a feed.</summary>
public sealed record Observation(string Name, Interval Time, UpState State);

/// <summary>Approved maintenance of a service or item.</summary>
public sealed record ApprovedMaintenance(string Name, Interval Time);

/// <summary>What uptime is asked for.</summary>
/// <param name="Map">A map without a cycle whose needs all exist.</param>
/// <param name="Service">One of its services, or of its items.</param>
/// <param name="Period">The period asked for: bounded, and not empty. What of it is still to come is unknown.</param>
/// <param name="ServiceHours">When the service is promised; the whole period when it is promised always.</param>
/// <param name="Observations">In any order; where two of one name overlap, down prevails over unknown and that over up.</param>
public sealed record MeasureUptimeInputs(
    ServiceMap Map, string Service, Interval Period, ImmutableArray<Interval> ServiceHours, ImmutableArray<Observation> Observations,
    ImmutableArray<ApprovedMaintenance> Maintenance);

/// <summary>A time in service hours in which the service was down and nothing excused it.</summary>
/// <param name="Causes">What was itself seen down, of all that it stands on.</param>
public sealed record Outage(Instant Start, Instant End, ImmutableArray<string> Causes);

/// <summary>A service's time over the period asked for. The first four buckets sum to <paramref name="Asked"/>.</summary>
/// <param name="Asked">The service hours of the period: the denominator, whatever was seen of them.</param>
/// <param name="Up">Of them up.</param>
/// <param name="Down">Of them down, not excused.</param>
/// <param name="Excused">Of them down for nothing but approved maintenance.</param>
/// <param name="Unknown">Of them nobody knows.</param>
public sealed record ServiceUptime(
    string Service, Interval Period, Duration Asked, Duration Up, Duration Down, Duration Excused, Duration Unknown,
    ImmutableArray<Outage> Outages)
{
    /// <summary>100 × (1 − down ÷ asked); null when no service hours were asked for.</summary>
    public double? UptimePercent => Asked > Duration.Zero ? 100 * (1 - Down / Asked) : null;

    /// <summary>100 × unknown ÷ asked: by so much the uptime may be lower.</summary>
    public double? UnknownPercent => Asked > Duration.Zero ? 100 * (Unknown / Asked) : null;
}

/// <summary>Measures a service's uptime against its service hours. A redundant set is up while enough members are up, down when too few
/// could be, else unknown; a service is as its worst need. Time in which it would not be down, were what is in approved maintenance up,
/// is excused. Refuses a name that the map does not hold and a period without end.</summary>
public static class MeasureUptime
{
    /// <summary>The uptime, with its outages in the order of time.</summary>
    public static Outcome<ServiceUptime> Run(MeasureUptimeInputs inputs)
    {
        if (Wrong(inputs) is { } refusal) return refusal;
        var tree = new StateTree(inputs);
        var buckets = new Duration[4];
        var outages = ImmutableArray.CreateBuilder<Outage>();
        foreach (var (start, end) in tree.Steps)
        {
            if (!tree.IsServed(start)) continue;
            var (state, isExcused) = tree.At(start);
            buckets[state == UpState.Down && isExcused ? 3 : (int)state] += end - start;
            if (state == UpState.Down && !isExcused) Add(outages, new(start, end, tree.Causes()));
        }
        var asked = buckets.Aggregate(Duration.Zero, (sum, each) => sum + each);
        return new ServiceUptime(inputs.Service, inputs.Period, asked, buckets[(int)UpState.Up], buckets[(int)UpState.Down], buckets[3],
            buckets[(int)UpState.Unknown], outages.ToImmutable());
    }

    /// <summary>Why the inputs cannot be measured; null when they can.</summary>
    internal static Refusal? Wrong(MeasureUptimeInputs inputs)
    {
        var names = inputs.Map.Services.Select(service => service.Name).Concat(inputs.Map.Items.Select(item => item.Name)).ToHashSet();
        if (inputs.Observations.Select(each => each.Name).Concat(inputs.Maintenance.Select(each => each.Name)).Prepend(inputs.Service)
            .FirstOrDefault(name => !names.Contains(name)) is { } stranger)
            return new("unknown-name", $"The map holds no service or item '{stranger}'", inputs.Service, "Add it to the map.");
        return !inputs.Period.HasStart || !inputs.Period.HasEnd || inputs.Period.Duration == Duration.Zero
            ? new("no-period", "The period asked for is empty or has no end", inputs.Service, "Ask for a month, a quarter, a year.") : null;
    }

    /// <summary>Joins an outage to the one before when it only goes on.</summary>
    private static void Add(ImmutableArray<Outage>.Builder outages, Outage outage)
    {
        if (outages.Count > 0 && outages[^1].End == outage.Start && outages[^1].Causes.SequenceEqual(outage.Causes))
            outages[^1] = outages[^1] with { End = outage.End };
        else outages.Add(outage);
    }
}
