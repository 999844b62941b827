using System.Collections.Immutable;
using NodaTime;

namespace Busbar.Digital.Handoffs.Operations;

/// <summary>How much the utility loses while something is down, from 1 (the desk cannot trade) to 4 (nobody notices today).</summary>
public enum Criticality
{
    /// <summary>The desk, a plant or a customer stops.</summary>
    Vital = 1,
    /// <summary>A deadline is in danger.</summary>
    High = 2,
    /// <summary>Work goes on by hand.</summary>
    Medium = 3,
    /// <summary>It can wait.</summary>
    Low = 4,
}

/// <summary>Who can reach an item over the network: what a vulnerability's clock hangs on.</summary>
public enum NetworkExposure
{
    /// <summary>Anyone on the internet.</summary>
    Public,
    /// <summary>The company's own network.</summary>
    Internal,
    /// <summary>An electronic security perimeter or no network at all.</summary>
    Isolated,
}

/// <summary>A configuration item: a machine, a database, a program, a feed.</summary>
/// <param name="Name">Unique, lower case: <c>price-feed</c>.</param>
/// <param name="Kind">What it is: <c>server</c>, <c>database</c>, <c>application</c>, <c>feed</c>.</param>
/// <param name="Owner">The team that answers for it.</param>
/// <param name="Exposure">Who can reach it.</param>
public sealed record ConfigurationItem(string Name, string Kind, string Owner, Criticality Criticality, NetworkExposure Exposure);

/// <summary>A thing people use and are promised: the day-ahead submission, the statement download.</summary>
/// <param name="Name">Unique, lower case, and no item's name.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Owner">The team that answers for it.</param>
/// <param name="Stages">The rooms of either stream that stop without it, by number: <c>SMV-01.3</c>.</param>
public sealed record BusinessService(string Name, string Title, string Owner, Criticality Criticality, ImmutableArray<string> Stages);

/// <summary>A need: one service or item needs so many of a set of others.</summary>
/// <param name="Dependent">The name that needs.</param>
/// <param name="Needs">What it needs; one name, or the members of a redundant set.</param>
/// <param name="AtLeast">How many of them must be up; from 1 to their number.</param>
/// <param name="Relation">In words: <c>runs on</c>, <c>depends on</c>, <c>feeds</c>.</param>
public sealed record Dependency(string Dependent, ImmutableArray<string> Needs, int AtLeast, string Relation);

/// <summary>The services of the utility's digital side, the items they stand on, and who needs whom. Has no cycle.</summary>
public sealed record ServiceMap(
    ImmutableArray<BusinessService> Services, ImmutableArray<ConfigurationItem> Items, ImmutableArray<Dependency> Dependencies,
    Instant KnownAt)
{
    /// <summary>Everything that is down with these, these among them: a dependent goes when a set it needs has fewer members up than it
    /// must.</summary>
    public ImmutableHashSet<string> DownWith(IEnumerable<string> names)
    {
        var needsOf = Dependencies.SelectMany((need, index) => need.Needs.Distinct().Select(name => (name, index)))
            .ToLookup(pair => pair.name, pair => pair.index);
        var spare = Dependencies.Select(need => need.Needs.Distinct().Count() - need.AtLeast).ToArray();
        var down = names.ToHashSet();
        var queue = new Queue<string>(down);
        while (queue.TryDequeue(out var name))
            foreach (var index in needsOf[name])
                if (--spare[index] < 0 && down.Add(Dependencies[index].Dependent)) queue.Enqueue(Dependencies[index].Dependent);
        return [.. down];
    }
}
