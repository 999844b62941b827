using System.Collections.Immutable;
using System.Globalization;
using Busbar.Digital.Handoffs.ServiceDesk;
using Busbar.Digital.ServiceDesk.Approvals;
using Busbar.Digital.ServiceDesk.Metrics;
using Busbar.Digital.ServiceDesk.Tickets;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Store;
using NodaTime;

namespace Busbar.Host.Desks.Service;

/// <summary>The service desk's tickets, each a stream of facts. What the house does not allow is refused by the stage, what a role may not
/// make by the store; of two who move a ticket at once the second is judged by what the first has left.</summary>
public sealed class TicketBook(FactStore store, TicketShelf shelf, IClock clock)
{
    /// <summary>What the streams of tickets are named by.</summary>
    public const string Prefix = "ticket/";

    private const int TriesMost = 20;
    private const int OneByOneMost = 500;

    private static readonly ImmutableDictionary<TicketKind, string> prefixes = new Dictionary<TicketKind, string>
    {
        [TicketKind.Incident] = "INC", [TicketKind.Request] = "REQ", [TicketKind.Problem] = "PRB", [TicketKind.Change] = "CHG",
        [TicketKind.DataIncident] = "DAT",
    }.ToImmutableDictionary();

    private readonly FactStreams<TicketFact> streams = new(store, Prefix);
    private readonly Lock numbering = new();

    /// <summary>The house's rules as of an instant.</summary>
    public DeskRules Rules(AsOf asOf) => store.ReadDocument<DeskRules>(new(nameof(DeskRules), Kinds.Current), asOf)?.Body
        ?? DeskRules.Default;

    /// <summary>A ticket as it stands.</summary>
    /// <exception cref="RefusedException"><c>unknown-ticket</c>.</exception>
    public Ticket Find(string id) => Held(id).Ticket;

    /// <summary>Every ticket as of an instant, in no order: off the shelf, or folded from the store's facts where not everything known so
    /// far is asked for.</summary>
    public IEnumerable<Ticket> All(AsOf asOf) => asOf == AsOf.Latest ? shelf.All()
        : streams.All(asOf).Where(each => each.Facts is [TicketOpened, ..])
            .Select(each => FoldTicket.Run(new(each.Id, each.Facts)).OrThrow());

    /// <summary>The facts of every ticket as of an instant.</summary>
    public ImmutableArray<TicketHistory> Histories(AsOf asOf) =>
        [.. streams.All(asOf).Select(each => new TicketHistory(each.Id, each.Facts))];

    /// <summary>The facts of the tickets that are open or moved since an instant, as of another: one by one while they are few.</summary>
    public ImmutableArray<TicketHistory> HistoriesSince(Instant since, AsOf asOf)
    {
        if (asOf != AsOf.Latest) return Histories(asOf);
        var asked = shelf.All().Where(ticket => ticket.IsOpen || ticket.LastAt >= since).Select(ticket => ticket.Id).ToArray();
        return asked.Length > OneByOneMost ? Histories(asOf) : [.. asked.Select(id => new TicketHistory(id, streams.Of(id, asOf)))];
    }

    /// <summary>Takes in tickets of another desk, all in one write; what is here already stays as it is.</summary>
    /// <returns>How many were new.</returns>
    /// <exception cref="RefusedException"><c>duty</c>.</exception>
    public int TakeIn(ImmutableArray<TicketHistory> tickets, Actor who)
    {
        var fresh = tickets.Where(ticket => shelf.Find(ticket.Id) is null).ToArray();
        using var batch = store.Begin(who, new RunId($"{Prefix}import {tickets.Length}"));
        foreach (var ticket in fresh)
            for (var seen = 0; seen < ticket.Facts.Length; seen++)
                streams.Append(batch, ticket.Id, seen, ticket.Facts[seen], ticket.Facts[seen].At);
        batch.Commit();
        return fresh.Length;
    }

    /// <summary>What happened to a ticket as of an instant.</summary>
    /// <exception cref="RefusedException"><c>unknown-ticket</c>.</exception>
    public ImmutableArray<TicketFact> History(string id, AsOf asOf) =>
        streams.Of(id, asOf) is { IsEmpty: false } facts ? facts : throw Unknown(id);

    /// <summary>Opens a ticket under the next number of its kind, with further facts.</summary>
    /// <returns>Its id: <c>INC-17</c>.</returns>
    /// <exception cref="RefusedException">What <see cref="OpenTicket"/> and <see cref="MoveTicket"/> refuse; <c>duty</c>.</exception>
    public string Open(TicketOpened opening, params ImmutableArray<TicketFact> more) => Open(opening, more, (_, _) => { });

    /// <summary>Opens a ticket with what else stands or falls with it.</summary>
    /// <param name="opening">How it begins; who opens it makes all the facts.</param>
    /// <param name="more">Further facts.</param>
    /// <param name="alongside">Puts the rest into the batch, knowing the ticket's id; asked again where somebody else was first.</param>
    /// <exception cref="RefusedException">As above.</exception>
    public string Open(TicketOpened opening, ImmutableArray<TicketFact> more, Action<WriteBatch, string> alongside) => Numbered(() =>
    {
        var id = IdOf(opening.Kind, shelf.NextNumber(opening.Kind));
        var ticket = OpenTicket.Run(new(id, opening, clock.GetCurrentInstant())).OrThrow();
        Allow(ticket, more);
        streams.Append(id, 0, opening.By, fact => fact.At, [opening, .. more], alongside);
        return id;
    });

