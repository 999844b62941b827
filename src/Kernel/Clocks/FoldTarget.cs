using NodaTime;

namespace Busbar.Kernel.Clocks;

/// <summary>Folds a ticket's log into the cycles of one target. The order of one event's effects is ServiceNow's: stop and cancel, then
/// start; a pause is the ticket's, not the target's.</summary>
internal sealed class FoldTarget(TargetTerm term, ClockPolicy policy)
{
    private readonly List<TargetCycle> cycles = [];
    private string priority = "";
    private WorkCalendar calendar = term.Calendar;
    private bool hasReply;

    private TargetCycle? Last => cycles.LastOrDefault();

    private bool IsRunning => Last is { IsRunning: true };

    public List<TargetCycle> Run(TicketLog log)
    {
        priority = log.Created.Priority;
        foreach (var each in log.Events) Apply(each);
        return cycles;
    }

    private void Apply(ClockEvent each)
    {
        switch (each)
        {
            case ClockEvent.PriorityChanged change: ChangePriority(change); break;
            case ClockEvent.CalendarChanged change: calendar = change.Calendar; ChangeCalendars(); break;
            case ClockEvent.Reopened: Reopen(each.At); break;
            case ClockEvent.Cancelled: if (IsRunning) Replace(Last!.StopAt(each.At) with { IsCancelled = true }); break;
            default:
                if (IsRunning && Stops(each)) Replace(Last!.StopAt(each.At));
                if (Voids(each)) Replace(Last!.StopAt(each.At) with { IsCancelled = true });
                if (!IsRunning && Starts(each)) Begin(each.At);
                else if (IsRunning && Restarts(each)) Replace(Last! with { Start = each.At, PausesFrom = each.At });
                break;
        }
        hasReply |= each is ClockEvent.AgentReplied;
    }

    private bool Starts(ClockEvent each) => term switch
    {
        { StartsByName: true } => each is ClockEvent.Started named && named.Target == term.Name,
        { Kind: TargetKind.FirstResponse } => each switch
        {
            ClockEvent.Created ticket => !ticket.IsByAgent || policy.AgentCreatedOwesResponse,
            ClockEvent.RequesterWrote => policy.IsResponseRecurring || !hasReply && cycles.Count == 0,
            _ => false,
        },
        { Kind: TargetKind.NextUpdate } => policy.UpdateArming == UpdateArming.Agent
            ? each is ClockEvent.AgentReplied
            : each is ClockEvent.RequesterWrote && hasReply,
        _ => each is ClockEvent.Created,
    };

    private bool Stops(ClockEvent each) => each switch
    {
        ClockEvent.Stopped named => named.Target == term.Name,
        ClockEvent.AgentReplied => term.Kind is TargetKind.FirstResponse or TargetKind.NextUpdate,
        ClockEvent.Resolved => term.Kind != TargetKind.Statutory
            && (term.Kind != TargetKind.Resolution || policy.StopAt == StopRule.Resolved),
        ClockEvent.Closed => term.Kind != TargetKind.Statutory,
        _ => false,
    };

    private bool Restarts(ClockEvent each) => each is ClockEvent.RequesterWrote && policy.SecondMessage == SecondMessage.Restarts
        && (term.Kind == TargetKind.FirstResponse || term.Kind == TargetKind.NextUpdate && policy.UpdateArming == UpdateArming.Requester);

    /// <summary>An update owed by the agent's own word gives way to the response that a message of the requester owes.</summary>
    private bool Voids(ClockEvent each) => IsRunning && each is ClockEvent.RequesterWrote && term.Kind == TargetKind.NextUpdate
        && policy is { UpdateArming: UpdateArming.Agent, IsResponseRecurring: true };

    private void Begin(Instant at) => cycles.Add(new(
        cycles.Count + 1, at, at, at, priority, term.At(priority), calendar, null, null, false, []));

    private void Reopen(Instant at)
    {
        if (term.Kind != TargetKind.Resolution || Last is not { Stop: { } stop, IsCancelled: false } last) return;
        if (policy.Reopen == ReopenRule.NewCycle)
        {
            Begin(at);
            Replace(Last! with { Origin = last.Origin, FirstStop = last.FirstStop });
        }
        else
        {
            Replace(last with
            {
                Stop = null,
                Holds = policy.Reopen == ReopenRule.Total ? last.Holds : last.Holds.Add(new(stop, at)),
                Priority = priority,
                Amount = term.At(priority),
                Calendar = calendar,
            });
        }
    }

    private void ChangePriority(ClockEvent.PriorityChanged change)
    {
        priority = change.Priority;
        if (!IsRunning) return;
        var (last, amount) = (Last!, term.At(priority));
        if (amount == last.Amount)
            Replace(last with { Priority = priority });
        else Replace(amount is null && last.Amount is not null
            ? last.StopAt(change.At) with { IsCancelled = true }
            : last with
            {
                Priority = priority,
                Amount = amount,
                Start = policy.PriorityChange == PriorityRule.FromChange ? change.At : last.Start,
                PausesFrom = policy.PriorityChange == PriorityRule.RetroactiveWithPause ? last.PausesFrom : change.At,
            });
    }

    private void ChangeCalendars()
    {
        if (IsRunning) Replace(Last! with { Calendar = calendar });
    }

    private void Replace(TargetCycle cycle) => cycles[^1] = cycle;
}
