using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Cybersecurity;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.Cybersecurity.Intelligence;

/// <summary>How the worth of an indicator fades: score = confidence × (1 − (age ÷ lifetime)^(1 ÷ speed)), none after its end. Source:
/// Mokaddem, Wagener, Dulaunoy, Iklody, "Taxonomy driven indicator scoring in MISP threat intelligence platforms" (2018), equation
/// 3.</summary>
/// <param name="Lifetime">How long an indicator without a stated end is worth anything.</param>
/// <param name="Speed">1 fades evenly; more fades faster at first; above 0.</param>
/// <param name="Confidence">Of an indicator whose source gives none, 0 to 100.</param>
/// <param name="Least">Below this score it is not looked for.</param>
public sealed record DecayPolicy(Duration Lifetime, double Speed, double Confidence, double Least)
{
    /// <summary>A year, evenly, from 50, down to 10.</summary>
    public static DecayPolicy Default { get; } = new(Duration.FromDays(365), 1, 50, 10);

    /// <summary>What an indicator is worth at an instant, 0 to 100: nothing before it is valid, after its end, or once revoked.</summary>
    public double ScoreOf(ThreatIndicator indicator, Instant at)
    {
        var end = indicator.ValidUntil ?? indicator.ValidFrom + Lifetime;
        if (indicator.IsRevoked || at < indicator.ValidFrom || at >= end) return 0;
        return (indicator.Confidence ?? Confidence) * (1 - Math.Pow((at - indicator.ValidFrom) / (end - indicator.ValidFrom), 1 / Speed));
    }
}

/// <summary>Indicators, events, and the clock for events that say no time.</summary>
public sealed record MatchIndicatorsInputs(
    ImmutableArray<ThreatIndicator> Indicators, ImmutableArray<SecurityEvent> Events, DecayPolicy Decay, Instant AsOf);

/// <summary>An indicator seen in an event.</summary>
/// <param name="Score">What the indicator was worth when the event happened, 0 to 100.</param>
public sealed record IndicatorSeen(ThreatIndicator Indicator, SecurityEvent Event, double Score);

/// <summary>Looks for indicators in events. One that cannot be looked for stops none of the others.</summary>
public static class MatchIndicators
{
    /// <summary>What was seen, by event in their order, then by indicator in theirs. Findings: <c>indicator-not-run</c> with the reason of
    /// <see cref="ReadPattern"/>, or that its pattern is in another language.</summary>
    public static Outcome<ImmutableArray<IndicatorSeen>> Run(MatchIndicatorsInputs inputs)
    {
        var (ready, findings) = (new List<(ThreatIndicator Indicator, Func<SecurityEvent, bool> Holds)>(), new List<Finding>());
        foreach (var indicator in inputs.Indicators)
        {
            var read = indicator.PatternType == "stix" ? ReadPattern.Run(indicator.Pattern, indicator.Id)
                : new Refusal("unsupported-pattern", $"Its pattern is {indicator.PatternType}", indicator.Id, "Run it where that is run.");
            if (read is Outcome<Func<SecurityEvent, bool>>.Refused refused)
                findings.Add(new("indicator-not-run", Severity.Note, $"{refused.Refusal.What} [{refused.Refusal.Code}]",
                    refused.Refusal.Where,
                    "the others were looked for"));
            else ready.Add((indicator, read.OrThrow()));
        }
        return Outcome.Of((
            from it in inputs.Events
            from each in ready
            let score = inputs.Decay.ScoreOf(each.Indicator, it.At ?? inputs.AsOf)
            where score >= inputs.Decay.Least && score > 0 && each.Holds(it)
            select new IndicatorSeen(each.Indicator, it, score)).ToImmutableArray(), findings);
    }
}