    /// <summary>Adds facts to a ticket, all or none.</summary>
    /// <exception cref="RefusedException"><c>unknown-ticket</c>; what <see cref="MoveTicket"/> refuses; <c>duty</c>;
    /// <c>four-eyes</c>.</exception>
    public Ticket Move(string id, params ImmutableArray<TicketFact> facts) => Move(id, facts, (_, _) => { });

    /// <summary>Adds facts to a ticket with what else stands or falls with them.</summary>
    /// <param name="id">The ticket.</param>
    /// <param name="facts">The facts; who makes the first makes all.</param>
    /// <param name="alongside">Puts the rest into the batch, as above.</param>
    /// <exception cref="RefusedException">As above.</exception>
    public Ticket Move(string id, ImmutableArray<TicketFact> facts, Action<WriteBatch, string> alongside) => Trying(() =>
    {
        var held = Held(id);
        var after = Allow(held.Ticket, facts);
        streams.Append(id, held.Version, facts[0].By, fact => fact.At, facts.AsSpan(), alongside);
        return after;
    });

    /// <summary>Puts a file with a ticket. The bytes are kept first, as the gateway keeps those that come by mail.</summary>
    /// <exception cref="RefusedException">As <see cref="Move"/>.</exception>
    public void Attach(string id, IncomingFile file, Actor who)
    {
        var attached = new TicketAttached(clock.GetCurrentInstant(), who, file.Hash, file.Name, file.Type, file.Content.Length,
            file.Quarantine);
        Allow(Find(id), [attached]);
        using (var batch = store.Begin(Actor.Gateway, new RunId($"{Prefix}{id} file {file.Hash.Hex[..12]}")))
        {
            batch.PutFile(file.Name, file.Content);
            batch.Commit();
        }
        Move(id, attached);
    }

    /// <summary>Lets time pass: approvals that nobody decided in time are escalated or refused, as their step says.</summary>
    /// <returns>How many were late.</returns>
    public int ExpireDue(Instant now)
    {
        var late = ExpireApprovals.Run(shelf.Open(), now);
        foreach (var (id, fact) in late) Move(id, fact);
        return late.Length;
    }

    /// <summary>Lets one ticket go on in another.</summary>
    /// <exception cref="RefusedException">As <see cref="Move"/>.</exception>
    public void Merge(string from, string into, Actor who) =>
        Pair(() => MergeTickets.Run(new(Find(from), Find(into), Rules(AsOf.Latest), who, clock.GetCurrentInstant())), who);

    /// <summary>Undoes a merge.</summary>
    /// <exception cref="RefusedException">As <see cref="Move"/>.</exception>
    public void Unmerge(string from, string why, Actor who)
    {
        var merged = Find(from);
        Pair(() => UnmergeTickets.Run(new(merged, Find(merged.MergedInto), Rules(AsOf.Latest), who, why, clock.GetCurrentInstant())), who);
    }

    /// <summary>Makes a second matter in a ticket one of its own.</summary>
    /// <returns>The new ticket's id.</returns>
    /// <exception cref="RefusedException">As <see cref="Move"/>.</exception>
    public string Split(string id, string title, string body, Actor who) => Numbered(() =>
    {
        var held = Held(id);
        var newId = IdOf(held.Ticket.Kind, shelf.NextNumber(held.Ticket.Kind));
        var split = SplitTicket.Run(new(held.Ticket, newId, title, body, Rules(AsOf.Latest), who, clock.GetCurrentInstant())).OrThrow();
        using var batch = store.Begin(who, new RunId($"{Prefix}{id}"));
        streams.Append(batch, id, held.Version, split.ForOld, split.ForOld.At);
        foreach (var (fact, seen) in split.ForNew.Select((fact, seen) => (fact, seen))) streams.Append(batch, newId, seen, fact, fact.At);
        batch.Commit();
        return newId;
    });

    /// <summary>The number in an id of ours; 0 in one that came from another desk.</summary>
    public static int NumberOf(string id) => id.IndexOf('-', StringComparison.Ordinal) is > 0 and var dash
        && prefixes.ContainsValue(id[..dash])
        && int.TryParse(id.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static string IdOf(TicketKind kind, int number) => string.Create(CultureInfo.InvariantCulture, $"{prefixes[kind]}-{number}");

    private Ticket Allow(Ticket ticket, ImmutableArray<TicketFact> facts) =>
        MoveTicket.Run(new(ticket, facts, Rules(AsOf.Latest), clock.GetCurrentInstant())).OrThrow();

    private void Pair(Func<Outcome<PairedFacts>> decide, Actor who) => Trying(() =>
    {
        var pair = decide().OrThrow();
        using var batch = store.Begin(who, new RunId($"{Prefix}{pair.First}"));
        streams.Append(batch, pair.First, Held(pair.First).Version, pair.ForFirst, pair.ForFirst.At);
        streams.Append(batch, pair.Second, Held(pair.Second).Version, pair.ForSecond, pair.ForSecond.At);
        batch.Commit();
        return true;
    });

    /// <summary>One at a time in this process, so that only other processes contend for a number.</summary>
    private string Numbered(Func<string> work)
    {
        lock (numbering) return Trying(work);
    }

    /// <summary>Does it again where somebody else was first, on what they have left.</summary>
    private static T Trying<T>(Func<T> work)
    {
        for (var tried = 1; ; tried++)
        {
            try
            {
                return work();
            }
            catch (RefusedException refused) when (refused.Refusal.Code == "stream-moved" && tried < TriesMost)
            {
                // The shelf takes in what the other wrote before it is asked again.
            }
        }
    }

    private HeldTicket Held(string id) => shelf.Find(id) ?? throw Unknown(id);

    private static RefusedException Unknown(string id) =>
        new(new("unknown-ticket", $"There is no ticket {id}", id, "Look its number up (busbar desk list)."));
}
