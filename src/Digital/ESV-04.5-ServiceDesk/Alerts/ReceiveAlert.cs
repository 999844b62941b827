using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Operations;
using Busbar.Digital.ServiceDesk.Tickets;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.ServiceDesk.Alerts;

/// <summary>A notice of operations and the incident it may belong to.</summary>
/// <param name="Open">The open ticket of the alert's key, or the one it was merged into; null when there is none.</param>
/// <param name="NewId">The id of a ticket, should one be opened.</param>
/// <param name="Queue">Where it goes.</param>
public sealed record ReceiveAlertInputs(ServiceAlert Alert, Ticket? Open, string NewId, string Queue, DeskRules Rules, Instant Now);

/// <summary>What a notice adds to the desk.</summary>
/// <param name="Ticket">The ticket's id; empty when nothing is added.</param>
/// <param name="Facts">What is appended to it, beginning with its opening when it is new.</param>
public sealed record AlertDecision(string Ticket, ImmutableArray<TicketFact> Facts)
{
    /// <summary>Nothing is added.</summary>
    public static AlertDecision Nothing { get; } = new("", []);
}

/// <summary>One incident an alert's key while it is open: the first notice opens it, a page raises one that was none, more of the same add
/// nothing, the end resolves it unless people still have work in it. The end of an alert that never opened one makes no
/// ghost.</summary>
public static class ReceiveAlert
{
    /// <summary>What is added. Refuses <c>no-key</c>; finds <c>end-without-incident</c>, <c>future-alert</c>, <c>left-open</c>.</summary>
    public static Outcome<AlertDecision> Run(ReceiveAlertInputs inputs)
    {
        var alert = inputs.Alert;
        if (alert.Key == "") return new Refusal("no-key", "The alert has no key", $"alert of {alert.Service}",
            "Give it one that stays the same.");
        var findings = new List<Finding>();
        if (alert.Began > inputs.Now || alert.Ended > inputs.Now)
            findings.Add(new("future-alert", Severity.Warning, $"It is dated after the clock {inputs.Now}", $"alert {alert.Key}",
                "taken as now"));
        var decision = (alert.Ended, inputs.Open) switch
        {
            (null, null) when alert.Urgency == AlertUrgency.Note => AlertDecision.Nothing,
            (null, null) => Opened(inputs),
            (null, { Impact: > 1 } open) when alert.Urgency == AlertUrgency.Page =>
                new(open.Id, inputs.Rules.Judge(1, 1, inputs.Now, Actor.Engine)),
            (null, _) => AlertDecision.Nothing,
            (_, null) => WithoutIncident(alert, findings),
            ({ } ended, { } open) => Ended(inputs, open, Instant.Max(Instant.Min(ended, inputs.Now), open.Opened.At), findings),
        };
        return Outcome.Of(decision, findings);
    }

    private static AlertDecision Opened(ReceiveAlertInputs inputs)
    {
        var (alert, now) = (inputs.Alert, inputs.Now);
        var body = string.Join('\n', alert.Labels.Select(label => $"- {label.Key}: {label.Value}").Prepend($"From {alert.Source}."));
        var opening = new TicketOpened(now, Actor.Engine, TicketKind.Incident, Channel.Alert, "", OneLine(alert), body, alert.Service,
            alert.Labels.GetValueOrDefault("item", ""), inputs.Queue, alert.Key);
        var impact = alert.Urgency == AlertUrgency.Page ? 1 : 2;
        return new(inputs.NewId,
        [
            opening, new ImpactStated(now, Actor.Engine, Instant.Min(alert.Began, now)),
            .. inputs.Rules.Judge(impact, impact, now, Actor.Engine),
        ]);
    }

    private static string OneLine(ServiceAlert alert) => string.IsNullOrWhiteSpace(alert.Title) ? $"Alert {alert.Key}"
        : alert.Title.Length > OpenTicket.TitleLettersMost ? alert.Title[..OpenTicket.TitleLettersMost] : alert.Title;

    private static AlertDecision WithoutIncident(ServiceAlert alert, List<Finding> findings)
    {
        findings.Add(new("end-without-incident", Severity.Note, "The alert ended and no open incident has its key", $"alert {alert.Key}",
            "opened nothing"));
        return AlertDecision.Nothing;
    }

    private static AlertDecision Ended(ReceiveAlertInputs inputs, Ticket open, Instant at, List<Finding> findings)
    {
        var ended = new AlertEnded(at, Actor.Engine, inputs.Alert.Key);
        var resolved = new TicketResolved(at, Actor.Engine, ResolutionCode.Recovered, "The alert has ended.");
        if (open.Opened.AlertKey == inputs.Alert.Key && open.Major is not { EndedAt: null }
            && MoveTicket.Run(new(open, [ended, resolved], inputs.Rules, inputs.Now)) is Outcome<Ticket>.Done)
            return new(open.Id, [ended, resolved]);
        findings.Add(new("left-open", Severity.Note, "The alert ended, and people have work in the incident", $"ticket {open.Id}",
            "noted the end, did not resolve it"));
        return open.AlertEndedAt is null ? new(open.Id, [ended]) : AlertDecision.Nothing;
    }
}
