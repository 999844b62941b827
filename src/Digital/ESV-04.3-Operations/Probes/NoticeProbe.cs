using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Operations;
using Busbar.Digital.Operations.Alerts;
using NodaTime;

namespace Busbar.Digital.Operations.Probes;

/// <summary>A probe as judged, and the alert it has raised so far.</summary>
/// <param name="Known">The alert of the probe's <see cref="NoticeProbe.KeyOf"/>; null for none.</param>
public sealed record NoticeProbeInputs(
    ProbeDefinition Probe, ProbeJudgement Judgement, AlertUrgency Urgency, AlertStanding? Known, Instant AsOf);

/// <summary>Turns a judgement into a notice when it says something new: down, or up again after it was down. Slow is no
/// alert, and neither it nor unknown ends one: not to look is not to recover.</summary>
public static class NoticeProbe
{
    /// <summary>The key of a probe's alert.</summary>
    public static string KeyOf(string probe) => $"probe/{probe}";

    /// <summary>The notice; none when there is nothing new.</summary>
    public static ImmutableArray<AlertNotice> Run(NoticeProbeInputs inputs)
    {
        var (probe, judgement, urgency, known, asOf) = inputs;
        var now = judgement.Spans[^1];
        var isFiring = known is { IsFiring: true };
        if (now.State == ProbeState.Down && !isFiring)
            return [new(KeyOf(probe.Name), true, probe.Target, $"{probe.Target} is down: {now.Why}", urgency, Labels(probe), now.From, null,
                asOf, "probe")];
        if (now.State == ProbeState.Up && isFiring)
            return [new(KeyOf(probe.Name), false, probe.Target, known!.Raised.Title, urgency, Labels(probe), known.Latest.Began,
                judgement.Spans.LastOrDefault(span => span.State == ProbeState.Down)?.To ?? now.From, asOf, "probe")];
        return [];
    }

    private static ImmutableSortedDictionary<string, string> Labels(ProbeDefinition probe) =>
        ImmutableSortedDictionary<string, string>.Empty.Add("alertname", "ProbeDown").Add("probe", probe.Name).Add("service", probe.Target);
}
