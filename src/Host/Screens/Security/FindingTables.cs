using System.Collections.Immutable;
using Busbar.Digital.Cybersecurity.Exposure;
using Busbar.Host.Desks.Security;
using Busbar.Host.Screens.Shell;
using NodaTime.Text;
using static Busbar.Host.Screens.Shell.Column;

namespace Busbar.Host.Screens.Security;

/// <summary>Open findings by what is due first, the posture, and the risks that are borne.</summary>
public static class FindingTables
{
    /// <summary>Most findings on the page; the address narrows further by <c>class</c> and <c>asset</c>.</summary>
    public const int ShownMost = 1000;

    /// <summary>The open findings that the address asks for, those due first before the others.</summary>
    public static ImmutableArray<ShownFinding> Open(ScreenView view) =>
    [
        .. view.Digital.Security.Shown(view.AsOf).Where(each => each.Decided.Finding.IsOpen)
            .Where(each => view.Field("class") is "" || each.Decided.Term.Class == view.Field("class"))
            .Where(each => view.Field("asset") is "" || each.Decided.Asset == view.Field("asset"))
            .OrderBy(each => each.Clock.DueOn is null).ThenBy(each => each.Clock.DueOn)
            .ThenByDescending(each => each.Decision.Prediction?.Probability)
            .ThenBy(each => each.Decided.Finding.Id, StringComparer.Ordinal),
    ];

    /// <summary>The findings.</summary>
    public static ScreenTable Findings(ScreenView view) => new("security-findings", "Open findings",
    [
        Words("Decision"), Words("Due"), Words("Asset"), Words("Component"), Words("Names"), Words("What"), Words("Stated"),
        Numbers("EPSS", "%"), Words("Seen by"), Words("First seen"), Words("Decided from"), Words("Priority"),
        Words("Risk accepted"), Words("Finding"),
    ],
    [.. Open(view).Take(ShownMost).Select(each => Row(view, each))], IsMain: true);

    /// <summary>The figures of the last thirty days, each with its parts.</summary>
    public static ScreenTable Posture(ScreenView view)
    {
        var names = Names(view);
        return new("security-posture", "Posture by decision, the last 30 days",
        [Words("Figure"), Words("Decision"), Numbers("Value", ""), Numbers("Numerator", ""), Numbers("Denominator", ""), Words("Findings")],
        [
            .. SecurityMetrics.Figures(view.Digital, view.AsOf).Select(figure => (ImmutableArray<Cell>)
            [
                Cell.Of(figure.Name), Cell.Of(figure.Class), figure.Value is { } value ? Cell.Of(value, 2) : Cell.Empty,
                Cell.Of(figure.Numerator, 2), Cell.Of(figure.Denominator, 0),
                Cell.Of(string.Join("; ", figure.Findings.Take(3).Select(id => names.GetValueOrDefault(id, id)))
                    + (figure.Findings.Length > 3 ? $" and {figure.Findings.Length - 3} more" : "")),
            ]),
        ]);
    }

    private static Dictionary<string, string> Names(ScreenView view) =>
        view.Digital.Security.Shown(view.AsOf).ToDictionary(each => each.Decided.Finding.Id, each => each.Name, StringComparer.Ordinal);

    /// <summary>Acceptances, those that wait for a second person first.</summary>
    public static ScreenTable Acceptances(ScreenView view)
    {
        var ((approved, waiting), names) = (view.Digital.Security.Acceptances.All(view.AsOf), Names(view));
        ImmutableArray<Cell> Row(RiskAcceptance each, Cell state) =>
        [
            Cell.Of(names.GetValueOrDefault(each.FindingId, each.FindingId)), state, Cell.Of(each.AcceptedBy),
            Cell.Of(view.Clock.Show(each.Until)), Cell.Of(each.Reason), Cell.Of(each.Control), Cell.Count(each.Renewals),
        ];
        return new("risk-acceptances", "Risks accepted",
            [
                Words("Finding"), Words("State"), Words("Borne by"), Words("Until"), Words("Reason"), Words("Compensating control"),
                Numbers("Renewals", ""),
            ],
            [
                .. waiting.Select(each => Row(each, Cell.Of("waits for a second person").As(Tone.Bad))),
                .. approved.Select(each => Row(each, Cell.Of($"since {view.Clock.Show(each.From)}"))),
            ]);
    }

    private static ImmutableArray<Cell> Row(ScreenView view, ShownFinding shown)
    {
        var (term, finding, clock) = (shown.Decided.Term, shown.Decided.Finding, shown.Clock);
        var sources = finding.Sources.Where(source => source.GoneAt is null).Select(source => source.Scanner).Distinct();
        return
        [
            Cell.Of(term.Class, view.Link("/security/findings", ("class", term.Class))).As(term.IsCritical ? Tone.Bad : Tone.Plain),
            clock.DueOn is { } due ? Cell.Of(LocalDatePattern.Iso.Format(due)).As(clock.IsOverdue ? Tone.Bad : Tone.Plain) : Cell.Empty,
            Cell.Of(shown.Decided.Asset, view.Link("/security/findings", ("asset", shown.Decided.Asset))), Cell.Of(finding.Component),
            Cell.Of(string.Join(", ", finding.Aliases.Concat(finding.Covers))), Cell.Of(finding.Title),
            Cell.Of($"{finding.StatedSeverity}"), MakerTables.Odds(shown.Decision.Prediction),
            Cell.Of(string.Join(", ", sources)), Cell.Of(view.Clock.Show(finding.FirstSeen)),
            Cell.Of(shown.Decision.Basis), Cell.Of(shown.Decision.Priority),
            clock.AcceptedUntil is { } until ? Cell.Of($"until {view.Clock.Show(until)}, {clock.Acceptances}×") : Cell.Empty,
            Cell.Of(finding.Id),
        ];
    }
}
