using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Operations;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.Operations.Probes;

/// <summary>What a probe says of its target.</summary>
public enum ProbeState
{
    /// <summary>Nobody has looked: the monitor's own outage is not the target's.</summary>
    Unknown,
    /// <summary>It answers as it should.</summary>
    Up,
    /// <summary>It answers, too slowly, or has failed less often in a row than counts as down.</summary>
    Degraded,
    /// <summary>It does not answer, or not as it should.</summary>
    Down,
}

/// <summary>A probe, what it saw, and the period that is asked for.</summary>
/// <param name="Observations">In any order; those of other probes or after <paramref name="To"/> are not looked at.</param>
public sealed record JudgeProbeInputs(ProbeDefinition Probe, ImmutableArray<ProbeObservation> Observations, Instant From, Instant To);

/// <summary>A stretch in one state.</summary>
/// <param name="Why">The first observation's reason; empty when up.</param>
public sealed record ProbeSpan(Instant From, Instant To, ProbeState State, string Why);

/// <summary>A period without a gap, in states, and the state at its end.</summary>
public sealed record ProbeJudgement(ImmutableArray<ProbeSpan> Spans, ProbeState Now, string Why);

/// <summary>Turns what a probe saw into states. A first failure degrades; so many in a row are down, from the first of them on; so many
/// successes in a row are up, from the last of them on. A look is good for twice the interval plus the timeout; what nobody looked at is
/// unknown and keeps no count. Refuses an empty period (<c>ends-before-start</c>) and two different looks at one instant
/// (<c>observation-twice</c>).</summary>
public static class JudgeProbe
{
    /// <summary>The states over the period.</summary>
    public static Outcome<ProbeJudgement> Run(JudgeProbeInputs inputs)
    {
        var (probe, _, from, to) = inputs;
        if (to <= from) return new Refusal("ends-before-start", $"The period [{from}, {to}) is empty", probe.Name, "Ask for a period.");
        var seen = inputs.Observations.Where(each => each.Probe == probe.Name && each.At < to).Distinct().OrderBy(each => each.At)
            .ToArray();
        for (var i = 1; i < seen.Length; i++)
            if (seen[i].At == seen[i - 1].At)
                return new Refusal("observation-twice", $"Two looks at {seen[i].At} saw different things", probe.Name, "Keep one.");
        var spans = Spans(probe, seen, to).Where(span => span.To > from).Select(span => span with { From = Instant.Max(span.From, from) });
        var joined = Join(spans, from, to);
        return new ProbeJudgement(joined, joined[^1].State, joined[^1].Why);
    }

    /// <summary>The reason that an observation is a failure; null for none.</summary>
    public static string? FailureOf(ProbeDefinition probe, ProbeObservation seen) => (probe, seen) switch
    {
        (_, { Fault: { } fault }) => fault,
        _ when seen.Took >= probe.Timeout => $"no answer in {probe.Timeout.TotalSeconds:0.###} s",
        (HttpProbe http, _) when seen.Status != http.Status => $"status {seen.Status}, {http.Status} expected",
        (HttpProbe { Body: not null }, { HasBody: not true }) => "the expected text is not in the answer",
        (FileAgeProbe { AgeMax: var most }, _) => TooOld(seen.Age, most),
        (FeedProbe { AgeMax: var most }, _) => TooOld(seen.Age, most),
        _ => null,
    };

    private static string? TooOld(Duration? age, Duration most) => age is not { } old ? "its age is not known"
        : old > most ? $"{old.TotalMinutes:0.#} minutes old, the most is {most.TotalMinutes:0.#}" : null;

    private static List<ProbeSpan> Spans(ProbeDefinition probe, ProbeObservation[] seen, Instant until)
    {
        var (spans, state) = (new List<ProbeSpan>(), ProbeState.Unknown);
        var (failures, successes) = (0, 0);
        for (var i = 0; i < seen.Length; i++)
        {
            var end = Instant.Min(i + 1 < seen.Length ? seen[i + 1].At : until, seen[i].At + 2 * probe.Every + probe.Timeout);
            var failure = FailureOf(probe, seen[i]);
            var why = failure ?? (seen[i].Took > probe.SlowAfter ? $"answered in {seen[i].Took.TotalSeconds:0.###} s" : "");
            var isFailure = failure is not null;
            (failures, successes) = isFailure ? (failures + 1, 0) : (0, successes + 1);
            if (isFailure && failures >= probe.DownAfter)
            {
                for (var back = 1; back < failures && state != ProbeState.Down; back++)
                    spans[^back] = spans[^back] with { State = ProbeState.Down };
                state = ProbeState.Down;
            }
            else if (isFailure) state = state == ProbeState.Down ? state : ProbeState.Degraded;
            else if (state != ProbeState.Down || successes >= probe.UpAfter) state = why == "" ? ProbeState.Up : ProbeState.Degraded;
            spans.Add(new(seen[i].At, end, state, state == ProbeState.Down && why == "" ? "not up for long enough" : why));
            if (end < (i + 1 < seen.Length ? seen[i + 1].At : until)) (state, failures, successes) = (ProbeState.Unknown, 0, 0);
        }
        return spans;
    }

    /// <summary>Without gaps: what no span covers is unknown; neighbours in one state are one.</summary>
    private static ImmutableArray<ProbeSpan> Join(IEnumerable<ProbeSpan> spans, Instant from, Instant to)
    {
        var (joined, at) = (new List<ProbeSpan>(), from);
        void Add(ProbeSpan span)
        {
            if (span.From >= span.To) return;
            if (joined is [.., var last] && last.State == span.State) joined[^1] = last with { To = span.To };
            else joined.Add(span);
        }
        foreach (var span in spans)
        {
            Add(new(at, span.From, ProbeState.Unknown, "nobody looked"));
            Add(span);
            at = span.To;
        }
        Add(new(at, to, ProbeState.Unknown, "nobody looked"));
        return [.. joined];
    }
}
