using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Busbar.Digital.Operations.Alerts;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.Operations.Maintenance;

/// <summary>Windows, and the period that is asked for.</summary>
public sealed record ListMaintenanceInputs(ImmutableArray<MaintenanceWindow> Windows, Instant From, Instant To);

/// <summary>Lists when approved maintenance is: what is excluded from uptime, silences alerts and is announced. A window that nobody
/// approved counts for nothing and is found (<c>not-approved</c>). Refuses two of one id (<c>window-twice</c>), one that its requester
/// approved (<c>own-approval</c>), without length (<c>no-length</c>) or services (<c>no-services</c>), an unknown zone
/// (<c>unknown-zone</c>), a rule that is none, and an empty period (<c>ends-before-start</c>).</summary>
public static class ListMaintenance
{
    /// <summary>The occurrences that touch the period, whole, in order of start.</summary>
    public static Outcome<ImmutableArray<MaintenanceSpan>> Run(ListMaintenanceInputs inputs)
    {
        var (windows, from, to) = inputs;
        if (to <= from) return new Refusal("ends-before-start", $"The period [{from}, {to}) is empty", "maintenance", "Ask for a period.");
        if (windows.GroupBy(window => window.Id).FirstOrDefault(same => same.Count() > 1) is { } twice)
            return new Refusal("window-twice", $"{twice.Count()} windows have the id {twice.Key}", twice.Key,
                "Give each an id of its own.");
        var (spans, findings) = (new List<MaintenanceSpan>(), new List<Finding>());
        foreach (var window in windows)
        {
            if (Wrong(window) is { } refusal) return refusal;
            switch (RecurringTimes.Between((window.Zone, window.Start, window.Rule, window.Except),
                from - window.Length + Duration.Epsilon, to, $"maintenance {window.Id}"))
            {
                case Outcome<ImmutableArray<Instant>>.Refused refused: return refused.Refusal;
                case Outcome<ImmutableArray<Instant>>.Done done when window.ApprovedBy is not null:
                    spans.AddRange(done.Value.Select(start => new MaintenanceSpan(
                        window.Id, window.PublicTitle, window.Services, start, start + window.Length)));
                    break;
                default:
                    findings.Add(new("not-approved", Severity.Warning, $"Nobody has approved {window.Id}", $"maintenance {window.Id}",
                        "It excludes and silences nothing."));
                    break;
            }
        }
        return Outcome.Of(spans.OrderBy(span => span.From).ThenBy(span => span.Window, StringComparer.Ordinal).ToImmutableArray(),
            findings);
    }

    /// <summary>The silences that go with maintenance: alerts of its services are not told while it lasts.</summary>
    public static ImmutableArray<AlertSilence> SilencesOf(ImmutableArray<MaintenanceSpan> spans) =>
        [.. spans.Select(span => new AlertSilence(span.Window,
            [new("service", "=~", string.Join('|', span.Services.Select(Regex.Escape)))], span.From, span.To, "maintenance", span.Window))];

    private static Refusal? Wrong(MaintenanceWindow window)
    {
        var where = $"maintenance {window.Id}";
        if (window.Length <= Duration.Zero) return new("no-length", $"It lasts {window.Length}", where, "Say how long it lasts.");
        if (window.Services.IsEmpty) return new("no-services", "It names no service", where, "Name the services that may be down.");
        return window.ApprovedBy == window.RequestedBy
            ? new("own-approval", $"{window.RequestedBy} asked for it", where, "Have someone else approve it.") : null;
    }
}
