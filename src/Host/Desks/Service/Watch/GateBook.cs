using System.Collections.Immutable;
using Busbar.Digital.Operations.Gates;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Store;
using Busbar.Supply.Forecasting;
using Busbar.Supply.Handoffs.Trading;
using Busbar.Supply.Settlement.Statements;
using NodaTime;

namespace Busbar.Host.Desks.Service.Watch;

/// <summary>The market's gates as service levels, out of what the desk has done: the load bid known before the day-ahead market closes, a
/// day's first statement kept within a week.</summary>
public sealed class GateBook(FactStore store, IClock ours)
{
    /// <summary>The gates' names, which are those of the services they belong to.</summary>
    public const string DayAhead = "day-ahead-submission", Statements = "statement-download";

    private const int StatementDays = 7;
    private static readonly Duration deskGap = Duration.FromDays(7);
    private readonly SupplyReads reads = new(store);

    /// <summary>The clock by which the desk's gates are measured: a desk that has forecast nothing for a week is measured as of the end of
    /// its last day, and what it did not do since is not missed.</summary>
    public Instant ClockOf(AsOf asOf)
    {
        var clock = ReadClock.Of(asOf, ours);
        if (reads.Profile(asOf) is not { } us || reads.Days(asOf) is not [.., var last]) return clock;
        var end = Markets.CalendarOf(us).WholeDay(last).End;
        return clock - end > deskGap ? end : clock;
    }

    /// <summary>A gate's days over so many days before the clock; null on a store without a utility.</summary>
    public GateReport? Report(string gate, int days, AsOf asOf)
    {
        if (reads.Profile(asOf) is not { } us) return null;
        var (market, clock) = (Markets.CalendarOf(us), ClockOf(asOf));
        var today = market.DayOf(clock - Duration.Epsilon);
        // A desk that has stopped owes no bid for the day after its last.
        var ahead = clock == ReadClock.Of(asOf, ours) ? 1 : 0;
        var (first, last) = gate == DayAhead ? (today.Plus(-days), today.Plus(ahead)) : (today.Plus(-days - StatementDays), today);
        // Nothing is missed before the desk began.
        if (reads.Days(asOf) is not [var began, ..]) return null;
        if (first.CompareTo(began) < 0) first = began;
        if (last.CompareTo(first) < 0) return null;
        return MeasureGates.Run(new(GateOf(gate, market, today), first, last, Done(gate, first, last, asOf), clock)).OrThrow();
    }

    private static MarketGate GateOf(string gate, MarketCalendar market, OperatingDay today) => gate == DayAhead
        ? new(gate, market, market.OnClock(DayAheadGate.Of(market, today)).TimeOfDay, -1)
        : new(gate, market, new LocalTime(17, 0), StatementDays);

    private ImmutableArray<GateDone> Done(string gate, OperatingDay first, OperatingDay last, AsOf asOf) => gate == DayAhead
        ? [.. first.Through(last).SelectMany(day => store.Versions<LoadBid>(new(nameof(LoadBid), day.ToString())))
            .Where(each => each.KnownAt <= asOf.KnownAt).Select(each => new GateDone(each.Body.Day, each.Body.SubmittedAt))]
        : [.. store.ReadDocuments<KeptStatement>(nameof(KeptStatement), $"{first}/", $"{last}/~", asOf)
            .Select(each => new GateDone(each.Body.Statement.OperatingDay, each.KnownAt))];
}
