using System.Collections.Immutable;
using NodaTime;

namespace Busbar.Kernel.Clocks;

/// <summary>What is promised.</summary>
public enum TargetKind
{
    /// <summary>The first public answer.</summary>
    FirstResponse,
    /// <summary>The next word after one was owed, again and again.</summary>
    NextUpdate,
    /// <summary>The service works again.</summary>
    Resolution,
    /// <summary>A team of our own is done (OLA).</summary>
    OperationalLevel,
    /// <summary>A supplier is done (underpinning contract).</summary>
    Underpinning,
    /// <summary>A law or standard is kept; nothing pauses it.</summary>
    Statutory,
}

/// <summary>How much time a target gives.</summary>
public abstract record TargetAmount
{
    private TargetAmount() { }

    /// <summary>So much open time of the calendar.</summary>
    public sealed record Working(Duration Time) : TargetAmount;

    /// <summary>So many days, as the policy's <see cref="ClockPolicy.DayMeaning"/> reads them.</summary>
    public sealed record Days(int Count) : TargetAmount;

    /// <summary>Through so many calendar days after the start; weekends and pauses count.</summary>
    public sealed record CalendarDays(int Count) : TargetAmount;

    /// <summary>Through the last day of the month so many months after the start; weekends and pauses count.</summary>
    public sealed record CalendarMonths(int Count) : TargetAmount;
}

/// <summary>One target of a service level: what is promised, how fast by priority, on whose hours.</summary>
/// <param name="Name">Unique among a ticket's terms; the name that <see cref="ClockEvent.Started"/> starts.</param>
/// <param name="ByPriority">The time given by priority; <c>*</c> for every other. A priority without one has no such target.</param>
/// <param name="StartsByName">True when it waits for its own <see cref="ClockEvent.Started"/>; else it starts with the ticket.</param>
public sealed record TargetTerm(
    string Name, TargetKind Kind, ImmutableSortedDictionary<string, TargetAmount> ByPriority, WorkCalendar Calendar,
    bool StartsByName = false)
{
    /// <summary>A target with one time for every priority.</summary>
    public TargetTerm(string name, TargetKind kind, TargetAmount amount, WorkCalendar calendar, bool startsByName = false)
        : this(name, kind, ImmutableSortedDictionary<string, TargetAmount>.Empty.Add("*", amount), calendar, startsByName) { }

    /// <summary>The time given at a priority; null when none is promised.</summary>
    public TargetAmount? At(string priority) => ByPriority.GetValueOrDefault(priority) ?? ByPriority.GetValueOrDefault("*");
}
