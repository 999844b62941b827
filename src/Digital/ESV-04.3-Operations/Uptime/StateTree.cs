using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Operations;
using NodaTime;

namespace Busbar.Digital.Operations.Uptime;

/// <summary>A service with all that it stands on, moved along the time line from one change to the next.</summary>
internal sealed class StateTree
{
    private readonly string root;
    private readonly ILookup<string, Dependency> needs;
    private readonly ImmutableArray<string> names;
    private readonly Dictionary<string, Timeline> seen = [];
    private readonly Dictionary<string, Timeline> maintained = [];
    private readonly Timeline served;
    private readonly Dictionary<string, UpState> states = [];

    public StateTree(MeasureUptimeInputs inputs)
    {
        root = inputs.Service;
        needs = inputs.Map.Dependencies.ToLookup(need => need.Dependent);
        names = Reach();
        served = new(inputs.ServiceHours.Select(hours => (hours, 0)));
        foreach (var group in inputs.Observations.GroupBy(each => each.Name))
            seen[group.Key] = new(group.Select(each => (each.Time, (int)each.State)));
        foreach (var group in inputs.Maintenance.GroupBy(each => each.Name))
            maintained[group.Key] = new(group.Select(each => (each.Time, 0)));
        var cuts = names.SelectMany(name => Of(seen, name).Concat(Of(maintained, name))).Concat(served.Cuts)
            .Where(inputs.Period.Contains).Append(inputs.Period.Start).Append(inputs.Period.End).Distinct().Order().ToArray();
        Steps = [.. cuts.Zip(cuts.Skip(1))];
    }

    /// <summary>The times within which nothing changes.</summary>
    public ImmutableArray<(Instant Start, Instant End)> Steps { get; }

    /// <summary>Whether the service is promised; instants only go forward.</summary>
    public bool IsServed(Instant at) => served.At(at) is not null;

    /// <summary>The state, and whether maintenance alone makes it down; instants only go forward.</summary>
    public (UpState State, bool IsExcused) At(Instant at)
    {
        var inMaintenance = names.Where(name => maintained.TryGetValue(name, out var times) && times.At(at) is not null).ToHashSet();
        var excused = inMaintenance.Count > 0 && Evaluate(at, inMaintenance) != UpState.Down;
        return (Evaluate(at, []), excused);
    }

    /// <summary>What was itself seen down at the last instant asked about.</summary>
    public ImmutableArray<string> Causes() =>
        [.. names.Where(name => seen.TryGetValue(name, out var times) && times.Now == (int)UpState.Down).Order(StringComparer.Ordinal)];

    private UpState Evaluate(Instant at, HashSet<string> heldUp)
    {
        states.Clear();
        foreach (var name in names)
        {
            var state = heldUp.Contains(name) ? UpState.Up : Own(name, at);
            if (!heldUp.Contains(name))
                foreach (var need in needs[name]) state = Worse(state, OfSet(need));
            states[name] = state;
        }
        return states[root];
    }

    /// <summary>What was seen of it; nothing seen of what stands on others leaves the word to them.</summary>
    private UpState Own(string name, Instant at) =>
        seen.TryGetValue(name, out var times) ? (UpState)(times.At(at) ?? (int)UpState.Unknown)
        : needs.Contains(name) ? UpState.Up : UpState.Unknown;

    private UpState OfSet(Dependency need)
    {
        var members = need.Needs.Distinct().Select(name => states[name]).ToArray();
        return members.Count(state => state == UpState.Up) >= need.AtLeast ? UpState.Up
            : members.Count(state => state != UpState.Down) < need.AtLeast ? UpState.Down : UpState.Unknown;
    }

    private static UpState Worse(UpState one, UpState other) => (UpState)Math.Max((int)one, (int)other);

    private static ImmutableArray<Instant> Of(Dictionary<string, Timeline> times, string name) =>
        times.TryGetValue(name, out var line) ? line.Cuts : [];

    /// <summary>All it stands on, each after what it stands on itself.</summary>
    private ImmutableArray<string> Reach()
    {
        var (done, open, order) = (new HashSet<string>(), new HashSet<string>(), ImmutableArray.CreateBuilder<string>());
        var stack = new Stack<(string Name, bool IsBack)>([(root, false)]);
        while (stack.TryPop(out var top))
        {
            if (top.IsBack)
            {
                done.Add(top.Name);
                order.Add(top.Name);
            }
            else if (!done.Contains(top.Name))
            {
                if (!open.Add(top.Name))
                    throw new InvalidOperationException($"'{top.Name}' stands on itself; the map must be checked first.");
                stack.Push((top.Name, true));
                foreach (var name in needs[top.Name].SelectMany(need => need.Needs).Distinct().Where(name => !done.Contains(name)))
                    stack.Push((name, false));
            }
        }
        return order.ToImmutable();
    }
}
