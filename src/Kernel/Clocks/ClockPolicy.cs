using NodaTime;

namespace Busbar.Kernel.Clocks;

/// <summary>What a pause does to a deadline.</summary>
public enum PauseRule
{
    /// <summary>It moves by the working time paused; while paused there is none to show, unless it had passed. Zammad, Jira,
    /// ours.</summary>
    Shifts,
    /// <summary>It is hidden while paused and stands where it was afterwards: the clock kept running. Request Tracker without
    /// ExcludeTimeOnIgnoredStatuses.</summary>
    Hides,
}

/// <summary>What a target in days counts.</summary>
public enum DayMeaning
{
    /// <summary>24 working hours a day: three days of eight hours. Znuny.</summary>
    TwentyFourWorkingHours,
    /// <summary>A working day of the calendar. GLPI, ours.</summary>
    WorkingDay,
}

/// <summary>What of a pause moves a target in days.</summary>
public enum DayPause
{
    /// <summary>The working days begun while paused. Ours.</summary>
    WorkingDays,
    /// <summary>Every 24 hours paused, weekends too, while the deadline itself skips them. GLPI (issue 10594).</summary>
    AllDays,
}

/// <summary>What a change of priority does to a running target.</summary>
public enum PriorityRule
{
    /// <summary>The new budget counts from the old start, with the old pauses. ServiceNow with retroactive start and pause, ours.</summary>
    RetroactiveWithPause,
    /// <summary>The new budget counts from the change; what went before is forgotten.</summary>
    FromChange,
    /// <summary>The new budget counts from the old start, and pauses before the change are lost. GLPI (issue 6902).</summary>
    RetroactivePauseLost,
}

/// <summary>What reopening does to a target that had stopped.</summary>
public enum ReopenRule
{
    /// <summary>It runs on; the time it was stopped does not count. Jira, ours.</summary>
    SameCycle,
    /// <summary>It keeps its result, and another of the full budget starts. ServiceNow's reset.</summary>
    NewCycle,
    /// <summary>It runs on as if it had never stopped. plain.com's total resolution.</summary>
    Total,
}

/// <summary>Where a resolution stops.</summary>
public enum StopRule
{
    /// <summary>When resolved. Ours.</summary>
    Resolved,
    /// <summary>When closed, days later. The ServiceNow log of UCI data set 498.</summary>
    Closed,
}

/// <summary>What a second message of the requester does to an answer already owed.</summary>
public enum SecondMessage
{
    /// <summary>Nothing: the first is still waiting. Request Tracker, ours.</summary>
    Keeps,
    /// <summary>The budget starts anew.</summary>
    Restarts,
}

/// <summary>Whose message makes the desk owe an update.</summary>
public enum UpdateArming
{
    /// <summary>The requester's. Zammad since issue 3140, ours.</summary>
    Requester,
    /// <summary>The agent's: the next word is due so long after the last. Request Tracker's KeepInLoop.</summary>
    Agent,
}

/// <summary>Every question on which service desks differ, answered. Each answer names a peer that gives it. Source: the peers' own tests
/// and issues.</summary>
/// <param name="Name">The policy's name, kept with every result.</param>
/// <param name="Version">Its version, from 1, kept likewise.</param>
public sealed record ClockPolicy(string Name, int Version = 1)
{
    /// <summary>What a pause does to a deadline.</summary>
    public PauseRule Pause { get; init; } = PauseRule.Shifts;

    /// <summary>Where a budget ends that is spent exactly at closing time.</summary>
    public BudgetEnd BudgetEnd { get; init; } = BudgetEnd.Closing;

    /// <summary>True when elapsed time counts both its first and its last second. Business::Hours, so Request Tracker.</summary>
    public bool IsElapsedInclusive { get; init; }

    /// <summary>No deadline is given from this long after the start on; null for none. Request Tracker gives up after 30 days.</summary>
    public Duration? SearchCap { get; init; }

