using System.Collections.Immutable;
using Busbar.Digital.Cybersecurity.Cip;
using Busbar.Host.Desks.Security;
using Busbar.Host.Screens.Shell;
using NodaTime.Text;
using static Busbar.Host.Screens.Shell.Column;

namespace Busbar.Host.Screens.Security;

/// <summary>The clocks of NERC CIP, drift, and what lacks.</summary>
public static class CipTables
{
    /// <summary>Every duty that is not done in time, the earliest due first; with <c>kept=yes</c> those that were, too.</summary>
    public static ScreenTable Clocks(ScreenView view) => new("cip-clocks", "Duties",
        [Words("Part"), Words("Duty"), Words("On"), Words("Owner"), Words("Since"), Words("Last day"), Words("Done"), Words("State"),
            Words("Late")],
        [
            .. Book(view).Clocks(view.AsOf).Clocks.Where(each => each.State != DueState.Kept || view.Field("kept") == "yes")
                .OrderBy(each => each.Due).Select(each => (ImmutableArray<Cell>)
                [
                    Cell.Of(each.Duty.Part), Cell.Of(each.Duty.Name), Cell.Of(each.Duty.Subject), Cell.Of(each.Duty.Owner),
                    Cell.Of(view.Clock.Show(each.Began)),
                    Cell.Of(each.LastDay is { } last ? LocalDatePattern.Iso.Format(last) : view.Clock.Show(each.Due)),
                    each.Done is { } done ? Cell.Of(view.Clock.Show(done)) : Cell.Empty, State(each.State),
                    each.Late == "" ? Cell.Empty : Cell.Of(each.Late).As(Tone.Bad),
                ]),
        ], IsMain: true);

    /// <summary>What was seen otherwise than the baseline says.</summary>
    public static ScreenTable Drifts(ScreenView view) => new("cip-drift", "Drift from baselines",
        [Words("Asset"), Words("Item"), Words("Baseline"), Words("Seen"), Words("When"), Words("Change")],
        [
            .. Book(view).Clocks(view.AsOf).Drifts.OrderByDescending(each => each.SeenAt).Select(each => (ImmutableArray<Cell>)
            [
                Cell.Of(each.Asset), Cell.Of($"{each.Kind} {each.Name}"), each.Was == "" ? Cell.Empty : Cell.Of(each.Was),
                each.Is == "" ? Cell.Of("gone") : Cell.Of(each.Is), Cell.Of(view.Clock.Show(each.SeenAt)),
                each.Change == "" ? Cell.Of("unauthorised").As(Tone.Bad) : Cell.Of(each.Change),
            ]),
        ]);

    /// <summary>What is odd or lacks.</summary>
    public static ScreenTable Findings(ScreenView view) => new("cip-findings", "Who is late, and what lacks",
        [Words("Finding"), Words("What"), Words("Where")],
        [
            .. Book(view).Clocks(view.AsOf).Findings.OrderByDescending(each => each.Severity).Select(each => (ImmutableArray<Cell>)
                [Cell.Of(each.Code), Cell.Of(each.What), Cell.Of(each.Where)]),
        ]);

    /// <summary>The assets in scope.</summary>
    public static ScreenTable Scope(ScreenView view) => new("cip-scope", "Assets in scope",
        [Words("Asset"), Words("Impact"), Words("Kind"), Words("Owner")],
        [
            .. Book(view).Scope(view.AsOf).Assets.Select(each => (ImmutableArray<Cell>)
                [Cell.Of(each.Name), Cell.Of($"{each.Impact}"), Cell.Of($"{each.Role}"), Cell.Of(each.Owner)]),
        ]);

    /// <summary>The book a page reads.</summary>
    public static CipBook Book(ScreenView view) => new(view.Reads.Store);

    private static Cell State(DueState state) => Cell.Of(state.ToString().ToLowerInvariant()).As(state switch
    {
        DueState.Kept => Tone.Good,
        DueState.Running => Tone.Plain,
        _ => Tone.Bad,
    });
}
