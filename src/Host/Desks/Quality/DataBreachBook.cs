using System.Collections.Immutable;
using Busbar.Digital.DataQuality.Breaches;
using Busbar.Digital.Handoffs.DataQuality;
using Busbar.Digital.ServiceDesk.Alerts;
using Busbar.Digital.ServiceDesk.Tickets;
using Busbar.Host.Desks.Service;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Store;
using NodaTime;
using NodaTime.Text;

namespace Busbar.Host.Desks.Quality;

/// <summary>A breach as it is kept.</summary>
/// <param name="Breach">The dataset, its contract, since when, until when, the megawatts and dollars that read it.</param>
/// <param name="Kinds">The amounts by kind of document.</param>
/// <param name="Recalculate">What to make anew after repair, in order.</param>
/// <param name="Ticket">The data incident; empty where none was opened.</param>
public sealed record KeptBreach(
    ContractBreach Breach, ImmutableArray<KindTouched> Kinds, ImmutableArray<string> Recalculate, string Ticket)
{
    /// <summary>True while the dataset does not keep its contract.</summary>
    public bool IsOpen => Breach.Ended is null;
}

/// <summary>Breaches of data contracts: found from the checks, followed to who read the data, told to the service desk, kept.</summary>
public sealed class DataBreachBook(FactStore store)
{
    private const string Kind = nameof(ContractBreach);
    private const string Queue = "data";

    /// <summary>Checks older than this open no breach that is not known yet.</summary>
    private static readonly Duration Looked = Duration.FromDays(35);

    /// <summary>Every breach as of an instant, in the order they began.</summary>
    public ImmutableArray<KeptBreach> All(AsOf asOf) =>
    [
        .. store.ReadDocuments<KeptBreach>(Kind, "", "~", asOf).Select(stored => stored.Body).OrderBy(each => each.Breach.Began)
            .ThenBy(each => each.Breach.Dataset, StringComparer.Ordinal),
    ];

    /// <summary>The open breaches that a room's documents stand on.</summary>
    public ImmutableArray<KeptBreach> OfRoom(string room, AsOf asOf)
    {
        var open = All(asOf).Where(each => each.IsOpen).ToList();
        if (open.Count == 0 || new SupplyReads(store).Profile(asOf) is not { } profile) return [];
        var market = Markets.SeriesOf(profile).Market;
        return [.. open.Where(each => DeskReads.ReadersOf(each.Breach.Dataset, market, profile.Location).Any(step => step.Room == room))];
    }

    /// <summary>Finds what began, changed or ended by a clock, tells the desk, and keeps it.</summary>
    /// <returns>What changed.</returns>
    public ImmutableArray<KeptBreach> Follow(Instant at, TicketBook tickets, TicketShelf shelf)
    {
        var asOf = new AsOf(at);
        var kept = All(asOf).ToDictionary(each => (each.Breach.Dataset, each.Breach.Began));
        var from = kept.Values.Where(each => each.IsOpen).Select(each => each.Breach.Began).Append(at - Looked).Min();
        var found = FindBreaches.Run(new([.. CheckRound.All(store, from, asOf).Select(check => check.Report)], at, Duration.Zero))
            .Where(breach => breach.Ended is null || kept.GetValueOrDefault((breach.Dataset, breach.Began)) is null or { IsOpen: true })
                .ToList();
        if (found.Count == 0) return [];
        var reach = new Reach(store, asOf);
        var changed = found.Select(breach => reach.Of(breach) with { Ticket = kept.GetValueOrDefault((breach.Dataset,
            breach.Began))?.Ticket ?? "" })
            .Where(each => !IsSame(each, kept.GetValueOrDefault((each.Breach.Dataset, each.Breach.Began))))
            .Select(each => each with { Ticket = Tell(each, tickets, shelf, at) }).ToImmutableArray();
        using var batch = store.Begin(Actor.Engine, new RunId($"data breaches {InstantPattern.General.Format(at)}"));
        foreach (var each in changed)
            batch.PutDocument(new(Kind, $"{each.Breach.Dataset}@{InstantPattern.General.Format(each.Breach.Began)}"), each, at);
        batch.Commit();
        return changed;
    }

    /// <summary>Opens the incident, states what it has come to touch, or ends it.</summary>
    private static string Tell(KeptBreach kept, TicketBook tickets, TicketShelf shelf, Instant at)
    {
        var key = ReceiveBreach.KeyOf(kept.Breach);
        var open = shelf.All().Where(ticket => ticket.IsOpen && ticket.Opened.AlertKey == key)
            .FirstOrDefault(ticket => kept.Ticket is "" || ticket.Id == kept.Ticket);
        if (kept is { IsOpen: false, Ticket: "" }) return "";
        // The list that the desk gets after repair is what to make anew, in order; until then it is who has read the data.
        var told = kept.IsOpen ? kept.Breach : kept.Breach with { Readers = kept.Recalculate };
        var decision = ReceiveBreach.Run(new(told, open, "", Queue, tickets.Rules(AsOf.Latest), at)).OrThrow();
        if (decision.Facts.IsEmpty) return kept.Ticket;
        if (decision.Facts[0] is TicketOpened opening) return tickets.Open(opening, [.. decision.Facts.Skip(1)]);
        return tickets.Move(decision.Ticket, decision.Facts).Id;
    }

    private static bool IsSame(KeptBreach now, KeptBreach? before) => before is not null && now.Breach.Ended == before.Breach.Ended
        && (now.Breach.MwTouched, now.Breach.UsdTouched) == (before.Breach.MwTouched, before.Breach.UsdTouched)
        && now.Breach.Rules.SequenceEqual(before.Breach.Rules) && now.Breach.Readers.SequenceEqual(before.Breach.Readers);

    /// <summary>Follows breaches through the lineage of the desk as it is known at one clock.</summary>
    private sealed class Reach(FactStore store, AsOf asOf)
    {
        private readonly DeskLineage lineage = new(store);
        private readonly Lazy<Digital.DataQuality.Lineage.LineageGraph> graph = new(() => new DeskLineage(store).Graph(asOf));

        public KeptBreach Of(ContractBreach breach)
        {
            var dataset = DeskLineage.KeyOf(breach.Dataset);
            if (!graph.Value.Datasets.ContainsKey(dataset)) return new(breach, [], [], "");
            var made = lineage.Made(asOf).Where(each => each.Mark.KnownAt >= breach.Began).ToImmutableArray();
            var radius = FindBlastRadius.Run(new(breach, dataset, [], graph.Value, [])).OrThrow();
            var touched = radius.Runs.Select(run => run.Id).ToHashSet();
            var amounts = new CarriedAmounts(store).Of(made.Where(each => touched.Contains(each.Run)));
            radius = FindBlastRadius.Run(new(breach, dataset, [], graph.Value, amounts)).OrThrow();
            var words = amounts.ToDictionary(each => each.Run, each => each.Document);
            return new(radius.Breach, radius.Kinds,
                [.. radius.Recalculate.Select(run => words.GetValueOrDefault(run.Id) ?? $"{run.Job} {run.Id}")], "");
        }
    }
}
