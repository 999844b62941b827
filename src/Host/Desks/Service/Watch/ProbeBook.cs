using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text;
using Busbar.Digital.Handoffs.Operations;
using Busbar.Digital.Operations.Probes;
using Busbar.Gateways.Probes;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Store;
using NodaTime;

namespace Busbar.Host.Desks.Service.Watch;

/// <summary>What is watched, as the file that says so.</summary>
/// <param name="Name">The file's name; <see cref="ProbeBook.Usual"/> names Busbar's own.</param>
/// <param name="Text">The file: YAML, as <c>busbar probe run --plan</c> takes it.</param>
public sealed record ProbePlan(string Name, string Text);

/// <summary>One round of looks, or several.</summary>
/// <param name="By">What looked: <c>serve</c>, <c>probe run</c>, <c>simulated</c>.</param>
public sealed record ProbesSeen(Instant At, string By, ImmutableArray<ProbeObservation> Seen);

/// <summary>What the probes saw, a stream a day, and what it means. Days that are over are judged once.</summary>
public sealed class ProbeBook(FactStore store)
{
    /// <summary>The name of the plan that watches Busbar itself and is kept anew when its words change.</summary>
    public const string Usual = "usual.yaml";

    private const string Prefix = "probe/";
    private const int TriesMost = 20;
    private readonly FactStreams<ProbesSeen> days = new(store, Prefix);
    private readonly ConcurrentDictionary<(LocalDate Day, ProbeDefinition Probe), ImmutableArray<ProbeSpan>> over = new();

    /// <summary>The plan as of an instant; null when nothing is watched.</summary>
    public ProbePlan? Plan(AsOf asOf) => store.ReadDocument<ProbePlan>(new(nameof(ProbePlan), Kinds.Current), asOf)?.Body;

    /// <summary>The probes of the plan as of an instant.</summary>
    public ImmutableArray<ProbeDefinition> Probes(AsOf asOf) => Plan(asOf) is { } plan ? Read(plan) : [];

    /// <summary>Reads a plan.</summary>
    /// <exception cref="RefusedException">What <see cref="ReadProbes"/> refuses.</exception>
    public static ImmutableArray<ProbeDefinition> Read(ProbePlan plan) =>
        ReadProbes.Read(new(plan.Name, Encoding.UTF8.GetBytes(plan.Text))).OrThrow();

    /// <summary>Puts a plan into force.</summary>
    /// <exception cref="RefusedException">What the plan is refused for; <c>duty</c>.</exception>
    public void Keep(ProbePlan plan, Actor who, Instant at)
    {
        Read(plan);
        using var batch = store.Begin(who, new RunId($"probe plan {plan.Name}"));
        batch.PutDocument(new(nameof(ProbePlan), Kinds.Current), plan, at);
        batch.Commit();
    }

    /// <summary>Writes down what was seen.</summary>
    /// <exception cref="RefusedException"><c>duty</c>.</exception>
    public void Note(ImmutableArray<ProbeObservation> seen, string by, Actor who)
    {
        foreach (var day in seen.GroupBy(each => DateOf(each.At)))
            for (var tried = 1; ; tried++)
            {
                var id = IdOf(day.Key);
                var last = day.Max(each => each.At);
                try
                {
                    days.Append(id, store.ReadStream(Prefix + id, AsOf.Latest).Length, who, _ => last, new ProbesSeen(last, by, [.. day]));
                    break;
                }
                catch (RefusedException refused) when (refused.Refusal.Code == "stream-moved" && tried < TriesMost)
                {
                    // Another process looked too; its looks are counted before ours.
                }
            }
    }

    /// <summary>The states of each probe's target over a period that ends by the clock, without a gap, by the probe's name.</summary>
    public ImmutableDictionary<string, ImmutableArray<ProbeSpan>> Spans(
        ImmutableArray<ProbeDefinition> probes, Instant from, Instant to, AsOf asOf)
    {
        var spans = probes.ToDictionary(probe => probe.Name, _ => new List<ProbeSpan>());
        var before = (Day: default(LocalDate), Seen: ImmutableArray<ProbeObservation>.Empty);
        ImmutableArray<ProbeObservation> SeenOn(LocalDate day) => before.Day == day ? before.Seen : (before = (day, Seen(day, asOf))).Seen;
        for (var day = DateOf(from); StartOf(day) < to; day = day.PlusDays(1))
            foreach (var (name, found) in OfDay(probes, day, to, asOf, SeenOn))
                foreach (var span in found)
                    Add(spans[name], span with { From = Instant.Max(span.From, from), To = Instant.Min(span.To, to) });
        return spans.ToImmutableDictionary(each => each.Key, each => each.Value.ToImmutableArray());
    }

    /// <summary>How a probe's target is at a clock, judged over the hours before.</summary>
    public ProbeJudgement Now(ProbeDefinition probe, Instant clock, AsOf asOf)
    {
        var from = clock - Duration.FromHours(2) - 2 * probe.Every;
        return JudgeProbe.Run(new(probe, [.. Seen(DateOf(from), asOf), .. DateOf(from) == DateOf(clock) ? [] : Seen(DateOf(clock),
            asOf)], from,
            clock + Duration.Epsilon)).OrThrow();
    }

    /// <summary>True when looks of the period are made up to show how they read.</summary>
    public bool IsSimulated(Instant from, Instant to, AsOf asOf)
    {
        for (var day = DateOf(from); StartOf(day) < to; day = day.PlusDays(1))
            if (days.Of(IdOf(day), asOf) is [{ By: "simulated" }, ..]) return true;
        return false;
    }

    /// <summary>A day is judged with the day before, whose last looks reach into it.</summary>
    private IEnumerable<(string Probe, ImmutableArray<ProbeSpan> Spans)> OfDay(
        ImmutableArray<ProbeDefinition> probes, LocalDate day, Instant clock, AsOf asOf,
        Func<LocalDate, ImmutableArray<ProbeObservation>> seenOn)
    {
        var isOver = asOf == AsOf.Latest && StartOf(day.PlusDays(2)) < clock;
        if (isOver && probes.All(probe => over.ContainsKey((day, probe)))) return probes.Select(probe => (probe.Name, over[(day, probe)]));
        ImmutableArray<ProbeObservation> seen = [.. seenOn(day.PlusDays(-1)), .. seenOn(day)];
        var judged = probes.Select(probe => (Probe: probe,
            Spans: JudgeProbe.Run(new(probe, seen, StartOf(day), StartOf(day.PlusDays(1)))).OrThrow().Spans)).ToArray();
        if (isOver)
            foreach (var (probe, spans) in judged) over[(day, probe)] = spans;
        return judged.Select(each => (each.Probe.Name, each.Spans));
    }

    private static void Add(List<ProbeSpan> spans, ProbeSpan span)
    {
        if (span.From >= span.To) return;
        if (spans is [.., var last] && last.State == span.State) spans[^1] = last with { To = span.To };
        else spans.Add(span);
    }

    /// <summary>A day's looks. Two processes may look at one instant: the first to be written counts.</summary>
    private ImmutableArray<ProbeObservation> Seen(LocalDate day, AsOf asOf) =>
        [.. days.Of(IdOf(day), asOf).SelectMany(each => each.Seen).DistinctBy(each => (each.Probe, each.At))];

    private static LocalDate DateOf(Instant at) => at.InUtc().Date;

    private static Instant StartOf(LocalDate day) => day.AtMidnight().InUtc().ToInstant();

    private static string IdOf(LocalDate day) => NodaTime.Text.LocalDatePattern.Iso.Format(day);
}
