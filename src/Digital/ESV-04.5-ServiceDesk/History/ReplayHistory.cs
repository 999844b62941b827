using System.Collections.Immutable;
using Busbar.Digital.Handoffs.ServiceDesk;
using Busbar.Kernel.Clocks;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.ServiceDesk.History;

/// <summary>Replays another desk's log on the clock, and says by what rules that desk worked: its priority matrix, where its clock stopped,
/// and its figures by definitions that are stated.</summary>
public static class ReplayHistory
{
    /// <summary>No threshold beyond it is tried: 100 days.</summary>
    private const int MostMinutes = 2400 * 60;

    private static readonly Duration firstHour = Duration.FromHours(1);

    /// <summary>The whole life counts, waiting and reopened or not; only the end differs.</summary>
    private static readonly ClockPolicy toClosed =
        new("history") { Pause = PauseRule.Hides, Reopen = ReopenRule.Total, StopAt = StopRule.Closed };

    private static readonly ClockPolicy toResolved = toClosed with { StopAt = StopRule.Resolved };

    private static readonly TargetTerm life = new(
        "resolution", TargetKind.Resolution, new TargetAmount.Working(Duration.FromMinutes(MostMinutes)), WorkCalendar.Always);

    /// <summary>The replay. A matrix that is not exact is a finding; a history without incidents is refused,
    /// <c>empty-history</c>.</summary>
    public static Outcome<HistoryReplay> Run(IncidentHistory history)
    {
        var incidents = history.Incidents;
        if (incidents.IsEmpty)
            return new Refusal("empty-history", "The history holds no incident", history.Source, "Import a log that has some.");
        var matrix = MatrixOf(incidents);
        var replay = new HistoryReplay(
            incidents.Length, incidents.Sum(each => each.Events.Length), matrix, SlaOf(incidents), FirstCallOf(incidents),
            incidents.Count(each => each.Last.Reopens > 0),
            incidents.Count(each => each.Events.Any(update => update.Priority != each.Last.Priority)),
            Median([.. incidents.Where(each => each is { ResolvedAt: not null, ClosedAt: not null })
                .Select(each => (each.ClosedAt!.Value - each.ResolvedAt!.Value).TotalDays)]),
            StatesOf(incidents),
            incidents.SelectMany(each => each.Links.Keys).GroupBy(kind => kind).ToImmutableSortedDictionary(
                kind => kind.Key, kind => kind.Count(), StringComparer.Ordinal));
        return Outcome.Of(replay, matrix.Where(cell => cell.Others > 0).Select(cell => new Finding("matrix-not-exact", Severity.Warning,
            $"Impact {cell.Impact} and urgency {cell.Urgency} gave another priority than {cell.Priority} in {cell.Others} updates",
            history.Source, "the commonest is shown")));
    }

    /// <summary>How long the clock ran on an incident by a policy; null while it runs still.</summary>
    public static Duration? Lifetime(HistoricIncident incident, StopRule stop)
    {
        var log = HistoryLog.Of(incident);
        var states = ReadTargets.Run(new(log, [life], stop == StopRule.Closed ? toClosed : toResolved, log[^1].At));
        return states.OrThrow() is [{ Stopped: not null } state] ? state.Worked : null;
    }

    private static ImmutableArray<MatrixCell> MatrixOf(ImmutableArray<HistoricIncident> incidents) =>
    [
        .. from incident in incidents
           from each in incident.Events
           group each by (each.Impact, each.Urgency) into cell
           orderby cell.Key
           let top = cell.CountBy(each => each.Priority).MaxBy(count => count.Value)
           select new MatrixCell(cell.Key.Impact, cell.Key.Urgency, top.Key, top.Value, cell.Count() - top.Value),
    ];

    /// <summary>With how many of the flags a threshold agrees, from 0 to 100: true within so many hours, false beyond.</summary>
    public static double Agreement(IReadOnlyCollection<HistoricIncident> incidents, StopRule stop, int hours) =>
        100.0 * incidents.Count(each => each.Last.MadeSla == Lifetime(each, stop) <= Duration.FromHours(hours)) / incidents.Count;

    private static ImmutableArray<SlaExplanation> SlaOf(ImmutableArray<HistoricIncident> incidents) =>
    [
        .. from incident in incidents
           group incident by incident.Last.Priority into level
           orderby level.Key
           let both = level.Where(each => each is { ResolvedAt: not null, ClosedAt: not null }).ToArray()
           where both.Length > 0
           select new SlaExplanation(level.Key, level.Count(), level.Count(each => each.Last.MadeSla), both.Length,
               Threshold(both, StopRule.Closed), Threshold(both, StopRule.Resolved)),
    ];

    /// <summary>The whole minutes that agree with the flag most often.</summary>
    private static SlaThreshold Threshold(HistoricIncident[] incidents, StopRule stop)
    {
        var gain = new int[MostMinutes + 1];
        foreach (var each in incidents)
            if (Lifetime(each, stop) is { } lifetime && lifetime <= Duration.FromMinutes(MostMinutes))
                gain[(int)Math.Ceiling(lifetime.TotalMinutes)] += each.Last.MadeSla ? 1 : -1;
        var (best, from, to, agrees) = (-1, 0, 0, incidents.Count(each => !each.Last.MadeSla));
        for (var minutes = 0; minutes <= MostMinutes; minutes++)
        {
            agrees += gain[minutes];
            if (agrees > best) (best, from, to) = (agrees, minutes, minutes);
            else if (agrees == best && to == minutes - 1) to = minutes;
        }
        return new(Duration.FromMinutes(from), Duration.FromMinutes(to), 100.0 * best / incidents.Length);
    }

    private static ImmutableArray<FirstCallRate> FirstCallOf(ImmutableArray<HistoricIncident> incidents)
    {
        var gross = incidents.Where(each => each.Last is { Reassignments: 0, Reopens: 0 }).ToArray();
        return
        [
            new("no other team, not reopened", gross.Length, incidents.Length),
            new("and no more than two updates", gross.Count(each => each.Last.Updates <= 2), incidents.Length),
            new("no other team, not reopened, and resolved within an hour",
                gross.Count(each => each.ResolvedAt - each.OpenedAt <= firstHour), incidents.Length),
        ];
    }

    private static ImmutableArray<StateShare> StatesOf(ImmutableArray<HistoricIncident> incidents)
    {
        var spent = (from incident in incidents
                     from pair in incident.Events.Zip(incident.Events.Skip(1))
                     group (pair.Second.At - pair.First.At).TotalHours by pair.First.State into state
                     select (State: state.Key, Hours: state.Sum())).ToArray();
        var total = spent.Sum(each => each.Hours);
        return [.. spent.OrderByDescending(each => each.Hours).Select(each => new StateShare(each.State, 100 * each.Hours / total))];
    }

    private static double Median(double[] values)
    {
        if (values.Length == 0) return 0;
        Array.Sort(values);
        return values[values.Length / 2];
    }
}
