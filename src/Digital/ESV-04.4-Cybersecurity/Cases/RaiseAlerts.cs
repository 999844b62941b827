using System.Collections.Immutable;
using Busbar.Digital.Cybersecurity.Detection;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.Cybersecurity.Cases;

/// <summary>Detections that are one matter: one rule on one machine.</summary>
/// <param name="Key">The same for every detection of it: <c>rule@machine</c>. A case keeps it, so that more of the same opens none.</param>
/// <param name="Machine">The event's Computer, or the log it stands in.</param>
/// <param name="First">The first event's time; null where the log says none.</param>
/// <param name="Count">How many events.</param>
public sealed record SecurityAlert(
    string Key, string Rule, string Title, string Level, string Machine, Instant? First, Instant? Last, int Count,
    ImmutableArray<string> Techniques);

/// <summary>Detections, and the cases that are open.</summary>
public sealed record RaiseAlertsInputs(ImmutableArray<RuleMatch> Detections, ImmutableArray<SecurityCase> Cases);

/// <summary>Gathers detections into alerts, and says which an open case has already.</summary>
public static class RaiseAlerts
{
    /// <summary>Each alert with the id of the open case that has it, empty where none has: the worst first.</summary>
    public static Outcome<ImmutableArray<(SecurityAlert Alert, string Case)>> Run(RaiseAlertsInputs inputs)
    {
        var held = inputs.Cases.Where(each => each.IsOpen).SelectMany(each => each.Alerts.Select(alert => (alert, each.Id)))
            .GroupBy(each => each.alert).ToDictionary(group => group.Key, group => group.First().Id);
        return inputs.Detections.GroupBy(each => (each.Rule.Id, Machine: MachineOf(each))).Select(group => new SecurityAlert(
            $"{group.Key.Id}@{group.Key.Machine}", group.Key.Id, group.First().Rule.Title, group.First().Rule.Level, group.Key.Machine,
            group.Min(each => each.Event.At), group.Max(each => each.Event.At), group.Count(), group.First().Techniques))
            .OrderBy(alert => Array.IndexOf(levels, alert.Level) is >= 0 and var level ? level : levels.Length).ThenBy(alert => alert.First)
            .ThenBy(alert => alert.Key, StringComparer.Ordinal)
            .Select(alert => (alert, held.GetValueOrDefault(alert.Key, ""))).ToImmutableArray();
    }

    private static readonly string[] levels = ["critical", "high", "medium", "low", "informational"];

    private static string MachineOf(RuleMatch each) => each.Event["Computer"] is [var name, ..] ? name : each.Event.Id.Split('#')[0];
}
