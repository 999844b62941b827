using System.Collections.Immutable;
using Busbar.Digital.ServiceDesk.Approvals;
using Busbar.Digital.ServiceDesk.Practices;
using Busbar.Kernel.Facts;
using NodaTime;

namespace Busbar.Digital.ServiceDesk.Tickets;

/// <summary>Something that happened to a ticket: when, on the word of whom. Its state is a fold of these; none is ever changed.</summary>
/// <param name="At">When it happened, which may be before it was recorded.</param>
/// <param name="By">Who did it.</param>
public abstract record TicketFact(Instant At, Actor By);

/// <summary>It was opened.</summary>
/// <param name="Requester">Who asks, by name or address; empty where no person does.</param>
/// <param name="Service">A name of the service map, or what the reporter called it; may be empty.</param>
/// <param name="Item">The configuration item; may be empty.</param>
/// <param name="AlertKey">The alert's key where an alert opened it, else empty.</param>
public sealed record TicketOpened(
    Instant At, Actor By, TicketKind Kind, Channel Channel, string Requester, string Title, string Body, string Service, string Item,
    string Queue, string AlertKey = "") : TicketFact(At, By);

/// <summary>Its title and description were put better.</summary>
public sealed record TicketDescribed(Instant At, Actor By, string Title, string Body) : TicketFact(At, By);

/// <summary>What it is about was put right.</summary>
public sealed record TicketPlaced(Instant At, Actor By, string Service, string Item) : TicketFact(At, By);

/// <summary>Impact and urgency were judged. The priority is the matrix's of that day, kept with the fact.</summary>
/// <param name="Priority">1 is the most urgent.</param>
public sealed record TicketPrioritised(Instant At, Actor By, int Impact, int Urgency, int Priority) : TicketFact(At, By);

/// <summary>When people began to feel it, which may be long before anybody reported it.</summary>
public sealed record ImpactStated(Instant At, Actor By, Instant Began) : TicketFact(At, By);

/// <summary>A person has seen it and will act.</summary>
public sealed record TicketAcknowledged(Instant At, Actor By) : TicketFact(At, By);

/// <summary>It went to another queue.</summary>
public sealed record TicketQueued(Instant At, Actor By, string Queue) : TicketFact(At, By);

/// <summary>It was given to a person of the desk; an empty name takes it from everybody.</summary>
public sealed record TicketAssigned(Instant At, Actor By, string Agent) : TicketFact(At, By);

/// <summary>Work began.</summary>
public sealed record WorkStarted(Instant At, Actor By) : TicketFact(At, By);

/// <summary>An internal work note, Markdown: the requester never sees it.</summary>
public sealed record TicketNoted(Instant At, Actor By, string Text) : TicketFact(At, By);

/// <summary>A public message, Markdown, from the desk or from the requester's side.</summary>
/// <param name="Author">As its channel calls them.</param>
/// <param name="IsFromRequester">False for the desk's own.</param>
/// <param name="MessageId">The mail's own id; empty elsewhere.</param>
public sealed record TicketReplied(
    Instant At, Actor By, Channel Channel, string Author, bool IsFromRequester, string Text, string MessageId = "") : TicketFact(At, By);

/// <summary>It waits for somebody outside the desk.</summary>
public sealed record TicketWaited(Instant At, Actor By, WaitingOn On, string Why) : TicketFact(At, By);

/// <summary>It waits no more.</summary>
public sealed record TicketResumed(Instant At, Actor By) : TicketFact(At, By);

/// <summary>It is resolved.</summary>
/// <param name="Code">How.</param>
/// <param name="Text">In words, for whoever asked.</param>
public sealed record TicketResolved(Instant At, Actor By, ResolutionCode Code, string Text) : TicketFact(At, By);

/// <summary>It is closed.</summary>
public sealed record TicketClosed(Instant At, Actor By) : TicketFact(At, By);

/// <summary>It was not resolved after all.</summary>
public sealed record TicketReopened(Instant At, Actor By, string Why) : TicketFact(At, By);

/// <summary>It is given up.</summary>
public sealed record TicketCancelled(Instant At, Actor By, string Why) : TicketFact(At, By);

/// <summary>It goes on in another ticket.</summary>
public sealed record TicketMerged(Instant At, Actor By, string Into) : TicketFact(At, By);

/// <summary>The merge was a mistake.</summary>
public sealed record TicketUnmerged(Instant At, Actor By, string From, string Why) : TicketFact(At, By);

/// <summary>Another ticket goes on in this one; its people hear of this one.</summary>
public sealed record TicketAbsorbed(Instant At, Actor By, string Other, ImmutableArray<string> People) : TicketFact(At, By);

/// <summary>A ticket that was merged into this one stands on its own again.</summary>
public sealed record TicketReleased(Instant At, Actor By, string Other) : TicketFact(At, By);

/// <summary>A second matter in it became a ticket of its own.</summary>
public sealed record TicketSplit(Instant At, Actor By, string Into) : TicketFact(At, By);

/// <summary>It was a second matter in another ticket.</summary>
public sealed record TicketSplitFrom(Instant At, Actor By, string Source) : TicketFact(At, By);

/// <summary>Somebody wants to hear of it.</summary>
public sealed record WatcherAdded(Instant At, Actor By, string Watcher) : TicketFact(At, By);