    /// <summary>What a local time means that the clock skips.</summary>
    public GapRule Gap { get; init; } = GapRule.Snap;

    /// <summary>What a local time means that comes twice.</summary>
    public OverlapRule Overlap { get; init; } = OverlapRule.Whole;

    /// <summary>What a target in days counts.</summary>
    public DayMeaning DayMeaning { get; init; } = DayMeaning.WorkingDay;

    /// <summary>Where a target in business days ends on its last day.</summary>
    public DayEnd DayEnd { get; init; } = DayEnd.Closing;

    /// <summary>What of a pause moves a target in days.</summary>
    public DayPause DayPause { get; init; } = DayPause.WorkingDays;

    /// <summary>What a change of priority does to a running target.</summary>
    public PriorityRule PriorityChange { get; init; } = PriorityRule.RetroactiveWithPause;

    /// <summary>The zone whose clock opens every calendar; null for each calendar's own. A server's zone here is the fault of desks that
    /// know no other; Request Tracker has one a queue.</summary>
    public DateTimeZone? ZoneOverride { get; init; }

    /// <summary>What reopening does. Whatever it does, a state shows the first stop and the total beside it.</summary>
    public ReopenRule Reopen { get; init; } = ReopenRule.SameCycle;

    /// <summary>True when a ticket that an agent opened himself owes a first response. Not so in Request Tracker, nor here.</summary>
    public bool AgentCreatedOwesResponse { get; init; }

    /// <summary>What a second message of the requester does to an answer already owed.</summary>
    public SecondMessage SecondMessage { get; init; } = SecondMessage.Keeps;

    /// <summary>Whose message makes the desk owe an update.</summary>
    public UpdateArming UpdateArming { get; init; } = UpdateArming.Requester;

    /// <summary>True when each later message of the requester that waits for an answer owes a response again, and takes the place of an
    /// update owed. Request Tracker.</summary>
    public bool IsResponseRecurring { get; init; }

    /// <summary>Where a resolution stops.</summary>
    public StopRule StopAt { get; init; } = StopRule.Resolved;

    /// <summary>Ours.</summary>
    public static ClockPolicy Busbar { get; } = new("busbar");

    /// <summary>Znuny 6 and 7: days of 24 working hours, a skipped time shifted forward.</summary>
    public static ClockPolicy Znuny { get; } = new("znuny")
    {
        Gap = GapRule.ShiftForward,
        Overlap = OverlapRule.First,
        DayMeaning = DayMeaning.TwentyFourWorkingHours,
    };

    /// <summary>Request Tracker 5 with Business::Hours 0.13.</summary>
    public static ClockPolicy RequestTracker { get; } = new("request-tracker")
    {
        Pause = PauseRule.Hides,
        BudgetEnd = BudgetEnd.NextOpening,
        IsElapsedInclusive = true,
        SearchCap = Duration.FromDays(30),
        UpdateArming = UpdateArming.Agent,
        IsResponseRecurring = true,
    };

    /// <summary>Zammad 6.</summary>
    public static ClockPolicy Zammad { get; } = new("zammad") { StopAt = StopRule.Closed };

    /// <summary>GLPI 11.</summary>
    public static ClockPolicy Glpi { get; } = new("glpi")
    {
        DayEnd = DayEnd.SameTime,
        DayPause = DayPause.AllDays,
        PriorityChange = PriorityRule.RetroactivePauseLost,
    };

    /// <summary>GoAlert: only its clock changes differ from nobody's.</summary>
    public static ClockPolicy GoAlert { get; } = new("goalert") { Gap = GapRule.Snap, Overlap = OverlapRule.Whole };

    /// <summary>Every preset.</summary>
    public static IEnumerable<ClockPolicy> Presets => [Busbar, Znuny, RequestTracker, Zammad, Glpi, GoAlert];

    /// <summary>A calendar as this policy reads it.</summary>
    public WorkCalendar Bind(WorkCalendar calendar) => calendar.Under(ZoneOverride ?? calendar.Zone, Gap, Overlap);
}
