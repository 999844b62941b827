using System.Collections.Immutable;
using Busbar.Digital.ServiceDesk.Approvals;
using Busbar.Digital.ServiceDesk.Practices;
using NodaTime;

namespace Busbar.Digital.ServiceDesk.Tickets;

/// <summary>A tie of a ticket.</summary>
public readonly record struct TicketLink(LinkKind Kind, string Target);

/// <summary>A ticket that goes on in this one, and its people.</summary>
public sealed record AbsorbedTicket(string Id, ImmutableArray<string> People);

/// <summary>A ticket as its facts leave it. Read only; made by <see cref="FoldTicket"/>.</summary>
/// <param name="Id">Its stream's id.</param>
/// <param name="Opened">Its first fact.</param>
public sealed record Ticket(string Id, TicketOpened Opened)
{
    public TicketStage Stage { get; init; } = TicketStage.New;
    public string Title { get; init; } = Opened.Title;
    public string Body { get; init; } = Opened.Body;
    public string Service { get; init; } = Opened.Service;
    public string Item { get; init; } = Opened.Item;
    public string Queue { get; init; } = Opened.Queue;

    /// <summary>Who of the desk has it; empty when nobody.</summary>
    public string Agent { get; init; } = "";

    /// <summary>From 1 for the widest; 0 until it is judged.</summary>
    public int Impact { get; init; }

    /// <summary>From 1 for the most urgent; 0 until it is judged.</summary>
    public int Urgency { get; init; }

    /// <summary>From 1 for the most urgent; 0 until it is judged.</summary>
    public int Priority { get; init; }

    public WaitingOn? Waits { get; init; }
    public ResolutionCode? Code { get; init; }
    public string Resolution { get; init; } = "";

    /// <summary>When it was last resolved; null while it is not.</summary>
    public Instant? ResolvedAt { get; init; }

    /// <summary>When it was resolved for the first time, whatever came after.</summary>
    public Instant? FirstResolvedAt { get; init; }

    public Instant? ClosedAt { get; init; }
    public Instant? AcknowledgedAt { get; init; }

    /// <summary>The desk's first public message.</summary>
    public Instant? FirstReplyAt { get; init; }

    /// <summary>When people began to feel it.</summary>
    public Instant? ImpactBegan { get; init; }

    /// <summary>How often it changed queue, or person after it had one.</summary>
    public int Reassignments { get; init; }

    public int Reopenings { get; init; }

    /// <summary>Public messages of the requester's side after the first.</summary>
    public int RequesterReplies { get; init; }

    /// <summary>The ticket it goes on in; empty when it stands on its own.</summary>
    public string MergedInto { get; init; } = "";

    public ImmutableArray<AbsorbedTicket> Absorbed { get; init; } = [];
    public ImmutableArray<string> SplitInto { get; init; } = [];
    public string SplitFrom { get; init; } = "";
    public ImmutableArray<string> Watchers { get; init; } = [];
    public ImmutableArray<TicketLink> Links { get; init; } = [];
    public ImmutableArray<TicketAttached> Attachments { get; init; } = [];
    public ImmutableArray<string> MessageIds { get; init; } = [];
    public Instant? SurveySentAt { get; init; }
    public TicketSurveyed? Survey { get; init; }
    public RequestMade? Request { get; init; }
    public ImmutableArray<string> TasksDone { get; init; } = [];
    public ApprovalFlow? Approvals { get; init; }
    public KnownErrorStated? KnownError { get; init; }
    public ChangeState? Change { get; init; }
    public MajorIncident? Major { get; init; }
    public BreachStated? Breach { get; init; }
    public Instant? AlertEndedAt { get; init; }
    public Instant LastAt { get; init; } = Opened.At;

    public TicketKind Kind => Opened.Kind;
    public string Requester => Opened.Requester;

    /// <summary>True while work is owed.</summary>
    public bool IsOpen => MergedInto == "" && Stage is (TicketStage.New or TicketStage.Working or TicketStage.Waiting);

    /// <summary>Tasks that are still to be done.</summary>
    public ImmutableArray<string> OpenTasks => Request is null ? [] : [.. Request.Tasks.Except(TasksDone)];

    /// <summary>All who hear of it: requester, watchers, and the people of tickets that go on in it.</summary>
    public ImmutableArray<string> People =>
        [.. new[] { Requester }.Concat(Watchers).Concat(Absorbed.SelectMany(each => each.People)).Where(name => name != "").Distinct()];
}
