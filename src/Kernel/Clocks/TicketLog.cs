using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Kernel.Clocks;

/// <summary>A ticket's events as far as they have happened and are known, in order, with its pauses.</summary>
internal sealed record TicketLog(
    ClockEvent.Created Created, ImmutableArray<ClockEvent> Events, ImmutableArray<Hold> Pauses, ImmutableArray<Finding> Findings)
{
    /// <summary>Sorts by the time of happening, then by place. What is not known yet, lies in the future or before the creation is left out
    /// with a finding. Null when nothing created the ticket.</summary>
    public static TicketLog? From(ImmutableArray<ClockEvent> events, Instant asOf)
    {
        var findings = new List<Finding>();
        var known = new List<(ClockEvent Event, int Index)>();
        for (var index = 0; index < events.Length; index++)
        {
            var each = events[index];
            if (each.KnownAt > asOf) findings.Add(Left("event-not-yet-known", $"{Name(each)} was recorded at {each.KnownAt} only", index));
            else if (each.At > asOf) findings.Add(Left("event-in-future", $"{Name(each)} at {each.At} lies after {asOf}", index));
            else known.Add((each, index));
            if (index > 0 && each.At < events[index - 1].At)
                findings.Add(new("event-out-of-order", Severity.Note, $"{Name(each)} happened before the event above it",
                    $"event {index + 1}", "sorted by the time it happened"));
        }
        var created = known.Select(each => each.Event).OfType<ClockEvent.Created>().MinBy(each => each.At);
        if (created is null) return null;
        foreach (var (early, index) in known.Where(each => each.Event.At < created.At))
            findings.Add(Left("event-before-creation", $"{Name(early)} at {early.At} lies before the ticket", index));
        ImmutableArray<ClockEvent> sorted =
        [
            created,
            .. known.Select(each => each.Event).Where(each => each.At >= created.At && each is not ClockEvent.Created)
                .OrderBy(each => each.At),
        ];
        return new(created, sorted, PausesOf(sorted, findings), [.. findings]);
    }

    /// <summary>The pauses that end after an instant.</summary>
    public IEnumerable<Hold> PausesAfter(Instant at)
    {
        var (first, end) = (0, Pauses.Length);
        while (first < end)
        {
            var middle = (first + end) / 2;
            if (Pauses[middle].To <= at) first = middle + 1;
            else end = middle;
        }
        for (; first < Pauses.Length; first++) yield return Pauses[first];
    }

    public static string Name(ClockEvent each) => each.GetType().Name;

    private static ImmutableArray<Hold> PausesOf(ImmutableArray<ClockEvent> events, List<Finding> findings)
    {
        var pauses = ImmutableArray.CreateBuilder<Hold>();
        Instant? since = null;
        foreach (var each in events)
        {
            if (each is ClockEvent.Resumed && since is null || each is ClockEvent.Paused && since is not null)
                findings.Add(new("event-without-effect", Severity.Note, $"{Name(each)} at {each.At} changes nothing",
                    $"{each.At}", "kept"));
            if (each is ClockEvent.Paused) since ??= each.At;
            if (since is { } from && each is ClockEvent.Resumed or ClockEvent.Resolved or ClockEvent.Closed or ClockEvent.Reopened)
            {
                pauses.Add(new(since.Value, each.At));
                since = null;
            }
        }
        if (since is { } still) pauses.Add(new(still, null));
        return pauses.ToImmutable();
    }

    private static Finding Left(string code, string what, int index) =>
        new(code, Severity.Warning, what, $"event {index + 1}", "not counted");
}
