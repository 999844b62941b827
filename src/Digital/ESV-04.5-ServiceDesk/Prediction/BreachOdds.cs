using System.Collections.Immutable;

namespace Busbar.Digital.ServiceDesk.Prediction;

/// <summary>How one ticket stood when some share of its time was gone, and whether it came in late in the end.</summary>
/// <param name="Group">The team it lay with.</param>
/// <param name="State">What it waited for.</param>
public sealed record TicketMoment(string Group, int Priority, string State, bool IsLate);

/// <summary>The odds that a ticket still open at some share of its time comes in late: the share of late ones among earlier tickets of the
/// same team, priority and state that were open then. A cell with few of them leans on the same priority and state of all teams, that on
/// the priority, and that on all tickets.</summary>
public sealed class BreachOdds
{
    /// <summary>How many tickets of its own a cell needs to weigh as much as what it leans on.</summary>
    private const double Lean = 20;

    private readonly Dictionary<(string, int, string), double> cells;
    private readonly Dictionary<(int, string), double> states;
    private readonly Dictionary<int, double> priorities;

    /// <summary>Learns from tickets whose end is known.</summary>
    /// <exception cref="ArgumentException">None is given.</exception>
    public BreachOdds(ImmutableArray<TicketMoment> past)
    {
        if (past.IsEmpty) throw new ArgumentException("Nothing to learn from.", nameof(past));
        Base = (double)past.Count(each => each.IsLate) / past.Length;
        priorities = Learn(past, each => each.Priority, _ => Base);
        states = Learn(past, each => (each.Priority, each.State), each => priorities[each.Priority]);
        cells = Learn(past, each => (each.Group, each.Priority, each.State), each => states[(each.Priority, each.State)]);
    }

    /// <summary>The share of late ones among all.</summary>
    public double Base { get; }

    /// <summary>The odds of a ticket, from 0 to 1.</summary>
    public double Of(TicketMoment now) =>
        cells.TryGetValue((now.Group, now.Priority, now.State), out var odds) || states.TryGetValue((now.Priority, now.State), out odds)
            || priorities.TryGetValue(now.Priority, out odds) ? odds : Base;

    private static Dictionary<TKey, double> Learn<TKey>(
        ImmutableArray<TicketMoment> past, Func<TicketMoment, TKey> key, Func<TicketMoment, double> parent) where TKey : notnull =>
        past.GroupBy(key).ToDictionary(cell => cell.Key, cell =>
            (cell.Count(each => each.IsLate) + Lean * parent(cell.First())) / (cell.Count() + Lean));
}
