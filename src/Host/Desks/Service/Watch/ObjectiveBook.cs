using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Operations;
using Busbar.Digital.Operations.Alerts;
using Busbar.Digital.Operations.Counts;
using Busbar.Digital.Operations.ServiceLevels;
using Busbar.Gateways.ServiceLevels;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Store;
using NodaTime;

namespace Busbar.Host.Desks.Service.Watch;

/// <summary>A file of objectives, as it came.</summary>
/// <param name="Name">The file's name: a new version of it takes its place.</param>
/// <param name="Text">OpenSLO, Sloth's or Pyrra's YAML.</param>
public sealed record ServiceObjectiveText(string Name, string Text);

/// <summary>Events counted for one objective.</summary>
public sealed record EventsCounted(Instant At, double Good, double Total);

/// <summary>An objective as it stands.</summary>
/// <param name="Clock">As of when it is measured.</param>
/// <param name="Counts">What it is measured from, in the order of time.</param>
public sealed record HeldObjective(ServiceObjective Objective, Instant Clock, ImmutableArray<EventCount> Counts, ObjectiveCheck Check);

/// <summary>What is promised of services, what has been counted, and where each promise stands. A gate's events are what the desk has done,
/// read anew each time; all others are counted as they come in, and an objective takes those whose names its indicator asks for.</summary>
public sealed class ObjectiveBook(FactStore store, GateBook gates, IClock clock)
{
    private const string Prefix = "count/";
    private const string Gate = "gate ", Spans = "spans ";
    private const int TriesMost = 20, GateDays = 40;
    private const double MinimumBadEvents = 5;
    private readonly FactStreams<EventsCounted> streams = new(store, Prefix);
    private readonly Dictionary<string, List<EventCount>> counted = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ImmutableArray<TelemetryFamily>> lastSamples = new(StringComparer.Ordinal);
    private readonly Lock catching = new();
    private readonly EventFollower follower = new(store, Prefix);

    /// <summary>The files as of an instant; Busbar's own promises until the house keeps other ones under the same name.</summary>
    public ImmutableArray<ServiceObjectiveText> Files(AsOf asOf)
    {
        var kept = store.ReadDocuments<ServiceObjectiveText>(nameof(ServiceObjectiveText), "", "~", asOf).Select(each => each.Body);
        return [.. kept.Prepend(OwnObjectives.Text).GroupBy(each => each.Name).Select(same => same.Last())];
    }

    /// <summary>Every objective as of an instant.</summary>
    public ImmutableArray<ServiceObjective> Objectives(AsOf asOf) => [.. Files(asOf).SelectMany(file => Read(file))];

    /// <summary>Puts a file into force.</summary>
    /// <exception cref="RefusedException">What <see cref="ServiceLevelYaml"/> refuses; <c>duplicate-objective</c>; <c>duty</c>.</exception>
    public void Keep(ServiceObjectiveText file, Actor who, Instant at)
    {
        var others = Files(AsOf.Latest).Where(each => each.Name != file.Name).SelectMany(each => Read(each)).Select(IdOf).ToHashSet();
        if (Read(file).FirstOrDefault(each => others.Contains(IdOf(each))) is { } twin)
            throw new RefusedException(new("duplicate-objective", $"Another file promises {IdOf(twin)}", file.Name, "Rename one."));
        using var batch = store.Begin(who, new RunId($"objectives {file.Name}"));
        batch.PutDocument(new(nameof(ServiceObjectiveText), file.Name), file, at);
        batch.Commit();
    }

    /// <summary>Where every objective stands as of an instant.</summary>
    public ImmutableArray<HeldObjective> All(AsOf asOf) => [.. Objectives(asOf).Select(each => Check(each, asOf))];

    /// <summary>Takes in counters: the increase of those that an indicator names, since the samples before.</summary>
    /// <returns>How many objectives have heard of something.</returns>
    public int Take(ImmutableArray<TelemetryFamily> families, Instant now) => Objectives(AsOf.Latest).Count(objective =>
    {
        var (good, total) = (objective.Indicator.Good, objective.Indicator.Total);
        var named = families.Select(family => family with
        {
            Samples = [.. family.Samples.Where(sample => sample.Name == good || sample.Name == total)
                .Select(sample => sample.UnixSeconds is null ? sample with { UnixSeconds = SecondsOf(now) } : sample)],
        }).Where(family => !family.Samples.IsEmpty).ToImmutableArray();
        if (named.IsEmpty || good == "" || good == total) return false;
        lock (catching)
        {
            var before = lastSamples.GetValueOrDefault(IdOf(objective), []);
            lastSamples[IdOf(objective)] = LastOf([.. before, .. named.Where(family => !family.IsDelta)]);
            if (CountIncreases.Run(new([.. before, .. named], good, total, [])) is not Outcome<ImmutableArray<EventCount>>.Done done)
                return false;
            Count(objective, done.Value);
        }
        return true;
    });

