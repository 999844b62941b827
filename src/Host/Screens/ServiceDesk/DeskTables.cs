using System.Collections.Immutable;
using Busbar.Digital.ServiceDesk.Metrics;
using Busbar.Digital.ServiceDesk.Practices;
using Busbar.Digital.ServiceDesk.Tickets;
using Busbar.Host.Desks;
using Busbar.Host.Desks.Service;
using Busbar.Host.Screens.Shell;
using NodaTime;
using static Busbar.Host.Screens.Shell.Column;

namespace Busbar.Host.Screens.ServiceDesk;

/// <summary>Changes, problems, and the desk's figures.</summary>
public static class DeskTables
{
    private const int LikelyMost = 200;
    private static readonly Duration recurringWithin = Duration.FromDays(30);

    /// <summary>Changes, those to come first.</summary>
    public static ScreenTable Changes(ScreenView view)
    {
        var (map, all) = (view.Digital.Maps.Map(view.AsOf), view.Digital.Tickets.All(view.AsOf).ToImmutableArray());
        var changes = all.Where(each => each.Kind == TicketKind.Change).ToImmutableArray();
        return new("changes", "Changes",
        [
            Words("Change"), Words("What"), Words("Type"), Words("Items"), Words("From"), Words("To"), Numbers("Risk", "of 100"),
            Words("Services down"), Words("Gets in the way of"), Words("Approval"), Words("Stage"), Words("Outcome"),
        ],
        [
            .. changes.OrderByDescending(each => each.IsOpen).ThenByDescending(each => each.Change?.Plan.From).Select(each =>
            {
                if (each.Change?.Plan is not { } plan)
                    return [Named(view, each), Cell.Of(each.Title), .. Enumerable.Repeat(Cell.Empty, 8), TicketTables.Stage(each),
                        Cell.Empty];
                var risk = AssessChange.Run(new(plan, map, changes, all)) is Kernel.Outcomes.Outcome<ChangeRisk>.Done done ? done.Value
                    : null;
                var collisions = FindCollisions.Run(new(each.Id, plan, changes, [], map));
                return (ImmutableArray<Cell>)
                [
                    Named(view, each), Cell.Of(each.Title), Cell.Of(plan.Type.ToString().ToLowerInvariant()),
                    Cell.Of(string.Join(", ", plan.Items)), Cell.Of(view.Clock.Show(plan.From)), Cell.Of(view.Clock.Show(plan.To)),
                    risk is null ? Cell.Empty : Cell.Of(risk.Score, 0).As(risk.Level == ChangeRiskLevel.High ? Tone.Bad : Tone.Plain),
                    risk is null || risk.Services.IsEmpty ? Cell.Of("none").As(Tone.Faint) : Cell.Of(string.Join(", ", risk.Services)),
                    !each.IsOpen || collisions.IsEmpty ? Cell.Empty
                        : Cell.Of(string.Join(", ", collisions.Select(other => other.With))).As(Tone.Bad),
                    each.Approvals is { } flow ? Cell.Of(flow.Standing.ToString().ToLowerInvariant()) : Cell.Empty,
                    TicketTables.Stage(each), each.Change.Outcome is { } outcome ? Cell.Of(outcome.ToString()) : Cell.Empty,
                ];
            }),
        ], IsMain: true);
    }

    /// <summary>The moves that the desk makes often.</summary>
    public static ScreenTable Macros(ScreenView view) => new("macros", "Macros", [Words("Macro"), Words("Steps")],
    [
        .. view.Digital.Macros.All(view.AsOf).Select(each => (ImmutableArray<Cell>)
        [
            Cell.Of(each.Name, view.Link("/macros", ("macro", each.Name))),
            Cell.Of(MacroText.Write(each).Replace("\n", " · ", StringComparison.Ordinal)),
        ]),
    ], IsMain: true);

    /// <summary>Problems and known errors.</summary>
    public static ScreenTable Problems(ScreenView view)
    {
        var all = view.Digital.Tickets.All(view.AsOf).ToImmutableArray();
        var incidents = all.SelectMany(each => each.Links).Where(link => link.Kind == LinkKind.Problem).ToLookup(link => link.Target);
        return new("problems", "Problems and known errors",
        [
            Words("Problem"), Words("What"), Words("Standing"), Words("Cause"), Words("Until it is mended"), Numbers("Incidents", ""),
            Numbers("Age", "d"),
        ],
        [
            .. all.Where(each => each.Kind == TicketKind.Problem).OrderByDescending(each => each.IsOpen)
                .ThenBy(each => each.Opened.At).Select(each => (ImmutableArray<Cell>)
                [
                    Named(view, each), Cell.Of(each.Title), Cell.Of(each.KnownError is null ? "cause not known" : "known error"),
                    Cell.Of(each.KnownError?.RootCause ?? ""), Cell.Of(each.KnownError?.Workaround ?? ""),
                    Cell.Count(incidents[each.Id].Count()), Cell.Of((ReadClock.Of(view.AsOf) - each.Opened.At).TotalDays, 1),
                ]),
        ], IsMain: true);
    }

