using System.Collections.Immutable;
using Busbar.Digital.Operations.Alerts;
using Busbar.Digital.ServiceDesk.Tickets;
using Busbar.Host.Desks;
using Busbar.Host.Desks.Service.Watch;
using Busbar.Host.Screens.Shell;
using Busbar.Kernel.Facts;
using NodaTime;
using static Busbar.Host.Screens.Shell.Column;

namespace Busbar.Host.Screens.Operations;

/// <summary>Alerts that last and that are over, what holds them back, and what was not taken in.</summary>
public static class AlertTables
{
    private const int PastMost = 500;
    private static readonly Duration measured = Duration.FromDays(30), silent = Duration.FromHours(12);

    /// <summary>The alerts that last.</summary>
    public static ScreenTable Open(ScreenView view)
    {
        var incidents = view.Digital.Tickets.All(view.AsOf).Where(ticket => ticket.Opened.AlertKey != "")
            .GroupBy(ticket => ticket.Opened.AlertKey).ToDictionary(same => same.Key, same => same.MaxBy(ticket => ticket.Opened.At)!);
        return new("alerts", "Alerts that last", [Words("Alert"), Words("Service"), Words("What"), Words("Wants"), Words("Since"),
            Numbers("For", "min"),
            Words("Team"), Words("Held back"), Words("With"), Words("Until"), Words("Incident"), Numbers("Told", "times"),
                Words("Last told")],
        [
            .. from each in view.Digital.Operations.Alerts.All(view.AsOf)
               let alert = each.Standing
               where alert.IsFiring
               orderby alert.Urgency, alert.Latest.Began
               select (ImmutableArray<Cell>)
            [
                Cell.Of(alert.Key), Cell.Of(alert.Raised.Service), Cell.Of(alert.Raised.Title), Urgency(alert),
                Cell.Of(view.Clock.Show(alert.Latest.Began)), Cell.Of((ReadClock.Of(view.AsOf) - alert.Latest.Began).TotalMinutes, 0),
                alert.Team == "" ? Cell.Empty : Cell.Of(alert.Team), Hold(alert),
                alert.AcknowledgedBy is { } person ? Cell.Of(person).As(Tone.Good) : Cell.Of("nobody").As(Tone.Faint),
                alert.AcknowledgedUntil is { } until ? Cell.Of(view.Clock.Show(until)) : Cell.Empty,
                incidents.TryGetValue(alert.Key, out var ticket) ? Cell.Of(ticket.Id, view.Link("/ticket", ("id", ticket.Id))) : Cell.Empty,
                Cell.Count(alert.Notices), Heard(view, each),
            ],
        ], IsMain: true);
    }

    /// <summary>When its sender last spoke of it. One long silent may have died with the alert unresolved.</summary>
    private static Cell Heard(ScreenView view, HeldAlert alert)
    {
        var last = alert.Facts.Last(fact => fact is AlertRaised or AlertRepeated).At;
        return Cell.Of(view.Clock.Show(last)).As(ReadClock.Of(view.AsOf) - last > silent ? Tone.Bad : Tone.Plain);
    }

    /// <summary>Every stretch of every alert that is over, the latest first.</summary>
    public static ScreenTable Past(ScreenView view) => new("past-alerts", "Alerts that are over",
        [Words("Alert"), Words("Service"), Words("What"), Words("From"), Words("To"), Numbers("Known after", "min"),
            Numbers("Taken after", "min"),
            Numbers("Lasted", "min"), Words("Told")],
        [
            .. Read(view).SelectMany(alert => alert.Episodes.Where(each => each.Ended is not null).Select(each => (alert, each)))
                .OrderByDescending(pair => pair.each.Ended).Take(PastMost).Select(pair => (ImmutableArray<Cell>)
                [
                    Cell.Of(pair.alert.Key), Cell.Of(pair.alert.Raised.Service), Cell.Of(pair.alert.Raised.Title),
                    Cell.Of(view.Clock.Show(pair.each.Began)), Cell.Of(view.Clock.Show(pair.each.Ended!.Value)),
                    Minutes(pair.each.RaisedAt - pair.each.Began), Minutes(pair.each.AcknowledgedAt - pair.each.RaisedAt),
                    Minutes(pair.each.Ended - pair.each.Began), Cell.Of(pair.each.IsTold ? "yes" : "held back"),
                ]),
        ]);

    /// <summary>Notices that changed nothing, with the reason.</summary>
    public static ScreenTable Quarantine(ScreenView view) => new("alert-quarantine", "Notices in quarantine",
        [Words("When"), Words("Alert"), Words("Says"), Words("Why not"), Words("Code")],
        [
            .. view.Digital.Operations.Alerts.Quarantine(view.AsOf).SelectMany(post => post.Notices.Select(each => (post.At, each)))
                .Take(PastMost)
                .Select(pair => (ImmutableArray<Cell>)
                [
                    Cell.Of(view.Clock.Show(pair.At)), Cell.Of(pair.each.Notice.Key),
                        Cell.Of(pair.each.Notice.IsFiring ? "firing" : "over"),
                    Cell.Of(pair.each.Why), Cell.Of(pair.each.Code),
                ]),
        ]);

    /// <summary>How fast alerts of thirty days were seen, taken and put right.</summary>
    public static ScreenTable Times(ScreenView view)
    {
        var to = ReadClock.Of(view.AsOf);
        var measures = MeasureAlerts.Run(new(Read(view), to - measured, to));
        return new("alert-times", "How fast, over thirty days", [Words("What"), Numbers("Value", "min"), Words("From what"),
            Words("Formula")],
        [
            .. new[] { measures.Detect, measures.Acknowledge, measures.Restore }.SelectMany(each => new[] { each.Median, each.Ninetieth })
                .Select(metric => (ImmutableArray<Cell>)
                [
                    Cell.Of(metric.Name), metric.Value is { } value ? Cell.Of(value, 1) : Cell.Empty,
                    Cell.Of($"{metric.Parts[0].Value} of {metric.Parts[1].Value} told"), Cell.Of(metric.Formula),
                ]),
        ]);
    }

    /// <summary>The alerts as of the page's clock.</summary>
    public static ImmutableArray<AlertStanding> Read(ScreenView view) =>
        [.. view.Digital.Operations.Alerts.All(view.AsOf).Select(each => each.Standing)];

    private static Cell Minutes(Duration? took) => took is { } time ? Cell.Of(time.TotalMinutes, 1) : Cell.Empty;

    private static Cell Urgency(AlertStanding alert) => Cell.Of(alert.Urgency.ToString().ToLowerInvariant())
        .As(alert.Urgency == Digital.Handoffs.Operations.AlertUrgency.Page ? Tone.Bad : Tone.Plain);

    private static Cell Hold(AlertStanding alert) => alert.Hold switch
    {
        AlertHold.None => Cell.Empty,
        AlertHold.Inhibited => Cell.Of($"explained by {alert.HeldBy}").As(Tone.Faint),
        AlertHold.Silenced => Cell.Of($"silenced by {alert.HeldBy}").As(Tone.Faint),
        AlertHold.Damped => Cell.Of("comes and goes").As(Tone.Faint),
        _ => Cell.Of($"told with {alert.HeldBy}").As(Tone.Faint),
    };
}