    /// <summary>Takes in spans: the requests of a service that an indicator names, <c>spans NAME</c>.</summary>
    public int Take(ImmutableArray<TelemetrySpan> spans) => Objectives(AsOf.Latest).Count(objective =>
    {
        if (!objective.Indicator.Total.StartsWith(Spans, StringComparison.Ordinal)) return false;
        var counts = CountSpans.Run(new(spans, objective.Indicator.Total[Spans.Length..], null));
        Count(objective, counts);
        return !counts.IsEmpty;
    });

    /// <summary>What burns now and was not told, or is told and burns no more.</summary>
    public ImmutableArray<AlertNotice> Burns(ImmutableArray<AlertStanding> known, Instant now)
    {
        var standings = known.ToDictionary(each => each.Key, StringComparer.Ordinal);
        return
        [
            .. All(AsOf.Latest).Where(each => now - each.Clock < Duration.FromMinutes(5))
                .SelectMany(each => each.Check.Burns.Notices.GroupBy(notice => notice.Key).Select(same => same.Last()))
                .Where(notice => standings.GetValueOrDefault(notice.Key) is { IsFiring: true } firing
                    ? notice.Ended >= firing.Latest.Began : notice.IsFiring)
                .Select(notice => notice with { ReceivedAt = now }),
        ];
    }

    /// <summary>The stretches in which an objective burnt: an end says where its beginning was, and what has none lasts.</summary>
    public static ImmutableArray<AlertNotice> Stretches(ObjectiveCheck check) =>
        [.. check.Burns.Notices.Where(notice => !notice.IsFiring
            || !check.Burns.Notices.Any(end => !end.IsFiring && end.Key == notice.Key && end.Began == notice.Began))];

    private HeldObjective Check(ServiceObjective objective, AsOf asOf)
    {
        var isGate = objective.Indicator.Total.StartsWith(Gate, StringComparison.Ordinal);
        var at = isGate ? gates.ClockOf(asOf) : ReadClock.Of(asOf, clock);
        var counts = isGate ? gates.Report(objective.Indicator.Total[Gate.Length..], GateDays, asOf)?.Counts ?? []
            : Counts(IdOf(objective), asOf);
        return new(objective, at, counts,
            CheckObjective.Run(new(objective, counts, at, isGate ? 1 : MinimumBadEvents)).OrThrow());
    }

    private void Count(ServiceObjective objective, ImmutableArray<EventCount> counts)
    {
        var fresh = counts.Where(each => each.Total > 0).Select(each => new EventsCounted(each.At, each.Good, each.Total)).ToArray();
        for (var tried = 1; fresh.Length > 0; tried++)
        {
            try
            {
                lock (catching)
                {
                    CatchUp();
                    streams.Append(IdOf(objective), counted.GetValueOrDefault(IdOf(objective))?.Count ?? 0, Actor.Engine,
                        each => each.At, fresh);
                }
                return;
            }
            catch (RefusedException refused) when (refused.Refusal.Code == "stream-moved" && tried < TriesMost)
            {
                // Another process counted too.
            }
        }
    }

    /// <summary>The counts by time; several of one instant are one.</summary>
    private ImmutableArray<EventCount> Counts(string id, AsOf asOf)
    {
        IEnumerable<EventCount> all = asOf == AsOf.Latest ? Caught(id)
            : streams.Of(id, asOf).Select(each => new EventCount(each.At, each.Good, each.Total));
        return
        [
            .. all.GroupBy(each => each.At).OrderBy(same => same.Key)
                .Select(same => new EventCount(same.Key, same.Sum(each => each.Good), same.Sum(each => each.Total))),
        ];
    }

    private EventCount[] Caught(string id)
    {
        lock (catching)
        {
            CatchUp();
            return counted.TryGetValue(id, out var counts) ? [.. counts] : [];
        }
    }

    private void CatchUp() => follower.CatchUp(came =>
    {
        foreach (var happened in came)
        {
            var id = happened.Stream[Prefix.Length..];
            if (!counted.TryGetValue(id, out var counts)) counted[id] = counts = [];
            var (at, good, total) = FactStreams<EventsCounted>.Read(happened);
            counts.Add(new(at, good, total));
        }
    });

    private static ImmutableArray<TelemetryFamily> LastOf(ImmutableArray<TelemetryFamily> families) =>
    [
        .. families.GroupBy(family => family.Name).Select(same => same.Last() with
        {
            Samples = [.. same.SelectMany(family => family.Samples)
                .GroupBy(sample => (sample.Name, string.Join('\u0001', sample.Labels.OrderBy(label => label.Name, StringComparer.Ordinal))))
                .Select(series => series.MaxBy(sample => sample.UnixSeconds)!)],
        }),
    ];

    private static ImmutableArray<ServiceObjective> Read(ServiceObjectiveText file) =>
        ServiceLevelYaml.Read(file.Text, file.Name, BurnWindows.Workbook).OrThrow().Objectives;

    private static string IdOf(ServiceObjective objective) => $"{objective.Service}/{objective.Name}";

    private static decimal SecondsOf(Instant at) => (decimal)at.ToUnixTimeTicks() / NodaConstants.TicksPerSecond;
}