    /// <summary>Incidents that come again, of no problem yet.</summary>
    public static ScreenTable Recurring(ScreenView view) => new("recurring-incidents", "Incidents that come again",
        [Words("On"), Words("Alike in"), Numbers("Incidents", ""), Words("Which"), Words("First"), Words("Last")],
        [
            .. FindRecurring.Run(new([.. view.Digital.Tickets.All(view.AsOf).Where(each => each.Kind == TicketKind.Incident)],
                recurringWithin, 3)).Select(each => (ImmutableArray<Cell>)
                [
                    Cell.Of(each.On), Cell.Of(each.IsByItem ? "item" : "words"), Cell.Count(each.Incidents.Length),
                    Cell.Of(string.Join(", ", each.Incidents.Take(8))), Cell.Of(view.Clock.Show(each.First)),
                    Cell.Of(view.Clock.Show(each.Last)),
                ]),
        ]);

    /// <summary>The desk's figures of the last thirty days, grouped as the address asks.</summary>
    public static ImmutableArray<DeskFigure> Measured(ScreenView view) => DeskMetrics.Figures(view.Digital, view.AsOf,
        view.Field("by") switch { "queue" => DeskGrouping.Queue, "priority" => DeskGrouping.Priority, _ => DeskGrouping.None });

    /// <summary>The same as a table; each opens to its tickets.</summary>
    public static ScreenTable Figures(ScreenView view) => new("desk-figures", "Figures of the last 30 days",
    [
        Words("Group"), Words("Figure"), Numbers("Value", ""), Words("Unit"), Numbers("Counted", ""), Numbers("Among", ""),
        Words("95 % interval"), Words("Formula"),
    ],
    [
        .. Measured(view).Select(each => (ImmutableArray<Cell>)
            [
                Cell.Of(each.Group == "" ? "whole desk" : each.Group), Cell.Of(each.Metric.Name,
                    view.Link("/service/desk", ("figure", each.Metric.Name), ("group", each.Group), ("by", view.Field("by")))),
                each.Metric.Value is { } value ? Cell.Of(value, 1) : Cell.Empty, Cell.Of(each.Metric.Unit), Cell.Count(each.Counted.Length),
                Cell.Count(each.Among.Length), each is { Low: { } low, High: { } high } ? Cell.Of($"{low:0} to {high:0} %")
                    : Cell.Empty,
                Cell.Of(each.Metric.Formula),
            ]),
    ], IsMain: true);

    /// <summary>Open tickets by the odds that they come in late: those judged most urgent, while they are many.</summary>
    public static ScreenTable LikelyLate(ScreenView view)
    {
        var clock = ReadClock.Of(view.AsOf);
        var open = view.Digital.Tickets.All(view.AsOf).Where(each => each.IsOpen && view.Person.MaySee(each))
            .OrderBy(each => each.Priority == 0 ? int.MaxValue : each.Priority).ThenBy(each => each.Opened.At).Take(LikelyMost);
        return new("likely-late", "Open tickets by the odds of coming in late", [Words("Ticket"), Words("What"), Words("Queue"),
            Words("Due"),
            Numbers("Time gone", "%"), Numbers("Odds", "%"), Numbers("Usual then", "%")],
        [
            .. from each in open
               let targets = view.Digital.Levels.Targets(view.Digital.Tickets.History(each.Id, view.AsOf), view.AsOf, clock)
               let odds = view.Digital.Odds.Of(each, targets, view.AsOf, clock)
               where odds is not null
               let target = targets.Last(target => target.Target == odds.Target)
               orderby odds.Odds descending, target.ElapsedPercent descending
               select (ImmutableArray<Cell>)
               [
                   Named(view, each), Cell.Of(each.Title), Cell.Of(each.Queue),
                   target.Due is { } due ? Cell.Of(view.Clock.Show(due)) : Cell.Of("held").As(Tone.Faint),
                   Cell.Of(target.ElapsedPercent ?? 0, 0), Cell.Of(100 * odds.Odds, 0).As(odds.Odds >= 0.5 ? Tone.Bad : Tone.Plain),
                   Cell.Of(100 * odds.Base, 0),
               ],
        ]);
    }

    /// <summary>The tickets behind the figure in focus.</summary>
    public static ScreenTable Behind(ScreenView view)
    {
        var figure = Measured(view).FirstOrDefault(each => each.Metric.Name == view.Field("figure") && each.Group == view.Field("group"));
        return new("desk-figure-tickets", $"Tickets behind {view.Field("figure")}", [Words("Ticket"), Words("What"), Words("Counted")],
        [
            .. (figure?.Among ?? []).Select(id => (ImmutableArray<Cell>)
            [
                Cell.Of(id, view.Link("/ticket", ("id", id))), Cell.Of(view.Digital.Tickets.Find(id).Title),
                figure!.Counted.Contains(id) ? Cell.Of("yes").As(Tone.Good) : Cell.Of("no").As(Tone.Faint),
            ]),
        ]);
    }

    private static Cell Named(ScreenView view, Ticket ticket) => Cell.Of(ticket.Id, view.Link("/ticket", ("id", ticket.Id)));
}
