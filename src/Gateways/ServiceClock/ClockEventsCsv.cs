using System.Collections.Immutable;
using Busbar.Digital.Handoffs.ServiceDesk;
using Busbar.Gateways.Csv;
using Busbar.Kernel.Clocks;
using Busbar.Kernel.Outcomes;
using NodaTime;
using NodaTime.Text;

namespace Busbar.Gateways.ServiceClock;

/// <summary>Reads events of tickets: columns <c>ticket</c>, <c>event</c>, <c>at</c>, <c>known_at</c> (empty: when it happened),
/// <c>detail</c>. A time is UTC with a Z, or local in the policy's zone. The detail is the priority of <c>created</c>,
/// <c>created-by-agent</c> and <c>priority-changed</c>, the target of <c>started</c> and <c>stopped</c>, the reason of <c>paused</c>, the
/// calendar of <c>calendar-changed</c>. Rows may come in any order. One bad row refuses the file.</summary>
public static class ClockEventsCsv
{
    private static readonly string[] kinds =
    [
        "created", "created-by-agent", "started", "stopped", "requester-wrote", "agent-replied", "paused", "resumed", "resolved", "closed",
        "reopened", "cancelled", "priority-changed", "calendar-changed",
    ];

    private static readonly Instant earliest = Instant.FromUtc(1970, 1, 1, 0, 0);

    private static readonly Instant latest = Instant.FromUtc(2201, 1, 1, 0, 0);

    /// <summary>The log, by the policy whose calendars and zone it names.</summary>
    public static Outcome<ClockLog> Read(SourceFile file, ServicePolicy policy)
    {
        using var rows = file.OpenText();
        if (Header.Read(rows) is not { } header
            || header.Places(rows, "a log of ticket events", ["ticket", "event", "at", "known_at", "detail"]) is not { } at)
            return rows.Refusal!;
        var (order, logs) = (new List<string>(), new Dictionary<string, ImmutableArray<ClockEvent>.Builder>(StringComparer.Ordinal));
        while (rows.Read() && header.Fits(rows))
        {
            var ticket = rows.Text(at[0]);
            if (ticket.Length == 0) rows.Refuse("missing-value", "The row names no ticket", "ticket", "Fill it in.");
            if (!logs.TryGetValue(ticket, out var log))
            {
                order.Add(ticket);
                logs[ticket] = log = ImmutableArray.CreateBuilder<ClockEvent>();
            }
            var happened = Time(rows, at[2], "at", policy);
            var known = rows[at[3]].Length == 0 ? happened : Time(rows, at[3], "known_at", policy);
            if (known < happened && rows.Refusal is null)
                rows.Refuse("known-before", "It was known before it happened", "known_at", "Correct one of the two times.");
            if (Event(rows, rows.Text(at[1]), happened, known, rows.Text(at[4]), policy) is { } each) log.Add(each);
        }
        if (rows.Refusal is null && order.Count == 0) rows.Refuse("header-only", "The log has no event", "", "Add some.");
        return rows.Refusal is { } refusal ? refusal
            : Outcome.Of(new ClockLog(file.Name, [.. order.Select(ticket => new TicketEvents(ticket, logs[ticket].ToImmutable()))]),
                rows.Findings);
    }

    private static Instant Time(CsvRows rows, int place, string field, ServicePolicy policy)
    {
        var text = rows.Text(place);
        if (!InstantPattern.ExtendedIso.Parse(text).TryGetValue(default, out var instant)
            && LocalMoment.Read(text, policy.Zone, policy.Clock.Gap, policy.Clock.Overlap) is Outcome<Instant>.Done done)
            instant = done.Value;
        if (earliest <= instant && instant < latest && instant != default) return instant;
        if (instant != default) rows.Refuse("out-of-range", $"'{text}' is before 1970 or after 2200", field, "Correct the year.");
        else rows.Refuse("not-a-time", $"'{text}' is no time", field,
            "Write 2026-03-08T08:30:00Z, or 2026-03-08 02:30 in the policy's zone.");
        return default;
    }

    private static ClockEvent? Event(CsvRows rows, string kind, Instant at, Instant known, string detail, ServicePolicy policy)
    {
        string Needed()
        {
            if (detail.Length == 0)
                rows.Refuse("missing-value", $"{kind} needs a detail", "detail", "Name the priority, target or calendar.");
            return detail;
        }
        return kind switch
        {
            "created" => new ClockEvent.Created(at, known, Needed()),
            "created-by-agent" => new ClockEvent.Created(at, known, Needed(), IsByAgent: true),
            "started" => new ClockEvent.Started(at, known, Target(rows, Needed(), policy)),
            "stopped" => new ClockEvent.Stopped(at, known, Target(rows, Needed(), policy)),
            "requester-wrote" => new ClockEvent.RequesterWrote(at, known),
            "agent-replied" => new ClockEvent.AgentReplied(at, known),
            "paused" => new ClockEvent.Paused(at, known, detail),
            "resumed" => new ClockEvent.Resumed(at, known),
            "resolved" => new ClockEvent.Resolved(at, known),
            "closed" => new ClockEvent.Closed(at, known),
            "reopened" => new ClockEvent.Reopened(at, known),
            "cancelled" => new ClockEvent.Cancelled(at, known),
            "priority-changed" => new ClockEvent.PriorityChanged(at, known, Needed()),
            "calendar-changed" when policy.Calendars.TryGetValue(Needed(), out var calendar) =>
                new ClockEvent.CalendarChanged(at, known, calendar),
            "calendar-changed" => Unknown("unknown-calendar", $"'{detail}' is no calendar of the policy", "detail", policy.Calendars.Keys),
            _ => Unknown("unknown-event", $"'{kind}' is no event", "event", kinds),
        };

        ClockEvent? Unknown(string code, string what, string field, IEnumerable<string> known)
        {
            rows.Refuse(code, what, field, $"Use {string.Join(", ", known)}.");
            return null;
        }
    }

    private static string Target(CsvRows rows, string name, ServicePolicy policy)
    {
        if (!policy.Terms.Any(term => term.Name == name))
            rows.Refuse("unknown-target", $"'{name}' is no target of the policy", "detail",
                $"Use {string.Join(", ", policy.Terms.Select(term => term.Name))}.");
        return name;
    }
}