/// <summary>Somebody wants to hear no more.</summary>
public sealed record WatcherRemoved(Instant At, Actor By, string Watcher) : TicketFact(At, By);

/// <summary>It is tied to something.</summary>
public sealed record TicketLinked(Instant At, Actor By, LinkKind Kind, string Target) : TicketFact(At, By);

/// <summary>The tie was a mistake.</summary>
public sealed record TicketUnlinked(Instant At, Actor By, LinkKind Kind, string Target) : TicketFact(At, By);

/// <summary>A file came with it; its bytes lie in the store under the hash.</summary>
/// <param name="Type">What its bytes say it is.</param>
/// <param name="Quarantine">Why nobody may open it; empty when all may.</param>
public sealed record TicketAttached(
    Instant At, Actor By, ContentHash Hash, string Name, string Type, long Bytes, string Quarantine = "") : TicketFact(At, By);

/// <summary>The requester was asked how it went.</summary>
public sealed record SurveySent(Instant At, Actor By) : TicketFact(At, By);

/// <summary>The requester said how it went, 1 to 5.</summary>
public sealed record TicketSurveyed(Instant At, Actor By, int Score, string Comment) : TicketFact(At, By);

/// <summary>A target was missed. Written so that people hear of it; every figure is computed from the clock, not from this.</summary>
public sealed record TicketBreached(Instant At, Actor By, string Target, Instant DueAt) : TicketFact(At, By);

/// <summary>The alert that opened it has ended.</summary>
public sealed record AlertEnded(Instant At, Actor By, string AlertKey) : TicketFact(At, By);

/// <summary>What a breach of a data contract touches.</summary>
public sealed record BreachStated(
    Instant At, Actor By, string Dataset, string Contract, ImmutableArray<string> Rules, decimal? MwTouched, decimal? UsdTouched,
    ImmutableArray<string> Readers) : TicketFact(At, By);

/// <summary>The dataset keeps its contract again.</summary>
public sealed record BreachEnded(Instant At, Actor By) : TicketFact(At, By);

/// <summary>Something of the catalogue is asked for.</summary>
/// <param name="Item">The catalogue item.</param>
/// <param name="Answers">The form's answers by field, as checked.</param>
/// <param name="Tasks">What has to be done, in order.</param>
/// <param name="Target">How long it should take on the desk's calendar.</param>
public sealed record RequestMade(
    Instant At, Actor By, string Item, ImmutableSortedDictionary<string, string> Answers, ImmutableArray<string> Tasks, Duration Target)
    : TicketFact(At, By);

/// <summary>One of its tasks is done.</summary>
public sealed record TaskDone(Instant At, Actor By, string Task) : TicketFact(At, By);

/// <summary>Approval is asked for, step after step.</summary>
public sealed record ApprovalsAsked(Instant At, Actor By, ImmutableArray<ApprovalStep> Steps) : TicketFact(At, By);

/// <summary>An approver of the present step has decided.</summary>
public sealed record ApprovalGiven(Instant At, Actor By, bool IsApproved, string Why) : TicketFact(At, By);

/// <summary>An approver lets another decide in their place.</summary>
public sealed record ApprovalDelegated(Instant At, Actor By, string To) : TicketFact(At, By);

/// <summary>The present step was not decided in time.</summary>
public sealed record ApprovalTimedOut(Instant At, Actor By) : TicketFact(At, By);

/// <summary>The cause of a problem is known, and what helps until it is mended: a known error.</summary>
/// <param name="Items">The items it shows on.</param>
public sealed record KnownErrorStated(
    Instant At, Actor By, string RootCause, string Workaround, ImmutableArray<string> Items) : TicketFact(At, By);

/// <summary>What a change does, when, and how it is taken back.</summary>
public sealed record ChangePlanned(Instant At, Actor By, ChangePlan Plan) : TicketFact(At, By);

/// <summary>The change began.</summary>
public sealed record ChangeStarted(Instant At, Actor By) : TicketFact(At, By);

/// <summary>The change is done with.</summary>
public sealed record ChangeEnded(Instant At, Actor By, ChangeOutcome Outcome, string Why) : TicketFact(At, By);

/// <summary>An incident is declared major.</summary>
/// <param name="Commander">Who leads.</param>
/// <param name="Cadence">The longest silence promised to those who wait.</param>
public sealed record MajorDeclared(Instant At, Actor By, string Commander, Duration Cadence) : TicketFact(At, By);

/// <summary>Another person leads.</summary>
public sealed record CommandPassed(Instant At, Actor By, string Commander) : TicketFact(At, By);

/// <summary>Those who wait were told.</summary>
public sealed record UpdateSent(Instant At, Actor By, Audience Audience, string Text) : TicketFact(At, By);

/// <summary>The major incident is over.</summary>
public sealed record MajorEnded(Instant At, Actor By) : TicketFact(At, By);

/// <summary>The review of a major incident was held.</summary>
public sealed record ReviewHeld(Instant At, Actor By, string Findings, ImmutableArray<ReviewAction> Actions) : TicketFact(At, By);

/// <summary>An action of a review is done.</summary>
public sealed record ActionDone(Instant At, Actor By, string Action, string Proof) : TicketFact(At, By);
