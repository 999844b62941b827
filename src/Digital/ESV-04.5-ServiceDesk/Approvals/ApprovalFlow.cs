using System.Collections.Immutable;
using Busbar.Digital.ServiceDesk.Tickets;
using NodaTime;

namespace Busbar.Digital.ServiceDesk.Approvals;

/// <summary>How many of a step's approvers have to agree.</summary>
public enum ApprovalMode
{
    /// <summary>Each of them.</summary>
    All,
    /// <summary>The first to decide.</summary>
    Any,
}

/// <summary>What becomes of a step that nobody decided in time.</summary>
public enum OnTimeOut
{
    /// <summary>It is refused.</summary>
    Refuse,
    /// <summary>It goes to somebody else, once; if they are late too it is refused.</summary>
    Escalate,
}

/// <summary>One step of an approval; steps follow each other.</summary>
/// <param name="Name">What is decided: <c>budget</c>.</param>
/// <param name="Approvers">Who may decide; at least one.</param>
/// <param name="TimeOut">How long they have; null for as long as it takes.</param>
/// <param name="EscalateTo">Who decides when they are late; empty when <paramref name="OnTimeOut"/> refuses.</param>
public sealed record ApprovalStep(
    string Name, ApprovalMode Mode, ImmutableArray<string> Approvers, Duration? TimeOut = null, OnTimeOut OnTimeOut = OnTimeOut.Refuse,
    string EscalateTo = "");

/// <summary>How an approval stands.</summary>
public enum ApprovalStanding
{
    Pending,
    Approved,
    Refused,
}

/// <summary>An approval on its way: the present step and who still has to decide it.</summary>
/// <param name="Steps">All steps, in order.</param>
/// <param name="Current">The present step, from 0; the number of steps when all are decided.</param>
/// <param name="Since">When the present step began.</param>
/// <param name="Awaited">Who may still decide it, after delegation and escalation.</param>
/// <param name="IsEscalated">True when the present step was late once.</param>
/// <param name="Why">Why it was refused; empty otherwise.</param>
public sealed record ApprovalFlow(
    ImmutableArray<ApprovalStep> Steps, int Current, Instant Since, ImmutableArray<string> Awaited, bool IsEscalated,
    ApprovalStanding Standing, string Why)
{
    /// <summary>Until when the present step has to be decided; null when nothing is due.</summary>
    public Instant? DueAt => Standing == ApprovalStanding.Pending && Steps[Current].TimeOut is { } span ? Since + span : null;

    /// <summary>Begins with the first step.</summary>
    internal static ApprovalFlow Of(ApprovalsAsked asked) =>
        new(asked.Steps, 0, asked.At, asked.Steps[0].Approvers, false, ApprovalStanding.Pending, "");

    /// <summary>After one of its facts.</summary>
    internal ApprovalFlow After(TicketFact fact) => fact switch
    {
        ApprovalGiven { IsApproved: false } it => Refuse(it.Why),
        ApprovalGiven it => Agree(it),
        ApprovalDelegated it => this with { Awaited = Awaited.Replace(it.By.Name, it.To) },
        ApprovalTimedOut it when Steps[Current].OnTimeOut == OnTimeOut.Escalate && !IsEscalated =>
            this with { Since = it.At, Awaited = [Steps[Current].EscalateTo], IsEscalated = true },
        ApprovalTimedOut => Refuse($"{Steps[Current].Name} was not decided in time"),
        _ => this,
    };

    private ApprovalFlow Refuse(string why) => this with { Standing = ApprovalStanding.Refused, Awaited = [], Why = why };

    private ApprovalFlow Agree(ApprovalGiven it)
    {
        var left = Steps[Current].Mode == ApprovalMode.Any ? [] : Awaited.Remove(it.By.Name);
        if (!left.IsEmpty) return this with { Awaited = left };
        return Current + 1 < Steps.Length
            ? this with { Current = Current + 1, Since = it.At, Awaited = Steps[Current + 1].Approvers, IsEscalated = false }
            : this with { Current = Steps.Length, Awaited = [], Standing = ApprovalStanding.Approved };
    }
}
