using System.Collections.Concurrent;
using System.Collections.Immutable;
using Busbar.Digital.ServiceDesk.Search;
using Busbar.Digital.ServiceDesk.Tickets;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Store;

namespace Busbar.Host.Desks.Service;

/// <summary>A ticket as it stands, and how many facts made it so.</summary>
public sealed record HeldTicket(Ticket Ticket, int Version);

/// <summary>The tickets as they stand now, kept in memory so that a queue of a hundred thousand is read in milliseconds. Before each read
/// it takes in what any process has written since, so it is never behind the store. One a process.</summary>
public sealed class TicketShelf(FactStore store)
{
    private readonly EventFollower follower = new(store, TicketBook.Prefix);
    private readonly FactStreams<TicketFact> streams = new(store, TicketBook.Prefix);
    private readonly ConcurrentDictionary<string, HeldTicket> held = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Ticket> open = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<TicketKind, int> numbers = new();
    private readonly SearchIndex index = new();
    private readonly ReaderWriterLockSlim indexLock = new();
    private readonly Lock catching = new();
    private long rounds;
    private long roundDone;

    /// <summary>A ticket by its id; null when there is none.</summary>
    public HeldTicket? Find(string id)
    {
        CatchUp();
        return held.GetValueOrDefault(id);
    }

    /// <summary>Every ticket, in no order.</summary>
    public IEnumerable<Ticket> All()
    {
        CatchUp();
        return held.Select(each => each.Value.Ticket);
    }

    /// <summary>Every ticket that is open, in no order.</summary>
    public IEnumerable<Ticket> Open()
    {
        CatchUp();
        return open.Select(each => each.Value);
    }

    /// <summary>The tickets that hold any of the words, best first.</summary>
    public ImmutableArray<Ticket> Search(string words, int most, Func<Ticket, bool> may)
    {
        CatchUp();
        indexLock.EnterReadLock();
        try
        {
            return [.. index.Find(words, most, id => may(held[id].Ticket)).Select(hit => held[hit.Id].Ticket)];
        }
        finally
        {
            indexLock.ExitReadLock();
        }
    }

    /// <summary>The number that the next ticket of a kind gets, unless another process takes it first.</summary>
    public int NextNumber(TicketKind kind)
    {
        CatchUp();
        return numbers.GetValueOrDefault(kind) + 1;
    }

    /// <summary>Takes in what was written before it was called. A round that began while it waited for its turn has done that for
    /// it.</summary>
    private void CatchUp()
    {
        var before = Interlocked.Read(ref rounds);
        lock (catching)
        {
            if (roundDone > before) return;
            var round = Interlocked.Increment(ref rounds);
            follower.CatchUp(came =>
            {
                foreach (var stream in came.GroupBy(each => each.Stream)) Take(stream.Key[TicketBook.Prefix.Length..], [.. stream]);
            });
            roundDone = round;
        }
    }

    private void Take(string id, ImmutableArray<StoredEvent> events)
    {
        var facts = events.Select(FactStreams<TicketFact>.Read).ToImmutableArray();
        var ticket = held.TryGetValue(id, out var before)
            ? facts.Aggregate(before.Ticket, FoldTicket.Apply)
            : FoldTicket.Run(new(id, facts)).OrThrow();
        held[id] = new(ticket, events[^1].Version);
        if (ticket.IsOpen) open[id] = ticket;
        else open.TryRemove(id, out _);
        if (before is null) numbers.AddOrUpdate(ticket.Kind, TicketBook.NumberOf(id), (_, most) => Math.Max(most, TicketBook.NumberOf(id)));
        indexLock.EnterWriteLock();
        try
        {
            index.Put(IndexTickets.Run(ticket, before is null ? facts : streams.Of(id, AsOf.Latest)));
        }
        finally
        {
            indexLock.ExitWriteLock();
        }
    }
}
