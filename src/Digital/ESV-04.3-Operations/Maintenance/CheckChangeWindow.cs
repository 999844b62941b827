using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.Operations.Maintenance;

/// <summary>How a change is approved.</summary>
public enum ChangeKind
{
    /// <summary>Approved once for all.</summary>
    Standard,
    /// <summary>Approved each time.</summary>
    Normal,
    /// <summary>Made first, approved afterwards; a freeze does not stop it.</summary>
    Emergency,
}

/// <summary>A gate of the desk around which nothing may change: the hour before the day-ahead market closes, a settlement run.</summary>
/// <param name="Gate">What it protects, for a person: <c>PJM day-ahead close</c>.</param>
/// <param name="Zone">The IANA name of the market's clock.</param>
/// <param name="Start">The gate's first time, on that clock.</param>
/// <param name="Rule">When it comes again, as a recurrence rule; empty for once.</param>
/// <param name="Except">Times that are left out, such as holidays.</param>
/// <param name="Before">Frozen for so long before the gate; not negative.</param>
/// <param name="After">And so long from it on; not negative, and not both nothing.</param>
/// <param name="Services">The services it protects; empty for all.</param>
public sealed record FreezeGate(
    string Gate, string Zone, LocalDateTime Start, string Rule, ImmutableArray<LocalDateTime> Except, Duration Before, Duration After,
    ImmutableArray<string> Services);

/// <summary>A time in which weather or trouble on the grid forbids every change; null while its end is not known.</summary>
public sealed record StormMode(Instant From, Instant? To, string By, string Why);

/// <summary>A change, and what may forbid it.</summary>
public sealed record CheckChangeWindowInputs(
    string Change, ChangeKind Kind, ImmutableArray<string> Services, Instant From, Instant To, ImmutableArray<FreezeGate> Gates,
    ImmutableArray<StormMode> Storms);

/// <summary>When a change may be made.</summary>
public sealed record ChangeWindow(string Change, Instant From, Instant To);

/// <summary>Holds a change against the freeze calendar. Refuses one that touches a gate's freeze (<c>change-in-freeze</c>) or a storm
/// (<c>change-in-storm</c>), naming what forbids it and the next start at which it fits; an emergency is let through and found
/// (<c>emergency-in-freeze</c>). Refuses a change that ends before it starts (<c>ends-before-start</c>) or lasts longer than
/// <see cref="DaysMax"/> days (<c>change-too-long</c>), and a gate that freezes nothing (<c>no-length</c>).</summary>
public static class CheckChangeWindow
{
    /// <summary>Longest change, and how far ahead a free start is looked for.</summary>
    public const int DaysMax = 14;

    /// <summary>The window, when it is free.</summary>
    public static Outcome<ChangeWindow> Run(CheckChangeWindowInputs inputs)
    {
        var (from, to) = (inputs.From, inputs.To);
        if (to <= from) return new Refusal("ends-before-start", $"[{from}, {to}) is empty", inputs.Change, "Give an end after the start.");
        if (to - from > Duration.FromDays(DaysMax))
            return new Refusal("change-too-long", $"It lasts {(to - from).TotalDays:0.#} days, the most is {DaysMax}", inputs.Change,
                "Split it.");
        var calendar = Freezes(inputs);
        if (calendar is Outcome<ImmutableArray<Freeze>>.Refused refused) return refused.Refusal;
        var freezes = calendar.OrThrow();
        var window = new ChangeWindow(inputs.Change, from, to);
        if (freezes.FirstOrDefault(freeze => freeze.From < to && from < freeze.To) is not { } first) return window;
        if (inputs.Kind == ChangeKind.Emergency)
            return Outcome.Of(window, [new("emergency-in-freeze", Severity.Warning, $"It touches {first.What}", inputs.Change,
                "Let through; it needs approval afterwards.")]);
        return new Refusal(first.IsStorm ? "change-in-storm" : "change-in-freeze",
            $"{first.What} forbids changes from {first.From} to {(first.To == Instant.MaxValue ? "its end" : first.To)}",
            $"{inputs.Change} [{from}, {to})", Next(freezes, from, to - from) is { } next
                ? $"Start at {next} or later." : $"No start within {DaysMax} days is free: make it shorter, or wait for the end.");
    }

    private sealed record Freeze(string What, Instant From, Instant To, bool IsStorm);

    /// <summary>Every freeze that touches the change's services, from its start to as far as a free start is looked for.</summary>
    private static Outcome<ImmutableArray<Freeze>> Freezes(CheckChangeWindowInputs inputs)
    {
        var freezes = inputs.Storms.Select(storm => new Freeze($"storm mode ({storm.Why})", storm.From, storm.To ?? Instant.MaxValue, true))
            .ToList();
        var last = inputs.To + Duration.FromDays(DaysMax);
        foreach (var gate in inputs.Gates)
        {
            if (gate.Before < Duration.Zero || gate.After < Duration.Zero || gate.Before + gate.After == Duration.Zero)
                return new Refusal("no-length", $"It freezes {gate.Before} before and {gate.After} after", $"gate {gate.Gate}",
                    "Say how long before or after the gate nothing may change.");
            var times = RecurringTimes.Between((gate.Zone, gate.Start, gate.Rule, gate.Except),
                inputs.From - gate.After, last + gate.Before, $"gate {gate.Gate}");
            if (times is Outcome<ImmutableArray<Instant>>.Refused refused) return refused.Refusal;
            if (!gate.Services.IsEmpty && !gate.Services.Intersect(inputs.Services).Any()) continue;
            freezes.AddRange(times.OrThrow().Select(at => new Freeze(gate.Gate, at - gate.Before, at + gate.After, false)));
        }
        return freezes.OrderBy(freeze => freeze.From).ToImmutableArray();
    }

    private static Instant? Next(ImmutableArray<Freeze> freezes, Instant from, Duration length)
    {
        var at = from;
        foreach (var freeze in freezes)
        {
            if (freeze.From - at >= length || freeze.To <= at) continue;
            if (freeze.To > from + Duration.FromDays(DaysMax)) return null;
            at = freeze.To;
        }
        return at;
    }
}
